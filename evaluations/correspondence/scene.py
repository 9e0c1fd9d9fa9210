"""What letters of one programme rest on: every record read once, and only if a letter asks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from evaluations.effort import minutes
from evaluations.models import Question, Questionnaire
from evaluations.reports.promise import promise
from evaluations.reports.public import shown_page
from evaluations.reports.published import published_versions
from evaluations.scales import Kind
from participants.consents import Purpose, agreed
from participants.models import Application, Observer, Participant, Seat, VisitChoice
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    Contribution,
    Programme,
    Session,
)

from .quoted import Quoted, quoted_of

Owner = Participant | Contribution | Observer | Application
KINDS: dict[type, str] = {
    Participant: "participant",
    Contribution: "contribution",
    Observer: "observer",
    Application: "application",
}


def owners_of(programme: Programme, kind: str, keys: Iterable[int]) -> QuerySet:
    """Of this programme alone, with all that a letter says of themselves."""
    within = {"programme": programme, "pk__in": list(keys)}
    if kind == "participant":
        related = ("person", "organisation", "visit__contact", "team")
        return Participant.objects.filter(**within).select_related(*related)
    if kind == "contribution":
        related = ("person", "visit__contact", "table", "session")
        return Contribution.objects.filter(**within).select_related(*related)
    if kind == "observer":
        rows = Observer.objects.filter(participant__programme=programme, pk__in=within["pk__in"])
        return rows.select_related("participant__person")
    return Application.objects.filter(**within)


@dataclass
class Scene:
    """`about` says for each recipient, by key, what the letter is about: a form, a pledge, a day,
    a plan of places, a session."""

    programme: Programme
    about: Mapping[int, object] = field(default_factory=dict)

    def about_of(self, owner: Owner, kind: type) -> object | None:
        """What it is about, if that is of this kind."""
        found = self.about.get(owner.pk)
        return found if isinstance(found, kind) else None

    def day_of(self, owner: Owner) -> date | None:
        return self.about_of(owner, date)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.programme.time_zone)

    @cached_property
    def challenge(self) -> Challenge | None:
        return Challenge.objects.filter(programme=self.programme).first()

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.programme.sessions.all())

    @cached_property
    def setters(self) -> list[Contribution]:
        rows = self.programme.contributions.filter(
            kind=Contribution.Kind.SETTER, status__in=Contribution.SAID_YES
        )
        return list(rows.select_related("person"))

    @cached_property
    def choice(self) -> VisitChoice | None:
        return VisitChoice.objects.filter(programme=self.programme).first()

    # Places

    @cached_property
    def cafes(self) -> dict[int, CafeConversation]:
        cafes = {cafe.pk: cafe for cafe in self.programme.cafe_conversations.all()}
        for cafe in cafes.values():
            cafe.programme = self.programme
        return cafes

    @cached_property
    def tables(self) -> dict[int, CafeTable]:
        rows = CafeTable.objects.filter(cafe__in=self.cafes).prefetch_related("leaders__person")
        return {table.pk: table for table in rows}

    @cached_property
    def seats(self) -> dict[int, list[Seat]]:
        """By participant, in the order of cafés and rounds."""
        found = defaultdict(list)
        rows = Seat.objects.filter(cafe__in=self.cafes)
        for seat in rows.order_by("cafe__day", "cafe__starts", "cafe", "round"):
            found[seat.participant_id].append(seat)
        return found

    @cached_property
    def sitters(self) -> Counter[tuple[int, int]]:
        """How many sit at a table in a round."""
        return Counter((one.table_id, one.round) for seats in self.seats.values() for one in seats)

    @cached_property
    def coming(self) -> list[Participant]:
        rows = Participant.objects.eligible().filter(programme=self.programme)
        return list(rows.select_related("person", "organisation"))

    @cached_property
    def teams(self) -> dict[int, list[Participant]]:
        found = defaultdict(list)
        for one in self.coming:
            found[one.team_id].append(one)
        return found

    @cached_property
    def visitors(self) -> dict[int, list[Participant]]:
        found = defaultdict(list)
        for one in self.coming:
            found[one.visit_id].append(one)
        return found

    @cached_property
    def on_list(self) -> set[int]:
        """People, by key, who agreed to be on the list of who is coming."""
        return agreed(self.programme, Purpose.LIST)

    # Forms

    @cached_property
    def forms(self) -> dict[int, Questionnaire]:
        """Those that a letter is about."""
        forms = {one.pk: one for one in self.about.values() if isinstance(one, Questionnaire)}
        for form in forms.values():
            form.programme = self.programme
        return forms

    @cached_property
    def promises(self) -> dict[int, str]:
        return {key: promise(form).short for key, form in self.forms.items()}

    @cached_property
    def minutes(self) -> dict[int, int]:
        """How long each form takes."""
        kinds, pairs = defaultdict(list), Counter()
        rows = Question.objects.filter(questionnaire__in=self.forms, current=True)
        for form, kind, is_pair in rows.values_list("questionnaire", "kind", "looks_back_on"):
            if is_pair:
                pairs[form] += 1
            else:
                kinds[form].append(Kind(kind))
        return {form: minutes(kinds[form], pairs[form]) for form in self.forms}

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        return quoted_of(self.programme)

    @cached_property
    def report(self) -> str:
        """Where anybody reads the report, once it is published and its page is shown."""
        if shown_page(self.programme.slug) is None or not published_versions(self.programme):
            return ""
        return settings.SITE_URL + reverse("public_page", args=[self.programme.slug])
