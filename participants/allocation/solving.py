"""Places on visits, level by level, each level proved before the next is looked at.

Everybody placed; fewest visits cancelled; fewest of those who were told moved; lowest worst rank;
lowest total rank; fewest pairs from one organisation, then from one sector, on a visit.

While no visit has to be cancelled the whole is a flow through a network: person → organisation on
a visit → sector on that visit → visit, where the k-th person of a group costs k - 1, the pairs
they add (convex costs as parallel arcs: Ahuja, Magnanti and Orlin, *Network Flows*, 1993, ch. 14).
That needs a column per organisation, visit and count instead of one per pair of people. Where a
visit must be cancelled for its minimum, one whole-number column a visit says whether it is on.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .levels import Levels, Matrix
from .values import Case, Person, Visit, rank_of

MIX = ("organisation", "sector")
Arcs = list[tuple[Person, Visit]]


@dataclass(frozen=True, slots=True)
class Solution:
    """`places` by person; `proved` is False only where the time allowed ran out."""

    places: dict[int, int | None]
    proved: bool


@dataclass(slots=True)
class Model:
    """A matrix and what its columns mean."""

    matrix: Matrix
    arcs: dict[tuple[int, int], int]
    told: dict[int, int]
    ranks: dict[int, int]
    mix: dict[str, dict[int, int]]
    person_rows: dict[int, int]
    visit_rows: dict[int, int]
    on: dict[int, int]


def solve(case: Case, seed: int = 0, seconds: float | None = None) -> Solution:
    """The best places there are; `seed` decides between people only where nothing else does."""
    arcs = _arcs(case, seed)
    places = dict.fromkeys(case.person)
    if not arcs:
        return Solution(places, True)
    if _all_can_take_place(arcs):
        chosen, proved = _as_flow(arcs, seconds)
    else:
        chosen, proved = _with_cancelling(arcs, seconds)
    return Solution(places | chosen, proved)


def most_placed(case: Case) -> dict[int, int | None]:
    """As many people on visits as can be, whatever they prefer."""
    arcs = _arcs(case, seed=0)
    places = dict.fromkeys(case.person)
    if not arcs:
        return places
    model = build(arcs, cancelling=not _all_can_take_place(arcs))
    levels = Levels(model.matrix)
    levels.minimise(dict.fromkeys(model.arcs.values(), -1))
    return places | _chosen(levels, model)


def _arcs(case: Case, seed: int) -> Arcs:
    people = list(case.people)
    random.Random(seed).shuffle(people)
    return [
        (person, visit)
        for person in people
        for visit in case.visits
        if case.why_not(person, visit) is None
    ]


def _all_can_take_place(arcs: Arcs) -> bool:
    """Whether every visit can have its minimum at once. Visits nobody may join count as well."""
    model = build(arcs)
    return Levels(model.matrix).minimise({}) is not None


def _as_flow(arcs: Arcs, seconds: float | None) -> tuple[dict[int, int], bool]:
    model = build(arcs)
    levels = Levels(model.matrix, seconds)
    _places_and_ranks(levels, model)
    lower, upper, row_lower, row_upper = levels.bounds()
    kept = [arc for arc in arcs if upper[model.arcs[arc[0].key, arc[1].key]] > 0]
    finer = build(kept, mix=True)
    for (person, visit), column in finer.arcs.items():
        finer.matrix.lower[column] = lower[model.arcs[person, visit]]
    for rows, coarse in (
        (finer.person_rows, model.person_rows),
        (finer.visit_rows, model.visit_rows),
    ):
        for key, row in rows.items():
            finer.matrix.row_lower[row] = row_lower[coarse[key]]
            finer.matrix.row_upper[row] = row_upper[coarse[key]]
    levels = Levels(finer.matrix, seconds)
    _mix(levels, finer)
    return _chosen(levels, finer), levels.proved


def _with_cancelling(arcs: Arcs, seconds: float | None) -> tuple[dict[int, int], bool]:
    model = build(arcs, mix=True, cancelling=True)
    levels = Levels(model.matrix, seconds)
    levels.minimise(dict.fromkeys(model.arcs.values(), -1))
    levels.hold()
    levels.minimise(dict.fromkeys(model.on.values(), -1))
    levels.hold()
    _ranks(levels, model)
    _mix(levels, model)
    return _chosen(levels, model), levels.proved


def _places_and_ranks(levels: Levels, model: Model) -> None:
    levels.minimise(dict.fromkeys(model.arcs.values(), -1))
    levels.hold()
    _ranks(levels, model)


def _ranks(levels: Levels, model: Model) -> None:
    if model.told:
        levels.minimise(model.told)
        levels.hold()
    _hold_worst_rank(levels, model)
    levels.minimise(model.ranks)
    levels.hold()


def _mix(levels: Levels, model: Model) -> None:
    levels.minimise(model.mix["organisation"])
    levels.hold()
    levels.minimise(model.mix["sector"])


def _chosen(levels: Levels, model: Model) -> dict[int, int]:
    values = levels.solution()
    return {person: visit for (person, visit), column in model.arcs.items() if values[column]}


def _hold_worst_rank(levels: Levels, model: Model) -> None:
    """Try one rank after the other, from the least anybody could hope for."""
    lower, upper, *_rows = levels.bounds()
    open_columns = {column: rank for column, rank in model.ranks.items() if upper[column] > 0}
    settled = max((rank for column, rank in open_columns.items() if lower[column] > 0), default=0)
    for worst in sorted({0, *open_columns.values()}):
        if worst < settled:
            continue
        columns = list(open_columns)
        levels.limit(columns, [open_columns[column] <= worst for column in columns])
        if levels.minimise({}) is not None:
            return


def build(arcs: Arcs, mix: bool = False, cancelling: bool = False) -> Model:
    """Rows for people and visits and, if asked for, for the groups between them."""
    matrix = Matrix()
    people = {person.key: person for person, _visit in arcs}
    visits = {visit.key: visit for _person, visit in arcs}
    model = Model(matrix, {}, {}, {}, {name: {} for name in MIX}, {}, {}, {})
    model.person_rows = {key: matrix.row(0, 1) for key in people}
    for key, visit in visits.items():
        if cancelling and visit.minimum > 0:
            _switch(model, visit)
        else:
            model.visit_rows[key] = matrix.row(visit.minimum, visit.capacity)
    for person, visit in arcs:
        _arc(model, person, visit, whole=cancelling)
    if mix:
        _groups(model, people, visits, whole=cancelling)
    else:
        for (_person, visit), column in model.arcs.items():
            matrix.put(model.visit_rows[visit], column)
    return model


def _switch(model: Model, visit: Visit) -> None:
    """A column that is 1 if the visit takes place: minimum·on ≤ people ≤ capacity·on."""
    matrix = model.matrix
    on = model.on[visit.key] = matrix.column(whole=True)
    people = matrix.column(visit.capacity)
    model.visit_rows[visit.key] = matrix.row(0, 0)
    matrix.put(model.visit_rows[visit.key], people, -1)
    for bounds, limit in (((0, visit.capacity), visit.minimum), ((-visit.capacity, 0), None)):
        row = matrix.row(*bounds)
        matrix.put(row, people)
        matrix.put(row, on, -(visit.capacity if limit is None else limit))


def _arc(model: Model, person: Person, visit: Visit, whole: bool) -> None:
    column = model.arcs[person.key, visit.key] = model.matrix.column(whole=whole)
    model.matrix.put(model.person_rows[person.key], column)
    if rank := rank_of(person, visit.key):
        model.ranks[column] = rank
    if person.told == visit.key:
        model.told[column] = -1


def _groups(model: Model, people: dict, visits: dict[int, Visit], whole: bool) -> None:
    """People flow into their organisation's group on a visit, that into its sector's."""
    inflow = [
        ((visit, people[person].sector, people[person].organisation), column)
        for (person, visit), column in model.arcs.items()
    ]
    for depth, name in ((3, "organisation"), (2, "sector")):
        groups: dict[tuple, list[int]] = defaultdict(list)
        for group, column in inflow:
            groups[group[:depth]].append(column)
        inflow = list(_through(model, groups, visits, model.mix[name]))
    for group, column in inflow:
        model.matrix.put(model.visit_rows[group[0]], column)


def _through(
    model: Model, groups: dict[tuple, list[int]], visits: dict[int, Visit], cost: dict[int, int]
) -> Iterable[tuple[tuple, int]]:
    """One column for each person a group may send on; the k-th costs the k - 1 pairs it adds."""
    matrix = model.matrix
    for group, inflow in groups.items():
        if len(inflow) == 1:
            yield group, inflow[0]
            continue
        balance = matrix.row(0, 0)
        for column in inflow:
            matrix.put(balance, column, -1)
        for others in range(min(visits[group[0]].capacity, len(inflow))):
            column = matrix.column()
            matrix.put(balance, column)
            cost[column] = others
            yield group, column
