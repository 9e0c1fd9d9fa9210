"""An organiser says what the evaluation asks, and its forms come and go."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.moments import Moment, place_of, slots
from programmes.models import Programme

from .dates import fix_plan, follow_dates
from .questionnaires import add_questionnaires, question_from

FIXED = ("baseline", "baseline_reason", "pairs", "follow_up_day")
ASKED_ELSEWHERE = {Moment.VISITS.value: bank.OF_VISITS, Moment.CAFE.value: bank.OF_A_CAFE}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan changed: the titles of the forms it made and took away."""

    made: tuple[str, ...]
    removed: tuple[str, ...]


@transaction.atomic
def plan_evaluation(*, programme: Programme, moments: Collection[str], **chosen) -> Planned:
    """Save the plan; make the forms for these moments, each named by its short name, and take away
    those of other moments that have not opened. Planning the same again changes nothing.

    ValidationError when a plan that is fixed would change, or a form would be too long.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    _save_plan(programme, chosen)
    dropped = removable(programme, moments)
    removed = tuple(form.title for form in dropped)
    Questionnaire.objects.filter(pk__in=[form.pk for form in dropped]).delete()
    made = add_questionnaires(programme=programme, moments=moments)
    _settle_end(programme)
    follow_dates(programme=programme)
    fix_plan(programme=programme)
    return Planned(tuple(form.title for form in made), removed)


def removable(programme: Programme, moments: Collection[str]) -> list[Questionnaire]:
    """The forms that this choice of moments would take away."""
    dropped = {place_of(slot) for slot in slots(programme) if slot.slug not in moments}
    forms = programme.questionnaires.filter(opens_at__gt=timezone.now())
    return [form for form in forms if place_of(form) in dropped and not form.has_answers()]


def _save_plan(programme: Programme, chosen: dict) -> None:
    is_fixed = fix_plan(programme=programme)
    plan = EvaluationPlan.objects.filter(programme=programme).first() or EvaluationPlan(
        programme=programme
    )
    if is_fixed and any(name in chosen and chosen[name] != getattr(plan, name) for name in FIXED):
        raise ValidationError(
            _(
                "The plan has been fixed, because the first links have gone out or the first form "
                "has opened. What is compared, and how, can no longer change."
            )
        )
    for name, value in chosen.items():
        setattr(plan, name, value)
    plan.full_clean()
    plan.save()


def _settle_end(programme: Programme) -> None:
    """While nobody has answered it, the form for the end asks about visits and cafés exactly if no
    form of their own does."""
    end = programme.questionnaires.filter(moment=Moment.END).first()
    if end is None or end.has_answers():
        return
    others = set(programme.questionnaires.values_list("moment", flat=True))
    objectives = {one.number: one for one in programme.objectives.all()}
    for moment, standards in ASKED_ELSEWHERE.items():
        codes = [standard.code for standard in standards]
        here = end.questions.filter(code__in=codes)
        if moment in others:
            here.delete()
        elif not here.exists():
            for place, standard in enumerate(standards):
                question_from(standard, end, 90 + place, objectives).save()
