"""Values in the places of a text: {first_name}. Pure; nobody's words are ever run as code.

A doubled brace stands for one brace. A placeholder without a value stays as it was typed and is
told to be missing. Some may be empty: a line that names only such ones is left out where all of
them are, and with it a line above that leads up to nothing else and ends with a colon.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n\s*)")
_DOUBLED = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """`used` are the placeholders whose values stand in the text."""

    text: str
    used: frozenset[str]
    missing: tuple[str, ...]


def names_in(text: str) -> tuple[str, ...]:
    """The placeholders of a text, each once, in their order."""
    found = (match[1].strip() for match in _BRACES.finditer(text) if match[1] is not None)
    return tuple(dict.fromkeys(found))


def doubled(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Placeholders in two pairs of braces: they would be sent as they stand."""
    return tuple(dict.fromkeys(name for name in _DOUBLED.findall(text) if name in known))


def nearest(name: str, known: Iterable[str]) -> str:
    """What somebody may have meant; empty if nothing is like it."""
    asked = "_".join(name.lower().split())
    return next(iter(get_close_matches(asked, list(known), 1, 0.5)), "")


def fill(text: str, values: Mapping[str, str], may_be_empty: Collection[str] = ()) -> Filled:
    """Values are put in as they are: braces in them mean nothing."""
    first, *rest = _PARAGRAPHS.split(text)
    kept, used, missing = [], set(), {}
    for gap, paragraph in [("", first), *zip(rest[::2], rest[1::2], strict=True)]:
        lines = _kept(paragraph.split("\n"), values, may_be_empty)
        if lines:
            filled = "\n".join(_filled(line, values, used, missing) for line in lines)
            kept.append((gap if kept else "") + filled)
    return Filled("".join(kept), frozenset(used), tuple(missing))


def _kept(lines: list[str], values: Mapping[str, str], may_be_empty: Collection[str]) -> list[str]:
    kept, went, stands = [], False, False
    for line in reversed(lines):
        if _is_left_out(line, values, may_be_empty):
            went = True
        elif not _leads_up(line):
            kept.append(line)
            stands = True
        else:
            if stands or not went:
                kept.append(line)
            went = stands = False
    return kept[::-1]


def _is_left_out(line: str, values: Mapping[str, str], may_be_empty: Collection[str]) -> bool:
    names = names_in(line)
    return bool(names) and all(name in may_be_empty and not values.get(name) for name in names)


def _leads_up(line: str) -> bool:
    return line.rstrip().endswith(":") and not names_in(line)


def _filled(line: str, values: Mapping[str, str], used: set[str], missing: dict) -> str:
    def put(match: re.Match) -> str:
        if match[1] is None:
            return match[0][0]
        name = match[1].strip()
        if value := values.get(name):
            used.add(name)
            return value
        missing[name] = True
        return match[0]

    return _BRACES.sub(put, line)


def stray_braces(text: str) -> tuple[str, ...]:
    """The lines in which a brace neither belongs to a placeholder nor is doubled."""
    lines = (line.strip() for line in text.split("\n") if re.search(r"[{}]", _BRACES.sub("", line)))
    return tuple(dict.fromkeys(lines))
