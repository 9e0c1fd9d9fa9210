"""Why not everybody can have a place, and the smallest changes that help.

A set of people clashes when together they may go on visits with fewer places than they are
(P. Hall, "On representatives of subsets", 1935). From somebody left over in a largest placement,
the people and visits reached by alternating steps are such a set, and no member can be spared.
Changes are found by a model in which rules may be bought off, one unit each, and fewest are bought.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from .levels import Levels, Matrix
from .solving import solve
from .values import Case, Person, Rule, Visit


@dataclass(frozen=True, slots=True)
class Clash:
    """`people` may together go on `visits` only, which have `places`; `because` counts the rules.

    With `Rule.MINIMUM` in `because` there are places, on `visits` that too few people can fill.
    """

    people: tuple[int, ...]
    visits: tuple[int, ...]
    places: int
    because: tuple[tuple[Rule, int], ...]

    @property
    def lacking(self) -> int:
        if Rule.MINIMUM in dict(self.because):
            return 0
        return max(0, len(self.people) - self.places)


@dataclass(frozen=True, slots=True)
class Change:
    """`amount` places more, or fewer people needed; `person` where a rule is lifted for one."""

    rule: Rule
    visit: int | None
    person: int | None = None
    amount: int = 1


Remedy = tuple[Change, ...]

LIFTED = (Rule.CAPACITY, Rule.MINIMUM, Rule.PINNED, Rule.STEP_FREE, Rule.REFUSED)
ALL_LIFTED = (*LIFTED, Rule.OWN_ORGANISATION)


def clashes(case: Case) -> tuple[Clash, ...]:
    """Nothing if everybody can have a place."""
    left = _left_over(case)
    if not left:
        return ()
    generous = replace(case, visits=tuple(replace(visit, minimum=0) for visit in case.visits))
    found = list(_too_few_places(generous))
    if sum(clash.lacking for clash in found) < len(left):
        found.append(_too_few_people(case, left))
    return tuple(found)


def _left_over(case: Case) -> list[int]:
    return [person for person, visit in solve(case).places.items() if visit is None]


def _too_few_people(case: Case, left: list[int]) -> Clash:
    """Those left over who could go on a visit that lacks its fewest people, and those visits."""
    taken = set(solve(case).places.values())
    idle = [visit for visit in case.visits if visit.key not in taken and visit.minimum > 1]
    able = {
        person: [visit for visit in idle if case.why_not(case.person[person], visit) is None]
        for person in left
    }
    people = tuple(sorted(person for person, visits in able.items() if visits))
    visits = [visit for visit in idle if any(visit in visits for visits in able.values())]
    return Clash(
        people=people or tuple(sorted(left)),
        visits=tuple(visit.key for visit in visits),
        places=sum(visit.capacity for visit in visits),
        because=((Rule.MINIMUM, len(people)),),
    )


def _too_few_places(case: Case) -> Iterable[Clash]:
    places = solve(case).places
    sets: list[set[int]] = []
    for person in (key for key, visit in places.items() if visit is None):
        reached = _reached(case, places, person)
        for other in [known for known in sets if known & reached]:
            sets.remove(other)
            reached |= other
        sets.append(reached)
    for people in sets:
        yield _clash(case, tuple(sorted(people)))


def _reached(case: Case, places: dict[int, int | None], start: int) -> set[int]:
    """Whoever would have to make room, in turn, for this person: nobody of them can."""
    people, waiting, seen = {start}, [start], set()
    while waiting:
        person = case.person[waiting.pop()]
        new = {v.key for v in case.visits if v.key not in seen and not case.why_not(person, v)}
        seen |= new
        moving = {key for key, visit in places.items() if visit in new} - people
        people |= moving
        waiting.extend(moving)
    return people


def _clash(case: Case, people: tuple[int, ...]) -> Clash:
    members = [case.person[key] for key in people]
    open_visits = {v.key for p in members for v in case.visits if not case.why_not(p, v)}
    shut = [v for v in case.visits if v.key not in open_visits and not v.called_off]
    because = Counter(
        rule for person in members for rule in {case.why_not(person, visit) for visit in shut}
    )
    return Clash(
        people=people,
        visits=tuple(v.key for v in case.visits if v.key in open_visits),
        places=sum(case.visit[key].capacity for key in open_visits),
        because=tuple((rule, count) for rule, count in because.most_common() if rule),
    )


def remedies(case: Case) -> tuple[Remedy, ...]:
    """The fewest changes of one kind each, smallest first; mixed if no single kind helps."""
    single = [found for rule in ALL_LIFTED if (found := _fewest_changes(case, (rule,)))]
    if not single and (mixed := _fewest_changes(case, ALL_LIFTED)):
        single = [mixed]
    return tuple(sorted(single, key=lambda remedy: sum(change.amount for change in remedy)))


def applied(case: Case, remedy: Remedy) -> Case:
    """The same case after the changes."""
    people, visits = dict(case.person), dict(case.visit)
    for change in remedy:
        if change.person is not None:
            people[change.person] = _freed(people[change.person], change)
        elif change.visit is not None:
            visits[change.visit] = _widened(visits[change.visit], change)
    return Case(tuple(people.values()), tuple(visits.values()))


def _freed(person: Person, change: Change) -> Person:
    if change.rule is Rule.PINNED:
        return replace(person, pinned=None)
    if change.rule is Rule.REFUSED:
        return replace(person, refused=person.refused - {change.visit})
    return replace(person, may_join=person.may_join | {change.visit})


def _widened(visit: Visit, change: Change) -> Visit:
    if change.rule is Rule.CAPACITY:
        return replace(visit, capacity=visit.capacity + change.amount)
    if change.rule is Rule.MINIMUM:
        return replace(visit, minimum=visit.minimum - change.amount)
    return replace(visit, step_free=True)


class _Elastic:
    """Everybody is placed; the columns in `cost` are what has to be bought for it."""

    def __init__(self, case: Case, lifted: tuple[Rule, ...]) -> None:
        self.case, self.lifted, self.matrix = case, set(lifted), Matrix()
        self.cost: dict[int, int] = {}
        self.bought: dict[int, list[Change]] = {}
        self.arcs: dict[int, list[tuple[int, bool]]] = {v.key: [] for v in case.visits}
        for person in case.people:
            self._place(person)
        for visit in case.visits:
            self._open(visit)

    def _place(self, person: Person) -> None:
        row = self.matrix.row(1, 1)
        for visit in self.case.visits:
            rules = self.case.rules_against(person, visit)
            if set(rules) <= self.lifted:
                column = self.matrix.column(whole=True)
                self.matrix.put(row, column)
                self.arcs[visit.key].append((column, Rule.STEP_FREE in rules))
                own = [rule for rule in rules if rule is not Rule.STEP_FREE]
                self._buy(column, *(Change(rule, visit.key, person.key) for rule in own))

    def _buy(self, column: int, *changes: Change) -> None:
        if changes:
            self.cost[column] = len(changes)
            self.bought[column] = list(changes)

    def _open(self, visit: Visit) -> None:
        """minimum·on - fewer ≤ people ≤ capacity·on + more, and nobody without on."""
        matrix, everybody = self.matrix, len(self.case.people)
        on = matrix.column(whole=True)
        most, least, switch = matrix.row(-inf, 0), matrix.row(0, inf), matrix.row(-inf, 0)
        for row, amount in ((most, visit.capacity), (least, visit.minimum), (switch, everybody)):
            matrix.put(row, on, -amount)
            for column, _steps in self.arcs[visit.key]:
                matrix.put(row, column)
        if Rule.CAPACITY in self.lifted:
            self._slack(most, -1, everybody, Change(Rule.CAPACITY, visit.key))
        if Rule.MINIMUM in self.lifted and visit.minimum > 0:
            self._slack(least, 1, visit.minimum, Change(Rule.MINIMUM, visit.key))
        self._step_free(visit)

    def _slack(self, row: int, sign: int, limit: int, change: Change) -> None:
        column = self.matrix.column(limit, whole=True)
        self.matrix.put(row, column, sign)
        self._buy(column, change)

    def _step_free(self, visit: Visit) -> None:
        needing = [column for column, steps in self.arcs[visit.key] if steps]
        if needing:
            built = self.matrix.column(whole=True)
            row = self.matrix.row(-len(needing), 0)
            self.matrix.put(row, built, -len(needing))
            for column in needing:
                self.matrix.put(row, column)
            self._buy(built, Change(Rule.STEP_FREE, visit.key))


def _fewest_changes(case: Case, lifted: tuple[Rule, ...]) -> Remedy | None:
    elastic = _Elastic(case, lifted)
    if not elastic.matrix.lower:
        return None
    levels = Levels(elastic.matrix)
    if levels.minimise(elastic.cost) is None:
        return None
    amounts = levels.solution()
    return tuple(
        replace(change, amount=int(amounts[column]))
        for column, changes in elastic.bought.items()
        if amounts[column]
        for change in changes
    )
