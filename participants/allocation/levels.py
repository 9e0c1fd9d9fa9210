"""Objectives one after the other, each to proven optimality and then held, with HiGHS.

Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical
Programming Computation 10 (2018). In a linear programme the optimal solutions of one level are
exactly those that agree with its dual prices (complementary slackness), so holding a level means
fixing what has a price; the matrix stays that of a network, whose corners are whole numbers
(A. J. Hoffman and J. B. Kruskal, 1956). With whole-number columns a level is held by a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

EPSILON = 0.5  # all data are whole numbers, so prices are; anything below one half is zero


@dataclass(slots=True)
class Matrix:
    """Columns and rows as they are collected; `entries` are (row, column, value)."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)

    def column(self, upper: float = 1, whole: bool = False) -> int:
        self.lower.append(0)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, lower: float, upper: float) -> int:
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def put(self, row: int, column: int, value: float = 1) -> None:
        self.entries.append((row, column, value))


class Levels:
    """A model that remembers what earlier levels have settled."""

    def __init__(self, matrix: Matrix, seconds: float | None = None) -> None:
        self.width = len(matrix.lower)
        self.upper = np.array(matrix.upper, dtype=float)
        self.whole = any(matrix.whole)
        self.highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
            ("presolve", "on" if self.whole else "off"),
        ):
            self.highs.setOptionValue(option, value)
        if seconds:
            self.highs.setOptionValue("time_limit", seconds)
        self.highs.passModel(_as_lp(matrix))
        self.proved = True

    def minimise(self, cost: dict[int, int]) -> int | None:
        """The least cost, or None where nothing fits what is held already."""
        vector = np.zeros(self.width)
        vector[list(cost)] = list(cost.values())
        self.cost = cost
        self.highs.changeColsCost(self.width, np.arange(self.width, dtype=np.int32), vector)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            self.proved = False
            if not self.highs.getInfo().primal_solution_status:
                raise RuntimeError(f"The solver stopped: {self.highs.modelStatusToString(status)}")
        self.value = round(self.highs.getInfo().objective_function_value)
        return self.value

    def hold(self) -> None:
        """From now on only solutions as good as the last one."""
        if self.whole:
            columns = np.array(list(self.cost), dtype=np.int32)
            values = np.array(list(self.cost.values()), dtype=float)
            self.highs.addRow(-highspy.kHighsInf, self.value, len(columns), columns, values)
            return
        solution = self.highs.getSolution()
        self._hold_columns(np.array(solution.col_value), np.array(solution.col_dual))
        self._hold_rows(np.array(solution.row_value), np.array(solution.row_dual))

    def _hold_columns(self, values: np.ndarray, prices: np.ndarray) -> None:
        priced = np.flatnonzero(np.abs(prices) > EPSILON).astype(np.int32)
        if len(priced):
            at = np.round(values[priced])
            self.highs.changeColsBounds(len(priced), priced, at, at)

    def _hold_rows(self, values: np.ndarray, prices: np.ndarray) -> None:
        for row in np.flatnonzero(np.abs(prices) > EPSILON):
            at = round(values[row])
            self.highs.changeRowBounds(int(row), at, at)

    def limit(self, columns: Sequence[int], upper: Sequence[int]) -> None:
        index = np.array(columns, dtype=np.int32)
        lower = np.array(self.highs.getLp().col_lower_, dtype=float)[index]
        self.highs.changeColsBounds(len(index), index, lower, np.array(upper, dtype=float))

    def bounds(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Of columns and rows, as held by now: lower, upper, row lower, row upper."""
        lp = self.highs.getLp()
        return tuple(
            np.array(values)
            for values in (lp.col_lower_, lp.col_upper_, lp.row_lower_, lp.row_upper_)
        )

    def solution(self) -> np.ndarray:
        return np.round(np.array(self.highs.getSolution().col_value)).astype(int)


def _as_lp(matrix: Matrix) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(matrix.lower), len(matrix.row_lower)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = np.array(matrix.lower, float), np.array(matrix.upper, float)
    lp.row_lower_, lp.row_upper_ = (
        np.array(matrix.row_lower, float),
        np.array(matrix.row_upper, float),
    )
    entries = np.array(matrix.entries, dtype=float).reshape(-1, 3)
    entries = entries[np.lexsort((entries[:, 0], entries[:, 1]))]
    counts = np.bincount(entries[:, 1].astype(int), minlength=lp.num_col_)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    lp.a_matrix_.index_ = entries[:, 0].astype(np.int32)
    lp.a_matrix_.value_ = entries[:, 2]
    if any(matrix.whole):
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
            for whole in matrix.whole
        ]
    return lp
