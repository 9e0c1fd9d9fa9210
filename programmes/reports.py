"""What can be said of a programme before anybody takes part: its days, visits and café."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext

from .models import CafeConversation, Contribution, Person, Programme, SiteVisit

# The further along, the later: of several hosts the one furthest along speaks for the visit.
PIPELINE = ["", "no", "considered", "maybe", "asked", "yes", "briefed", "took part", "thanked"]


@dataclass(frozen=True, slots=True)
class Contributor:
    pk: int
    name: str
    status: str
    responsibility: str = ""

    @property
    def said_yes(self) -> bool:
        return self.status in Contribution.SAID_YES

    @property
    def says(self) -> str:
        return Contribution.Status(self.status).label


@dataclass(frozen=True, slots=True)
class Visit:
    pk: int
    title: str
    theme: str
    day: date
    starts: time
    ends: time
    minimum: int
    capacity: int
    step_free: bool
    called_off: bool
    hosts: tuple[Contributor, ...]

    @property
    def host(self) -> Contributor | None:
        return max(self.hosts, key=lambda host: PIPELINE.index(host.status), default=None)

    @property
    def confirmed(self) -> bool:
        return self.host is not None and self.host.said_yes


@dataclass(frozen=True, slots=True)
class Table:
    pk: int
    number: int
    topic: str
    leaders: tuple[Contributor, ...]

    @property
    def confirmed(self) -> bool:
        return any(leader.said_yes for leader in self.leaders)


@dataclass(frozen=True, slots=True)
class Cafe:
    pk: int
    title: str
    day: date
    starts: time
    rounds: int
    minutes: int
    room: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    pk: int
    title: str
    kind: str
    starts: time
    ends: time
    strand: str
    room: str
    speakers: str


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """Items that start together and differ by strand run side by side: one moment holds them."""

    day: date
    moments: tuple[tuple[AgendaItem, ...], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A programme as planned, without its people."""

    question: str
    setters: tuple[Contributor, ...]
    objectives: tuple[tuple[int, int, str], ...]
    visits: tuple[Visit, ...]
    cafes: tuple[Cafe, ...]
    days: tuple[AgendaDay, ...]


def outline(programme: Programme) -> Outline:
    """Seven queries, however much is planned."""
    given = _contributions(programme)
    challenge = getattr(programme, "challenge", None)
    return Outline(
        question=challenge.question if challenge else "",
        setters=tuple(given["setter", None]),
        objectives=tuple(programme.objectives.values_list("pk", "number", "title")),
        visits=tuple(_visit(visit, given) for visit in programme.site_visits.all()),
        cafes=tuple(
            _cafe(cafe, given) for cafe in programme.cafe_conversations.prefetch_related("tables")
        ),
        days=tuple(_days(programme, given)),
    )


def _contributions(programme: Programme) -> dict[tuple[str, int | None], list[Contributor]]:
    given = defaultdict(list)
    for row in programme.contributions.select_related("person"):
        who = Contributor(row.pk, row.person.name, row.status, row.responsibility)
        given[row.kind, row.visit_id or row.table_id or row.session_id].append(who)
    return given


def _visit(visit: SiteVisit, given: dict) -> Visit:
    return Visit(
        pk=visit.pk,
        title=visit.title,
        theme=visit.theme,
        day=visit.day,
        starts=visit.starts,
        ends=visit.ends,
        minimum=visit.minimum,
        capacity=visit.capacity,
        step_free=visit.step_free,
        called_off=visit.called_off,
        hosts=tuple(given["host", visit.pk]),
    )


def _cafe(cafe: CafeConversation, given: dict) -> Cafe:
    return Cafe(
        pk=cafe.pk,
        title=cafe.title,
        day=cafe.day,
        starts=cafe.starts,
        rounds=cafe.rounds,
        minutes=cafe.minutes,
        room=cafe.room,
        tables=tuple(
            Table(table.pk, table.number, table.topic, tuple(given["leader", table.pk]))
            for table in cafe.tables.all()
        ),
    )


def _days(programme: Programme, given: dict) -> Iterable[AgendaDay]:
    items = [(session.day, _item(session, given)) for session in programme.sessions.all()]
    for day, sessions in groupby(items, key=lambda pair: pair[0]):
        together = groupby((item for _day, item in sessions), key=lambda item: item.starts)
        yield AgendaDay(day, tuple(tuple(moment) for _starts, moment in together))


def _item(session, given: dict) -> AgendaItem:
    return AgendaItem(
        pk=session.pk,
        title=session.title,
        kind=session.kind,
        starts=session.starts,
        ends=session.ends,
        strand=session.strand,
        room=session.room,
        speakers=", ".join(who.name for who in given["speaker", session.pk]),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one person does, or did, in one programme."""

    programme: str
    slug: str
    year: int
    role: str
    status: str


def parts_of(person: Person, programmes: QuerySet[Programme]) -> tuple[Part, ...]:
    """All a person's roles in some programmes, the latest programme first."""
    own = {"programme__in": programmes.values("pk")}
    coming = person.participations.filter(**own).select_related("programme")
    given = person.contributions.filter(**own).select_related("programme")
    parts = [_part(row, gettext("participant")) for row in coming]
    parts += [_part(row, row.get_kind_display()) for row in given]
    return tuple(sorted(parts, key=lambda part: -part.year))


def _part(row: Model, role: str) -> Part:
    programme = row.programme
    status = row.get_status_display()
    return Part(programme.title, programme.slug, programme.starts_on.year, str(role), status)


def span(first: date, last: date) -> str:
    """Two days as people write them: 9 December 2026, 9–10 December 2026, 30 Nov – 2 Dec 2026."""
    if first == last:
        return date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    start = date_format(first, "j M" if first.year == last.year else "j M Y")
    return f"{start} – {date_format(last, 'j M Y')}"
