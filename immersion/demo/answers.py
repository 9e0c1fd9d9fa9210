"""Answers that look like people's: some critical, some missing, some who can't say."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.models import Question
from evaluations.scales import Kind, answer_range
from evaluations.sheet import Said

# Typical answers now, and before: where people start low they move most.
TYPICAL = {
    "O1": 4.6, "O2": 4.2, "O3": 4.5, "O4": 4.8, "O5": 4.5, "O6": 4.8,
    "T1": 3.3, "T2": 2.6, "T3": 3.5, "T4": 3.5, "T5": 3.3, "T6": 4.0,
    "V1": 5.0, "V2": 4.4, "C1": 4.7, "C2": 4.9,
    "R1": 5.1, "R2": 5.3, "R3": 4.6, "R4": 4.5, "R5": 4.3, "R6": 8.4,
    "R7": 3.4, "R8": 3.1, "K2": 4.7,
}  # fmt: skip
SPREAD = {"B2": 3.0, "F9": 0.4}  # elsewhere a seventh of the scale
LEANING = 0.6  # how far people differ from each other, in every form alike
LEFT_EMPTY, CANT_SAY = 0.02, 0.03


Words = dict[str, tuple]  # by the code of the question: a sentence, its consent, when, with whom


def hand_out(words: dict[str, list], people: int, seed: str) -> list[Words]:
    """Give each sentence to one of the people, at random; some get none. `words` by question."""
    rng = random.Random(seed)
    hands: list[Words] = [{} for _unused in range(people)]
    for code, texts in words.items():
        owners = rng.sample(range(people), min(people, len(texts)))
        for owner, text in zip(owners, texts, strict=False):
            hands[owner][code] = text
    return hands


def answers(
    questions: list[Question],
    words: Words,
    person: object,
    typical: Mapping[str, float] = TYPICAL,
) -> Iterator[Said]:
    """One person's answers; what they left empty does not appear."""
    leaning = random.Random(str(person)).gauss(0, LEANING)
    rng = random.Random(f"{person} {' '.join(question.code for question in questions)}")
    for question in questions:
        kind = Kind(question.kind)
        if kind.is_words:
            if question.code in words:
                text, consent, *plan = words[question.code]
                due, partner = plan or (None, "")
                yield Said(question.pk, text=text, consent=consent, due=due, partner=partner)
        elif rng.random() > LEFT_EMPTY:
            usual = typical.get(question.code)
            yield Said(question.pk, **_rating(question, kind, leaning, usual, rng))


def _rating(
    question: Question, kind: Kind, leaning: float, usual: float | None, rng: random.Random
) -> dict[str, Any]:
    if kind is Kind.OPTIONS:
        chosen = rng.sample(range(1, len(question.options) + 1), rng.choice((1, 1, 2, 3)))
        return {"chosen": tuple(sorted(chosen))}
    if kind.is_scale and rng.random() < CANT_SAY:
        return {"cant_say": True}
    values = answer_range(kind, question.options)
    middle = (values.first + values.last) / 2 if usual is None else usual
    spread = SPREAD.get(question.code, (values.last - values.first) / 7)
    value = round(rng.gauss(middle + leaning, spread))
    return {"value": min(max(value, values.first), values.last)}
