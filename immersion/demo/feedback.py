"""Lets the invented participants answer, through the same doors as everybody else."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from evaluations.actions import add_end_questionnaire, submit
from evaluations.models import Questionnaire
from participants.models import Participant
from programmes.models import Programme

from .answers import answers, hand_out
from .load import read


def form_of_the_last_day(programme: Programme) -> Questionnaire:
    """The standard form, open since the last half-hour of the programme, for ten days."""
    opens_at = min(programme.at(programme.ends_on, time(16)), timezone.now() - timedelta(hours=1))
    return add_end_questionnaire(
        programme=programme, opens_at=opens_at, closes_at=_ten_days_from(opens_at)
    )


def let_answer(form: Questionnaire, people: list[Participant]) -> None:
    questions = list(form.questions.filter(current=True))
    for person, words in zip(people, hand_out(read("words"), len(people), form.slug), strict=True):
        said = answers(questions, words, seed=f"{form.slug} {person}")
        submit(participant=person, questionnaire=form, said=list(said))


def close_when_it_should_have(form: Questionnaire) -> None:
    """The demo's people answer today; the form's dates are those of its programme."""
    closed_at = form.opens_at + timedelta(days=10)
    Questionnaire.objects.filter(pk=form.pk).update(
        closes_at=closed_at, counted_on=closed_at.date()
    )


def _ten_days_from(opens_at: datetime) -> datetime:
    """Not in the past: the demo's own answers must still be let in."""
    return max(opens_at + timedelta(days=10), timezone.now() + timedelta(hours=1))
