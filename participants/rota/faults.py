"""The rules of a rota, each broken one named: the same account for a search, a move and a page."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .values import Cafe, Seats, groups


class Fault(StrEnum):
    UNSEATED = "has no seat"
    NOT_HERE = "is not there"
    CLOSED = "table is closed"
    OWN_ORGANISATION = "own organisation"
    STEP_FREE = "needs step-free"
    MET_BEFORE = "met this leader before"
    PINNED = "pinned elsewhere"
    ALONE = "sits alone"
    EMPTY = "leader alone"
    UNEVEN = "uneven tables"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule of one round that is broken, by a guest, at a table, or by the round as a whole."""

    fault: Fault
    round: int
    guest: int | None = None
    table: int | None = None


def faults(cafe: Cafe, seats: Seats, spread: int = 1) -> tuple[Broken, ...]:
    """Rules that seats of the rounds to come break; empty for a good rota."""
    sizes: dict[int, dict[int, int]] = {turn: {} for turn in cafe.turns}
    for (turn, table), group in groups(seats).items():
        if turn in sizes:
            sizes[turn][table] = len(group)
    return tuple(
        broken
        for turn in cafe.turns
        for part in (_of_people(cafe, seats, turn), of_sizes(cafe, turn, sizes[turn], spread))
        for broken in part
    )


def _of_people(cafe: Cafe, seats: Seats, turn: int) -> Iterator[Broken]:
    """Who meets a leader twice is told of it once, in the later round."""
    for guest in cafe.guests:
        table = seats.get((guest.key, turn))
        if turn in guest.absent:
            if table is not None:
                yield Broken(Fault.NOT_HERE, turn, guest.key, table)
        elif table is None:
            yield Broken(Fault.UNSEATED, turn, guest.key)
        else:
            earlier = {seats.get((guest.key, when)) for when in range(1, turn)}
            yield from of_seat(cafe, guest.key, turn, table, earlier)


def of_seat(
    cafe: Cafe, guest: int, turn: int, table: int, others: Container[int | None]
) -> Iterator[Broken]:
    """What is wrong with a guest at a table; `others` are their tables in other rounds."""
    who, where = cafe.by_key[guest], cafe.table[table]
    rules = (
        (Fault.CLOSED, not where.is_open(turn)),
        (Fault.OWN_ORGANISATION, who.organisation in where.organisations),
        (Fault.STEP_FREE, who.step_free and not where.step_free),
        (Fault.MET_BEFORE, table in others),
        (Fault.PINNED, cafe.pin(guest, turn) not in (None, table)),
    )
    return (Broken(fault, turn, guest, table) for fault, is_so in rules if is_so)


def of_sizes(cafe: Cafe, turn: int, sizes: Mapping[int, int], spread: int = 1) -> Iterator[Broken]:
    """`sizes` are the people at each table of one round; tables rest where pairs are too few."""
    used = [people for people in sizes.values() if people]
    if not used:
        return
    every = cafe.open_tables(turn)
    if cafe.in_use(turn) == len(every):
        empty = (table.key for table in every if not sizes.get(table.key))
        yield from (Broken(Fault.EMPTY, turn, table=table) for table in empty)
    if len(used) > 1:
        alone = (table for table, people in sizes.items() if people == 1)
        yield from (Broken(Fault.ALONE, turn, table=table) for table in alone)
    if max(used) - min(used) > spread:
        yield Broken(Fault.UNEVEN, turn)
