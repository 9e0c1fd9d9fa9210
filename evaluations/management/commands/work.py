import logging
import signal
import threading

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from evaluations import actions, uploads
from evaluations.models import Questionnaire

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Keep the clock: open the answers of every form that has closed, destroy keys that have "
        "done their work. Runs until stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument("--pause", type=float, default=30, help="seconds between two looks")

    def handle(self, *, once: bool, pause: float, **options) -> None:
        if once:
            self.do_what_is_due()
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: stopped.set())
        self.stdout.write(f"Looking every {pause:g} seconds for forms that have closed.")
        self.stdout.flush()
        while not stopped.is_set():
            try:
                self.do_what_is_due()
            except OperationalError:
                logger.exception("The database did not answer; trying again.")
            close_old_connections()
            stopped.wait(pause)

    def do_what_is_due(self) -> None:
        actions.follow_all_dates()
        actions.fix_due_plans()
        due = Questionnaire.objects.filter(counted_on=None, closes_at__lte=timezone.now())
        for questionnaire in due:
            self.count(questionnaire)
        for programme in actions.destroy_due_keys():
            self.stdout.write(f"{programme.slug}: the key is destroyed.")
        uploads.forget_old()

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
