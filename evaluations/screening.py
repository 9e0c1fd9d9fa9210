"""What in somebody's words may give a person away: shown to the reader, never taken out. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself."""

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w£$€])\+?\(?\d(?:[\s()-]?\d){6,14}(?!\w)")


class Kind(Enum):
    PERSON = "person"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Hint:
    start: int
    end: int
    kind: Kind


def hints(
    text: str,
    people: Collection[str] = (),
    organisations: Collection[str] = (),
    health: Collection[str] = (),
) -> tuple[Hint, ...]:
    """In the order of the text; where two meet, the one that begins first, then the longer.

    A person is found by full name whatever its capitals, and by each part of it as it is written:
    "Rose" but not "rose".
    """
    found = sorted(_all(text, people, organisations, health), key=lambda h: (h.start, -h.end))
    kept: list[Hint] = []
    for hint in found:
        if not kept or kept[-1].end <= hint.start:
            kept.append(hint)
    return tuple(kept)


def _all(text, people, organisations, health) -> Iterator[Hint]:
    yield from _hits(MAIL, text, Kind.ADDRESS)
    yield from _hits(PHONE, text, Kind.ADDRESS)
    yield from _hits(_any_of(people, re.IGNORECASE), text, Kind.PERSON)
    yield from _hits(_any_of(_parts(people)), text, Kind.PERSON)
    yield from _hits(_any_of(organisations, re.IGNORECASE), text, Kind.ORGANISATION)
    yield from _hits(_any_of(health, re.IGNORECASE, r"\w*"), text, Kind.HEALTH)


def _hits(pattern: re.Pattern | None, text: str, kind: Kind) -> Iterator[Hint]:
    if pattern:
        yield from (Hint(*found.span(), kind) for found in pattern.finditer(text))


def _parts(people: Collection[str]) -> set[str]:
    parts = {part for name in people for part in re.split(r"[\s,.]+", name)}
    return {part for part in parts if len(part) >= SHORTEST and part[0].isupper()}


def _any_of(words: Collection[str], flags: int = 0, ending: str = "") -> re.Pattern | None:
    known = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    if not known:
        return None
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in known)
    return re.compile(rf"(?<!\w)(?:{either}){ending}(?!\w)", flags)
