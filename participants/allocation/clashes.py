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
from .solving import most_placed
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

ALL_LIFTED = (
    Rule.CAPACITY,
    Rule.MINIMUM,
    Rule.PINNED,
    Rule.STEP_FREE,
    Rule.REFUSED,
    Rule.OWN_ORGANISATION,
)


def clashes(case: Case) -> tuple[Clash, ...]:
    """Nothing if everybody can have a place."""
    placed = most_placed(case)
    left = [person for person, visit in placed.items() if visit is None]
    if not left:
        return ()
    generous = replace(case, visits=tuple(replace(visit, minimum=0) for visit in case.visits))
    found = list(_too_few_places(generous))
    if sum(clash.lacking for clash in found) < len(left):
        found.append(_too_few_people(case, left, set(placed.values())))
    return tuple(found)


def _too_few_people(case: Case, left: list[int], taken: set[int | None]) -> Clash:
    """Those left over who could go on a visit that lacks its fewest people, and those visits."""
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
    places = most_placed(case)
    seated: dict[int | None, set[int]] = {}
    for person, visit in places.items():
        seated.setdefault(visit, set()).add(person)
    open_to = {
        person.key: {v.key for v in case.visits if not case.why_not(person, v)}
        for person in case.people
    }
    sets: list[set[int]] = []
    for person in seated.get(None, ()):
        reached = _reached(open_to, seated, person)
        for other in [known for known in sets if known & reached]:
            sets.remove(other)
            reached |= other
        sets.append(reached)
    nowhere = {person for people in sets for person in people if not open_to[person]}
    for people in filter(None, [nowhere, *(people - nowhere for people in sets)]):
        yield _clash(case, tuple(sorted(people)))


def _reached(
    open_to: dict[int, set[int]], seated: dict[int | None, set[int]], start: int
) -> set[int]:
    """Whoever would have to make room, in turn, for this person: nobody of them can."""
    people, waiting, seen = {start}, [start], set()
    while waiting:
        for visit in open_to[waiting.pop()] - seen:
            seen.add(visit)
            moving = seated.get(visit, set()) - people
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
    single = [found for rule in _worth_trying(case) if (found := _fewest_changes(case, (rule,)))]
    if not single and (mixed := _fewest_changes(case, ALL_LIFTED)):
        single = [mixed]
    return tuple(sorted(single, key=lambda remedy: sum(change.amount for change in remedy)))


def _worth_trying(case: Case) -> Iterable[Rule]:
    """Where there are fewer places than people, only more places help."""
    yield Rule.CAPACITY
    if sum(v.capacity for v in case.visits if not v.called_off) >= len(case.people):
        against = {
            rule
            for person in case.people
            for v in case.visits
            for rule in case.rules_against(person, v)
        }
        yield Rule.MINIMUM
        yield from (rule for rule in ALL_LIFTED if rule in against)


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
    """Everybody is placed; the columns in `cost` are what has to be bought for it.

    Only what is bought has to be whole: for the rest people then flow through a network.
    """

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
                own = [rule for rule in rules if rule is not Rule.STEP_FREE]
                column = self.matrix.column(whole=bool(own))
                self.matrix.put(row, column)
                self.arcs[visit.key].append((column, Rule.STEP_FREE in rules))
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
