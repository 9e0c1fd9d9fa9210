"""Who works with whom on the challenge: people, sizes and wishes in, mixed teams out.

Simulated annealing that exchanges people between two teams and never leaves the rules; the number
of steps ends it, so the same seed gives the same teams. The bound is proved by spreading people as
evenly as the teams allow.
"""

import random
from dataclasses import dataclass
from math import exp

from .board import Broken, Move, broken, colleagues, move
from .fitting import Change, Remedy, applied, remedies, start
from .values import (
    ATTRIBUTES,
    Case,
    Member,
    Quality,
    Rule,
    Teams,
    alike,
    bound,
    by_team,
    even_sizes,
    quality,
    unseen,
)

__all__ = [
    "Broken",
    "Case",
    "Change",
    "Formed",
    "Member",
    "Move",
    "Quality",
    "Remedy",
    "Rule",
    "Teams",
    "applied",
    "bound",
    "broken",
    "by_team",
    "colleagues",
    "described",
    "even_sizes",
    "form",
    "move",
    "quality",
    "remedies",
    "unseen",
]

STEPS, HOT, COLD = 20_000, 300.0, 1.0
UNSEEN, WEIGHTS = 500, (100, 10, 2)


@dataclass(frozen=True, slots=True)
class Formed:
    """`teams` by member, None if nothing keeps the rules: then `remedies` say what would."""

    case: Case
    teams: dict[int, int | None] | None
    quality: Quality | None
    bound: Quality
    broken: tuple[Broken, ...] = ()
    remedies: tuple[Remedy, ...] = ()


def form(case: Case, seed: int = 0, steps: int = STEPS) -> Formed:
    """The best mixed teams the search finds within the rules."""
    teams = start(case)
    if teams is None:
        return Formed(case, None, None, bound(case), remedies=remedies(case))
    return described(case, _Mixing(case, teams, seed).run(steps, bound(case)))


def described(case: Case, teams: Teams) -> Formed:
    """The same account of teams somebody made by hand."""
    return Formed(case, dict(teams), quality(case, teams), bound(case), broken(case, teams))


class _Mixing:
    def __init__(self, case: Case, teams: dict[int, int], seed: int) -> None:
        self.case, self.rng = case, random.Random(seed)
        self.groups = by_team(case, teams)
        self.block = {member.key: [member] for member in case.members}
        for wish in case.together:
            self._join([self.block[key] for key in sorted(wish) if key in self.block])
        self.apart: dict[int, set[int]] = {}
        for wish in case.apart:
            for key in wish:
                self.apart.setdefault(key, set()).update(wish - {key})
        self.cost = {team: self._cost(group) for team, group in self.groups.items()}

    def _join(self, blocks: list[list[Member]]) -> None:
        joined = list({member.key: member for block in blocks for member in block}.values())
        self.block.update(dict.fromkeys((member.key for member in joined), joined))

    def _cost(self, group: list[Member]) -> int:
        pairs = (w * alike(group, a) for w, a in zip(WEIGHTS, ATTRIBUTES, strict=True))
        return UNSEEN * unseen(self.case, group) + sum(pairs)

    def run(self, steps: int, goal: Quality) -> dict[int, int]:
        cooling, heat = (COLD / HOT) ** (1 / max(steps, 1)), HOT
        best, least = self._teams(), sum(self.cost.values())
        found = quality(self.case, best)
        filled = [team for team, group in self.groups.items() if group]
        for _step in range(steps if len(filled) > 1 else 0):
            if found == goal:
                break
            heat *= cooling
            self._exchange(*self.rng.sample(filled, 2), heat)
            if (energy := sum(self.cost.values())) < least:
                least = energy
                if (now := quality(self.case, self._teams())) < found:
                    best, found = self._teams(), now
        return best

    def _teams(self) -> dict[int, int]:
        return {member.key: team for team, group in self.groups.items() for member in group}

    def _exchange(self, one: int, other: int, heat: float) -> None:
        leaving = self.block[self.rng.choice(self.groups[one]).key]
        arriving = self._as_many(other, len(leaving))
        if not arriving or any(member.pinned in self.groups for member in (*leaving, *arriving)):
            return
        first = [m for m in self.groups[one] if m not in leaving] + arriving
        second = [m for m in self.groups[other] if m not in arriving] + leaving
        if self._clash(first) or self._clash(second):
            return
        costs = self._cost(first), self._cost(second)
        delta = sum(costs) - self.cost[one] - self.cost[other]
        if delta <= 0 or self.rng.random() < exp(-delta / heat):
            self.groups[one], self.groups[other] = first, second
            self.cost[one], self.cost[other] = costs

    def _as_many(self, team: int, count: int) -> list[Member]:
        """Whole blocks of this team with so many people, chosen at random; empty if none fit."""
        chosen: list[Member] = []
        for member in self.rng.sample(self.groups[team], len(self.groups[team])):
            if member not in chosen and len(chosen) + len(self.block[member.key]) <= count:
                chosen = chosen + self.block[member.key]
                if len(chosen) == count:
                    return chosen
        return []

    def _clash(self, group: list[Member]) -> bool:
        keys = {member.key for member in group}
        return any(keys & self.apart[key] for key in keys if key in self.apart)
