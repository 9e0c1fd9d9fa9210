"""Those who give something: asked, asked again, briefed, thanked."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Step
from participants.outbox.wanted import Stance
from programmes.models import Contribution

from ..wording import Wording
from .due import PROGRAMME, Due
from .world import World

Kind, Status = Contribution.Kind, Contribution.Status
BRIEFS = {
    Kind.SETTER: Step.BRIEF_SETTER,
    Kind.HOST: Step.BRIEF_HOST,
    Kind.LEADER: Step.BRIEF_LEADER,
    Kind.SPEAKER: Step.BRIEF_SPEAKER,
}
HAVE_DONE_IT = (Status.TOOK_PART, Status.THANKED)


def takes_place(giver: Contribution) -> bool:
    return not (giver.visit and giver.visit.called_off)


def day_of(world: World, giver: Contribution) -> date:
    """Of their part; of a setter, the day on which the challenge is set."""
    if giver.visit:
        return giver.visit.day
    if giver.table:
        return giver.table.cafe.day
    if giver.session:
        return giver.session.day
    is_setter = giver.kind == Kind.SETTER and world.challenge_day
    return world.challenge_day if is_setter else world.programme.starts_on


def ask(world: World, wording: Wording) -> Iterator[Due]:
    """Whoever the pipeline says is asked, on the day it says so. Those who said yes know its dates
    until they have their brief."""
    for one in filter(takes_place, world.givers):
        stance = Stance.SETTLED
        if one.status == Status.ASKED and one.asked_on:
            stance = Stance.WANTED
        elif one.status in (Status.ASKED, Status.MAYBE) or _waits_for_brief(world, one):
            stance = Stance.KNOWN
        yield Due(
            "contribution",
            one.pk,
            Step.ASK,
            PROGRAMME,
            _("They are to be asked."),
            _asked_at(world, one) and wording.due_at(world.programme, _asked_at(world, one)),
            world.midnight(day_of(world, one)),
            stance=stance,
        )


def _asked_at(world: World, giver: Contribution) -> datetime | None:
    return giver.asked_on and world.midnight(giver.asked_on)


def _waits_for_brief(world: World, giver: Contribution) -> bool:
    known = world.told("contribution", giver.pk, BRIEFS[giver.kind], PROGRAMME)
    return giver.status in (Status.YES, Status.BRIEFED) and not known


def ask_again(world: World, wording: Wording) -> Iterator[Due]:
    """Nobody who would like to be called: that is an answer."""
    for one in filter(takes_place, world.givers):
        if one.status not in (Status.ASKED, Status.MAYBE) or one.no_reminders or one.wants_call:
            continue
        told = world.told("contribution", one.pk, Step.ASK, PROGRAMME)
        since = max(filter(None, (told, _answered_at(world, one))), default=None)
        if since:
            yield Due(
                "contribution",
                one.pk,
                Step.ASK_AGAIN,
                PROGRAMME,
                _asked_on(one, world.day_of(since)),
                wording.due_at(world.programme, since),
                world.midnight(day_of(world, one)),
            )


def _answered_at(world: World, giver: Contribution) -> datetime | None:
    """When they said maybe."""
    return giver.answered_on and world.midnight(giver.answered_on)


def _asked_on(giver: Contribution, since: date) -> str:
    day = {"day": date_format(since, "j F")}
    if giver.status == Status.MAYBE:
        return _("They said maybe on %(day)s.") % day
    return _("Asked on %(day)s, no answer yet.") % day


def brief(kind: str) -> Callable[[World, Wording], Iterator[Due]]:
    """The rule for contributions of one kind."""

    def rule(world: World, wording: Wording) -> Iterator[Due]:
        for one in filter(takes_place, world.givers):
            if one.kind == kind:
                yield _brief(world, wording, one)

    return rule


def _brief(world: World, wording: Wording, giver: Contribution) -> Due:
    """However late they say yes, as long as their part is ahead."""
    day = day_of(world, giver)
    due = wording.due_at(world.programme, world.midnight(day))
    is_coming = giver.status in Contribution.SAID_YES and giver.status not in HAVE_DONE_IT
    return Due(
        "contribution",
        giver.pk,
        BRIEFS[giver.kind],
        PROGRAMME,
        _("They have said yes."),
        max(filter(None, (due, _answered_at(world, giver)))),
        world.midnight(day, 1),
        ahead=True,
        stance=Stance.WANTED if is_coming else Stance.SETTLED,
    )


def thanks(world: World, wording: Wording) -> Iterator[Due]:
    """Each person once, whatever they gave, unless somebody has thanked them otherwise."""
    due = wording.due_at(world.programme, world.midnight(world.programme.ends_on))
    seen = set()
    for one in filter(takes_place, world.givers):
        if one.status in Contribution.SAID_YES and one.person_id not in seen:
            seen.add(one.person_id)
            yield Due(
                "contribution",
                one.pk,
                Step.THANKS_CONTRIBUTOR,
                PROGRAMME,
                _("They took part."),
                due,
                stance=Stance.SETTLED if one.status == Status.THANKED else Stance.WANTED,
            )
