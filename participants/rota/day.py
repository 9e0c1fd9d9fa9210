"""What goes otherwise than planned on the day, and what is left to seat then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .values import Cafe, Seats, Table


@dataclass(frozen=True, slots=True)
class Day:
    """Rounds that are over, who left, who comes in which round, and tables that are gone.

    A leader who is ill closes the table.
    """

    held: int = 0
    missing: frozenset[int] = frozenset()
    late: Mapping[int, int] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()

    @property
    def is_plain(self) -> bool:
        return not (self.held or self.missing or self.late or self.closed)


def what_is_left(cafe: Cafe, seats: Seats, day: Day) -> Cafe:
    """The café of the rounds to come; seats of the others are held."""
    first = max(day.held + 1, cafe.first)
    to_come = range(first, cafe.rounds + 1)
    guests = tuple(
        replace(guest, absent=guest.absent | _absences(guest.key, to_come, day))
        for guest in cafe.guests
    )
    tables = tuple(
        _closed(table, first) if table.key in day.closed else table for table in cafe.tables
    )
    over = tuple(
        (guest, turn, table) for (guest, turn), table in sorted(seats.items()) if turn < first
    )
    gone = {(guest.key, turn) for guest in guests for turn in guest.absent}
    pins = {pin for pin in cafe.pins if pin[1] >= first and pin[:2] not in gone}
    pins = {pin for pin in pins if pin[2] not in day.closed}
    return replace(cafe, guests=guests, tables=tables, first=first, held=over, pins=frozenset(pins))


def _absences(guest: int, to_come: range, day: Day) -> frozenset[int]:
    arrives = to_come.stop if guest in day.missing else day.late.get(guest, 0)
    return frozenset(turn for turn in to_come if turn < arrives)


def _closed(table: Table, first: int) -> Table:
    return replace(table, closed_from=min(table.closed_from or first, first))
