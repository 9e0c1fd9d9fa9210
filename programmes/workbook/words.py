"""Texts of cells: tidied when they come in, compared without regard to case and spacing."""

import re
import unicodedata

LINE_BREAK = re.compile(r"[ \u00a0]*\r?\n[ \u00a0\r\n]*")
ENDS = " \u00a0\n"
# A spreadsheet keeps characters that XML does not allow as _x000D_, and a literal _x000D_ as
# _x005F_x000D_ (ECMA-376, part 1, 22.4.2.4).
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TO_ESCAPE = re.compile(r"[\x01-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
NEVER_STORED = {0, *range(0xD800, 0xE000)}


def tidy(text: str, *, lines: bool = False) -> str:
    """Without spaces and line breaks at the ends; within one line, a break becomes a space."""
    text = text.strip(ENDS)
    text = re.sub(r"(\r\n)+$", "", text).rstrip(ENDS)
    return text if lines else LINE_BREAK.sub(" ", text)


def plain(text: str, *, lines: bool) -> str:
    """For telling whether two texts differ: neither kind of line break counts, nor the ends."""
    return tidy(text.replace("\r\n", "\n"), lines=lines)


def fold(text: str) -> str:
    """The same for "Ann  Example" and "ann example": what people take for the same name."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def escaped(text: str) -> str:
    """As a spreadsheet file keeps it. A character that no database keeps is left out."""
    kept = "".join(letter for letter in text if ord(letter) not in NEVER_STORED)
    return TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", kept)


def unescaped(text: str) -> str:
    return ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match) -> str:
    code = int(found[1], 16)
    return found[0] if code in NEVER_STORED else chr(code)


def shortened(text: str, length: int = 60) -> str:
    """For quoting a cell in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
