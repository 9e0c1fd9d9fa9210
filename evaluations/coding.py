"""What readers found in comments: settled themes, and how far two of them agree. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

READ_TWICE_FROM = 15
READ_TWICE = ("Q1", "Q2")
Found = Mapping[int | None, frozenset[int]]
"""The themes found in one comment, by reader; None is what all of them settled on."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the comments that two have read, on how many they agreed, and how many wait."""

    agreed: int
    both: int
    open: int


def is_read_twice(moment: str, code: str, texts: int) -> bool:
    """What people say at the end, where it is enough to be read by two."""
    return moment == "end" and code in READ_TWICE and texts >= READ_TWICE_FROM


def by_comment(rows: Iterable[tuple[str, int | None, int | None]]) -> dict[str, Found]:
    """From (comment, reader, theme); without a theme the reader found that none fits."""
    found: dict[str, dict[int | None, set[int]]] = {}
    for comment, reader, theme in rows:
        themes = found.setdefault(comment, {}).setdefault(reader, set())
        themes |= {theme} - {None}
    return {
        comment: {reader: frozenset(themes) for reader, themes in readers.items()}
        for comment, readers in found.items()
    }


def settled(found: Found) -> frozenset[int]:
    """The themes of a comment: as settled, else those that everybody who read it found."""
    if None in found:
        return found[None]
    return frozenset.intersection(*found.values()) if found else frozenset()


def is_disputed(found: Found) -> bool:
    """Two have read it, found different themes, and have not settled it yet."""
    return None not in found and _is_read_by_two(found) and not _is_agreed(found)


def agreement(comments: Iterable[Found]) -> Agreement:
    both = [found for found in comments if _is_read_by_two(found)]
    return Agreement(
        agreed=sum(_is_agreed(found) for found in both),
        both=len(both),
        open=sum(is_disputed(found) for found in both),
    )


def _readers(found: Found) -> list[frozenset[int]]:
    return [themes for reader, themes in found.items() if reader is not None]


def _is_read_by_two(found: Found) -> bool:
    return len(_readers(found)) > 1


def _is_agreed(found: Found) -> bool:
    return len(set(_readers(found))) == 1
