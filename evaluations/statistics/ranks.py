"""Figures from ranks: signed ranks within pairs, dominance between two groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from .shares import Interval, Z

LARGEST_EXACT = 200
"""People with a changed answer up to which every sign pattern is counted."""


@dataclass(frozen=True, slots=True)
class Wilcoxon:
    """Signed ranks of the changed answers; p is two-sided."""

    nonzero: int
    w_plus: float
    w_minus: float
    p: float

    @property
    def rank_biserial(self) -> float:
        """(W+ - W-)/(W+ + W-), matched pairs (Kerby 2014)."""
        return (self.w_plus - self.w_minus) / (self.w_plus + self.w_minus)


@dataclass(frozen=True, slots=True)
class Dominance:
    """Cliff's delta, -1 to 1; no interval where the groups do not overlap or are too small."""

    delta: float
    variance: float | None
    interval: Interval | None


def wilcoxon(differences: Mapping[int, int]) -> Wilcoxon | None:
    """Signed-rank test from {difference: people}; None when nobody changed.

    Zeros dropped, midranks for ties, exact over all sign patterns (Wilcoxon 1945). Above
    `LARGEST_EXACT` people the normal approximation with ties and continuity takes its place.
    """
    sizes = Counter()
    for difference, people in differences.items():
        sizes[abs(difference)] += people if difference else 0
    doubled = _doubled_midranks(sizes)
    n = sum(count for _, count in doubled.values())
    if n == 0:
        return None
    plus = sum(doubled[d][0] * people for d, people in differences.items() if d > 0)
    total = n * (n + 1)
    exact = n <= LARGEST_EXACT
    p = _exact_p(doubled, plus, total) if exact else _normal_p(doubled, plus, total)
    return Wilcoxon(n, plus / 2, (total - plus) / 2, p)


def _doubled_midranks(sizes: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """{size: (twice its midrank, people)}; doubling keeps the ranks whole."""
    ranks, below = {}, 0
    for size in sorted(size for size, people in sizes.items() if people):
        ranks[size] = (2 * below + sizes[size] + 1, sizes[size])
        below += sizes[size]
    return ranks


def _exact_p(doubled: Mapping[int, tuple[int, int]], plus: int, total: int) -> float:
    """Counts the patterns of each sum in one integer: a field of bits for every sum."""
    n = sum(people for _, people in doubled.values())
    width = n + 1
    patterns = 1
    for rank, people in doubled.values():
        for _ in range(people):
            patterns += patterns << (rank * width)
    tail_sums = min(plus, total - plus) + 1
    tail = patterns & ((1 << (tail_sums * width)) - 1)
    # The remainder by 2**width - 1 adds up the fields, as casting out nines adds up digits.
    return min(1.0, 2 * (tail % ((1 << width) - 1)) / 2**n)


def _normal_p(doubled: Mapping[int, tuple[int, int]], plus: int, total: int) -> float:
    variance = sum(rank * rank * people for rank, people in doubled.values()) / 4
    distance = max(0.0, abs(plus - total / 2) - 1)
    return min(1.0, 2 * (1 - NormalDist().cdf(distance / sqrt(variance))))


def cliffs_delta(first: Sequence[float], second: Sequence[float]) -> Dominance | None:
    """How often an answer of the first group lies above one of the second, less how often below.

    Interval of Cliff in the form of Feng and Cliff (2004), the unbiased variance held above
    (1 - delta²)/(nm - 1), so that ties throughout still leave an interval.
    None for an empty group.
    """
    n, m = len(first), len(second)
    if not (n and m):
        return None
    rows, columns = Counter(first), Counter(second)
    row_means = {x: sum(_sign(x, y) * c for y, c in columns.items()) / m for x in rows}
    column_means = {y: sum(_sign(x, y) * c for x, c in rows.items()) / n for y in columns}
    delta = sum(row_means[x] * c for x, c in rows.items()) / n
    if min(n, m) < 2:
        return Dominance(delta, None, None)
    by_row = sum(c * (row_means[x] - delta) ** 2 for x, c in rows.items())
    by_column = sum(c * (column_means[y] - delta) ** 2 for y, c in columns.items())
    apart = sum(a * b for x, a in rows.items() for y, b in columns.items() if x != y)
    overall = apart - n * m * delta * delta
    variance = (m * m * by_row + n * n * by_column - overall) / (n * m * (n - 1) * (m - 1))
    floor = (1 - delta * delta) / (n * m - 1)
    return _dominance(delta, max(variance, floor))


def _sign(x: float, y: float) -> int:
    return (x > y) - (x < y)


def _dominance(delta: float, variance: float) -> Dominance:
    if abs(delta) == 1:
        return Dominance(delta, 0.0, None)
    rest, zzv = 1 - delta * delta, Z * Z * variance
    half = Z * sqrt(variance * (rest * rest + zzv))
    below, above = delta * rest - half, delta * rest + half
    interval = Interval(max(-1.0, below / (rest + zzv)), min(1.0, above / (rest + zzv)))
    return Dominance(delta, variance, interval)
