"""The same people before and after, on one ordered scale."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .distributions import Answer, Distribution, NoAnswer, Scale, from_counts
from .ranks import Wilcoxon, wilcoxon
from .shares import Interval, bonett_price

FEWEST_CHANGED_FOR_A_TEST = 6  # 5 of 5 gives p = 0.0625


@dataclass(frozen=True, slots=True)
class Movement:
    """How many of n people moved up, stayed, moved down."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down

    @property
    def net(self) -> float | None:
        """(up - down)/n, Cliff's dominance within pairs; needs no equal steps."""
        return (self.up - self.down) / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        return bonett_price(self.up, self.down, self.n) if self.n else None

    @property
    def sign_p(self) -> float | None:
        return sign_test(self.up, self.down)

    @property
    def is_testable(self) -> bool:
        """Whether enough people changed for the sign test to reach 0.05 at all."""
        return self.up + self.down >= FEWEST_CHANGED_FOR_A_TEST


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Complete pairs only: both distributions are of the people who answered both."""

    before: Distribution
    after: Distribution
    movement: Movement
    differences: tuple[tuple[int, int], ...]
    """(after - before, people), ascending."""

    @property
    def n(self) -> int:
        return self.movement.n

    @property
    def mean_change(self) -> float | None:
        return sum(d * c for d, c in self.differences) / self.n if self.n else None

    @property
    def median_change(self) -> float | None:
        if not self.differences:
            return None
        steps, counts = zip(*self.differences, strict=True)
        return Distribution(Scale(steps), counts).median

    @property
    def wilcoxon(self) -> Wilcoxon | None:
        return wilcoxon(dict(self.differences))

    def bootstrap(self, seed: str, draws: int = 10_000) -> Interval | None:
        """95% interval of the mean change; see `bootstrap_mean`."""
        return bootstrap_mean([d for d, c in self.differences for _ in range(c)], seed, draws)


def paired(before: Sequence[Answer], after: Sequence[Answer], scale: Scale) -> PairedChange:
    """Change among people who gave a step both times; the two sequences are in step.

    Raises ValueError when they differ in length or hold a value outside the scale.
    """
    pairs = Counter(
        (b, a)
        for b, a in zip(before, after, strict=True)
        if not (isinstance(b, NoAnswer | None) or isinstance(a, NoAnswer | None))
    )
    return paired_from_counts(pairs, scale)


def paired_from_counts(pairs: Mapping[tuple[int, int], int], scale: Scale) -> PairedChange:
    """The same from {(before, after): people}; ValueError for a value outside the scale."""
    first, second, moves = Counter(), Counter(), Counter()
    for (b, a), count in pairs.items():
        first[b] += count
        second[a] += count
        moves[a - b] += count
    movement = Movement(
        up=sum(c for d, c in moves.items() if d > 0),
        same=moves.get(0, 0),
        down=sum(c for d, c in moves.items() if d < 0),
    )
    differences = tuple(sorted(moves.items()))
    return PairedChange(
        from_counts(first, scale), from_counts(second, scale), movement, differences
    )


def sign_test(up: int, down: int) -> float | None:
    """Exact two-sided p of up against down, unchanged left out (Dixon and Mood 1946).

    None when nobody changed.
    """
    changed = up + down
    if changed == 0:
        return None
    term, total = 1, 1
    for i in range(min(up, down)):
        term = term * (changed - i) // (i + 1)
        total += term
    return min(1.0, 2 * total / 2**changed)


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Step-down adjusted p (Holm 1979), in the order given.

    None is a planned test that could not be made: it counts in the family and stays None.
    """
    family, highest = len(p_values), 0.0
    adjusted: list[float | None] = [None] * family
    made = sorted((p, i) for i, p in enumerate(p_values) if p is not None)
    for rank, (p, i) in enumerate(made):
        highest = max(highest, min(1.0, (family - rank) * p))
        adjusted[i] = highest
    return tuple(adjusted)


def bootstrap_mean(values: Sequence[float], seed: str, draws: int = 10_000) -> Interval | None:
    """Percentile bootstrap of a mean (Efron 1979); takes draws × len(values) steps.

    The same seed gives the same interval on every Python: `Random.random` alone is promised
    to stay as it is. The order of `values` matters to the draw, so sort them first.
    """
    n = len(values)
    if n == 0:
        return None
    draw = Random(seed).random
    means = sorted(sum(values[int(draw() * n)] for _ in range(n)) / n for _ in range(draws))
    return Interval(means[draws // 40], means[draws - draws // 40 - 1])
