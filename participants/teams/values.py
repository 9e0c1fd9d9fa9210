"""What mixing teams is about: plain values, without a database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import comb


class Rule(StrEnum):
    SIZE = "size"
    PIN = "pin"
    TOGETHER = "keep together"
    APART = "keep apart"


@dataclass(frozen=True, slots=True)
class Member:
    """`visit` is what they saw, `pinned` the team they stay in; both are keys or None."""

    key: int
    name: str
    organisation: int
    sector: str
    role: str = ""
    visit: int | None = None
    pinned: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """`sizes` by team; people of a set in `together` share a team, those in `apart` never do."""

    members: tuple[Member, ...]
    sizes: tuple[tuple[int, int], ...]
    together: tuple[frozenset[int], ...] = ()
    apart: tuple[frozenset[int], ...] = ()
    member: dict[int, Member] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "member", {member.key: member for member in self.members})

    @property
    def visits(self) -> set[int]:
        return {member.visit for member in self.members if member.visit is not None}


def even_sizes(people: int, teams: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Sizes that differ by one at most, for the teams with these keys."""
    keys = list(teams)
    if not keys:
        return ()
    least, more = divmod(people, len(keys))
    return tuple((key, least + (at < more)) for at, key in enumerate(keys))


Teams = Mapping[int, int | None]  # member to team


@dataclass(frozen=True, slots=True, order=True)
class Quality:
    """In the order of what matters; smaller is better.

    `unseen` counts, for each team, the visits that none of its members was on.
    """

    unseen: int
    organisation_pairs: int
    sector_pairs: int
    role_pairs: int


ATTRIBUTES = ("organisation", "sector", "role")


def quality(case: Case, teams: Teams) -> Quality:
    """Counted afresh from the teams themselves, whoever made them."""
    groups = by_team(case, teams).values()
    return Quality(
        sum(unseen(case, group) for group in groups),
        *(sum(alike(group, attribute) for group in groups) for attribute in ATTRIBUTES),
    )


def by_team(case: Case, teams: Teams) -> dict[int, list[Member]]:
    """Members of every team, empty ones included."""
    groups: dict[int, list[Member]] = {key: [] for key, _size in case.sizes}
    for member in case.members:
        team = teams.get(member.key)
        if team in groups:
            groups[team].append(member)
    return groups


def unseen(case: Case, group: Iterable[Member]) -> int:
    return len(case.visits - {member.visit for member in group})


def alike(group: Iterable[Member], attribute: str) -> int:
    """Pairs with the same organisation, sector or role; no role is no role in common."""
    counts = Counter(value for member in group if (value := getattr(member, attribute)) != "")
    return sum(comb(count, 2) for count in counts.values())


def spread(people: int, places: int) -> int:
    """The fewest pairs when `people` are spread over `places`."""
    least, more = divmod(people, places)
    return more * comb(least + 1, 2) + (places - more) * comb(least, 2)


def bound(case: Case) -> Quality:
    """No teams of these sizes have less of anything: everybody spread as evenly as can be."""
    teams = len(case.sizes)
    if not teams:
        return Quality(0, 0, 0, 0)
    seen = Counter(member.visit for member in case.members if member.visit is not None)
    by_visit = sum(max(0, teams - count) for count in seen.values())
    by_size = sum(max(0, len(seen) - size) for _team, size in case.sizes)
    return Quality(
        max(by_visit, by_size),
        *(_least_alike(case, attribute) for attribute in ATTRIBUTES),
    )


def _least_alike(case: Case, attribute: str) -> int:
    counts = Counter(
        value for member in case.members if (value := getattr(member, attribute)) != ""
    )
    return sum(spread(count, len(case.sizes)) for count in counts.values())
