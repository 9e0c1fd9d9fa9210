"""The agenda of one participant, with their visit, their team and their tables in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from evaluations.models import Questionnaire
from participants.coming.places import HOLDING
from participants.models import Participant, Seat
from programmes.models import CafeConversation, Contribution, Programme, Session

from .forms import MyForm
from .visit import MyVisit

Kind = Session.Kind


@dataclass(frozen=True, slots=True)
class MySeat:
    """One round at one table."""

    round: int
    starts: datetime
    ends: datetime
    table: int
    topic: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyItem:
    """A line of the agenda, with what it means for the reader: their visit in place of all visits,
    their tables, their team. `mates` stand where the team meets first; `form` is asked there. `key`
    names it among the reader's own."""

    key: str
    title: str
    kind: str
    starts: datetime
    ends: datetime
    room: str = ""
    strand: str = ""
    description: str = ""
    seats: tuple[MySeat, ...] = ()
    visit: MyVisit | None = None
    team: str = ""
    mates: tuple[str, ...] = ()
    form: MyForm | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """What of a programme is one participant's own."""

    visit: MyVisit | None = None
    team: str = ""
    mates: tuple[str, ...] = ()
    form: MyForm | None = None


def my_own(participant: Participant, visit: MyVisit | None, forms: tuple[MyForm, ...] = ()) -> Mine:
    team, mates = participant.team, ()
    if team:
        others = team.participants.eligible().exclude(pk=participant.pk)
        mates = tuple(others.values_list("person__name", flat=True))
    asked = next((form for form in forms if form.moment == Questionnaire.Moment.END), None)
    return Mine(visit, team.name if team else "", mates, asked)


def my_items(participant: Participant, mine: Mine) -> list[MyItem]:
    """A café with seats stands in the agenda under its session, or else by itself; so does a visit,
    at its own time. Whoever has no place has nowhere to go."""
    if participant.status not in HOLDING:
        return []
    programme = participant.programme
    sessions = list(programme.sessions.all())
    seats: dict[int | None, list[MySeat]] = {}
    items = []
    for cafe, some in _seats_by_cafe(participant).items():
        if session := _session_of(Kind.CAFE, cafe, sessions):
            seats.setdefault(session.pk, []).extend(some)
        else:
            items.append(cafe_item(cafe, some))
    visited = mine.visit and _session_of(Kind.VISITS, mine.visit, sessions)
    if mine.visit and not visited:
        items.append(visit_item(programme, mine.visit))
    meets = next((each for each in sessions if each.kind == Kind.TEAMWORK), None)
    for session in sessions:
        if visited and session.pk == visited.pk:
            items.append(visit_item(programme, mine.visit, session))
        else:
            own = mine if session == meets else replace(mine, mates=())
            items.append(session_item(session, own, seats.get(session.pk, ())))
    return items


def _session_of(
    kind: str, what: CafeConversation | MyVisit, sessions: list[Session]
) -> Session | None:
    """The last one of that day and kind that has begun when the café or visit does, or else the
    first."""
    that_day = [each for each in sessions if each.kind == kind and each.day == what.day]
    begun = [session for session in that_day if session.starts <= what.starts]
    return begun[-1] if begun else next(iter(that_day), None)


def session_item(session: Session, mine: Mine = Mine(), seats: Sequence[MySeat] = ()) -> MyItem:
    is_team = session.kind == Kind.TEAMWORK
    at = session.programme.at
    return MyItem(
        key=f"session-{session.pk}",
        title=session.title,
        kind=session.kind,
        starts=at(session.day, session.starts),
        ends=at(session.day, session.ends),
        room=session.room,
        strand=session.strand,
        description=session.description,
        seats=tuple(seats),
        team=mine.team if is_team else "",
        mates=mine.mates if is_team else (),
        form=mine.form if session.kind == Kind.FEEDBACK else None,
    )


def visit_item(programme: Programme, visit: MyVisit, session: Session | None = None) -> MyItem:
    title = (
        _("Your visit to %(visit)s is called off") if visit.called_off else _("Visit to %(visit)s")
    )
    return MyItem(
        key="visit",
        title=title % {"visit": visit.title},
        kind=Kind.VISITS,
        starts=programme.at(visit.day, visit.starts),
        ends=programme.at(visit.day, visit.ends),
        description=session.description if session else "",
        visit=visit,
    )


def cafe_item(cafe: CafeConversation, seats: Sequence[MySeat] = ()) -> MyItem:
    first, last = _round(cafe, 1), _round(cafe, cafe.rounds)
    return MyItem(
        key=f"cafe-{cafe.pk}",
        title=cafe.title,
        kind=Kind.CAFE,
        starts=first[0],
        ends=last[1],
        room=cafe.room,
        seats=tuple(seats),
    )


def _seats_by_cafe(participant: Participant) -> dict[CafeConversation, list[MySeat]]:
    """Published ones: a draft is nobody's business yet."""
    mine = participant.seats.select_related("cafe", "table").prefetch_related(
        "table__leaders__person"
    )
    cafes: dict[CafeConversation, list[MySeat]] = {}
    for seat in mine.order_by("cafe__day", "cafe__starts", "cafe", "round"):
        seat.cafe.programme = participant.programme
        cafes.setdefault(seat.cafe, []).append(_seat(seat))
    return cafes


def _seat(seat: Seat) -> MySeat:
    leaders = tuple(
        leader.person.name
        for leader in seat.table.leaders.all()
        if leader.status in Contribution.SAID_YES
    )
    starts, ends = _round(seat.cafe, seat.round)
    return MySeat(seat.round, starts, ends, seat.table.number, seat.table.topic, leaders)


def _round(cafe: CafeConversation, number: int) -> tuple[datetime, datetime]:
    """When a round begins and ends."""
    first = cafe.programme.at(cafe.day, cafe.starts)
    return tuple(first + timedelta(minutes=cafe.minutes * (number - back)) for back in (1, 0))
