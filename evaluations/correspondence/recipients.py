"""On whom a wording can be tried out: those the step would go to, with what it would be about."""

from collections.abc import Iterator
from datetime import time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from evaluations.models import Questionnaire
from participants.models import Application, Observer, Participant, Pledge, Step
from programmes.models import Contribution, Programme

from .house import HOUSE
from .scene import Owner

MOST = 100
STILL_ASKED = ("considered", "asked", "maybe")
STEPS: dict[tuple[str, str], Q] = {
    (Step.ASK, "contribution"): Q(status__in=STILL_ASKED),
    (Step.ASK_AGAIN, "contribution"): Q(status__in=STILL_ASKED),
    (Step.INVITATION, "participant"): Q(status=Participant.Status.INVITED),
    (Step.INVITATION_REMINDER, "participant"): Q(status=Participant.Status.INVITED),
    (Step.WAITING, "participant"): Q(status=Participant.Status.WAITING),
    (Step.WAITING, "application"): Q(state=Application.State.WAITING),
    (Step.NOT_CHOSEN, "application"): Q(state=Application.State.DECLINED),
    (Step.PLEDGE, "participant"): Q(pledges__state__in=Pledge.OPEN),
}
ELSE = {
    "participant": Q(status=Participant.Status.ACCEPTED, absent=False),
    "contribution": Q(status__in=Contribution.SAID_YES),
}


def recipients_of(programme: Programme, step: Step) -> list[Owner]:
    """Some of every kind; where nobody would get it yet, others who might."""
    found = [one for kind in HOUSE[step].owners for one in _of_kind(programme, step, kind)]
    return found[:MOST]


def _of_kind(programme: Programme, step: Step, kind: str) -> list[Owner]:
    rows = _rows(programme, kind)
    if kinds := HOUSE[step].kinds:
        rows = rows.filter(kind__in=kinds)
    right = rows.filter(STEPS.get((step, kind)) or ELSE.get(kind, Q())).distinct()
    return list(right[:MOST]) or list(rows[:MOST])


def _rows(programme: Programme, kind: str) -> QuerySet:
    if kind == "participant":
        return programme.participants.select_related("person")
    if kind == "contribution":
        return programme.contributions.select_related("person")
    if kind == "observer":
        return Observer.objects.filter(participant__programme=programme)
    return programme.applications.all()


def about_of(programme: Programme, step: Step, owner: Owner) -> object | None:
    """An example of what the step would be about for them."""
    return next(_about(programme, step, owner), None)


def _about(programme: Programme, step: Step, owner: Owner) -> Iterator[object]:
    what = HOUSE[step].about
    if what == "day":
        yield programme.starts_on
    if what == "pledge" and isinstance(owner, Participant):
        yield from owner.pledges.filter(state__in=Pledge.OPEN)
        due = programme.ends_on + timedelta(weeks=6)
        yield Pledge(participant=owner, text=_("Ring the coxswain."), due=due)
    if what == "form":
        yield from sorted(programme.questionnaires.all(), key=lambda form: _fits(form, step, owner))
        yield _a_form(programme)


def _a_form(programme: Programme) -> Questionnaire:
    """As it might be, for a programme that has none yet."""
    opens = programme.at(programme.ends_on, time(16))
    closes = opens + timedelta(days=10)
    title = _("How was it for you?")
    return Questionnaire(programme=programme, title=title, opens_at=opens, closes_at=closes)


def _fits(form: Questionnaire, step: Step, owner: Owner) -> bool:
    """False, and so first, for the form that this step most likely asks this person for."""
    moment = Questionnaire.Moment
    if isinstance(owner, Observer):
        return form.moment != moment.OBSERVERS
    if isinstance(owner, Contribution):
        is_setter = owner.kind == Contribution.Kind.SETTER
        return form.moment != (moment.SETTERS if is_setter else moment.CONTRIBUTORS)
    return form.moment != (moment.FOLLOW_UP if step == Step.FOLLOW_UP else moment.END)
