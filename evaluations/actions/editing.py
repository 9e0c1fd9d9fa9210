"""The questions of a form come, go, change their words and change places."""

from collections.abc import Sequence
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.models import Question, Questionnaire
from evaluations.moments import Moment
from evaluations.scales import Kind

from .questionnaires import question_from

UNSIGNED = (Kind.OPTIONS, Kind.COMMIT)
"""Kinds that a statement in somebody's own name has no room for."""
APART = 10
"""Between the positions of two rows; the question about before stands one behind its pair."""


class ChangedMeanwhile(Exception):
    """Somebody else has given the question other words since the page was drawn."""


def rows_of(questionnaire: Questionnaire) -> list[list[Question]]:
    """The current questions as they are drawn: each row with the one about before, if any."""
    questions = list(questionnaire.questions.filter(current=True).order_by("position", "code"))
    beside = {one.looks_back_on_id: one for one in questions if one.looks_back_on_id}
    known = {one.pk for one in questions}
    heads = [one for one in questions if one.looks_back_on_id not in known]
    return [[head, *filter(None, [beside.get(head.pk)])] for head in heads]


def is_objective(question: Question) -> bool:
    """The statement of an objective, which the evaluation was planned to be judged by."""
    judged = question.questionnaire.moment in (Moment.BEFORE, Moment.END)
    objective = question.objective
    return judged and objective is not None and question.code == f"O{objective.number}"


@transaction.atomic
def add_question(*, questionnaire: Questionnaire, **fields) -> Question:
    """A question of one's own at the end of its section. ValidationError in words for people."""
    form = _held(questionnaire)
    question = Question(questionnaire=form, code=_new_code(form), **fields)
    return _added(form, question)


@transaction.atomic
def add_standard(*, questionnaire: Questionnaire, code: str) -> Question:
    """A question of the bank, in its own words."""
    form = _held(questionnaire)
    standard = next((one for one in bank.EVERY if one.code == code), None)
    if standard is None:
        raise ValidationError(_("The bank has no such question."))
    if form.questions.filter(code=code).exists():
        raise ValidationError(_("The form asks this already."))
    objectives = {one.number: one for one in form.programme.objectives.all()}
    return _added(form, question_from(standard, form, 0, objectives))


def refuse_too_long(form: Questionnaire, beside: Question | None = None) -> None:
    """A question about before that stands `beside` the one about now makes no form longer."""
    if beside is None and len(rows_of(form)) >= bank.MAX_ROWS:
        raise ValidationError(
            _("A form of more than 26 questions is not finished by anybody. Remove one first.")
        )


def _added(form: Questionnaire, question: Question) -> Question:
    rows = rows_of(form)
    if form.has_answers():
        raise ValidationError(_("People have answered this form: no question can be added."))
    refuse_too_long(form)
    if form.moment == Moment.SETTERS and question.kind in UNSIGNED:
        raise ValidationError(_("Setters answer in their own name: choose another scale."))
    question.full_clean()
    question.save()
    last = [at for at, row in enumerate(rows, 1) if row[0].section == question.section]
    rows.insert(last[-1] if last else len(rows), [question])
    _renumber(rows)
    return question


@transaction.atomic
def change_question(*, question: Question, seen: str, **fields) -> Question:
    """Before anybody has answered. ChangedMeanwhile if its words are not those that were `seen`."""
    _held(question.questionnaire)
    current = Question.objects.select_related("questionnaire", "objective").get(pk=question.pk)
    if current.wording != seen:
        raise ChangedMeanwhile
    for name, value in fields.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def remove_question(*, question: Question) -> None:
    """Gone for good before the first answer; afterwards no longer asked. The statements that the
    evaluation is judged by stay."""
    form = _held(question.questionnaire)
    if is_objective(question):
        raise ValidationError(
            _("The evaluation is judged by this statement, so the form keeps asking it.")
        )
    with_pair = Question.objects.filter(looks_back_on=question, questionnaire=form)
    gone = [question, *with_pair.filter(current=True)]
    if form.has_answers():
        Question.objects.filter(pk__in=[one.pk for one in gone]).update(current=False)
        return
    for one in reversed(gone):
        Question.objects.filter(pk=one.pk).delete()
    _renumber(rows_of(form))


@transaction.atomic
def move_question(*, question: Question, up: bool) -> None:
    """One row up or down. At the edge of its section it first goes over to the next one, so that
    sections stay whole. At the end of the form nothing happens."""
    form = _held(question.questionnaire)
    rows = rows_of(form)
    at = next((at for at, row in enumerate(rows) if row[0].pk == question.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if to is None or not 0 <= to < len(rows):
        return
    if rows[at][0].section == rows[to][0].section:
        rows[at], rows[to] = rows[to], rows[at]
    else:
        for one in rows[at]:
            one.section = rows[to][0].section
    _renumber(rows)


def _held(questionnaire: Questionnaire) -> Questionnaire:
    """Locked, so that an answer on its way in finds the form before or after the change."""
    locked = Questionnaire.objects.select_for_update(of=("self",)).select_related("programme")
    return locked.get(pk=questionnaire.pk)


def _renumber(rows: Sequence[Sequence[Question]]) -> None:
    for place, row in enumerate(rows, 1):
        for beside, one in enumerate(row):
            one.position = place * APART + beside
    every = [one for row in rows for one in row]
    Question.objects.bulk_update(every, ["position", "section"])


def _new_code(form: Questionnaire) -> str:
    taken = set(form.questions.values_list("code", flat=True))
    return next(code for number in count(1) if (code := f"A{number}") not in taken)
