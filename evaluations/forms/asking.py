"""Which questions somebody is asked: those of the form that concern them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evaluations.models import Question


@dataclass(frozen=True, slots=True)
class Respondent:
    """What a form must know of the person before it. `visit` is the name of theirs, if any."""

    visit: str = ""
    tables: tuple[int, ...] = ()
    has_seat: bool = False
    asked_all: bool = False


ON_PAPER = Respondent(asked_all=True)


def asked(
    questions: Iterable[Question], respondent: Respondent, answered: Collection[int] = ()
) -> list[Question]:
    """One version of each question that concerns the respondent, in the order of the form.

    Whoever answered an older version goes on seeing that one: its words are what they answered.
    """
    chosen: dict[str, Question] = {}
    for question in questions:
        if not concerns(question, respondent):
            continue
        if question.pk in answered or (question.current and question.code not in chosen):
            chosen[question.code] = question
    return sorted(chosen.values(), key=lambda one: (one.position, one.code))


def concerns(question: Question, respondent: Respondent) -> bool:
    if respondent.asked_all:
        return True
    if question.asked_of == Question.AskedOf.VISITORS:
        return bool(respondent.visit)
    if question.asked_of == Question.AskedOf.GUESTS:
        return respondent.has_seat
    return True


def pairs(questions: Iterable[Question]) -> dict[int, Question]:
    """The question about before, by the key of the one about now that stands beside it."""
    by_code = {question.code: question for question in questions}
    befores = {}
    for question in by_code.values():
        now = question.looks_back_on_id and by_code.get(question.looks_back_on.code)
        if now and now.kind == question.kind and now.pk != question.pk:
            befores[now.pk] = question
    return befores
