"""What the allocation of site visits is about: plain values, without a database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Rule(StrEnum):
    """Why somebody cannot be on a visit."""

    CALLED_OFF = "called off"
    PINNED = "pinned elsewhere"
    OWN_ORGANISATION = "own organisation"
    STEP_FREE = "step-free access"
    REFUSED = "refused"
    CAPACITY = "places"
    MINIMUM = "fewest people"


@dataclass(frozen=True, slots=True)
class Visit:
    """`organisation` is the host's. A visit below its `minimum` does not take place."""

    key: int
    title: str
    organisation: int | None
    capacity: int
    minimum: int = 1
    step_free: bool = False
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """`ranking` holds keys of visits, the first choice first; `told` is the published place.

    `may_join` names visits that are open to them although their own organisation hosts.
    """

    key: int
    name: str
    organisation: int
    sector: str
    ranking: tuple[int, ...] = ()
    step_free: bool = False
    refused: frozenset[int] = frozenset()
    pinned: int | None = None
    told: int | None = None
    may_join: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """Everybody who wants a place and every visit there is. Keys are unique within each."""

    people: tuple[Person, ...]
    visits: tuple[Visit, ...]
    person: dict[int, Person] = field(init=False, compare=False, repr=False)
    visit: dict[int, Visit] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "person", {person.key: person for person in self.people})
        object.__setattr__(self, "visit", {visit.key: visit for visit in self.visits})

    def rules_against(self, person: Person, visit: Visit) -> tuple[Rule, ...]:
        """Every rule that keeps a person from a visit; a pin on a visit called off holds nobody."""
        held = {
            Rule.CALLED_OFF: visit.called_off,
            Rule.OWN_ORGANISATION: visit.organisation == person.organisation
            and visit.key not in person.may_join,
            Rule.STEP_FREE: person.step_free and not visit.step_free,
            Rule.REFUSED: visit.key in person.refused,
            Rule.PINNED: self.pin(person) not in (None, visit.key),
        }
        return tuple(rule for rule, holds in held.items() if holds)

    def why_not(self, person: Person, visit: Visit) -> Rule | None:
        return next(iter(self.rules_against(person, visit)), None)

    def pin(self, person: Person) -> int | None:
        pinned = self.visit.get(person.pinned)
        return pinned.key if pinned and not pinned.called_off else None


def rank_of(person: Person, visit: int | None) -> int | None:
    """1 for the first choice; whatever was not named comes right after what was.

    So naming fewer visits never helps anybody to get them. None without a place or preferences.
    """
    if visit is None or not person.ranking:
        return None
    if visit in person.ranking:
        return person.ranking.index(visit) + 1
    return len(person.ranking) + 1


@dataclass(frozen=True, slots=True)
class Quality:
    """How good places are, in the order in which it matters; `ranks` counts people by rank.

    `unnamed` have preferences, and a place they did not name; they are counted in `ranks` too.
    """

    unplaced: int
    cancelled: int
    moved: int
    worst: int
    total: int
    organisation_pairs: int
    sector_pairs: int
    ranks: tuple[tuple[int, int], ...]
    unnamed: int
    without_preferences: int

    @property
    def levels(self) -> tuple[int, ...]:
        """What is minimised, level by level: smaller tuples are better."""
        return (
            self.unplaced,
            self.cancelled,
            self.moved,
            self.worst,
            self.total,
            self.organisation_pairs,
            self.sector_pairs,
        )


Places = Mapping[int, int | None]


def quality(case: Case, places: Places) -> Quality:
    """Counted afresh from the places themselves, whoever made them."""
    given = {person.key: places.get(person.key) for person in case.people}
    ranks = [rank for p in case.people if (rank := rank_of(p, given[p.key])) is not None]
    return Quality(
        unplaced=sum(visit is None for visit in given.values()),
        cancelled=len(cancelled(case, places)),
        moved=sum(p.told is not None and given[p.key] != p.told for p in case.people),
        worst=max(ranks, default=0),
        total=sum(ranks),
        organisation_pairs=_pairs((given[p.key], p.organisation) for p in case.people),
        sector_pairs=_pairs((given[p.key], p.sector) for p in case.people),
        ranks=tuple(sorted(Counter(ranks).items())),
        unnamed=sum(
            bool(p.ranking) and given[p.key] not in (None, *p.ranking) for p in case.people
        ),
        without_preferences=sum(not p.ranking for p in case.people),
    )


def cancelled(case: Case, places: Places) -> tuple[int, ...]:
    """Visits that were to take place and have nobody although they need somebody."""
    taken = set(places.values())
    return tuple(
        visit.key
        for visit in case.visits
        if visit.minimum > 0 and not visit.called_off and visit.key not in taken
    )


def _pairs(groups: Iterable[tuple[int | None, object]]) -> int:
    counts = Counter(group for group in groups if group[0] is not None)
    return sum(count * (count - 1) // 2 for count in counts.values())
