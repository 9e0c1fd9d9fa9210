"""Forms move with the days they belong to."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.moments import Slot, is_named_after, place_of, slots
from participants.models import PersonalLink
from participants.notes import follow_all_teamwork, follow_teamwork
from programmes.models import Programme


@transaction.atomic
def follow_dates(*, programme: Programme) -> int:
    """Set anew when each form opens and closes, of those that follow the programme's dates and
    have not opened; the number of those that moved. Notes between team-mates move too."""
    now = timezone.now()
    follow_teamwork(programme)
    following = to_come(now).filter(programme=programme)
    forms = list(following.select_for_update().order_by("pk"))
    known = {place_of(slot): slot for slot in slots(programme)} if forms else {}
    pairs = [(form, known.get(place_of(form))) for form in forms]
    return sum(_moved(form, slot, now) for form, slot in pairs if slot)


def follow_all_dates() -> list[Programme]:
    """Whatever moved while nobody told us; the programmes whose forms moved with it."""
    mine = to_come(timezone.now()).values("programme")
    follow_all_teamwork()
    return [one for one in Programme.objects.filter(pk__in=mine) if follow_dates(programme=one)]


def to_come(now: datetime) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(follows_dates=True, counted_on=None, opens_at__gt=now)


def _moved(form: Questionnaire, slot: Slot, now: datetime) -> int:
    new = {"opens_at": slot.opens_at, "closes_at": slot.closes_at}
    if is_named_after(form.title, slot):
        new["title"] = slot.title
    if all(getattr(form, name) == value for name, value in new.items()):
        return 0
    return to_come(now).filter(pk=form.pk).update(**new)


def fix_plan(*, programme: Programme) -> bool:
    """What the evaluation set out to do is fixed when the first links have gone out or the first
    form has opened; whether it is."""
    plans = EvaluationPlan.objects.filter(programme=programme)
    if is_due_to_be_fixed(programme):
        plans.filter(locked_at=None).update(locked_at=timezone.now())
    return plans.exclude(locked_at=None).exists()


def is_due_to_be_fixed(programme: Programme) -> bool:
    links = PersonalLink.objects.filter(participant__programme=programme)
    opened = programme.questionnaires.filter(opens_at__lte=timezone.now())
    return links.exists() or opened.exists()


def fix_due_plans() -> None:
    for plan in EvaluationPlan.objects.filter(locked_at=None).select_related("programme"):
        fix_plan(programme=plan.programme)
