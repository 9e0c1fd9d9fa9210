"""What it costs to let one guest sit elsewhere in one round, and whom anybody meets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .faults import Broken, of_seat, of_sizes
from .values import Cafe, Seats, groups


@dataclass(frozen=True, slots=True)
class Move:
    """`again` are people whom they would meet for another time, `spared` those whom they would not.

    `repeats` is by how much the repeats of the whole rota grow; `broken` are rules that are kept as
    long as they stay. `before` is None without a seat.
    """

    guest: int
    round: int
    before: int | None
    after: int
    again: tuple[int, ...]
    spared: tuple[int, ...]
    repeats: int
    colleagues: tuple[int, ...]
    broken: tuple[Broken, ...]

    @property
    def is_free(self) -> bool:
        """It breaks nothing and brings nobody together again."""
        return not self.broken and self.repeats <= 0 and not self.colleagues


def moves(cafe: Cafe, seats: Seats, guest: int, turn: int) -> tuple[Move, ...]:
    """To every other table that is open in this round."""
    here = seats.get((guest, turn))
    around = {table: [g for g in group if g != guest] for table, group in _round(seats, turn)}
    others = {when: table for (who, when), table in seats.items() if who == guest and when != turn}
    met = Counter(mate for mate, _turn in _mates(seats, guest, others))
    stays = _broken(cafe, around, others, guest, turn, here)
    return tuple(
        _move(cafe, around, others, met, stays, (guest, turn, here, table.key))
        for table in cafe.open_tables(turn)
        if table.key != here
    )


def _round(seats: Seats, turn: int) -> Iterator[tuple[int, list[int]]]:
    return ((table, group) for (when, table), group in groups(seats).items() if when == turn)


def _move(cafe, around, others, met, stays, where) -> Move:
    guest, turn, here, there = where
    mates = [mate for mate in around.get(there, ()) if mate in cafe.by_key]
    left = [mate for mate in around.get(here, ()) if mate in cafe.by_key]
    own = cafe.by_key[guest].organisation
    return Move(
        guest=guest,
        round=turn,
        before=here,
        after=there,
        again=tuple(mate for mate in mates if met[mate]),
        spared=tuple(mate for mate in left if met[mate]),
        repeats=sum(met[mate] for mate in mates) - sum(met[mate] for mate in left),
        colleagues=tuple(mate for mate in mates if cafe.by_key[mate].organisation == own),
        broken=tuple(
            broken
            for broken in _broken(cafe, around, others, guest, turn, there)
            if broken not in stays
        ),
    )


def _broken(cafe, around, others, guest, turn, table) -> tuple[Broken, ...]:
    sizes = {key: len(group) for key, group in around.items()}
    if table is None:
        return tuple(of_sizes(cafe, turn, sizes))
    sizes[table] = sizes.get(table, 0) + 1
    alone = of_seat(cafe, guest, turn, table, others.values())
    return (*alone, *of_sizes(cafe, turn, sizes))


def _mates(seats: Seats, guest: int, tables: dict[int, int]) -> Iterator[tuple[int, int]]:
    """(who sits with this guest, in which round) in the rounds of these tables."""
    for (other, turn), table in seats.items():
        if other != guest and tables.get(turn) == table:
            yield other, turn


def company(seats: Seats, guest: int) -> dict[int, tuple[int, ...]]:
    """Whom a guest sits with, and in which rounds."""
    tables = {turn: table for (who, turn), table in seats.items() if who == guest}
    found: dict[int, tuple[int, ...]] = {}
    for mate, turn in sorted(_mates(seats, guest, tables), key=lambda pair: pair[1]):
        found[mate] = (*found.get(mate, ()), turn)
    return found


def repeated(seats: Seats) -> dict[tuple[int, int], tuple[int, ...]]:
    """By (guest, round), those at the same table whom they also meet in another round."""
    at = groups(seats)
    met = Counter(pair for group in at.values() for pair in _pairs(group))
    found = {
        (guest, turn): tuple(mate for mate in group if met[_pair(guest, mate)] > 1)
        for (turn, _table), group in at.items()
        for guest in group
    }
    return {seat: mates for seat, mates in found.items() if mates}


def _pairs(group: list[int]) -> Iterator[tuple[int, int]]:
    return (_pair(one, other) for at, one in enumerate(group) for other in group[at + 1 :])


def _pair(one: int, other: int) -> tuple[int, int]:
    """The same whichever comes first; nobody is paired with themselves."""
    return (one, other) if one < other else (other, one)
