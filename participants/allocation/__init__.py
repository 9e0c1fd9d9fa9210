"""Who goes on which site visit: rankings, places and rules in, the best places and reasons out."""

from dataclasses import dataclass

from .board import Broken, Move, Price, broken, move, price_of_pin, price_of_wish, without_visit
from .clashes import Change, Clash, Remedy, applied, clashes, remedies
from .reasons import Cause, Kind, Missed, Reason, reasons
from .solving import solve
from .values import Case, Person, Places, Quality, Rule, Visit, cancelled, quality, rank_of

__all__ = [
    "Allocation",
    "Broken",
    "Case",
    "Cause",
    "Change",
    "Clash",
    "Kind",
    "Missed",
    "Move",
    "Person",
    "Places",
    "Price",
    "Quality",
    "Reason",
    "Remedy",
    "Rule",
    "Visit",
    "allocate",
    "applied",
    "broken",
    "clashes",
    "described",
    "move",
    "price_of_pin",
    "price_of_wish",
    "quality",
    "rank_of",
    "reasons",
    "remedies",
    "without_visit",
]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Places and all there is to say about them; `proved` tells whether no better ones exist."""

    case: Case
    places: dict[int, int | None]
    quality: Quality
    reasons: tuple[Reason, ...]
    cancelled: tuple[int, ...]
    broken: tuple[Broken, ...]
    clashes: tuple[Clash, ...]
    remedies: tuple[Remedy, ...]
    proved: bool


def allocate(case: Case, seed: int = 0, seconds: float | None = None) -> Allocation:
    """The best places there are. `seconds` limits one level; without it the result is proved."""
    solution = solve(case, seed, seconds)
    return described(case, solution.places, proved=solution.proved)


def described(case: Case, places: Places, proved: bool = False) -> Allocation:
    """The same account of places somebody made by hand."""
    given = {person.key: places.get(person.key) for person in case.people}
    unplaced = None in given.values()
    return Allocation(
        case=case,
        places=given,
        quality=quality(case, given),
        reasons=reasons(case, given),
        cancelled=cancelled(case, given),
        broken=broken(case, given),
        clashes=clashes(case) if unplaced else (),
        remedies=remedies(case) if unplaced else (),
        proved=proved,
    )
