"""Bars of counts: people by step, by sector, along the way from invited to answered, in places."""

from collections.abc import Sequence

from ..statistics import Share
from .drawing import NUMBER_SIZE, bar, line, sheet, text, width_of
from .rows import Figures, Layout, Reading, Translate, enough, laid_out, read_out, share_figures

BAR = 14
HEAD = 22
HEAD_SIZE = 11
TINY_WIDTH, TINY_HEIGHT = 120, 14


def count_bars(
    rows: Sequence[tuple[str, int]],
    n: int,
    *,
    tones: Sequence[str] = (),
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """How many of n people chose each step or option, for each (label, count).

    `tones` colours the rows ("ochre-mid", "neutral", "teal-mid"). Raises ValueError for no rows,
    fewer than ten answers, or a count above n.
    """
    enough(n)
    shares = [Share(count, n) for label, count in rows]
    figures = share_figures(shares, _)
    layout = laid_out([label for label, count in rows], figures.width, pitch=21)
    scale = layout.span / (max(count for label, count in rows) or 1)
    painted = tones or ["teal-mid"] * len(rows)
    bars = "".join(
        _from_left(layout.left, place.middle, scale * count, tone)
        for (label, count), place, tone in zip(rows, layout.places, painted, strict=True)
    )
    intro = _("Bars: how many of {n} people gave each answer.").format(n=n)
    readings = [Reading(label, str(count), count) for label, count in rows]
    return sheet(
        layout.bottom + 2,
        read_out(intro, readings, table, _) if alt is None else alt,
        layout.labels(),
        bars,
        _base_line(layout.left, layout),
        figures.drawn(layout),
    )


def _from_left(x: float, middle: float, width: float, tone: str) -> str:
    return bar(x, middle - BAR / 2, width, BAR, tone) if width else ""


def _base_line(x: float, layout: Layout) -> str:
    return line(x, layout.top + 1, x, layout.bottom - 1, "line-strong")


def aligned_bars(
    rows: Sequence[tuple[str, int | None, int | None]],
    heads: tuple[str, str],
    *,
    withheld: str = "",
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """Two sets of bars side by side on one scale: participants and respondents by sector, or
    the steps chosen before and after. None is a count that may not be shown.

    Raises ValueError for no rows.
    """
    withheld = withheld or _("fewer than 5")
    layout = laid_out([row[0] for row in rows], 0, top=HEAD, pitch=23)
    room = width_of(withheld, NUMBER_SIZE) if any(None in row for row in rows) else 28
    half = (layout.span - 16) / 2
    most = max((count for row in rows for count in row[1:] if count), default=1)
    scale = (half - room) / most
    starts = (layout.left, layout.left + half + 16)
    marks = "".join(
        _counted(start, place.middle, row[1 + side], scale, tone, withheld)
        for row, place in zip(rows, layout.places, strict=True)
        for side, (start, tone) in enumerate(zip(starts, ("ochre-mid", "teal-mid"), strict=True))
    )
    titles = "".join(
        text(start, 8, head, "hint", HEAD_SIZE) for start, head in zip(starts, heads, strict=True)
    )
    return sheet(
        layout.bottom + 2,
        _aligned_alt(rows, heads, withheld, table, _) if alt is None else alt,
        layout.labels(),
        titles,
        marks,
        "".join(_base_line(start, layout) for start in starts),
    )


def _counted(
    x: float, middle: float, count: int | None, scale: float, tone: str, withheld: str
) -> str:
    if count is None:
        return text(x + 6, middle, withheld, "hint", NUMBER_SIZE)
    width = scale * count
    return _from_left(x, middle, width, tone) + text(x + width + 6, middle, str(count))


def _aligned_alt(
    rows: Sequence[tuple[str, int | None, int | None]],
    heads: tuple[str, str],
    withheld: str,
    table: str,
    _: Translate,
) -> str:
    intro = _("Two sets of bars side by side: {first} and {second}.")
    readings = [
        Reading(
            label,
            ", ".join(
                f"{head} {withheld if count is None else count}"
                for head, count in zip(heads, counts, strict=True)
            ),
            counts[0] or 0,
        )
        for label, *counts in rows
    ]
    return read_out(intro.format(first=heads[0], second=heads[1]), readings, table, _)


def flow_bars(
    rows: Sequence[tuple[str, int]],
    *,
    table: str = "",
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """From the people eligible, in the first row, to those who answered each time.

    Each bar lies within the first. Raises ValueError for no rows, an empty first row, or a
    later count above the first.
    """
    everyone = rows[0][1] if rows else 0
    shares = [Share(count, everyone) for label, count in rows]
    later = share_figures(shares[1:], _).pairs if rows[1:] else ()
    figures = Figures(((str(everyone), ""), *later))
    layout = laid_out([label for label, count in rows], figures.width, pitch=24)
    bars = "".join(
        bar(layout.left, place.middle - BAR / 2, layout.span, BAR, "tint")
        + _from_left(layout.left, place.middle, layout.span * share.value, "teal-mid")
        for share, place in zip(shares, layout.places, strict=True)
    )
    intro = _("Nested bars: how many of {n} people answered each time.").format(n=everyone)
    readings = [Reading(label, str(count), count) for label, count in rows]
    return sheet(
        layout.bottom + 2,
        read_out(intro, readings, table, _) if alt is None else alt,
        layout.labels(),
        bars,
        figures.drawn(layout),
    )


def places_bar(
    taken: int,
    places: int,
    wanted: int | None = None,
    *,
    alt: str | None = None,
    _: Translate = str,
) -> str:
    """A tiny bar for a table cell: places taken, and a tick at the fewest wanted.

    More than there is room for fills it in ochre. Raises ValueError without places.
    """
    if places < 1 or taken < 0:
        raise ValueError(f"{taken} of {places} places cannot be drawn")
    unit = TINY_WIDTH / places
    tone = "teal" if taken <= places else "ochre"
    words = _("{taken} of {places} places taken").format(taken=taken, places=places)
    if wanted is not None:
        words = _("{words}, at least {wanted} wanted").format(words=words, wanted=wanted)
    return _tiny(min(taken, places) * unit, tone, wanted and wanted * unit, alt or words)


def wanted_bar(
    count: int, wanted: int, most: int, *, alt: str | None = None, _: Translate = str
) -> str:
    """A tiny bar for one sector: people enrolled, and a tick at the number wanted.

    `most` is the largest number in the set, so that its bars compare. Ochre while short.
    """
    if most < max(count, wanted, 1):
        raise ValueError(f"{most} is not the most of {count} and {wanted}")
    unit = TINY_WIDTH / most
    tone = "teal" if count >= wanted else "ochre"
    words = _("{count}, {wanted} wanted").format(count=count, wanted=wanted)
    return _tiny(count * unit, tone, wanted * unit, alt or words, track=False)


def _tiny(width: float, tone: str, tick: float | None, alt: str, track: bool = True) -> str:
    shapes = bar(0, 2, TINY_WIDTH, TINY_HEIGHT - 4, "tint") if track else ""
    shapes += bar(0, 2, width, TINY_HEIGHT - 4, tone) if width else ""
    if tick is not None:
        at = min(max(tick - 1, 0), TINY_WIDTH - 2)
        shapes += bar(at, 0, 2, TINY_HEIGHT, "ink")
    return sheet(TINY_HEIGHT, alt, shapes, width=TINY_WIDTH)
