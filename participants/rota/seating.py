"""Seats that keep every rule, or the certainty that there are none.

Without pins, absences and resting tables a rota is an equitable colouring of the bipartite graph
"guest meets table" with the rounds as colours, and such a colouring exists whenever the degrees
allow it (D. de Werra, "Equitable colorations of graphs", 1971). So the degrees are found as one
flow and the rounds are peeled off one by one, each a flow within what is left. Otherwise a
whole-number model of guest, table and round decides.
"""

import random
from dataclasses import dataclass, field
from math import inf

from participants.allocation.levels import Levels, Matrix

from .values import Cafe, Guest, Seats, Table


def start(cafe: Cafe, seed: int = 0) -> dict[tuple[int, int], int] | None:
    """Seats for the rounds to come that keep every rule; None if there are none."""
    if not cafe.guests or not cafe.turns:
        return {}
    if any(cafe.present(turn) and not cafe.open_tables(turn) for turn in cafe.turns):
        return None
    return _peeled(cafe, seed) if _is_plain(cafe) else fitted(cafe)


def _is_plain(cafe: Cafe) -> bool:
    return (
        not cafe.pins
        and len(cafe.guests) >= 2 * len(cafe.tables)
        and not any(table.closed_from is not None for table in cafe.tables)
        and not any(guest.absent for guest in cafe.guests)
    )


def _peeled(cafe: Cafe, seed: int) -> dict[tuple[int, int], int] | None:
    rng, count = random.Random(seed), len(cafe.turns)
    met = {(guest, table) for guest, _turn, table in cafe.held}
    edges = [
        (guest.key, table.key)
        for guest in cafe.guests
        for table in cafe.tables
        if cafe.may_sit(guest, table) and (guest.key, table.key) not in met
    ]
    least, more = divmod(len(cafe.guests), len(cafe.tables))
    limits = {t.key: (count * least, count * (least + bool(more))) for t in cafe.tables}
    costs = [rng.randrange(100) for _edge in edges]
    left = _flow([g.key for g in cafe.guests], edges, count, limits, costs)
    if left is None:
        return None
    seats: dict[tuple[int, int], int] = {}
    for turn in cafe.turns:
        chosen = _one_round(cafe, left, cafe.rounds + 1 - turn, rng)
        seats |= {(guest, turn): table for guest, table in left if (guest, table) in chosen}
        left = [edge for edge in left if edge not in chosen]
    return seats


Edges = list[tuple[int, int]]


def _one_round(cafe: Cafe, left: Edges, rounds: int, rng: random.Random) -> set[tuple[int, int]]:
    """An even share of what is left: every table gets its average, rounded up or down."""
    loads = {table.key: 0 for table in cafe.tables}
    for _guest, table in left:
        loads[table] += 1
    limits = {key: (load // rounds, -(-load // rounds)) for key, load in loads.items()}
    costs = [rng.randrange(100) for _edge in left]
    chosen = _flow([guest.key for guest in cafe.guests], left, 1, limits, costs)
    if chosen is None:
        raise RuntimeError("An even share of a rota has to exist.")
    return set(chosen)


def _flow(
    guests: list[int],
    edges: Edges,
    each: int,
    limits: dict[int, tuple[int, int]],
    costs: list[int],
) -> Edges | None:
    """Choose `each` edges for every guest and between the limits for every table."""
    matrix = Matrix()
    guest_rows = {guest: matrix.row(each, each) for guest in guests}
    table_rows = {table: matrix.row(*limit) for table, limit in limits.items()}
    for guest, table in edges:
        column = matrix.column()
        matrix.put(guest_rows[guest], column)
        matrix.put(table_rows[table], column)
    if not edges:
        return None
    levels = Levels(matrix)
    if levels.minimise(dict(enumerate(costs))) is None:
        return None
    return [edge for edge, value in zip(edges, levels.solution(), strict=True) if value]


@dataclass(slots=True)
class Fitting:
    """A whole-number model of guest, table and round. `spare` widens the sizes of tables."""

    cafe: Cafe
    spare: int = 0
    matrix: Matrix = field(default_factory=Matrix)
    columns: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def build(self, free: set[tuple[int, int]] | None = None, planned: Seats | None = None) -> None:
        """`free` are the (guest, round) that may leave their planned seat; None means all."""
        met_rows: dict[tuple[int, int], int] = {}
        for turn in self.cafe.turns:
            sizes = self._sizes(turn)
            for guest in self.cafe.present(turn):
                row = self.matrix.row(1, 1)
                for table in self._tables(guest, turn, free, planned or {}):
                    column = self.columns[guest.key, turn, table.key] = self.matrix.column(
                        whole=True
                    )
                    pair = (guest.key, table.key)
                    if pair not in met_rows:
                        met_rows[pair] = self.matrix.row(-inf, 1)
                    for at in (row, met_rows[pair], *sizes[table.key]):
                        self.matrix.put(at, column)

    def _tables(
        self,
        guest: Guest,
        turn: int,
        free: set[tuple[int, int]] | None,
        planned: Seats,
    ) -> list[Table]:
        pinned = {t for g, when, t in self.cafe.pins if (g, when) == (guest.key, turn)}
        met = {table for key, _turn, table in self.cafe.held if key == guest.key}
        tables = [
            table
            for table in self.cafe.open_tables(turn)
            if self.cafe.may_sit(guest, table)
            and table.key not in met
            and (not pinned or table.key in pinned)
        ]
        if free is None or (guest.key, turn) in free:
            return tables
        return [table for table in tables if table.key == planned.get((guest.key, turn))]

    def _sizes(self, turn: int) -> dict[int, tuple[int, ...]]:
        """Rows that keep the size of each table; with tables at rest a column says which."""
        people, tables = len(self.cafe.present(turn)), self.cafe.open_tables(turn)
        used = self.cafe.in_use(turn)
        if not used:
            return {}
        least, more = divmod(people, used)
        most = least + bool(more) + self.spare
        least = max(least - self.spare, min(2, least))
        if used == len(tables):
            return {table.key: (self.matrix.row(least, most),) for table in tables}
        every = self.matrix.row(used - (used if self.spare else 0), used)
        return {table.key: self._at_rest_or(least, most, every) for table in tables}

    def _at_rest_or(self, least: int, most: int, every: int) -> tuple[int, int]:
        on = self.matrix.column(whole=True)
        low, high = self.matrix.row(0, inf), self.matrix.row(-inf, 0)
        for row, value in ((every, 1), (low, -least), (high, -most)):
            self.matrix.put(row, on, value)
        return low, high

    def seats(self, costs: dict[tuple[int, int, int], int]) -> dict[tuple[int, int], int] | None:
        """The cheapest seats, None if there are none."""
        if not self.columns:
            return None
        levels = Levels(self.matrix)
        if levels.minimise({self.columns[k]: v for k, v in costs.items()}) is None:
            return None
        values = levels.solution()
        return {
            (guest, turn): table
            for (guest, turn, table), column in self.columns.items()
            if values[column]
        }


def fitted(cafe: Cafe) -> dict[tuple[int, int], int] | None:
    fitting = Fitting(cafe)
    fitting.build()
    return fitting.seats({})
