"""Teams that keep every rule, and, where there are none, the fewest rules to give up.

A whole-number model of member and team, solved by HiGHS; the rules may be bought off, one unit
each, and the fewest are bought.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from participants.allocation.levels import Levels, Matrix

from .values import Case, Rule


@dataclass(frozen=True, slots=True)
class Change:
    """One rule to give up: a pin or a wish of `members`, or `amount` people more in a team."""

    rule: Rule
    members: tuple[int, ...] = ()
    team: int | None = None
    amount: int = 1


Remedy = tuple[Change, ...]


def start(case: Case) -> dict[int, int] | None:
    """Teams that keep every rule; None if there are none."""
    if not case.members:
        return {} if not any(size for _team, size in case.sizes) else None
    model = _Model(case, frozenset())
    return model.teams() if model.solve() else None


def remedies(case: Case) -> tuple[Remedy, ...]:
    """The fewest changes of one kind each, smallest first; mixed if no single kind helps."""
    if not case.sizes:
        return ()
    single = [found for rule in Rule if (found := _bought(case, frozenset({rule})))]
    if not single and (mixed := _bought(case, frozenset(Rule))):
        single = [mixed]
    return tuple(sorted(single, key=lambda found: sum(abs(change.amount) for change in found)))


def _bought(case: Case, rules: frozenset[Rule]) -> Remedy | None:
    model = _Model(case, rules)
    return model.remedy() if model.solve() else None


def applied(case: Case, remedy: Remedy) -> Case:
    """The same case after the changes."""
    gone = {rule: {frozenset(c.members) for c in remedy if c.rule is rule} for rule in Rule}
    more = {change.team: change.amount for change in remedy if change.rule is Rule.SIZE}
    return Case(
        members=tuple(
            replace(m, pinned=None) if frozenset({m.key}) in gone[Rule.PIN] else m
            for m in case.members
        ),
        sizes=tuple((team, size + more.get(team, 0)) for team, size in case.sizes),
        together=tuple(wish for wish in case.together if wish not in gone[Rule.TOGETHER]),
        apart=tuple(wish for wish in case.apart if wish not in gone[Rule.APART]),
    )


class _Model:
    def __init__(self, case: Case, bought: frozenset[Rule]) -> None:
        self.case, self.bought, self.matrix = case, bought, Matrix()
        self.cost: dict[int, int] = {}
        self.changes: dict[int, Change] = {}
        self.at = {
            (member.key, team): self.matrix.column(whole=True)
            for member in case.members
            for team, _size in case.sizes
        }
        self._places()
        for wish in dict.fromkeys(case.together):
            self._together(sorted(wish & set(case.member)))
        for wish in dict.fromkeys(case.apart):
            self._apart(sorted(wish & set(case.member)), len(wish))

    def _buy(self, change: Change) -> int | None:
        if change.rule not in self.bought:
            return None
        column = self.matrix.column(len(self.case.members), whole=True)
        self.cost[column], self.changes[column] = 1, change
        return column

    def _places(self) -> None:
        teams = dict(self.case.sizes)
        for member in self.case.members:
            row = self.matrix.row(1, 1)
            for team in teams:
                self.matrix.put(row, self.at[member.key, team])
            if member.pinned in teams:
                row = self.matrix.row(1, inf)
                self.matrix.put(row, self.at[member.key, member.pinned])
                self._sell(row, Change(Rule.PIN, (member.key,)), 1)
        for team, size in teams.items():
            row = self.matrix.row(size, size)
            for member in self.case.members:
                self.matrix.put(row, self.at[member.key, team])
            self._sell(row, Change(Rule.SIZE, team=team, amount=1), -1)
            self._sell(row, Change(Rule.SIZE, team=team, amount=-1), 1)

    def _sell(self, row: int, change: Change, value: float) -> None:
        column = self._buy(change)
        if column is not None:
            self.matrix.put(row, column, value)

    def _together(self, wish: list[int]) -> None:
        bought = self._buy(Change(Rule.TOGETHER, tuple(wish)))
        for one, other in pairwise(wish):
            for team, _size in self.case.sizes:
                for first, second in ((one, other), (other, one)):
                    row = self.matrix.row(-inf, 0)
                    self.matrix.put(row, self.at[first, team])
                    self.matrix.put(row, self.at[second, team], -1)
                    if bought is not None:
                        self.matrix.put(row, bought, -1)

    def _apart(self, wish: list[int], size: int) -> None:
        bought = self._buy(Change(Rule.APART, tuple(wish)))
        for team, _size in self.case.sizes:
            row = self.matrix.row(-inf, 1)
            for key in wish:
                self.matrix.put(row, self.at[key, team])
            if bought is not None:
                self.matrix.put(row, bought, -size)

    def solve(self) -> bool:
        if not self.at:
            return False
        levels = Levels(self.matrix)
        found = levels.minimise(self.cost) is not None
        self.values = levels.solution() if found else None
        return found

    def teams(self) -> dict[int, int]:
        return {key: team for (key, team), column in self.at.items() if self.values[column]}

    def remedy(self) -> Remedy:
        return tuple(
            replace(change, amount=change.amount * int(self.values[column]))
            for column, change in self.changes.items()
            if self.values[column]
        )
