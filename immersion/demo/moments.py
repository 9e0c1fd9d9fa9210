"""Asks the invented people at every moment of a finished programme, through the same doors as
everybody else: who was there, who gave something, who has seen something of it."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from evaluations.actions import count_ballots, plan_evaluation, state, submit
from evaluations.audience import Moment, asked_by, givers, observers
from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.moments import LATER, slots
from evaluations.sheet import Said
from participants.actions import name_observer, note_presence
from participants.models import Participant
from programmes.models import Programme

from .answers import answers, hand_out
from .load import read

SPARED = ("end",)  # has words and answers of its own: see feedback.py
Answerer = tuple[str, Any]


def ask_every_moment(programme: Programme, at_the_end: Callable[[Questionnaire], None]) -> None:
    """All forms of the programme are answered and opened in the order of its life; `at_the_end`
    lets people answer the form for the end."""
    told = read("moments")
    people = list(programme.participants.all())
    _note_who_was_there(programme, people, told["missed"])
    for index, name, email in told["observers"]["people"]:
        name_observer(participant=people[index], name=name, email=email)
    moments = [slot.slug for slot in slots(programme)]
    plan_evaluation(programme=programme, moments=moments, pairs=True)
    for form in programme.questionnaires.order_by("opens_at", "pk"):
        _asked_today(form, at_the_end if form.moment in SPARED else _ask(told, people))
    first = programme.questionnaires.get(moment=Moment.BEFORE)
    last = programme.questionnaires.get(moment=Moment.FOLLOW_UP)
    EvaluationPlan.objects.filter(programme=programme).update(
        locked_at=first.opens_at, key_destroyed_on=last.counted_on
    )


def _asked_today(form: Questionnaire, ask: Callable[[Questionnaire], None]) -> None:
    """The demo's people answer today; afterwards the form has the dates of its programme."""
    dates = {"opens_at": form.opens_at, "closes_at": form.closes_at}
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(hours=1), now + timedelta(hours=1)
    form.save(update_fields=["opens_at", "closes_at"])
    ask(form)
    count_ballots(questionnaire=form)
    Questionnaire.objects.filter(pk=form.pk).update(counted_on=dates["closes_at"].date(), **dates)


def _ask(told: dict[str, Any], people: list[Participant]) -> Callable[[Questionnaire], None]:
    def ask(form: Questionnaire) -> None:
        if form.moment == Moment.SETTERS:
            _let_state(form, told["setters"])
            return
        given = told[form.moment]
        who = _who_answers(form, people, given.get("silent", ()))
        words = {code: texts for code, texts in given.items() if code[0].isupper()}
        questions = list(form.questions.filter(current=True))
        hands = hand_out(_for_this(form, words), len(who), form.slug)
        for (role, somebody), hand in zip(who, hands, strict=True):
            said = answers(questions, hand, somebody, given["typical"])
            submit(questionnaire=form, said=list(said), **{role: somebody})

    return ask


def _for_this(form: Questionnaire, words: dict[str, list]) -> dict[str, list]:
    """Sessions share their sentences: each has a few of them."""
    if form.moment != Moment.SESSION:
        return words
    sessions = list(form.programme.questionnaires.filter(moment=Moment.SESSION))
    place = [one.pk for one in sessions].index(form.pk)
    return {code: texts[place :: len(sessions)] for code, texts in words.items()}


def _who_answers(
    form: Questionnaire, people: list[Participant], silent: Iterable[int]
) -> list[Answerer]:
    if form.moment == Moment.CONTRIBUTORS:
        found = list(givers(form.programme, form.moment).order_by("pk"))
        return [("contribution", one) for at, one in enumerate(found) if at not in silent]
    if form.moment == Moment.OBSERVERS:
        return [("observer", one) for one in observers(form.programme)]
    asked = asked_by(form.programme, [form])[form.pk]
    return [
        ("participant", one)
        for at, one in enumerate(people)
        if one.pk in asked and at not in silent
    ]


def _let_state(form: Questionnaire, setters: list[dict]) -> None:
    part = "later" if form.slug == LATER else "setters"
    questions = {question.code: question.pk for question in form.questions.all()}
    for setter in setters:
        contribution = form.programme.contributions.get(person__name=setter["name"], kind="setter")
        said = [_stated(questions[code], value) for code, value in setter[part].items()]
        state(contribution=contribution, questionnaire=form, said=said)


def _stated(question: int, given: Any) -> Said:
    if isinstance(given, int):
        return Said(question, value=given)
    text, consent = given
    return Said(question, text=text, consent=consent)


def _note_who_was_there(programme: Programme, people: list[Participant], missed: dict) -> None:
    for session in programme.sessions.filter(title__in=missed):
        there = [one for at, one in enumerate(people) if at not in missed[session.title]]
        note_presence(session=session, ticked=there, shown=people)
