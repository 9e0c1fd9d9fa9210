"""Which questions somebody is asked: those of the form that concern them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evaluations.models import Question, Questionnaire
from evaluations.scales import Kind

COLUMNS = (
    "pk",
    "code",
    "current",
    "position",
    "section",
    "wording",
    "kind",
    "options",
    "asked_of",
    "looks_back_on",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a form needs it. `looks_back_on` is the code of the one about now, if any."""

    pk: int
    code: str
    current: bool
    position: int
    section: str
    wording: str
    kind: Kind
    options: tuple[str, ...]
    asked_of: str
    looks_back_on: str | None

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"


@dataclass(frozen=True, slots=True)
class Respondent:
    """What a form must know of the person before it. `visit` is the name of theirs, if any;
    `plan` what they meant to do, in their own words."""

    visit: str = ""
    tables: tuple[int, ...] = ()
    asked_all: bool = False
    plan: str = ""

    @property
    def has_seat(self) -> bool:
        return bool(self.tables)


ON_PAPER = Respondent(asked_all=True)


# Written out for the reason that evaluations/arrival.py gives.
VERSIONS = """
SELECT id, code, current, position, section, wording, kind, options, asked_of, looks_back_on_id
  FROM evaluations_question
 WHERE questionnaire_id = %s
 ORDER BY version DESC
"""


def questions_of(questionnaire: Questionnaire) -> list[Asked]:
    """All versions, the current ones first."""
    found = list(Question.objects.raw(VERSIONS, [questionnaire.pk]))
    codes = {question.pk: question.code for question in found}
    questions = [
        Asked(
            question.pk,
            question.code,
            question.current,
            question.position,
            question.section,
            question.wording,
            Kind(question.kind),
            tuple(question.options),
            question.asked_of,
            codes.get(question.looks_back_on_id),
        )
        for question in found
    ]
    return sorted(questions, key=lambda one: (not one.current, one.position, one.code))


def asked(
    questions: Iterable[Asked], respondent: Respondent, answered: Collection[int] = ()
) -> list[Asked]:
    """One version of each question that concerns the respondent, in the order of the form.

    Whoever answered an older version goes on seeing that one: its words are what they answered.
    """
    chosen: dict[str, Asked] = {}
    for question in questions:
        if not concerns(question, respondent):
            continue
        if question.pk in answered or (question.current and question.code not in chosen):
            chosen[question.code] = question
    return sorted(chosen.values(), key=lambda one: (one.position, one.code))


def concerns(question: Asked, respondent: Respondent) -> bool:
    if respondent.asked_all:
        return True
    if question.asked_of == Question.AskedOf.VISITORS:
        return bool(respondent.visit)
    if question.asked_of == Question.AskedOf.GUESTS:
        return respondent.has_seat
    return True


def pairs(questions: Iterable[Asked]) -> dict[int, Asked]:
    """The question about before, by the key of the one about now that stands beside it."""
    by_code = {question.code: question for question in questions}
    befores = {}
    for question in by_code.values():
        now = by_code.get(question.looks_back_on)
        if now and now.kind is question.kind and now.pk != question.pk:
            befores[now.pk] = question
    return befores
