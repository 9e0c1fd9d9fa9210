"""The page on which organisers choose who comes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.mix import Target
from participants.models import Application, Participant
from programmes.models import Admission, Programme, Trail

from .deeds import GROUPS, Deed, Group
from .following import waiting_key
from .mixing import Mix, counted_for, mix_of
from .places import (
    HOLDING,
    Places,
    admission_of,
    applicant_as_someone,
    cohort,
    participant_as_someone,
    targets_of,
)

Status = Participant.Status


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the page. `field` and `key` name them in the form; `counts` the bars they fill.

    `call` tells that they have no e-mail, `offers` that a place can be offered to them; `why` is
    what they or whoever named them wrote.
    """

    field: str
    key: int
    name: str
    about: str
    sector: str
    notes: tuple[str, ...]
    why: str
    call: bool
    ticked: bool
    counts: str
    offers: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """People who stand alike, and what can be done with them."""

    group: Group
    lines: tuple[Line, ...]

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return self.group.deeds

    @property
    def is_ticked(self) -> bool:
        return any(line.ticked for line in self.lines)

    @property
    def is_quiet(self) -> bool:
        """Folded up: nothing waits there."""
        return self.group.is_quiet


@dataclass(frozen=True, slots=True)
class Page:
    programme: Programme
    admission: Admission | None
    mix: Mix
    parts: tuple[Part, ...]
    chosen: int
    waiting: int
    undecided: int

    @property
    def is_empty(self) -> bool:
        return not any(part.lines for part in self.parts)

    @property
    def rule(self) -> str:
        return self.admission.get_rule_display() if self.admission else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everybody who might come, read once."""

    applications: tuple[Application, ...]
    people: tuple[Participant, ...]
    targets: tuple[Target, ...]
    followed: Mapping[str, str]
    substitutes: Mapping[int, str]


def rows_of(programme: Programme) -> Rows:
    """Four queries, however many there are."""
    open_ones = (Application.State.RECEIVED, Application.State.DECLINED)
    people = programme.participants.select_related(
        "person", "organisation", "stands_in_for__person"
    )
    found = tuple(people)
    return Rows(
        applications=tuple(programme.applications.filter(state__in=open_ones)),
        people=found,
        targets=targets_of(programme),
        followed=_followed(programme),
        substitutes={
            row.stands_in_for_id: str(row.person) for row in found if row.stands_in_for_id
        },
    )


def _followed(programme: Programme) -> dict[str, str]:
    """Why somebody was next, by record, as the history has it; the latest counts."""
    rows = Trail.objects.filter(programme=programme, deed="followed").order_by("at", "pk")
    return {row.record: ", ".join(row.detail.get("fields", ())) for row in rows}


def page_of(
    programme: Programme, applications: Collection[int] = (), people: Collection[int] = ()
) -> Page:
    """`applications` and `people` are ticked: the mix says what offering them places would make."""
    rows, admission = rows_of(programme), admission_of(programme)
    present = cohort(rows.people)
    chosen = [
        *(applicant_as_someone(each) for each in rows.applications if each.pk in applications),
        *(
            participant_as_someone(row)
            for row in rows.people
            if row.pk in people and row.status not in HOLDING
        ),
    ]
    places = Places(admission.places if admission else None, len(present))
    ticked = {"application": set(applications), "person": set(people)}
    parts = tuple(Part(group, tuple(_lines(group, rows, ticked))) for group in GROUPS)
    return Page(
        programme=programme,
        admission=admission,
        mix=mix_of(rows.targets, present, chosen, places),
        parts=parts,
        chosen=len(chosen),
        waiting=sum(row.status == Status.WAITING for row in rows.people),
        undecided=sum(each.state == Application.State.RECEIVED for each in rows.applications),
    )


def _lines(group: Group, rows: Rows, ticked: Mapping[str, set[int]]) -> Iterator[Line]:
    if group.field == "application":
        for each in rows.applications:
            if each.state == group.status:
                yield _application_line(each, rows, each.pk in ticked["application"])
        return
    people = [row for row in rows.people if row.status == group.status]
    if group.status == Status.WAITING:
        people.sort(key=waiting_key)
    for row in people:
        yield _person_line(row, rows, row.pk in ticked["person"])


def _application_line(row: Application, rows: Rows, ticked: bool) -> Line:
    notes = [_("received %(day)s") % {"day": date_format(row.received_at, "j F")}]
    if row.nominated_by:
        notes.insert(0, _("named by %(name)s") % {"name": row.nominated_by})
    return Line(
        field="application",
        key=row.pk,
        name=row.name,
        about=_joined(row.role, row.organisation),
        sector=row.get_sector_display(),
        notes=tuple(notes),
        why=row.motivation,
        call=False,
        ticked=ticked,
        counts=counted_for(rows.targets, applicant_as_someone(row)),
    )


def _person_line(row: Participant, rows: Rows, ticked: bool) -> Line:
    offers = row.status not in HOLDING
    return Line(
        field="person",
        key=row.pk,
        name=str(row.person),
        about=_joined(row.role, str(row.organisation)),
        sector=row.organisation.get_sector_display(),
        notes=tuple(_notes(row, rows)),
        why="",
        call=not row.person.email,
        ticked=ticked,
        counts=counted_for(rows.targets, participant_as_someone(row)) if offers else "",
        offers=offers,
    )


def _notes(row: Participant, rows: Rows) -> Iterator[str]:
    if row.stands_in_for_id:
        yield _("stands in for %(name)s") % {"name": row.stands_in_for.person}
    if name := rows.substitutes.get(row.pk):
        yield _("%(name)s stands in") % {"name": name}
    why = rows.followed.get(f"{row._meta.label_lower} {row.pk}")
    if why and row.status == Status.INVITED:
        yield _("followed by the rule: %(why)s") % {"why": why}
    if row.status == Status.WAITING and row.waiting_since:
        yield _("since %(day)s") % {"day": date_format(row.waiting_since, "j F")}
    if row.answered_on:
        yield _("said so on %(day)s") % {"day": date_format(row.answered_on, "j F")}


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
