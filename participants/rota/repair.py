"""A rota mended on the day: held rounds stay, and as few seats as can be change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .bound import bound
from .day import Day, what_is_left
from .obstacles import Remedy, remedies
from .search import Search
from .seating import Fitting, start
from .values import Cafe, Quality, Seats, quality

SPREAD = 1  # by how much more tables may differ in size, so that fewer people have to move
LARGE = 12_000  # whole-number columns; above it people who need not move stay where they are
STEPS = 40_000


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is None for somebody who had no seat in this round."""

    guest: int
    round: int
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Repair:
    """`seats` include the held rounds; `least` seats had to change whatever one does.

    Without seats (None) nothing keeps the rules, and `remedies` say what would.
    """

    cafe: Cafe
    seats: dict[tuple[int, int], int] | None
    changes: tuple[Change, ...]
    least: int
    proved: bool
    quality: Quality | None
    bound: Quality
    remedies: tuple[Remedy, ...] = ()

    @property
    def told(self) -> tuple[int, ...]:
        """Who must be told something new, in the order of the guests."""
        changed = {change.guest for change in self.changes}
        return tuple(guest.key for guest in self.cafe.guests if guest.key in changed)


def repair(
    cafe: Cafe,
    seats: Seats,
    held: int = 0,
    missing: Iterable[int] = (),
    late: Mapping[int, int] | None = None,
    closed: Iterable[int] = (),
    seed: int = 0,
) -> Repair:
    """`held` rounds are over; `missing` left, `late` come in a round; `closed` tables are gone.

    Tables may differ by up to three people afterwards, but nobody sits alone.
    """
    rest = what_is_left(cafe, seats, Day(held, frozenset(missing), late or {}, frozenset(closed)))
    planned = {
        (guest.key, turn): seats[guest.key, turn]
        for turn in rest.turns
        for guest in rest.present(turn)
        if (guest.key, turn) in seats
    }
    found, proved = _fewest_changes(rest, planned) if planned else (None, False)
    if found is None and (found := start(rest, seed)) is None:
        limit = bound(rest)
        return Repair(rest, None, (), _forced(rest, planned), False, None, limit, remedies(rest))
    over = {(guest, turn): table for guest, turn, table in rest.held}
    changed = {at for at, table in found.items() if planned.get(at) != table}
    better = _mixed(rest, over | found, changed, seed)
    changes = _changes(planned, {at: better[at] for at in found})
    return Repair(
        cafe=rest,
        seats=better,
        changes=changes,
        least=len(changes) if proved else _forced(rest, planned),
        proved=proved or len(changes) == _forced(rest, planned),
        quality=quality(rest, better),
        bound=bound(rest),
    )


def _forced(cafe: Cafe, planned: Seats) -> int:
    """Seats that cannot stay, whatever the others do: the table is closed, or there was none."""
    tables = {table.key: table for table in cafe.tables}
    return sum(
        planned.get((guest.key, turn)) not in tables
        or not tables[planned[guest.key, turn]].is_open(turn)
        for turn in cafe.turns
        for guest in cafe.present(turn)
    )


def _fewest_changes(cafe: Cafe, planned: Seats) -> tuple[dict[tuple[int, int], int] | None, bool]:
    """First those whose table is gone change alone; if that is not enough, anybody may."""
    tables = {table.key: table for table in cafe.tables}
    homeless = {
        guest.key
        for turn in cafe.turns
        for guest in cafe.present(turn)
        if (seat := planned.get((guest.key, turn))) is None or not tables[seat].is_open(turn)
    }
    forced = _forced(cafe, planned)
    free = {(guest, turn) for guest in homeless for turn in cafe.turns}
    found, changes = _fitted(cafe, planned, free)
    size = sum(len(cafe.present(turn)) * len(cafe.open_tables(turn)) for turn in cafe.turns)
    if found is not None and (changes == forced or size > LARGE):
        return found, changes == forced
    if size > LARGE:
        return _fitted(cafe, planned, _nearby(cafe, planned))[0], False
    found, _changes = _fitted(cafe, planned, None)
    return found, found is not None


def _nearby(cafe: Cafe, planned: Seats) -> set[tuple[int, int]]:
    """Every tenth guest and all without a seat: enough to even out tables of a large café."""
    without = {
        guest.key
        for turn in cafe.turns
        for guest in cafe.present(turn)
        if (guest.key, turn) not in planned
    }
    some = {guest.key for guest in cafe.guests[::10]} | without
    return {(guest, turn) for guest in some for turn in cafe.turns}


def _fitted(
    cafe: Cafe, planned: Seats, free: set[tuple[int, int]] | None
) -> tuple[dict[tuple[int, int], int] | None, int]:
    fitting = Fitting(cafe, spare=SPREAD)
    fitting.build(free, planned)
    costs = {(g, turn, t): int(planned.get((g, turn)) != t) for g, turn, t in fitting.columns}
    found = fitting.seats(costs) if fitting.columns else {}
    changes = sum(planned.get(at) != table for at, table in (found or {}).items())
    return found, changes


def _mixed(
    cafe: Cafe, seats: dict[tuple[int, int], int], changed: set[tuple[int, int]], seed: int
) -> dict[tuple[int, int], int]:
    """Only those who are told something new anyway exchange seats for a better mix."""
    if len(changed) < 2:
        return seats
    search = Search(cafe, seats, seed, movable=changed)
    search.run(STEPS, bound(cafe))
    return {at: table for at, table in seats.items() if at[0] not in cafe.by_key} | search.seats()


def _changes(planned: Seats, found: Seats) -> tuple[Change, ...]:
    return tuple(
        Change(guest, turn, planned.get((guest, turn)), table)
        for (guest, turn), table in sorted(found.items(), key=lambda item: item[0][::-1])
        if planned.get((guest, turn)) != table
    )
