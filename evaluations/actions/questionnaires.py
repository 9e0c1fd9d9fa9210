"""Forms come into being, and their questions get new versions."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.models import Question, Questionnaire
from evaluations.moments import Moment, Slot, chosen, place_of, standards_of
from evaluations.scales import Kind
from programmes.models import Objective, Programme


@transaction.atomic
def add_questionnaires(*, programme: Programme, moments: Collection[str]) -> list[Questionnaire]:
    """The standard forms for these moments, each by its short name ("before", "session-12"), or
    all of the sessions or cafés by theirs. They open and close by the programme's dates and move
    with them. Those that are there already stay as they are.

    ValidationError when the objectives are too many for one form.
    """
    forms = list(programme.questionnaires.all())
    there = {place_of(form) for form in forms}
    new = [slot for slot in chosen(programme, moments) if place_of(slot) not in there]
    others = {one.moment for one in (*forms, *new)}
    made = [_made(programme, slot, standards_of(slot, others)) for slot in new]
    for form in made:
        form.follows_dates = True
        form.save(update_fields=["follows_dates"])
    return made


@transaction.atomic
def add_end_questionnaire(
    *, programme: Programme, opens_at: datetime, closes_at: datetime
) -> Questionnaire:
    """The form for the end alone, open when the organiser says; it asks about visits and cafés.

    ValidationError when there is such a form already or the objectives are too many for one form.
    """
    title, introduction = _("How was it for you?"), _("Six minutes. Saved as you go.")
    slot = Slot("end", Moment.END, title, opens_at, closes_at, introduction)
    return _made(programme, slot, bank.END)


def _made(programme: Programme, slot: Slot, standards: Collection[bank.Standard]) -> Questionnaire:
    objectives = list(programme.objectives.order_by("number"))
    asked = objectives if slot.asks_objectives else []
    if len(asked) + len(standards) > bank.MAX_ROWS:
        raise ValidationError(_("A form of more than 26 questions is not finished by anybody."))
    questionnaire = Questionnaire(
        programme=programme,
        moment=slot.moment,
        slug=slot.slug,
        title=slot.title,
        introduction=slot.introduction,
        opens_at=slot.opens_at,
        closes_at=slot.closes_at,
        session=slot.session,
        cafe=slot.cafe,
    )
    questionnaire.full_clean()
    questionnaire.save()
    _ask_objectives(questionnaire, asked)
    _ask_standard(questionnaire, standards, {one.number: one for one in objectives})
    return questionnaire


@transaction.atomic
def revise_question(
    *,
    question: Question,
    wording: str,
    options: list[str] | None = None,
    same_meaning: bool = False,
) -> Question:
    """The next version of an answered question; what was answered keeps its own words.

    With `same_meaning` it mends a slip of the pen, and its answers may stand beside the earlier
    ones. A question that looks back on it gets a next version too: before and now stay a pair.
    """
    if same_meaning and options is not None and len(options) != len(question.options):
        raise ValidationError(_("Other choices are another question, not a slip of the pen."))
    mended = question if same_meaning else None
    revised = _next_version(question, wording=wording, options=options, equivalent_to=mended)
    for then in question.looking_back.filter(current=True):
        _next_version(then, looks_back_on=revised)
    return revised


def _next_version(question: Question, **changes) -> Question:
    Question.objects.filter(pk=question.pk).update(current=False)
    fields = {
        field.attname: getattr(question, field.attname)
        for field in Question._meta.concrete_fields
        if field.name not in ("id", "version", "current", "equivalent_to")
    }
    revised = Question(**fields, version=question.version + 1)
    for name, value in changes.items():
        if value is not None:
            setattr(revised, name, value)
    revised.full_clean()
    revised.save()
    return revised


def _ask_objectives(questionnaire: Questionnaire, objectives: Iterable[Objective]) -> None:
    """How things are now; at the end also how they were before."""
    for objective in objectives:
        shared = {
            "questionnaire": questionnaire,
            "section": str(bank.OBJECTIVES),
            "kind": Kind.AGREE6,
            "objective": objective,
            "level": bank.Level.LEARNING.value,
            "domain": bank.Domain.INDIVIDUAL.value,
        }
        now = Question.objects.create(
            code=f"O{objective.number}",
            position=objective.number * 2,
            wording=objective.statement,
            **shared,
        )
        if questionnaire.moment == Moment.END:
            Question.objects.create(
                code=f"T{objective.number}",
                position=objective.number * 2 + 1,
                wording=objective.statement_before,
                looks_back_on=now,
                **shared,
            )


def _ask_standard(
    questionnaire: Questionnaire,
    standards: Iterable[bank.Standard],
    objectives: dict[int, Objective],
) -> None:
    Question.objects.bulk_create(
        question_from(standard, questionnaire, 100 + position, objectives)
        for position, standard in enumerate(standards)
    )


def question_from(
    standard: bank.Standard,
    questionnaire: Questionnaire,
    position: int,
    objectives: dict[int, Objective],
) -> Question:
    """Unsaved. `objectives` by their number."""
    return Question(
        questionnaire=questionnaire,
        code=standard.code,
        position=position,
        section=str(standard.section),
        wording=str(standard.wording),
        kind=standard.kind,
        options=[str(option) for option in standard.options],
        marks=list(standard.marks),
        level=None if standard.level is None else standard.level.value,
        domain="" if standard.domain is None else standard.domain.value,
        asked_of=standard.asked_of,
        objective=objectives.get(standard.objective),
    )
