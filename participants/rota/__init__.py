"""Who sits where in a café: guests, tables and rounds in, seats and their worth out."""

from collections import Counter
from dataclasses import dataclass

from .bound import bound
from .day import Day, what_is_left
from .faults import Broken, Fault, faults
from .moves import Move, company, moves, repeated
from .obstacles import Remedy, Rule, applied, remedies
from .repair import Change, Repair, repair
from .search import Search
from .seating import start
from .values import Cafe, Guest, Quality, Seats, Table, groups, quality

__all__ = [
    "Broken",
    "Cafe",
    "Change",
    "Day",
    "Fault",
    "Guest",
    "Move",
    "Quality",
    "Remedy",
    "Repair",
    "Rota",
    "Rule",
    "Seats",
    "Table",
    "applied",
    "bound",
    "company",
    "described",
    "faults",
    "groups",
    "moves",
    "quality",
    "remedies",
    "repair",
    "repeated",
    "seat",
    "what_is_left",
]

STEPS, TRIES, MANY = 300_000, 3, 200
EACH = 5_000  # steps for a seat: a small café needs no long search


@dataclass(frozen=True, slots=True)
class Rota:
    """`bound` is proved for this café: no rota is better in any of its figures.

    Without seats (None) nothing keeps the rules, and `remedies` say what would.
    """

    cafe: Cafe
    seats: dict[tuple[int, int], int] | None
    quality: Quality | None
    bound: Quality
    remedies: tuple[Remedy, ...] = ()

    @property
    def least_repeats(self) -> bool:
        """Proved: nobody can seat this café with fewer repeats."""
        return self.quality is not None and self.quality.repeats == self.bound.repeats

    @property
    def at_rest(self) -> tuple[tuple[int, int], ...]:
        """(round, table) without guests although open: there are more tables than pairs."""
        used = set(groups(self.seats or {}))
        return tuple(
            (turn, table.key)
            for turn in self.cafe.turns
            for table in self.cafe.open_tables(turn)
            if (turn, table.key) not in used
        )

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """(people at a table, how many such tables in all rounds), the smallest first."""
        counts = Counter(len(group) for group in groups(self.seats or {}).values())
        return tuple(sorted(counts.items()))


def seat(
    cafe: Cafe, seed: int = 0, steps: int = STEPS, tries: int = TRIES, mix: bool = True
) -> Rota:
    """The best of several searches (one for very many guests); they end where the bound is reached.

    Without `mix` the search ends as soon as the repeats are proved to be the fewest.
    """
    limit, steps = bound(cafe), min(steps, EACH * len(cafe.guests) * len(cafe.turns))
    best: tuple[Quality, dict[tuple[int, int], int]] | None = None
    over = {(guest, turn): table for guest, turn, table in cafe.held}
    for attempt in range(tries if len(cafe.guests) <= MANY else 1):
        seats = start(cafe, seed * tries + attempt)
        if seats is None:
            return Rota(cafe, None, None, limit, remedies(cafe))
        search = Search(cafe, over | seats, seed * tries + attempt)
        found = search.run(steps, limit, mix)
        if best is None or found < best[0]:
            best = found, search.seats()
        if best[0] == limit or (not mix and best[0].repeats == limit.repeats):
            break
    return described(cafe, best[1] if best else {}, limit)


def described(cafe: Cafe, seats: Seats, limit: Quality | None = None) -> Rota:
    """The same account of seats that exist already."""
    return Rota(cafe, dict(seats), quality(cafe, seats), limit or bound(cafe))
