"""Loads three invented programmes and says where to look at them."""

from datetime import date, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from immersion.demo.afterwards import let_take_away
from immersion.demo.coming import let_come
from immersion.demo.feedback import form_of_the_last_day, let_answer
from immersion.demo.load import load_programme
from immersion.demo.moments import ask_every_moment
from immersion.demo.publishing import address_for_a_funder, let_publish
from immersion.demo.words import let_read
from participants.actions import issue_links
from participants.models import Participant, VisitChoice
from programmes.models import Contribution, Membership, Programme, User

FINISHED, PLANNED, ANSWERING = "leading-across-aldermouth", "one-street-at-a-time", "the-long-shore"
PASSWORD = "a quiet harbour"
LEAD = ("asha.kerr@example.org", "Asha Kerr")
FUNDER = ("funder@example.org", "Imogen Vale")


class Command(BaseCommand):
    help = "Load the demo: a finished programme with its report, one under way, one being planned."

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        for slug, load in (
            (FINISHED, load_finished),
            (PLANNED, load_planned),
            (ANSWERING, load_answering),
        ):
            if not Programme.objects.filter(slug=slug).exists():
                self.stdout.write(f"Loading {slug}")
                with transaction.atomic():  # its messages are worked out once it is complete
                    give_to_staff(programme := load(today))
                if slug == FINISHED:
                    let_read(programme)
                    let_publish(programme, User.objects.get(email=LEAD[0]))
        report = settings.VAR_DIR / "reports" / f"{FINISHED}.pdf"
        if not report.exists():
            report.parent.mkdir(parents=True, exist_ok=True)
            call_command(
                "render_report", FINISHED, published=True, output=report, stdout=self.stdout
            )
        self.stdout.write(where_to_look(report))


def load_finished(today: date) -> Programme:
    """It ended months ago; two of 24 did not answer at its end."""
    programme = load_programme("aldermouth", two_working_days(today - timedelta(days=150)))
    coming = list(programme.participants.all())
    ask_every_moment(programme, lambda end: let_answer(end, coming[:-2]))
    let_take_away(programme)
    return programme


def load_planned(today: date) -> Programme:
    """Its participants may still say which visits they want."""
    programme = load_programme("planning", two_working_days(today + timedelta(days=44)))
    VisitChoice.objects.create(
        programme=programme,
        opens_at=programme.at(today - timedelta(days=2), time(9)),
        closes_at=programme.at(today + timedelta(days=18), time(18)),
    )
    let_come(programme, "planning")
    return programme


def load_answering(today: date) -> Programme:
    """It ended the other day; five of nine have answered."""
    programme = load_programme("open", two_working_days(today - timedelta(days=2)))
    let_answer(form_of_the_last_day(programme), list(programme.participants.all())[:5])
    return programme


def two_working_days(latest: date) -> date:
    """The last day until then whose next day is a working day too."""
    friday = 4
    return next(
        day
        for day in (latest - timedelta(days=back) for back in range(7))
        if day.weekday() < friday
    )


def give_to_staff(programme: Programme) -> None:
    for (email, name), role in ((LEAD, "lead"), (FUNDER, "report reader")):
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, PASSWORD, name=name, is_staff=True
        )
        Membership.objects.create(programme=programme, user=user, role=role)


def where_to_look(report: Path) -> str:
    site = settings.SITE_URL
    everybody = Participant.objects.filter(programme__slug=ANSWERING)
    newcomer = everybody.filter(invitations=None).first() or everybody.first()
    choosing = Participant.objects.filter(programme__slug=PLANNED).first()
    finished = Programme.objects.get(slug=FINISHED)
    shared = address_for_a_funder(finished, User.objects.get(email=LEAD[0]))
    asked = Contribution.objects.filter(
        programme__slug=PLANNED, status=Contribution.Status.ASKED
    ).first()
    link, choice, host = issue_links(participants=[newcomer, choosing], contributions=[asked])
    return "\n".join(
        (
            "",
            f"  Organiser    {site}{reverse('home')}",
            f"               log in as {LEAD[0]} with the password: {PASSWORD}",
            f"  Funder       the same address as {FUNDER[0]}, the same password: reports only",
            f"  Participant  {site}{reverse('my_page', args=[link.token])}",
            f"               ({newcomer}; the code on the badge is {link.code})",
            f"               {site}{reverse('my_visits', args=[choice.token])}",
            f"               ({choosing}, who may still choose a visit)",
            f"  Contributor  {site}{reverse('my_page', args=[host.token])}",
            f"               ({asked.person}, who has been asked to host a visit)",
            f"  Applicants   {site}{reverse('apply', args=[PLANNED])}",
            f"  Report       {report}",
            f"               {site}{shared} without an account",
            f"  Public page  {site}{reverse('public_page', args=[FINISHED])}",
            "",
        )
    )
