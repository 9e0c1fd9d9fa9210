"""The days of one participant: the agenda, with their visit, their team and their tables in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from participants.models import Participant, Seat
from programmes.models import CafeConversation, Contribution, Session


@dataclass(frozen=True, slots=True)
class MySeat:
    """One round at one table; `starts` is the clock on the wall."""

    round: int
    starts: time
    table: int
    topic: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyItem:
    """A line of the agenda, with what it means for the reader."""

    title: str
    kind: str
    starts: time
    ends: time
    room: str
    strand: str
    seats: tuple[MySeat, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class MyDay:
    day: date
    items: tuple[MyItem, ...]


def my_days(participant: Participant) -> tuple[MyDay, ...]:
    """A café with seats stands in the agenda, under its session or else by itself."""
    sessions = list(participant.programme.sessions.all())
    cafes = _seats_by_cafe(participant)
    seats: dict[int | None, list[MySeat]] = {}
    alone = []
    for cafe, mine in cafes.items():
        if session := _session_of(cafe, sessions):
            seats.setdefault(session.pk, []).extend(mine)
        else:
            alone.append((cafe.day, _cafe_item(cafe, mine)))
    planned = [(each.day, _item(each, participant, seats.get(each.pk, ()))) for each in sessions]
    days: dict[date, list[MyItem]] = {}
    for day, item in sorted([*planned, *alone], key=lambda pair: (pair[0], pair[1].starts)):
        days.setdefault(day, []).append(item)
    return tuple(MyDay(day, tuple(items)) for day, items in days.items())


def _session_of(cafe: CafeConversation, sessions: list[Session]) -> Session | None:
    """The last one of that day for cafés that has begun when the café does, or else the first."""
    that_day = [s for s in sessions if s.kind == Session.Kind.CAFE and s.day == cafe.day]
    begun = [session for session in that_day if session.starts <= cafe.starts]
    return begun[-1] if begun else next(iter(that_day), None)


def _item(session: Session, participant: Participant, seats: Sequence[MySeat]) -> MyItem:
    note = ""
    if session.kind == Session.Kind.VISITS and participant.visit:
        note = participant.visit.title
    if session.kind == Session.Kind.TEAMWORK and participant.team:
        note = participant.team.name
    return MyItem(
        title=session.title,
        kind=session.kind,
        starts=session.starts,
        ends=session.ends,
        room=session.room,
        strand=session.strand,
        seats=tuple(seats),
        note=note,
    )


def _cafe_item(cafe: CafeConversation, seats: Sequence[MySeat]) -> MyItem:
    return MyItem(
        title=cafe.title,
        kind=Session.Kind.CAFE,
        starts=cafe.starts,
        ends=_starts(cafe, cafe.rounds + 1),
        room=cafe.room,
        strand="",
        seats=tuple(seats),
    )


def _seats_by_cafe(participant: Participant) -> dict[CafeConversation, list[MySeat]]:
    """Published ones: a draft is nobody's business yet."""
    mine = participant.seats.select_related("cafe", "table").prefetch_related(
        "table__leaders__person"
    )
    cafes: dict[CafeConversation, list[MySeat]] = {}
    for seat in mine.order_by("cafe__day", "cafe__starts", "cafe", "round"):
        cafes.setdefault(seat.cafe, []).append(_seat(seat))
    return cafes


def _seat(seat: Seat) -> MySeat:
    leaders = tuple(
        leader.person.name
        for leader in seat.table.leaders.all()
        if leader.status in Contribution.SAID_YES
    )
    starts = _starts(seat.cafe, seat.round)
    return MySeat(seat.round, starts, seat.table.number, seat.table.topic, leaders)


def _starts(cafe: CafeConversation, round_: int) -> time:
    first = datetime.combine(cafe.day, cafe.starts)
    return (first + timedelta(minutes=cafe.minutes * (round_ - 1))).time()
