"""Who was at which session, as far as somebody noted it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from participants.models import Attendance
from programmes.models import Programme, Session


@dataclass(frozen=True, slots=True)
class SessionLine:
    """`present` None: nobody has been noted, so all count as present."""

    pk: int
    title: str
    strand: str
    day: date
    starts: time
    ends: time
    present: int | None
    expected: int


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str
    organisation: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Presence:
    session: SessionLine
    people: tuple[Person, ...]

    @property
    def shown(self) -> str:
        """The keys that the page shows ticked, so that only what somebody changes is written."""
        return " ".join(str(one.pk) for one in self.people if one.is_ticked)


def sessions_of(programme: Programme) -> tuple[SessionLine, ...]:
    """Those at which somebody could be missing; breaks are left out."""
    expected = frozenset(programme.participants.eligible().values_list("pk", flat=True))
    noted = noted_at(programme.sessions.values_list("pk", flat=True))
    rows = programme.sessions.exclude(kind=Session.Kind.BREAK)
    return tuple(_line(row, noted.get(row.pk), expected) for row in rows)


def presence_at(session: Session) -> Presence:
    noted = noted_at([session.pk]).get(session.pk)
    rows = session.programme.participants.eligible().select_related("person", "organisation")
    people = tuple(
        Person(row.pk, row.person.name, row.organisation.name, noted is None or row.pk in noted)
        for row in rows.order_by("person__name", "pk")
    )
    expected = frozenset(person.pk for person in people)
    return Presence(_line(session, noted, expected), people)


def noted_at(sessions: Iterable[int]) -> dict[int, set[int]]:
    """By session, the participants noted there; no entry where nobody was."""
    found: dict[int, set[int]] = {}
    rows = Attendance.objects.filter(session__in=list(sessions))
    for session, participant in rows.values_list("session_id", "participant_id"):
        found.setdefault(session, set()).add(participant)
    return found


def _line(session: Session, noted: set[int] | None, expected: frozenset[int]) -> SessionLine:
    return SessionLine(
        pk=session.pk,
        title=session.title,
        strand=session.strand,
        day=session.day,
        starts=session.starts,
        ends=session.ends,
        present=None if noted is None else len(noted & expected),
        expected=len(expected),
    )
