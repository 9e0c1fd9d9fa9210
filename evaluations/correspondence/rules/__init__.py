"""Who is to be told what, when and why: one small rule for each step.

Everything is worked out anew from the programme as it is now; nothing is remembered but what was
sent. Two weeks before it is due a message comes into the outbox. What is about something ahead is
begun with as long as it is ahead; all other messages at most two days late, so that neither an
upgrade nor the import of an earlier programme tells old news.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from participants.models import Application, Observer, Participant, Step
from participants.outbox.deciding import AHEAD
from participants.outbox.filling import names_in
from participants.outbox.wanted import Stance, Wanted
from programmes.models import Contribution, Programme

from ..composing import Composed, compose
from ..wording import Wording
from . import afterwards, asking, giving, joining, placed
from .due import PROGRAMME, Due
from .world import World, world_of

Rule = Callable[[World, Wording], Iterator[Due]]
Kind = Contribution.Kind
RULES: Mapping[Step, Rule] = {
    Step.ASK: giving.ask,
    Step.ASK_AGAIN: giving.ask_again,
    Step.BRIEF_SETTER: giving.brief(Kind.SETTER),
    Step.BRIEF_HOST: giving.brief(Kind.HOST),
    Step.BRIEF_LEADER: giving.brief(Kind.LEADER),
    Step.BRIEF_SPEAKER: giving.brief(Kind.SPEAKER),
    Step.RECEIVED: joining.received,
    Step.NOT_CHOSEN: joining.not_chosen,
    Step.INVITATION: joining.invitation,
    Step.INVITATION_REMINDER: joining.invitation_reminder,
    Step.WAITING: joining.waiting,
    Step.JOINING: joining.joining,
    Step.CHOICE: joining.choice,
    Step.CHOICE_REMINDER: joining.choice_reminder,
    Step.PLACES: placed.places,
    Step.EVE: joining.eve,
    Step.FEEDBACK: asking.feedback,
    Step.FEEDBACK_REMINDER: asking.reminder,
    Step.FOLLOW_UP: asking.follow_up,
    Step.THANKS: afterwards.thanks,
    Step.THANKS_CONTRIBUTOR: giving.thanks,
    Step.PLEDGE: afterwards.pledge,
    Step.PEER_NOTES: afterwards.peer_notes,
}
"""Only those by hand are nobody’s rule."""
MODELS = {
    "participant": Participant,
    "contribution": Contribution,
    "observer": Observer,
    "application": Application,
}


def wanted_of(programme: Programme, now: datetime) -> list[Wanted]:
    """As many queries for one person as for hundreds."""
    world = world_of(programme, now)
    dues = [due for step in RULES for due in dues_of(world, step) if matters(world, due)]
    return [*map(_settled, _settling(dues)), *_worded(world, dues)]


def dues_of(world: World, step: Step) -> Iterator[Due]:
    """What a programme does not send is kept right all the same where it was sent before."""
    wording = world.wordings[step]
    for due in RULES[step](world, wording):
        is_new = due.stance is Stance.WANTED and not wording.in_use
        yield replace(due, stance=Stance.KNOWN) if is_new else due


def matters(world: World, due: Due) -> bool:
    """It is in the outbox, or its time has come to be there."""
    if due.stance is Stance.SETTLED:
        return due.place in world.live
    if due.is_over(world.now):
        return False
    is_near = due.due_at is None or due.due_at - AHEAD <= world.now
    is_new = due.stance is Stance.WANTED and is_near
    return is_new or due.place in world.live


def _settling(dues: list[Due]) -> Iterator[Due]:
    return (due for due in dues if due.stance is Stance.SETTLED)


def _settled(due: Due) -> Wanted:
    return _wanted(due, Composed("", "", {}, ()), None)


def _worded(world: World, dues: list[Due]) -> Iterator[Wanted]:
    for some in _batches(dues):
        first = some[0]
        wording = world.wordings[first.step]
        if first.words:
            wording = replace(wording, subject=first.words[0], text=first.words[1])
        owners = [MODELS[first.owner](pk=due.key) for due in some]
        about = {due.key: due.about for due in some if due.about is not None}
        letters = compose(world.programme, first.step, owners, about, wording)
        yield from (
            _wanted(due, letters[due.key], world, wording) for due in some if due.key in letters
        )


def _batches(dues: list[Due]) -> list[list[Due]]:
    """For each step and kind of recipient, the first of everybody, then the second, and so on:
    there are as many as one person has, however many people there are."""
    turns: dict[tuple, int] = defaultdict(int)
    batches: dict[tuple, list[Due]] = defaultdict(list)
    for due in dues:
        if due.stance is not Stance.SETTLED:
            turn = turns[due.step, due.owner, due.key]
            turns[due.step, due.owner, due.key] += 1
            batches[due.step, due.owner, turn, due.words].append(due)
    return list(batches.values())


def _wanted(
    due: Due, letter: Composed, world: World | None, wording: Wording | None = None
) -> Wanted:
    return Wanted(
        owner=due.owner,
        key=due.key,
        step=due.step,
        occasion=due.occasion,
        reason=due.reason,
        subject=letter.subject,
        text=letter.text,
        facts=letter.facts,
        missing=letter.missing,
        due_at=due.due_at,
        by_itself=bool(wording and wording.by_itself),
        until=due.until,
        fresh_until=due.fresh_until,
        stance=due.stance,
        told_elsewhere=_told_elsewhere(world, due) if world else frozenset(),
        prepared_elsewhere=due.step == Step.PLACES,
    )


def _told_elsewhere(world: World, due: Due) -> frozenset[str]:
    """What a message about a new place has told them since, or is going to tell; and of joining
    instructions, what the message of the evening before says again and corrects itself. Whoever
    has joining instructions learns from them what becomes of a place."""
    told = world.known.get(due.place)
    if told is None or due.owner != "participant":
        return frozenset()
    if due.step == Step.PLACES:
        knows = world.told("participant", due.key, Step.JOINING, PROGRAMME)
        return frozenset(chain(*placed.TOLD.values())) if knows else frozenset()
    names = {
        name
        for what, some in placed.TOLD.items()
        if (at := world.moved.get((due.key, what))) and at > told
        for name in some
    }
    if due.step == Step.JOINING and due.key in world.told_on_the_eve:
        names.update(names_in(world.wordings[Step.EVE].text))
    return frozenset(names)
