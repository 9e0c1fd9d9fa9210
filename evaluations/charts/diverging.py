"""Diverging stacked bars: disagreement to the left of a zero line, agreement to the right
(Robbins and Heiberger 2011). A neutral middle step lies astride the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..statistics import Distribution, Scale, Share
from .drawing import NUMBER_SIZE, line, rectangle, sheet, text, width_of
from .rows import Layout, Place, Reading, Translate, enough, flowing, laid_out, read_out
from .rows import share_figures as figures_of

BAR = 18
HEAD = 20
KEY_SIZE = 11
SWATCH = 10
DISAGREE = ("#8c510a", "#d8b365", "#f6e8c3")
AGREE = ("#c7eae5", "#5ab4ac", "#01665e")
NEUTRAL = "#e5e2da"
DARK = {"#8c510a", "#01665e"}


@dataclass(frozen=True, slots=True)
class Sides:
    """A scale divided: how many steps lie left of the middle, and whether one lies on it."""

    left: int
    neutral: bool
    right: int

    @classmethod
    def of(cls, scale: Scale) -> "Sides":
        if scale.agree_from is None:
            raise ValueError("a scale without agreement has no two sides")
        neutral = scale.neutral is not None
        below = sum(step < scale.agree_from for step in scale.steps)
        return cls(below - neutral, neutral, len(scale.steps) - below)

    @property
    def colours(self) -> tuple[str, ...]:
        middle = (NEUTRAL,) if self.neutral else ()
        right = tuple(reversed(_shades(AGREE[::-1], self.right)))
        return _shades(DISAGREE, self.left) + middle + right

    def reach(self, counts: Sequence[int]) -> float:
        """How much of the bar lies left of the zero line, in people."""
        return sum(counts[: self.left]) + (counts[self.left] / 2 if self.neutral else 0)


def _shades(ramp: Sequence[str], count: int) -> tuple[str, ...]:
    """`count` colours, the strongest first; above three the middle one is repeated."""
    if count <= 2:
        return tuple(ramp[:count])
    return (ramp[0], *[ramp[1]] * (count - 2), ramp[2])


def diverging_bars(
    rows: Sequence[tuple[str, Distribution]],
    *,
    key: Sequence[str] = (),
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """One bar for each (label, distribution), all of one scale, widths as shares of that row.

    `key` names the steps below the chart. Raises ValueError for no rows, fewer than ten answers
    in a row, unlike scales, or a scale without agreement.
    """
    scale = _one_scale([distribution for label, distribution in rows])
    sides = Sides.of(scale)
    shares = [Share(d.agreeing, enough(d.n)) for label, d in rows]
    figures = figures_of(shares, _)
    layout = laid_out([label for label, d in rows], figures.width, top=HEAD)
    zero, unit = _axis([d for label, d in rows], sides, layout)
    bars = "".join(
        _bar(d, sides, place, zero, unit)
        for (label, d), place in zip(rows, layout.places, strict=True)
    )
    axis = line(zero, HEAD - 4, zero, layout.bottom + 2, "ink-2")
    stacked = axis + bars if sides.neutral else bars + axis
    heads = _heads(zero, layout, _)
    legend, height = _key(scale, sides, key, layout.bottom + 14)
    return sheet(
        height,
        _alt(rows, shares, scale, table, _) if alt is None else alt,
        layout.labels(),
        heads,
        stacked,
        figures.drawn(layout),
        legend,
    )


def _one_scale(distributions: Sequence[Distribution]) -> Scale:
    scales = {distribution.scale for distribution in distributions}
    if len(scales) != 1:
        raise ValueError(f"a chart shows one scale, and here are {len(scales)}")
    return scales.pop()


def _axis(
    distributions: Sequence[Distribution], sides: Sides, layout: Layout
) -> tuple[float, float]:
    """x of the zero line, and the width of the whole of a row."""
    left = max(sides.reach(d.counts) / d.n for d in distributions)
    right = max(1 - sides.reach(d.counts) / d.n for d in distributions)
    unit = layout.span / (left + right)
    return layout.left + unit * left, unit


def _bar(distribution: Distribution, sides: Sides, place: Place, zero: float, unit: float) -> str:
    counts, n = distribution.counts, distribution.n
    x = zero - unit * sides.reach(counts) / n
    shapes = ""
    for count, colour in zip(counts, sides.colours, strict=True):
        width = unit * count / n
        if count:
            shapes += _segment(x, place.middle, width, colour, str(count))
        x += width
    return shapes


def _segment(x: float, middle: float, width: float, colour: str, count: str) -> str:
    inner = max(width - 1, width / 2)
    shape = rectangle(x + (width - inner) / 2, middle - BAR / 2, inner, BAR, colour)
    if width <= max(9, width_of(count, NUMBER_SIZE) + 2):
        return shape
    tone = "paper" if colour in DARK else "ink"
    return shape + text(x + width / 2, middle, count, tone, NUMBER_SIZE, "middle", on_mark=True)


def _heads(zero: float, layout: Layout, _: Translate) -> str:
    disagree, agree = _("disagree"), _("agree")
    shown = text(zero + 6, 8, agree, "hint", KEY_SIZE)
    if zero - width_of(disagree, KEY_SIZE) - 6 >= 0:
        shown += text(zero - 6, 8, disagree, "hint", KEY_SIZE, "end")
    return shown + text(642, 8, _("agreeing"), "hint", KEY_SIZE, "end")


def _key(scale: Scale, sides: Sides, names: Sequence[str], top: float) -> tuple[str, float]:
    """The steps by colour, number and name, and where the picture ends."""
    if not names:
        return "", top - 10
    words = [f"{step} {name}" for step, name in zip(scale.steps, names, strict=True)]
    shapes, bottom = "", top
    for (x, row), word, colour in zip(
        flowing(words, KEY_SIZE, SWATCH + 5, 14), words, sides.colours, strict=True
    ):
        middle = top + 6 + row * 17
        shapes += rectangle(x, middle - SWATCH / 2, SWATCH, SWATCH, colour)
        shapes += text(x + SWATCH + 5, middle, word, "ink-2", KEY_SIZE)
        bottom = middle + 9
    return shapes, bottom


def _alt(
    rows: Sequence[tuple[str, Distribution]],
    shares: Sequence[Share],
    scale: Scale,
    table: str,
    _: Translate,
) -> str:
    intro = _(
        "Diverging stacked bars: answers from {first} to {last}, "
        "those from {agree} counted as agreeing."
    ).format(first=scale.steps[0], last=scale.steps[-1], agree=scale.agree_from)
    pattern = _("{k} of {n} agree")
    readings = [
        Reading(label, pattern.format(k=share.k, n=share.n), share.value)
        for (label, d), share in zip(rows, shares, strict=True)
    ]
    return read_out(intro, readings, table, _)
