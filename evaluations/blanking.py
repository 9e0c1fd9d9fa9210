"""Parts of what somebody wrote are blanked out, and can be put back. Pure.

Cuts are kept as places in the original, in order and apart from one another, so that the text as
it may be printed follows from them and nothing is lost until the original is purged.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BLANK = "[…]"
BRACKETED = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """The original from `start` to `end` is not shown; `instead` stands there."""

    start: int
    end: int
    instead: str = BLANK


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text as it reads now; `hidden` are the words it stands for."""

    text: str
    start: int
    hidden: str | None = None


def with_cuts(original: str, cuts: Iterable[Cut]) -> str:
    return "".join(stretch.text for stretch in stretches(original, cuts))


def stretches(original: str, cuts: Iterable[Cut]) -> Iterator[Stretch]:
    """The text as it reads now, piece by piece; `start` counts in the original."""
    at = 0
    for cut in sorted(cuts):
        if at < cut.start:
            yield Stretch(original[at : cut.start], at)
        yield Stretch(cut.instead, cut.start, original[cut.start : cut.end])
        at = cut.end
    if at < len(original):
        yield Stretch(original[at:], at)


def cut(
    original: str, cuts: Iterable[Cut], start: int, end: int, instead: str = BLANK
) -> tuple[Cut, ...]:
    """Cuts after the text as it reads now has lost `start` to `end`.

    A cut that this touches disappears in the new one: nothing hidden comes back by hiding more.
    """
    cuts, at, touched = tuple(cuts), 0, []
    if start >= end:
        return cuts
    for stretch in stretches(original, cuts):
        before, at = at, at + len(stretch.text)
        if start < at and before < end:
            touched.append(_reach(stretch, start - before, end - before))
    if not touched:
        return cuts
    new = Cut(touched[0][0], touched[-1][1], instead)
    kept = [old for old in cuts if old.end <= new.start or new.end <= old.start]
    return tuple(sorted([*kept, new]))


def _reach(stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """Where in the original that part of a stretch lies; what is hidden goes as a whole."""
    if stretch.hidden is not None:
        return stretch.start, stretch.start + len(stretch.hidden)
    first, last = max(start, 0), min(end, len(stretch.text))
    return stretch.start + first, stretch.start + last


def cut_all(
    original: str, cuts: Iterable[Cut], places: Iterable[tuple[int, int, str]]
) -> tuple[Cut, ...]:
    """Several places of the text as it reads now, each with what stands there instead."""
    cuts = tuple(cuts)
    for start, end, instead in sorted(places, reverse=True):
        cuts = cut(original, cuts, start, end, instead)
    return cuts


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand, whatever their capitals and the white space between them."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    return [found.span() for found in re.finditer(r"\s+".join(parts), text, re.IGNORECASE)]


def says_something(text: str) -> bool:
    """Whether a letter or a digit is left outside the brackets."""
    return any(char.isalnum() for char in BRACKETED.sub("", text))
