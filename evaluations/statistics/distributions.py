"""Answers on one scale, counted once; every other figure is read off the counts."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from typing import Final, TypeVar

from .shares import Share, share


class NoAnswer(Enum):
    """What may stand where a value would."""

    CANT_SAY = "can't say"


CANT_SAY: Final = NoAnswer.CANT_SAY
Answer = int | NoAnswer | None
Question = TypeVar("Question", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in order. `agree_from` is the lowest step that counts as agreeing, or None."""

    steps: tuple[int, ...]
    agree_from: int | None = None

    @classmethod
    def of(cls, first: int, last: int, agree_from: int | None = None) -> "Scale":
        return cls(tuple(range(first, last + 1)), agree_from)

    @property
    def neutral(self) -> int | None:
        """The middle step that is neither: only where as many steps lie below it as agree."""
        if self.agree_from is None:
            return None
        agreeing = sum(step >= self.agree_from for step in self.steps)
        below = len(self.steps) - agreeing
        return self.steps[below - 1] if below == agreeing + 1 else None


AGREE6 = Scale.of(1, 6, agree_from=4)
AGREE5 = Scale.of(1, 5, agree_from=4)
FREQUENCY6 = Scale.of(1, 6)
RECOMMEND = Scale.of(0, 10)
YES_NO = Scale.of(0, 1)


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many chose each step of a scale. `missing` were asked and left it blank."""

    scale: Scale
    counts: tuple[int, ...]
    missing: int = 0
    cant_say: int = 0

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.scale.steps):
            raise ValueError(f"{len(self.counts)} counts for {len(self.scale.steps)} steps")
        if min(*self.counts, self.missing, self.cant_say) < 0:
            raise ValueError("a count is below zero")

    @property
    def steps(self) -> tuple[int, ...]:
        return self.scale.steps

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def agreeing(self) -> int | None:
        """How many agree; None on a scale without agreement."""
        return self._from(self.scale.agree_from)

    @property
    def agree(self) -> Share | None:
        """Share agreeing; None when nobody answered or the scale knows no agreement."""
        k = self.agreeing
        return None if k is None else share(k, self.n)

    @property
    def clearly_agree(self) -> Share | None:
        """Share on the steps above the lowest agreeing one (5 and 6 of six)."""
        lowest = self.scale.agree_from
        k = self._from(None if lowest is None else lowest + 1)
        return None if k is None else share(k, self.n)

    @property
    def mean(self) -> float | None:
        return self._sum(1) / self.n if self.n else None

    @property
    def sd(self) -> float | None:
        """Standard deviation with n - 1; None below two answers."""
        if self.n < 2:
            return None
        spread = self.n * self._sum(2) - self._sum(1) ** 2
        return sqrt(spread / (self.n * (self.n - 1)))

    @property
    def median(self) -> float | None:
        return self._cut(2, 4)

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """First and third, both ends included (Hyndman and Fan 1996, type 7)."""
        return (self._cut(1, 4), self._cut(3, 4)) if self.n else None

    @property
    def is_unanimous_disagreement(self) -> bool:
        """All gave the same answer, and it disagrees."""
        return max(self.counts) == self.n > 0 and self._is_below(self.counts.index(self.n))

    def count(self, step: int) -> int:
        return self.counts[self.steps.index(step)]

    def __add__(self, other: "Distribution") -> "Distribution":
        """Both groups together; ValueError for unlike scales."""
        if self.scale != other.scale:
            raise ValueError("different scales cannot be added")
        counts = tuple(a + b for a, b in zip(self.counts, other.counts, strict=True))
        missing, cant_say = self.missing + other.missing, self.cant_say + other.cant_say
        return Distribution(self.scale, counts, missing, cant_say)

    def _from(self, lowest: int | None) -> int | None:
        if lowest is None:
            return None
        return sum(c for step, c in zip(self.steps, self.counts, strict=True) if step >= lowest)

    def _sum(self, power: int) -> int:
        return sum(c * step**power for step, c in zip(self.steps, self.counts, strict=True))

    def _cut(self, part: int, parts: int) -> float | None:
        if not self.n:
            return None
        index, rest = divmod(part * (self.n - 1), parts)
        low, high = self._at(index), self._at(min(index + 1, self.n - 1))
        return (low * (parts - rest) + high * rest) / parts

    def _at(self, index: int) -> int:
        """The answer at `index` once all are in order."""
        for step, count in zip(self.steps, self.counts, strict=True):
            if index < count:
                return step
            index -= count
        raise IndexError(index)

    def _is_below(self, position: int) -> bool:
        agree_from, step = self.scale.agree_from, self.steps[position]
        return agree_from is not None and step < agree_from and step != self.scale.neutral


@dataclass(frozen=True, slots=True)
class Choices:
    """Several options may be chosen: counts of people for each, n people who chose any."""

    options: tuple[int, ...]
    counts: tuple[int, ...]
    n: int
    missing: int = 0

    def __add__(self, other: "Choices") -> "Choices":
        """Both groups together; ValueError where other options were offered."""
        if self.options != other.options:
            raise ValueError("different options cannot be added")
        counts = tuple(a + b for a, b in zip(self.counts, other.counts, strict=True))
        return Choices(self.options, counts, self.n + other.n, self.missing + other.missing)


def from_counts(
    counts: Mapping[int, int], scale: Scale, missing: int = 0, cant_say: int = 0
) -> Distribution:
    """A distribution from counts by step; ValueError for a step outside the scale."""
    strange = [step for step, count in counts.items() if count and step not in scale.steps]
    if strange:
        raise ValueError(f"{strange[0]} is not on the scale {scale.steps}")
    return Distribution(scale, tuple(counts.get(s, 0) for s in scale.steps), missing, cant_say)


def distribution(answers: Iterable[Answer], scale: Scale) -> Distribution:
    """One question's answers counted: a step, None for a blank, or CANT_SAY."""
    counts = Counter(answers)
    missing, cant_say = counts.pop(None, 0), counts.pop(CANT_SAY, 0)
    return from_counts(counts, scale, missing, cant_say)


def distributions(
    answers: Iterable[tuple[Question, Answer]],
    scales: Mapping[Question, Scale],
    asked: Mapping[Question, int],
) -> dict[Question, Distribution]:
    """Every question of `scales`, in one pass over (question, answer) in any order.

    `asked` says how many people had each question before them, which gives the blanks.
    Raises ValueError for an answer outside its scale or more answers than people asked.
    """
    counted: dict[Question, dict[Answer, int]] = {question: {} for question in scales}
    for (question, answer), count in Counter(answers).items():
        counted[question][answer] = count
    return {
        question: _figured(counts, scales[question], asked[question])
        for question, counts in counted.items()
    }


def _figured(counts: dict[Answer, int], scale: Scale, asked: int) -> Distribution:
    counts.pop(None, None)
    cant_say = counts.pop(CANT_SAY, 0)
    return from_counts(counts, scale, asked - sum(counts.values()) - cant_say, cant_say)


def choices(answers: Iterable[Iterable[int] | None], options: tuple[int, ...]) -> Choices:
    """One answer is the set of options a person chose; None or nothing chosen is a blank."""
    given = [frozenset(answer or ()) for answer in answers]
    counts = Counter(option for answer in given for option in answer)
    if not counts.keys() <= set(options):
        raise ValueError(f"{sorted(counts.keys() - set(options))} was not offered")
    n = sum(bool(answer) for answer in given)
    return Choices(options, tuple(counts[o] for o in options), n, len(given) - n)
