"""Reads a file of answers collected elsewhere: whatever encoding and separator it came in. Pure."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEPARATORS = ",;\t"
CANT_SAY = {"can't say", "i can't say", "cannot say", "don't know", "n/a", "not applicable"}


class NotATable(ValueError):
    """`args[0]` says what is wrong with the whole file."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows by their number in the file; every row is as long as the headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table_of(content: bytes) -> Table:
    """NotATable for a file that is no text, has no rows, or breaks off within quotation marks."""
    text = decoded(content)
    first_line = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise NotATable(str(error)) from error
    filled = [(number, row) for number, row in enumerate(lines, 1) if any(map(str.strip, row))]
    if len(filled) < 2:
        raise NotATable("no rows")
    (_number, headings), *rows = filled
    width = len(headings)
    padded = tuple(
        (number, tuple(cell.strip() for cell in [*row, *[""] * width][:width]))
        for number, row in rows
    )
    return Table(tuple(heading.strip() for heading in headings), padded)


def decoded(content: bytes) -> str:
    """UTF-8 and UTF-16 with or without a mark, else Windows-1252, which older programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16")
    if b"\0" in content[:200]:
        little = content[1:200:2].count(0) >= content[0:200:2].count(0)
        return _as(content, "utf-16-le" if little else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(content, "cp1252")


def _as(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotATable("no text") from error
    if "\0" in text:
        raise NotATable("no text")
    return text


def plain(text: str) -> str:
    """How headings and labels are compared: case, spaces, quotation marks do not matter."""
    straight = text.replace("’", "'").replace("‘", "'").casefold()
    return re.sub(r"\s+", " ", straight).strip(" .:?*")


def is_cant_say(text: str, also: str = "") -> bool:
    """`also` is what the form itself calls it, in whatever language."""
    return plain(text) in CANT_SAY | {plain(also)}


def chosen_value(text: str, labels: Mapping[str, int], allowed: Sequence[int]) -> int | None:
    """The value meant by a label, a number, or a number with its label; None for neither."""
    if (value := labels.get(plain(text))) is not None:
        return value
    number = re.match(r"(\d+)(?:\.0+)?(?:\s*[·.:=)–-]?\s+\S.*)?$", text.strip())
    if number and int(number[1]) in allowed:
        rest = plain(re.sub(r"^\d+\s*[·.:=)–-]?\s*", "", text.strip()))
        is_bare = re.fullmatch(r"\d+(?:\.0+)?", text.strip())
        return int(number[1]) if is_bare or labels.get(rest) == int(number[1]) else None
    return None
