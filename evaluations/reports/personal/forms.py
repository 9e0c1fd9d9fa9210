"""How a participant's forms stand towards them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils import timezone

from evaluations.audience import places_of
from evaluations.models import Invitation, Questionnaire
from evaluations.scales import Kind
from participants.models import Participant

from ..promise import promise


class Standing(Enum):
    """How a form stands towards one participant."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class MyForm:
    title: str
    slug: str
    standing: Standing
    opens_at: datetime
    closes_at: datetime
    is_answered: bool
    promise: str = ""
    moment: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN


def standing(form: Questionnaire, is_asked: bool) -> Standing:
    """Whether somebody may answer now, and why not."""
    if not is_asked:
        return Standing.NOT_ASKED
    if form.is_open():
        return Standing.OPEN
    not_yet = form.counted_on is None and timezone.now() < form.opens_at
    return Standing.NOT_YET if not_yet else Standing.CLOSED


def what_was_typed(
    form: Questionnaire, fields: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Question and words, of what somebody wrote and could not send."""
    words = form.questions.filter(kind__in=[kind.value for kind in Kind if kind.is_words])
    typed = [(one.wording, (fields.get(f"q{one.pk}") or [""])[0]) for one in words]
    return tuple((wording, text) for wording, text in typed if text.strip())


def my_form(form: Questionnaire, is_answered: bool) -> MyForm:
    stands = standing(form, is_asked=True)
    said = promise(form).short if stands is Standing.OPEN else ""
    return MyForm(
        title=form.title,
        slug=form.slug,
        standing=stands,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        is_answered=is_answered,
        promise=said,
        moment=form.moment,
    )


def asks_colleagues(form: Questionnaire) -> bool:
    """A form for observers that still takes answers, so that one may be named for it."""
    ahead = form.counted_on is None and timezone.now() < form.closes_at
    return ahead and form.moment == Questionnaire.Moment.OBSERVERS


def own_forms(participant: Participant) -> list[Questionnaire]:
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    return list(participant.programme.questionnaires.all()) if takes_part else []


def my_forms(participant: Participant, forms: list[Questionnaire]) -> tuple[MyForm, ...]:
    places = places_of(participant.programme, forms)
    mine = Invitation.objects.filter(
        participant=participant, state=Invitation.State.SUBMITTED
    ).values_list("questionnaire_id", flat=True)
    answered = set(mine)
    return tuple(
        my_form(form, form.pk in answered)
        for form in forms
        if places.concern(form, participant.pk, participant.visit_id)
    )
