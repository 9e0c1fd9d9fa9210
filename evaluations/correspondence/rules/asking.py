"""Forms: opened, reminded of, closed. Only those whom a form asks, and who have not answered."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from evaluations.models import Questionnaire
from participants.models import Step
from participants.outbox.wanted import Stance

from ..wording import Wording
from .due import DAY, Due
from .world import World

Moment = Questionnaire.Moment
OWNER = {
    Moment.CONTRIBUTORS: "contribution",
    Moment.SETTERS: "contribution",
    Moment.OBSERVERS: "observer",
}
"""Whose forms these are; all others are participants’."""
LATER = (Moment.FOLLOW_UP, Moment.OBSERVERS)
"""Asked months afterwards, with words of their own."""


def owner_of(form: Questionnaire) -> str:
    return OWNER.get(form.moment, "participant")


def step_of(form: Questionnaire) -> Step:
    return Step.FOLLOW_UP if form.moment in LATER else Step.FEEDBACK


def feedback(world: World, wording: Wording) -> Iterator[Due]:
    return _opened(world, wording, Step.FEEDBACK)


def follow_up(world: World, wording: Wording) -> Iterator[Due]:
    return _opened(world, wording, Step.FOLLOW_UP)


def _opened(world: World, wording: Wording, step: Step) -> Iterator[Due]:
    for form in world.forms:
        if step_of(form) != step:
            continue
        due = max(wording.due_at(world.programme, form.opens_at), form.opens_at)
        for key in world.asked[form.pk]:
            has_answered = (form.pk, owner_of(form), key) in world.answered
            yield Due(
                owner_of(form),
                key,
                step,
                f"form {form.pk}",
                _("“%(form)s” asks them.") % {"form": form.title},
                due,
                form.closes_at,
                stance=Stance.SETTLED if has_answered else Stance.WANTED,
                about=form,
            )


def reminder(world: World, wording: Wording) -> Iterator[Due]:
    """From the opening to the closing, to those who were asked; the next one takes the place of
    one that never went."""
    silent = _silent_by_wish(world)
    for form in world.forms:
        if not form.opens_at <= world.now < form.closes_at:
            continue
        owner, turns = owner_of(form), list(_turns(world, wording, form))
        for key in world.asked[form.pk]:
            if (form.pk, owner, key) in world.answered or (owner, key) in silent:
                continue
            for turn in turns:
                if _was_asked(world, form, key, turn[1]):
                    yield _reminder(form, key, *turn)


def _turns(
    world: World, wording: Wording, form: Questionnaire
) -> Iterator[tuple[int, datetime, datetime]]:
    """Number, moment and end of those reminders that are due or next."""
    later = (0, *wording.house.again) if form.moment == Moment.END else (0,)
    times = (wording.due_at(world.programme, form.opens_at, days) for days in later)
    times = [at for at in times if form.opens_at < at < form.closes_at]
    ends = [*times[1:], form.closes_at]
    for number, (at, until) in enumerate(zip(times, ends, strict=False), start=1):
        if number == 1 or times[number - 2] <= world.now:
            yield number, at, until


def _reminder(form: Questionnaire, key: int, number: int, due: datetime, until: datetime) -> Due:
    return Due(
        owner_of(form),
        key,
        Step.FEEDBACK_REMINDER,
        f"form {form.pk} reminder {number}",
        _("“%(form)s” is open, and they have not answered.") % {"form": form.title},
        due,
        until,
        about=form,
    )


def _was_asked(world: World, form: Questionnaire, key: int, due: datetime) -> bool:
    """A day before at the latest; by other means where the programme sends no such message."""
    told = world.told(owner_of(form), key, step_of(form), f"form {form.pk}")
    return not world.in_use(step_of(form)) or bool(told and told + DAY <= due)


def _silent_by_wish(world: World) -> set[tuple[str, int]]:
    people = {("participant", one.pk) for one in world.people if one.no_reminders}
    return people | {("contribution", one.pk) for one in world.givers if one.no_reminders}
