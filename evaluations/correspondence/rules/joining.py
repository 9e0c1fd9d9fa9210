"""From the application to the evening before: applicants, and those who come."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Application, Participant, Step
from participants.outbox.wanted import Stance

from ..wording import Wording
from .due import PROGRAMME, Due
from .world import World, comes

Status = Participant.Status


def invitation(world: World, wording: Wording) -> Iterator[Due]:
    """Whoever is on the list as invited. Those who have accepted know its dates until they have
    their joining instructions."""
    for one in world.people:
        stance = Stance.SETTLED
        if one.status == Status.INVITED:
            stance = Stance.WANTED
        elif comes(one) and not world.told("participant", one.pk, Step.JOINING, PROGRAMME):
            stance = Stance.KNOWN
        yield Due(
            "participant",
            one.pk,
            Step.INVITATION,
            PROGRAMME,
            _("They are on the list as invited."),
            None,
            world.starts,
            ahead=True,
            stance=stance,
        )


def invitation_reminder(world: World, wording: Wording) -> Iterator[Due]:
    for one in world.people:
        told = world.told("participant", one.pk, Step.INVITATION, PROGRAMME)
        if told and one.status == Status.INVITED and not one.no_reminders:
            yield Due(
                "participant",
                one.pk,
                Step.INVITATION_REMINDER,
                PROGRAMME,
                _("Invited on %(day)s, no answer yet.") % {"day": _day(world, told)},
                wording.due_at(world.programme, told),
                world.starts,
            )


def waiting(world: World, wording: Wording) -> Iterator[Due]:
    """Whoever does not wait any more hears of that in other words."""
    reason = _("They are on the waiting list.")
    for one in world.people:
        waits, since = one.status == Status.WAITING, one.waiting_since
        due = wording.due_at(world.programme, since) if waits and since else None
        if waits or world.told("participant", one.pk, Step.WAITING, PROGRAMME):
            yield _waits(world, "participant", one.pk, reason, due, waits)
    for one in world.applications:
        waits = one.state == Application.State.WAITING and one.participant_id is None
        if waits or world.told("application", one.pk, Step.WAITING, PROGRAMME):
            yield _waits(world, "application", one.pk, reason, None, waits)


def _waits(
    world: World, owner: str, key: int, reason: str, due: datetime | None, waits: bool
) -> Due:
    stance = Stance.WANTED if waits else Stance.SETTLED
    return Due(owner, key, Step.WAITING, PROGRAMME, reason, due, world.starts, True, stance)


def received(world: World, wording: Wording) -> Iterator[Due]:
    """Once it is decided they hear of that."""
    for one in world.applications:
        is_open = one.state == Application.State.RECEIVED
        yield Due(
            "application",
            one.pk,
            Step.RECEIVED,
            PROGRAMME,
            _("They applied on %(day)s.") % {"day": _day(world, one.received_at)},
            wording.due_at(world.programme, one.received_at),
            world.starts,
            stance=Stance.WANTED if is_open else Stance.SETTLED,
        )


def not_chosen(world: World, wording: Wording) -> Iterator[Due]:
    for one in world.applications:
        if one.state == Application.State.DECLINED:
            reason = _("Their application was declined.")
            yield Due(
                "application",
                one.pk,
                Step.NOT_CHOSEN,
                PROGRAMME,
                reason,
                None,
                world.starts,
                ahead=True,
            )


def joining(world: World, wording: Wording) -> Iterator[Due]:
    """However late somebody accepts, as long as the programme is not over."""
    due = wording.due_at(world.programme, world.starts)
    for one in world.people:
        said = one.answered_on and world.midnight(one.answered_on)
        yield Due(
            "participant",
            one.pk,
            Step.JOINING,
            PROGRAMME,
            _("They have accepted their place."),
            max(filter(None, (due, said))),
            world.ends,
            ahead=True,
            stance=Stance.WANTED if comes(one) else Stance.SETTLED,
        )


def choice(world: World, wording: Wording) -> Iterator[Due]:
    """Once places are published nobody is asked for wishes; first come, first served goes on."""
    choice = world.choice
    if choice is None or choice.opens_at is None:
        return
    closed = world.places_published and not choice.first_come
    for one in world.coming:
        has_chosen = closed or one.pk in world.chosen
        yield Due(
            "participant",
            one.pk,
            Step.CHOICE,
            PROGRAMME,
            _("They come, and have not chosen a visit yet."),
            wording.due_at(world.programme, choice.opens_at),
            choice.closes_at or world.starts,
            ahead=True,
            stance=Stance.SETTLED if has_chosen else Stance.WANTED,
        )


def choice_reminder(world: World, wording: Wording) -> Iterator[Due]:
    """Only while the choice is open, and only those who were asked."""
    choice = world.choice
    is_open = choice and choice.is_open(world.now) and choice.closes_at
    if not is_open or (world.places_published and not choice.first_come):
        return
    due = wording.due_at(world.programme, choice.closes_at)
    for one in world.coming:
        was_asked = world.told("participant", one.pk, Step.CHOICE, PROGRAMME)
        if (was_asked or not world.in_use(Step.CHOICE)) and not (
            one.no_reminders or one.pk in world.chosen
        ):
            yield Due(
                "participant",
                one.pk,
                Step.CHOICE_REMINDER,
                PROGRAMME,
                _("The choice of visits closes, and they have not chosen."),
                max(due, choice.opens_at),
                choice.closes_at,
            )


def eve(world: World, wording: Wording) -> Iterator[Due]:
    """The evening before each day on which something takes place; nobody is told the morning
    after what was true that evening."""
    for day in world.days:
        due = wording.due_at(world.programme, world.midnight(day))
        is_time = world.now < world.midnight(world.day_of(due), 1)
        reason = _("They come on %(day)s.") % {"day": date_format(day, "l j F")}
        for one in world.coming:
            yield Due(
                "participant",
                one.pk,
                Step.EVE,
                f"day {day}",
                reason,
                due,
                world.midnight(day, 1),
                stance=Stance.WANTED if is_time else Stance.KNOWN,
                about=day,
            )


def _day(world: World, instant) -> str:
    return date_format(world.day_of(instant), "j F")
