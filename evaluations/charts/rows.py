"""What charts in rows share: labels at the left, figures at the right, and the text instead."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..disclosure import Display, display
from ..statistics import Share
from .drawing import LINE_HEIGHT, WIDTH, lines, text, width_of, wrapped

Figure = TypeVar("Figure")
Translate = Callable[[str], str]

WIDEST_LABEL = 264
GAP = 14
MOST_VALUES_READ_OUT = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row stands: its label's lines, its middle and the height it takes."""

    label: tuple[str, ...]
    middle: float
    height: float

    def drawn(self) -> str:
        return lines(0, self.middle, self.label)


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows from `top` to `bottom`; marks from `left` to `right`."""

    places: tuple[Place, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def span(self) -> float:
        return self.right - self.left

    def labels(self) -> str:
        return "".join(place.drawn() for place in self.places)


def laid_out(
    labels: Sequence[str],
    figures_width: float,
    top: float = 0,
    pitch: float = 26,
    narrowest: float = 0,
) -> Layout:
    """Labels get the room they need, two lines for 90 characters, and the marks the rest.

    Raises ValueError when there are no rows.
    """
    if not labels:
        raise ValueError("a chart needs at least one row")
    folded = [wrapped(label, WIDEST_LABEL) for label in labels]
    width = max(narrowest, *(width_of(part) for label in folded for part in label))
    places, y = [], top
    for label in folded:
        height = max(pitch, LINE_HEIGHT * len(label) + 6)
        places.append(Place(label, y + height / 2, height))
        y += height
    return Layout(tuple(places), width + GAP, WIDTH - figures_width, top, y)


@dataclass(frozen=True, slots=True)
class Figures:
    """The right-hand column: one figure in bold, and what stands beside it."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def width(self) -> float:
        return GAP + self._first + self._second + 8

    def drawn(self, layout: Layout) -> str:
        edge = WIDTH - (self._second + 8 if self._second else 0)
        return "".join(
            text(edge, place.middle, bold, anchor="end", bold=True)
            + (text(WIDTH, place.middle, beside, "ink-2", anchor="end") if beside else "")
            for place, (bold, beside) in zip(layout.places, self.pairs, strict=True)
        )

    @property
    def _first(self) -> float:
        return max(width_of(bold, bold=True) for bold, _ in self.pairs)

    @property
    def _second(self) -> float:
        return max(width_of(beside) for _, beside in self.pairs)


def share_figures(shares: Sequence[Share], _: Translate) -> Figures:
    """Counts first, or percentages first where every row rests on 30 answers."""
    first = all(display(share.n) is Display.PERCENT_FIRST for share in shares)
    pairs = [_in_words(share, _) for share in shares]
    return Figures(tuple(pair[::-1] if first else pair for pair in pairs) or (("", ""),))


def _in_words(share: Share, _: Translate) -> tuple[str, str]:
    counts = _("{k} of {n}").format(k=share.k, n=share.n)
    return counts, share.percent_text if display(share.n).has_percent else ""


def enough(n: int) -> int:
    """n itself; ValueError below ten answers, which are not drawn."""
    if not display(n).has_percent:
        raise ValueError(f"{n} answers are too few for a chart")
    return n


@dataclass(frozen=True, slots=True)
class Reading:
    """One row as it is read out: its label, its figure in words, and where it ranks."""

    label: str
    words: str
    rank: float


def read_out(intro: str, readings: Sequence[Reading], table: str, _: Translate) -> str:
    """The alternative text: every value, or above eight the highest, the lowest and the table."""
    table = table or _("the table below")
    if len(readings) <= MOST_VALUES_READ_OUT:
        values = "; ".join(f"{reading.label}: {reading.words}" for reading in readings)
        return _("{intro} {values}. Every figure is in {table}.").format(
            intro=intro, values=values, table=table
        )
    high = max(readings, key=lambda reading: reading.rank)
    low = min(readings, key=lambda reading: reading.rank)
    pattern = _(
        "{intro} Highest of {count}: {high}, {high_words}. Lowest: {low}, {low_words}. "
        "Every figure is in {table}."
    )
    return pattern.format(
        intro=intro,
        count=len(readings),
        high=high.label,
        high_words=high.words,
        low=low.label,
        low_words=low.words,
        table=table,
    )


def flowing(
    parts: Sequence[str], size: float, room: float, between: float
) -> Iterator[tuple[float, int]]:
    """(x, line) for each part of a key, running on to the next line where it must."""
    x, row = 0.0, 0
    for part in parts:
        width = room + width_of(part, size)
        if x and x + width > WIDTH:
            x, row = 0.0, row + 1
        yield x, row
        x += width + between
