"""Dots along an axis: sessions by their average, a programme beside earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..statistics import Distribution, Share
from ..summary import mean_text
from .drawing import dot, line, ring, sheet
from .marks import AXIS, axis
from .rows import (
    Figures,
    Layout,
    Place,
    Reading,
    Translate,
    enough,
    laid_out,
    read_out,
    share_figures,
)

RADIUS = 4.5
TICK = 7


def rating_strip(
    rows: Sequence[tuple[str, Distribution]],
    *,
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """The average of each (label, answers) on their common scale.

    Raises ValueError for no rows, fewer than ten answers in a row, or unlike scales.
    """
    for _label, counted in rows:
        enough(counted.n)
    if len({counted.steps for label, counted in rows}) > 1:
        raise ValueError("a chart shows one scale")
    words = [mean_text(counted.mean) for label, counted in rows]
    people = [_("{n} answers").format(n=counted.n) for label, counted in rows]
    figures = Figures(tuple(zip(words, people, strict=True)) or (("", ""),))
    layout = laid_out([label for label, counted in rows], figures.width + RADIUS)
    steps = rows[0][1].steps
    last = len(steps) - 1
    ticks = [(i / last, str(step)) for i, step in enumerate(steps)]
    dots = "".join(
        dot(_at(layout, (counted.mean - steps[0]) / last), place.middle, RADIUS, "teal")
        for (label, counted), place in zip(rows, layout.places, strict=True)
    )
    intro = _("Dots: the average answer to each.")
    readings = [
        Reading(label, f"{mean} ({n})", counted.mean)
        for (label, counted), mean, n in zip(rows, words, people, strict=True)
    ]
    return sheet(
        layout.bottom + AXIS,
        read_out(intro, readings, table, _) if alt is None else alt,
        axis(ticks, layout),
        layout.labels(),
        dots,
        figures.drawn(layout),
    )


def _at(layout: Layout, part: float) -> float:
    return layout.left + layout.span * part


@dataclass(frozen=True, slots=True)
class Beside:
    """One question here, in each of the other programmes, and in all of those together."""

    label: str
    here: Share
    others: tuple[Share, ...]
    together: Share


def comparison_strip(
    rows: Sequence[Beside], *, table: str = "", alt: str | None = None, _: Translate = str
) -> str:
    """This programme's share agreeing (filled) among unnamed others (hollow), and a line for all
    of those together.

    Raises ValueError for no rows or a share of fewer than ten answers.
    """
    for row in rows:
        for share in (row.here, *row.others):
            enough(share.n)
    figures = share_figures([row.here for row in rows], _)
    layout = laid_out([row.label for row in rows], figures.width + RADIUS)
    ticks = [(at / 100, f"{at}%") for at in range(0, 101, 25)]
    marks = "".join(
        _among(row, place, layout) for row, place in zip(rows, layout.places, strict=True)
    )
    intro = _(
        "Dots: share agreeing in this programme, filled, among earlier programmes, hollow; "
        "the line is all of those together."
    )
    return sheet(
        layout.bottom + AXIS,
        read_out(intro, [_reading(row, _) for row in rows], table, _) if alt is None else alt,
        axis(ticks, layout),
        layout.labels(),
        marks,
        figures.drawn(layout),
    )


def _among(row: Beside, place: Place, layout: Layout) -> str:
    y, middle = place.middle, _at(layout, row.together.value)
    others = "".join(
        ring(_at(layout, one.value), y, RADIUS - 1, "hint", False) for one in row.others
    )
    tick = line(middle, y - TICK, middle, y + TICK, "ochre", 2)
    return others + tick + dot(_at(layout, row.here.value), y, RADIUS, "teal")


def _reading(row: Beside, _: Translate) -> Reading:
    pattern = _("here {here} ({k} of {n}), {count} others together {together}")
    words = pattern.format(
        here=row.here.percent_text,
        k=row.here.k,
        n=row.here.n,
        count=len(row.others),
        together=row.together.percent_text,
    )
    return Reading(row.label, words, row.here.value)
