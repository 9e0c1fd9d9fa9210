"""What a café rota is about: plain values, without a database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import comb


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the organisations of its leaders; `closed_from` is its first round without."""

    key: int
    title: str
    organisations: frozenset[int] = frozenset()
    step_free: bool = True
    closed_from: int | None = None

    def is_open(self, turn: int) -> bool:
        return self.closed_from is None or turn < self.closed_from


@dataclass(frozen=True, slots=True)
class Guest:
    key: int
    name: str
    organisation: int
    sector: str
    step_free: bool = False
    absent: frozenset[int] = frozenset()


Seats = Mapping[tuple[int, int], int]  # (guest, round) to table; rounds count from 1


@dataclass(frozen=True, slots=True)
class Cafe:
    """`pins` are seats that stay; rounds before `first` have been held and stay as they were."""

    guests: tuple[Guest, ...]
    tables: tuple[Table, ...]
    rounds: int
    pins: frozenset[tuple[int, int, int]] = frozenset()
    first: int = 1
    held: tuple[tuple[int, int, int], ...] = ()
    by_key: dict[int, Guest] = field(init=False, compare=False, repr=False)
    table: dict[int, Table] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {guest.key: guest for guest in self.guests})
        object.__setattr__(self, "table", {table.key: table for table in self.tables})

    @property
    def turns(self) -> range:
        """The rounds still to come."""
        return range(self.first, self.rounds + 1)

    def present(self, turn: int) -> list[Guest]:
        return [guest for guest in self.guests if turn not in guest.absent]

    def open_tables(self, turn: int) -> list[Table]:
        return [table for table in self.tables if table.is_open(turn)]

    def pin(self, guest: int, turn: int) -> int | None:
        """The table this guest is pinned to in this round."""
        return next((t for key, when, t in self.pins if (key, when) == (guest, turn)), None)

    def in_use(self, turn: int) -> int:
        """How many tables a round uses: no table has a single guest if two can be had."""
        people = len(self.present(turn))
        return min(len(self.open_tables(turn)), max(people // 2, min(people, 1)))

    def may_sit(self, guest: Guest, table: Table) -> bool:
        return guest.organisation not in table.organisations and (
            table.step_free or not guest.step_free
        )


@dataclass(frozen=True, slots=True, order=True)
class Quality:
    """In the order of what matters; smaller is better.

    `repeats` counts, for every two people, the pairs of rounds in which they share a table: twice
    together is one repeat, three times three. The pairs are counted once for every round.
    """

    repeats: int
    organisation_pairs: int
    sector_pairs: int


def quality(cafe: Cafe, seats: Seats) -> Quality:
    """Counted afresh from the seats, held rounds included."""
    meetings: Counter[tuple[int, int]] = Counter()
    organisations = sectors = 0
    for group in groups(seats).values():
        known = [guest for guest in group if guest in cafe.by_key]
        for one, other in combinations(sorted(known), 2):
            meetings[one, other] += 1
            first, second = cafe.by_key[one], cafe.by_key[other]
            organisations += first.organisation == second.organisation
            sectors += first.sector == second.sector
    repeats = sum(comb(count, 2) for count in meetings.values())
    return Quality(repeats, organisations, sectors)


def groups(seats: Seats) -> dict[tuple[int, int], list[int]]:
    """Guests by (round, table)."""
    found: dict[tuple[int, int], list[int]] = {}
    for (guest, turn), table in seats.items():
        found.setdefault((turn, table), []).append(guest)
    return found
