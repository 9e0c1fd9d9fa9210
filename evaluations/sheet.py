"""A filled-in form as plain values: what one person said, question by question. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass


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
    rows = [(s.question, s.value, s.chosen, s.cant_say, s.text, s.consent) for s in sheet]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpacked(content: bytes) -> tuple[Said, ...]:
    return tuple(
        Said(question, value, chosen and tuple(chosen), cant_say, text, consent)
        for question, value, chosen, cant_say, text, consent in json.loads(content)
    )
