"""k of n: percentages, intervals, bounds, differences, response rates."""

from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval (or a pair of bounds), low <= high."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, with n > 0. An absent share is None, never 0 of 0."""

    k: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.k <= self.n or self.n == 0:
            raise ValueError(f"{self.k} of {self.n} is not a share")

    @property
    def value(self) -> float:
        return self.k / self.n

    @property
    def percent(self) -> int:
        return half_up_percent(self.k, self.n)

    @property
    def percent_text(self) -> str:
        """Such as "42%"; ">99%" and "<1%" where rounding would claim all or nothing."""
        if self.percent == 100 and self.k < self.n:
            return ">99%"
        if self.percent == 0 and self.k > 0:
            return "<1%"
        return f"{self.percent}%"

    @property
    def wilson(self) -> Interval:
        return wilson_interval(self.k, self.n)

    def at_least(self, other: "Share") -> bool:
        """Whether this share is no smaller, without rounding."""
        return self.k * other.n >= other.k * self.n


@dataclass(frozen=True, slots=True)
class Difference:
    """First share minus second, between -1 and 1, with its 95% interval."""

    value: float
    interval: Interval


class ResponseBand(Enum):
    """How far a response rate carries."""

    COMPLETE = "complete"
    GOOD = "good"
    NOTE = "note"
    CAUTION = "caution"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """n answered of those eligible: attended at least half a day, not withdrawn."""

    n: int
    eligible: int

    def __post_init__(self) -> None:
        if not 0 <= self.n <= self.eligible:
            raise ValueError(f"{self.n} responses from {self.eligible} people")

    @property
    def share(self) -> Share | None:
        return share(self.n, self.eligible)

    @property
    def band(self) -> ResponseBand | None:
        return response_band(self.n, self.eligible)

    @property
    def is_complete(self) -> bool:
        return self.n == self.eligible


def half_up_percent(k: int, n: int) -> int:
    """Whole percent, halves upward (12.5 becomes 13); n > 0."""
    return (200 * k + n) // (2 * n)


def percent(k: int, n: int) -> int | None:
    """Whole percent of k in n, or None when nobody answered."""
    return half_up_percent(k, n) if n else None


def percent_text(k: int, n: int) -> str | None:
    """As `Share.percent_text`, or None when nobody answered."""
    return Share(k, n).percent_text if n else None


def share(k: int, n: int) -> Share | None:
    """k of n, or None when nobody answered."""
    return Share(k, n) if n else None


def wilson_interval(k: int, n: int) -> Interval:
    """95% score interval of k in n (Wilson 1927); exactly 0 at k = 0 and 1 at k = n; n > 0."""
    p, zz = k / n, Z * Z
    centre = (p + zz / (2 * n)) / (1 + zz / n)
    half = Z / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n))
    low = 0.0 if k == 0 else max(0.0, centre - half)
    return Interval(low, 1.0 if k == n else min(1.0, centre + half))


def wilson(k: int, n: int) -> Interval | None:
    """As `wilson_interval`, or None when nobody answered."""
    return wilson_interval(k, n) if n else None


def cohort_bounds(k: int, n: int, eligible: int) -> Interval | None:
    """Share of the whole cohort, had every silent person disagreed, or agreed.

    None for an empty cohort. Raises ValueError unless k <= n <= eligible.
    """
    if not 0 <= k <= n <= eligible:
        raise ValueError(f"{k} of {n} answers from {eligible} people")
    if eligible == 0:
        return None
    return Interval(k / eligible, (k + eligible - n) / eligible)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Difference | None:
    """k1/n1 - k2/n2 with the hybrid score interval (Newcombe 1998, method 10)."""
    if not (n1 and n2):
        return None
    p1, p2 = k1 / n1, k2 / n2
    first, second = wilson_interval(k1, n1), wilson_interval(k2, n2)
    gap = p1 - p2
    below = sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    above = sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return Difference(gap, Interval(gap - below, gap + above))


def bonett_price(up: int, down: int, n: int) -> Interval:
    """95% interval of (up - down)/n among n pairs (Bonett and Price 2012), within -1 to 1."""
    a, b = (up + 1) / (n + 2), (down + 1) / (n + 2)
    middle = a - b
    half = Z * sqrt((a + b - middle * middle) / (n + 2))
    return Interval(max(-1.0, middle - half), min(1.0, middle + half))


def response_band(n: int, eligible: int) -> ResponseBand | None:
    """Band by exact share: all, 80%, 60%, 40% or below; None when nobody was eligible."""
    if eligible == 0:
        return None
    if n >= eligible:
        return ResponseBand.COMPLETE
    floors = ((80, ResponseBand.GOOD), (60, ResponseBand.NOTE), (40, ResponseBand.CAUTION))
    return next((band for floor, band in floors if 100 * n >= floor * eligible), ResponseBand.LOW)
