"""A filled-in form as plain values: what one person said, question by question. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to one question: a value, or choices, or words, or "I can't say".

    A commitment's words come with the day it is `due`, as its ordinal, and with its `partner`.
    """

    question: int
    value: int | None = None
    chosen: tuple[int, ...] | None = None
    cant_say: bool = False
    text: str = ""
    consent: str = "none"
    due: int | None = None
    partner: str = ""

    @property
    def is_words(self) -> bool:
        return bool(self.text)


def packed(sheet: Iterable[Said]) -> bytes:
    rows = [
        (s.question, s.value, s.chosen, s.cant_say, s.text, s.consent, s.due, s.partner)
        for s in sheet
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpacked(content: bytes) -> tuple[Said, ...]:
    """Also of envelopes from before there were commitments: those rows end with the consent."""
    return tuple(
        Said(question, value, chosen and tuple(chosen), *rest)
        for question, value, chosen, *rest in json.loads(content)
    )
