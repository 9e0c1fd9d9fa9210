"""The hand that draws: shapes, words and their widths, and the sheet they stand on.

Everything is a presentation attribute, so that a strict content policy and the PDF renderer, which
does not apply the page's styles to inline pictures, both see the same. Each tone is also a class,
for a dark screen. Lengths are CSS pixels.
"""

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

WIDTH = 642  # 170 mm, the width of the text
FONT = "'Source Sans 3', 'Segoe UI', Arial, sans-serif"
LABEL_SIZE = 12
NUMBER_SIZE = 10.5
LINE_HEIGHT = 14.5

TONES = {
    "ink": "#1b2a2f",
    "ink-2": "#46565b",
    "hint": "#5f6d71",
    "line": "#dcd9d0",
    "line-strong": "#8a9094",
    "paper": "#ffffff",
    "tint": "#e4f0ee",
    "teal": "#01665e",
    "teal-mid": "#5ab4ac",
    "neutral": "#e5e2da",
    "ochre": "#8c510a",
    "ochre-mid": "#d8b365",
}

EMS = {
    0.21: " ",
    0.26: "',.:;ijIl|",
    0.31: "!f()[]{}-",
    0.35: "t/r",
    0.42: "?sz*",
    0.47: "cvxyJ",
    0.51: "0123456789aegkFLYXE_+<=>",
    0.55: "bhnouSTAZV",
    0.58: "dpqCPRKB",
    0.62: "DG&",
    0.67: "HNUOQ",
    0.74: "wM",
    0.84: "mW%@",
}
WIDTHS = {character: ems for ems, characters in EMS.items() for character in characters}
UNKNOWN, SEMIBOLD = 0.6, 1.04

WHITE = dict.fromkeys(map(ord, "\t\n\r"), " ")
NOT_IN_XML = dict.fromkeys([*range(32), 0xFFFE, 0xFFFF]) | WHITE


def element(name: str, content: str = "", **attributes: str | float | None) -> str:
    """One tag; `content` is markup already. Numbers keep two decimals, None leaves out."""
    given = "".join(
        f" {key.replace('_', '-').strip('-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def _plain(value: str | float) -> str:
    if isinstance(value, str):
        return value
    rounded = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def _safe(words: str) -> str:
    return escape(words.translate(NOT_IN_XML))


def bar(x: float, y: float, width: float, height: float, tone: str) -> str:
    """A filled rectangle in one of the tones."""
    return rectangle(x, y, width, height, TONES[tone], f"fill-{tone}")


def rectangle(
    x: float, y: float, width: float, height: float, colour: str, name: str | None = None
) -> str:
    return element("rect", x=x, y=y, width=width, height=height, fill=colour, class_=name)


def line(x1: float, y1: float, x2: float, y2: float, tone: str = "line", width: float = 1) -> str:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", **ends, stroke=TONES[tone], stroke_width=width, class_=f"stroke-{tone}")


def dot(x: float, y: float, radius: float, tone: str) -> str:
    return element("circle", cx=x, cy=y, r=radius, fill=TONES[tone], class_=f"fill-{tone}")


def ring(x: float, y: float, radius: float, tone: str, filled: bool = True) -> str:
    """A hollow mark: the paper shows through it, or what lies below when not `filled`."""
    inside = {"fill": TONES["paper"] if filled else "none", "stroke_width": 2}
    name = f"stroke-{tone} fill-paper" if filled else f"stroke-{tone}"
    return element("circle", cx=x, cy=y, r=radius, stroke=TONES[tone], class_=name, **inside)


def text(
    x: float,
    middle: float,
    words: str,
    tone: str = "ink",
    size: float = LABEL_SIZE,
    anchor: str | None = None,
    bold: bool = False,
    on_mark: bool = False,
) -> str:
    """One line of words, centred on `middle`; anchor is None (start), "middle" or "end".

    Words on a mark keep their colour on a dark screen, as the mark does.
    """
    return element(
        "text",
        _safe(words),
        x=x,
        y=middle + size * 0.34,
        font_size=size,
        fill=TONES[tone],
        text_anchor=anchor,
        font_weight="600" if bold else None,
        class_=None if on_mark else f"fill-{tone}",
    )


def lines(x: float, middle: float, words: Sequence[str], tone: str = "ink") -> str:
    """Lines of a label, together centred on `middle`."""
    top = middle - LINE_HEIGHT * (len(words) - 1) / 2
    return "".join(text(x, top + i * LINE_HEIGHT, part, tone) for i, part in enumerate(words))


def width_of(words: str, size: float = LABEL_SIZE, bold: bool = False) -> float:
    """How wide the words run in Source Sans 3, never less; accented letters as broad ones."""
    return _ems(words) * size * (SEMIBOLD if bold else 1)


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    """Labels and their words come again and again: in each chart, and at each trial of a line."""
    return sum(WIDTHS.get(character, UNKNOWN) for character in words)


def wrapped(words: str, width: float) -> tuple[str, ...]:
    """The fewest lines no wider than `width`, as even as they come; a long word is cut."""
    found = _filled(words, width)
    narrow = width
    while narrow > width / 2 and len(_filled(words, narrow - 6)) == len(found):
        narrow -= 6
    return _filled(words, narrow)


def _filled(words: str, width: float) -> tuple[str, ...]:
    done: list[str] = []
    current, space = "", width_of(" ")
    taken = 0.0
    for word in words.split():
        longer = f"{current} {word}".strip()
        taken += width_of(word) + (space if current else 0)
        if taken <= width:
            current = longer
            continue
        done += [current] if current else []
        *full, current = _pieces(word, width)
        done, taken = [*done, *full], width_of(current)
    return (*done, current)


def _pieces(word: str, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def sheet(height: float, alt: str, *shapes: str, width: float = WIDTH) -> str:
    """The whole picture. Its only name is the `<title>`: PDF/UA reads nothing else.

    Raises ValueError for an empty alternative text.
    """
    if not alt.strip():
        raise ValueError("a chart needs a text in its place")
    size = {"width": width, "height": height, "viewBox": f"0 0 {_plain(width)} {_plain(height)}"}
    title = element("title", _safe(alt))
    return element(
        "svg",
        title + "".join(shapes),
        xmlns="http://www.w3.org/2000/svg",
        **size,
        role="img",
        font_family=FONT,
        class_="chart",
    )
