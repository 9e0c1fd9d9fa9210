"""A form comes into being, and its questions get new versions."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.models import Question, Questionnaire
from evaluations.scales import Kind
from programmes.models import Objective, Programme


@transaction.atomic
def add_end_questionnaire(
    *, programme: Programme, opens_at: datetime, closes_at: datetime
) -> Questionnaire:
    """The standard form for the end of a programme, with its own objectives before and now.

    ValidationError when there is such a form already or the objectives are too many for one form.
    """
    objectives = list(programme.objectives.order_by("number"))
    if len(objectives) + len(bank.END) > bank.MAX_ROWS:
        raise ValidationError(_("A form of more than 26 questions is not finished by anybody."))
    questionnaire = Questionnaire(
        programme=programme,
        moment=Questionnaire.Moment.END,
        slug="end",
        title=_("How was it for you?"),
        introduction=_("Six minutes. Saved as you go."),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    questionnaire.full_clean()
    questionnaire.save()
    _ask_before_and_now(questionnaire, objectives)
    _ask_standard(questionnaire, {objective.number: objective for objective in objectives})
    return questionnaire


@transaction.atomic
def revise_question(
    *, question: Question, wording: str, options: list[str] | None = None
) -> Question:
    """The next version of an answered question; what was answered keeps its own words.

    A question that looks back on it gets a next version too, so that before and now stay a pair.
    """
    revised = _next_version(question, wording=wording, options=options)
    for then in question.looking_back.filter(current=True):
        _next_version(then, looks_back_on=revised)
    return revised


def _next_version(question: Question, **changes) -> Question:
    Question.objects.filter(pk=question.pk).update(current=False)
    fields = {
        field.attname: getattr(question, field.attname)
        for field in Question._meta.concrete_fields
        if field.name not in ("id", "version", "current")
    }
    revised = Question(**fields, version=question.version + 1)
    for name, value in changes.items():
        if value is not None:
            setattr(revised, name, value)
    revised.full_clean()
    revised.save()
    return revised


def _ask_before_and_now(questionnaire: Questionnaire, objectives: list[Objective]) -> None:
    for objective in objectives:
        shared = {
            "questionnaire": questionnaire,
            "section": str(bank.OBJECTIVES),
            "kind": Kind.AGREE6,
            "objective": objective,
        }
        now = Question.objects.create(
            code=f"O{objective.number}",
            position=objective.number * 2,
            wording=objective.statement,
            **shared,
        )
        Question.objects.create(
            code=f"T{objective.number}",
            position=objective.number * 2 + 1,
            wording=objective.statement_before,
            looks_back_on=now,
            **shared,
        )


def _ask_standard(questionnaire: Questionnaire, objectives: dict[int, Objective]) -> None:
    Question.objects.bulk_create(
        Question(
            questionnaire=questionnaire,
            code=standard.code,
            position=100 + position,
            section=str(standard.section),
            wording=str(standard.wording),
            kind=standard.kind,
            options=[str(option) for option in standard.options],
            asked_of=standard.asked_of,
            objective=objectives.get(standard.objective),
        )
        for position, standard in enumerate(bank.END)
    )
