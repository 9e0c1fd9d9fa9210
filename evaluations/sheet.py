"""A filled-in form as plain values: what one person said, question by question. Pure."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to one question: a value, or choices, or words, or "I can't say"."""

    question: int
    value: int | None = None
    chosen: tuple[int, ...] | None = None
    cant_say: bool = False
    text: str = ""
    consent: str = "none"

    @property
    def is_words(self) -> bool:
        return bool(self.text)


def packed(sheet: Iterable[Said]) -> bytes:
    return json.dumps([asdict(said) for said in sheet], separators=(",", ":")).encode()


def unpacked(content: bytes) -> tuple[Said, ...]:
    rows = json.loads(content)
    return tuple(Said(**{**row, "chosen": row["chosen"] and tuple(row["chosen"])}) for row in rows)
