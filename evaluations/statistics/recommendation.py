"""The 0 to 10 question: would you recommend it to a colleague?"""

from dataclasses import dataclass

from .distributions import Distribution
from .shares import Interval, bonett_price


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Promoters chose 9 or 10, passives 7 or 8, detractors 0 to 6 (Reichheld 2003)."""

    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def net(self) -> float | None:
        """100 × (promoters - detractors)/n, from -100 to 100."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else None

    @property
    def shown(self) -> int | None:
        """The net figure whole, halves away from zero."""
        if not self.n:
            return None
        gap = self.promoters - self.detractors
        whole = (200 * abs(gap) + self.n) // (2 * self.n)
        return whole if gap >= 0 else -whole

    @property
    def interval(self) -> Interval | None:
        """95% interval of the net figure (Bonett and Price 2012), in the same unit."""
        if not self.n:
            return None
        inner = bonett_price(self.promoters, self.detractors, self.n)
        return Interval(100 * inner.low, 100 * inner.high)


def recommendation(answers: Distribution) -> Recommendation:
    """From a distribution over 0 to 10; ValueError for another scale."""
    if answers.steps != tuple(range(11)):
        raise ValueError("recommendation is asked from 0 to 10")
    counts = answers.counts
    return Recommendation(sum(counts[9:]), sum(counts[7:9]), sum(counts[:7]))
