"""What makes a question hard to answer honestly. Pure; it warns, it does not forbid."""

import re
from dataclasses import dataclass
from enum import Enum, auto

LEADING = (
    "amazing",
    "brilliant",
    "clearly",
    "enjoyable",
    "excellent",
    "fantastic",
    "great",
    "inspirational",
    "inspiring",
    "invaluable",
    "obviously",
    "of course",
    "outstanding",
    "successful",
    "surely",
    "transformative",
    "unfortunately",
    "valuable",
    "wonderful",
)
_LEADING = re.compile(rf"\b({'|'.join(map(re.escape, LEADING))})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s(and)\s", re.IGNORECASE)


class Doubt(Enum):
    TWO_IN_ONE = auto()
    LEADING = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """A doubt, and the word that raises it as it was written."""

    doubt: Doubt
    word: str


def doubts(wording: str, is_rated: bool = True) -> tuple[Found, ...]:
    """Two things in one matter where one answer must do for both, not where people write."""
    found = []
    if is_rated and (both := _BETWEEN.search(wording)):
        found.append(Found(Doubt.TWO_IN_ONE, both[1]))
    if praise := _LEADING.search(wording):
        found.append(Found(Doubt.LEADING, praise[1]))
    return tuple(found)
