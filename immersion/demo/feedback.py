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
    hands = hand_out(_words_at_the_end(form.programme), len(people), form.slug)
    for person, words in zip(people, hands, strict=True):
        said = answers(questions, words, person)
        submit(participant=person, questionnaire=form, said=list(said))


def _words_at_the_end(programme: Programme) -> dict[str, list]:
    """By question. What people plan, they plan for a day and mostly with somebody."""
    words, plans = read("words"), read("moments")["plans"]
    last = programme.ends_on
    days = [(last + timedelta(weeks=weeks)).toordinal() for weeks in plans["due"]]
    planned = zip(words["plans"], days, plans["partner"], strict=True)
    return {
        "Q1": [tuple(pair) for pair in words["quotes"]],
        "Q2": [(text, "none") for text in words["changes"]],
        "K1": [(text, "none", due, partner) for text, due, partner in planned],
    }


def _ten_days_from(opens_at: datetime) -> datetime:
    """Not in the past: the demo's own answers must still be let in."""
    return max(opens_at + timedelta(days=10), timezone.now() + timedelta(hours=1))
