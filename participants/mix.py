"""The mix of a cohort: how many of each kind are wanted, how many there are, who fills a gap.

Words are compared without regard to capitals. A role is counted where it holds the wanted words:
“GP” counts “GP partner”, and does not count “GPS engineer”.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Someone:
    """Whoever may count; `key` tells them apart and means nothing here."""

    key: int
    sector: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Target:
    """`by` is “sector”, “role” or “organisation”."""

    by: str
    value: str
    wanted: int

    def counts(self, someone: Someone) -> bool:
        said, value = getattr(someone, self.by).casefold(), self.value.casefold()
        if self.by == "role":
            return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said))
        return said.strip() == value.strip()


@dataclass(frozen=True, slots=True)
class Gap:
    """One target, and how many of its kind there are."""

    target: Target
    present: int

    @property
    def missing(self) -> int:
        return max(0, self.target.wanted - self.present)

    @property
    def too_many(self) -> int:
        return max(0, self.present - self.target.wanted)


@dataclass(frozen=True, slots=True)
class Follower:
    """Who is to come next; `fills` is the gap they help to close, as it was before."""

    someone: Someone
    fills: Gap | None


def gaps(targets: Sequence[Target], people: Iterable[Someone]) -> tuple[Gap, ...]:
    """One for each target, in their order; somebody may count for several."""
    there = list(people)
    return tuple(Gap(each, sum(each.counts(one) for one in there)) for each in targets)


def largest_gap(found: Iterable[Gap], someone: Someone) -> Gap | None:
    """The widest gap that this person would help to close; the first of equal ones."""
    open_gaps = [gap for gap in found if gap.missing and gap.target.counts(someone)]
    return max(open_gaps, key=lambda gap: gap.missing, default=None)


def next_by_mix(
    targets: Sequence[Target],
    present: Iterable[Someone],
    waiting: Sequence[Someone],
    places: int,
) -> tuple[Follower, ...]:
    """As many as there are places, from those who wait, the longest first.

    Each time it is whoever fills the largest gap, and of several the one who has waited longest;
    where nobody fills any, simply whoever has waited longest.
    """
    there, left, chosen = list(present), list(waiting), []
    for _place in range(min(places, len(left))):
        found = gaps(targets, there)
        by_person = [(largest_gap(found, one), one) for one in left]
        gap, someone = max(by_person, key=lambda pair: pair[0].missing if pair[0] else 0)
        chosen.append(Follower(someone, gap))
        left.remove(someone)
        there.append(someone)
    return tuple(chosen)


def next_in_order(waiting: Sequence[Someone], places: int) -> tuple[Follower, ...]:
    return tuple(Follower(someone, None) for someone in waiting[: max(0, places)])
