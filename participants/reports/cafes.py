"""Where the seats of each café of a programme stand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from participants.models import Plan, Seat, Seating
from programmes.models import CafeTable, Programme

Seats = set[tuple[int, int, int]]  # participant, round, table


@dataclass(frozen=True, slots=True)
class CafeStanding:
    """Of those who come: `unseated` lack a seat in the draft, `changed` were told something else.

    `is_drafted` tells that anybody is seated at all, `is_published` that people see seats;
    `uneven` that somebody's leaving has left a table with too few.
    """

    is_drafted: bool
    is_published: bool
    unseated: tuple[str, ...]
    changed: int
    uneven: bool = False


def cafes_of(programme: Programme) -> dict[int, CafeStanding]:
    """By the key of the café; five queries, however many cafés and guests there are."""
    cafes = list(programme.cafe_conversations.all())
    guests = dict(programme.participants.eligible().values_list("pk", "person__name"))
    tables = set(CafeTable.objects.filter(cafe__programme=programme).values_list("pk", flat=True))
    told: dict[int, Seats] = {cafe.pk: set() for cafe in cafes}
    rows = Seat.objects.filter(cafe__programme=programme)
    for cafe, *seat in rows.values_list("cafe_id", "participant_id", "round", "table_id"):
        told[cafe].add(tuple(seat))
    drafts = _drafts(programme)
    return {
        cafe.pk: _standing(cafe.rounds, guests, tables, told[cafe.pk], drafts.get(cafe.pk))
        for cafe in cafes
    }


def _drafts(programme: Programme) -> dict[int, Seating]:
    """The newest of each café."""
    rows = Seating.objects.filter(plan__programme=programme, plan__what=Plan.What.CAFE)
    return {row.plan.cafe_id: row for row in rows.select_related("plan").order_by("version")}


def _standing(rounds, guests, tables, told: Seats, draft: Seating | None) -> CafeStanding:
    away = _away(draft, rounds) if draft else set()
    first = draft.held + 1 if draft else 1
    planned = {tuple(seat) for seat in draft.seats} if draft else told
    to_come = [seat for seat in planned if first <= seat[1] <= rounds]
    mine = {seat for seat in to_come if seat[0] in guests and seat[2] in tables}
    seated = {seat[:2] for seat in mine} | away
    lacking = [
        name
        for key, name in guests.items()
        if any((key, turn) not in seated for turn in range(first, rounds + 1))
    ]
    known = {s for s in told if s[0] in guests and first <= s[1] <= rounds and s[:2] not in away}
    return CafeStanding(
        is_drafted=bool(planned),
        is_published=bool(told),
        unseated=tuple(lacking) if planned else (),
        changed=len({seat[0] for seat in mine ^ known}),
        uneven=_are_uneven(seat for seat in mine if seat[:2] not in away),
    )


def _are_uneven(seats: Iterable[tuple[int, int, int]]) -> bool:
    """In some round two tables in use differ by more than one person."""
    sizes = Counter((turn, table) for _guest, turn, table in seats)
    rounds: dict[int, list[int]] = {}
    for (turn, _table), size in sizes.items():
        rounds.setdefault(turn, []).append(size)
    return any(max(some) - min(some) > 1 for some in rounds.values())


def _away(draft: Seating, rounds: int) -> set[tuple[int, int]]:
    """Who is not there in which round to come, as it was noted on the day."""
    turns = range(draft.held + 1, rounds + 1)
    missing = {(key, turn) for key in draft.missing for turn in turns}
    return missing | {(key, turn) for key, first in draft.late for turn in turns if turn < first}
