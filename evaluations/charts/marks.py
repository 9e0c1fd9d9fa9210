"""Marks along an axis: shares with their intervals, averages before and after."""

from collections.abc import Sequence

from ..statistics import PairedChange, Share
from ..summary import mean_text
from .drawing import bar, dot, line, ring, sheet, text, width_of
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

AXIS = 22
HEAD, HEAD_WIDTH = 20, 34
TICK_SIZE = 10.5
BAR = 14
RADIUS = 4.5


def share_bars(
    rows: Sequence[tuple[str, Share]],
    *,
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """One bar for each (label, share) on 0 to 100%, with its 95% Wilson interval.

    Raises ValueError for no rows or fewer than ten answers in a row.
    """
    for _label, share in rows:
        enough(share.n)
    figures = share_figures([share for label, share in rows], _)
    layout = laid_out([label for label, share in rows], figures.width)
    ticks = [(at / 100, f"{at}%") for at in range(0, 101, 25)]
    bars = "".join(
        _whiskered(share, place, layout)
        for (_l, share), place in zip(rows, layout.places, strict=True)
    )
    return sheet(
        layout.bottom + AXIS,
        _shares_alt(rows, table, _) if alt is None else alt,
        axis(ticks, layout),
        layout.labels(),
        bars,
        figures.drawn(layout),
    )


def _whiskered(share: Share, place: Place, layout: Layout) -> str:
    y, interval = place.middle, share.wilson
    low, high = (layout.left + layout.span * end for end in (interval.low, interval.high))
    whisker = line(low, y, high, y, "ink", 1.25)
    ends = "".join(line(x, y - 4, x, y + 4, "ink", 1.25) for x in (low, high))
    filled = bar(layout.left, y - BAR / 2, layout.span * share.value, BAR, "teal-mid")
    return (filled if share.k else "") + whisker + ends


def axis(ticks: Sequence[tuple[float, str]], layout: Layout) -> str:
    """Grid lines at fractions of the span, with their names below."""
    shapes = ""
    for at, name in ticks:
        x = layout.left + layout.span * at
        tone = "line-strong" if at == 0 else "line"
        shapes += line(x, layout.top, x, layout.bottom, tone)
        shapes += text(x, layout.bottom + 11, name, "hint", TICK_SIZE, "middle")
    return shapes


def _shares_alt(rows: Sequence[tuple[str, Share]], table: str, _: Translate) -> str:
    intro = _("Bars: share of people agreeing, with the 95% interval of each.")
    pattern = _("{k} of {n} ({percent}, interval {low} to {high}%)")
    readings = []
    for label, share in rows:
        low, high = (round(100 * end) for end in (share.wilson.low, share.wilson.high))
        words = pattern.format(k=share.k, n=share.n, percent=share.percent_text, low=low, high=high)
        readings.append(Reading(label, words, share.value))
    return read_out(intro, readings, table, _)


def dumbbells(
    rows: Sequence[tuple[str, PairedChange]],
    *,
    names: tuple[str, str] | None = None,
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """Average before (hollow) and after (filled) of the same people, for each (label, change).
    `names` say what the two were, such as "at the end" and "months later".

    Raises ValueError for no rows, fewer than ten pairs in a row, or unlike scales.
    """
    for _label, change in rows:
        enough(change.n)
    ends = names or (_("before"), _("after"))
    words = [_means(change, _) for label, change in rows]
    figures = Figures(tuple((word, "") for word in words) or (("", ""),))
    room = max(HEAD_WIDTH, width_of(ends[0], TICK_SIZE))
    labels = [label for label, change in rows]
    layout = laid_out(labels, figures.width + RADIUS, HEAD, narrowest=room)
    steps = _steps([change for label, change in rows])
    last = len(steps) - 1
    ticks = [(i / last, str(step)) for i, step in enumerate(steps)]
    at = [_positions(change, layout) for label, change in rows]
    marks = "".join(_dumbbell(ends, place) for ends, place in zip(at, layout.places, strict=True))
    return sheet(
        layout.bottom + AXIS,
        _change_alt(rows, words, ends, table, _) if alt is None else alt,
        axis(ticks, layout),
        layout.labels(),
        _named_ends(at[0], ends, layout),
        marks,
        figures.drawn(layout),
    )


def _means(change: PairedChange, _: Translate) -> str:
    pattern = _("{before} to {after}")
    return pattern.format(before=mean_text(change.before.mean), after=mean_text(change.after.mean))


def _steps(changes: Sequence[PairedChange]) -> tuple[int, ...]:
    found = {change.before.steps for change in changes}
    if len(found) != 1:
        raise ValueError(f"a chart shows one scale, and here are {len(found)}")
    return found.pop()


def _positions(change: PairedChange, layout: Layout) -> tuple[float, float]:
    """Where the printed averages stand: the exact ones would tell on those who answered once."""
    first, last = change.before.steps[0], change.before.steps[-1]
    before, after = (
        layout.left + layout.span * (float(mean_text(mean)) - first) / (last - first)
        for mean in (change.before.mean, change.after.mean)
    )
    return before, after


def _dumbbell(ends: tuple[float, float], place: Place) -> str:
    before, after = ends
    y = place.middle
    bond = line(before, y, after, y, "teal-mid" if after >= before else "ochre-mid", 2.5)
    apart = abs(after - before) > 2 * RADIUS
    if apart:
        return bond + ring(before, y, RADIUS, "ochre") + dot(after, y, RADIUS, "teal")
    return bond + dot(after, y, RADIUS - 1.5, "teal") + ring(before, y, RADIUS, "ochre", False)


def _named_ends(ends: tuple[float, float], names: tuple[str, str], layout: Layout) -> str:
    """What the two marks were, over the first row, each on the outer side of its mark."""
    before, after = ends
    outward = ("end", None) if before <= after else (None, "end")
    inward = RADIUS if abs(after - before) > 4 * RADIUS else -2
    shapes = ""
    for x, name, anchor, tone in zip(ends, names, outward, ("ochre", "teal"), strict=True):
        at = x + inward if anchor == "end" else x - inward
        shapes += text(at, layout.top - 8, name, tone, TICK_SIZE, anchor)
    return shapes


def _change_alt(
    rows: Sequence[tuple[str, PairedChange]],
    words: Sequence[str],
    names: tuple[str, str],
    table: str,
    _: Translate,
) -> str:
    intro = _("Pairs of dots: average {first} and {then}, of the same people.")
    intro = intro.format(first=names[0], then=names[1])
    pattern = _("{means} ({n} people)")
    readings = [
        Reading(label, pattern.format(means=mean, n=change.n), change.mean_change or 0)
        for (label, change), mean in zip(rows, words, strict=True)
    ]
    return read_out(intro, readings, table, _)
