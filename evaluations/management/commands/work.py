import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from evaluations import actions, uploads
from evaluations.correspondence.following import follow_all_messages
from evaluations.models import Questionnaire
from participants.contributors import follow_contributors
from participants.sending.bounces import Bounces
from participants.sending.rounds import send_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Keep the clock: open the answers of every form that has closed, destroy keys that have "
        "done their work; prepare messages and put them right, send those that may go, and read "
        "what came back. Runs until stopped, and ends then with the message in hand. Any number of "
        "workers may run, on any hosts that share the database: no message is sent by two of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument("--pause", type=float, default=30, help="seconds between two looks")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end when that process is gone"
        )

    def handle(self, *, once: bool, pause: float, beside: int | None, **options) -> None:
        self.stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: self.stopped.set())
        self.bounces = Bounces()
        if once:
            while self.do_what_is_due() and not self.stopped.is_set():
                pass
            return
        self.stdout.write(
            f"Looking every {pause:g} seconds for forms that have closed and messages that may go."
        )
        self.stdout.flush()
        while not self.stopped.is_set() and (beside is None or is_there(beside)):
            sent = self.look()
            close_old_connections()
            self.stopped.wait(0 if sent else pause)

    def look(self) -> int:
        try:
            return self.do_what_is_due()
        except OperationalError:
            logger.exception("The database did not answer; trying again.")
            return 0

    def do_what_is_due(self) -> int:
        """How many messages were sent or tried: where there were any, there may be more."""
        actions.follow_all_dates()
        actions.fix_due_plans()
        follow_contributors()
        due = Questionnaire.objects.filter(counted_on=None, closes_at__lte=timezone.now())
        for questionnaire in due:
            self.count(questionnaire)
        for programme in actions.destroy_due_keys():
            self.stdout.write(f"{programme.slug}: the key is destroyed.")
        uploads.forget_old()
        self.bounces.read()
        follow_all_messages()
        sent = send_due(stopped=self.stopped.is_set)
        if sent:
            self.stdout.write(f"{sent} messages dealt with.")
            self.stdout.flush()
        return sent

    def count(self, questionnaire: Questionnaire) -> None:
        """Too few answers stay sealed: staff see why on the page of the form."""
        try:
            total = actions.count_ballots(questionnaire=questionnaire)
        except actions.TooFewToOpen:
            return
        except actions.CannotOpen as reason:
            logger.error("%s: %s", questionnaire.pk, reason)
            return
        name = f"{questionnaire.programme.slug}/{questionnaire.slug}"
        self.stdout.write(f"{name}: {total} answers opened.")


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
