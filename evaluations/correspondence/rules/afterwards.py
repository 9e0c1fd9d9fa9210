"""What comes when the days are over: thanks, pledges, notes from team-mates."""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participants.models import PeerRound, Step
from participants.outbox.wanted import Stance

from ..wording import Wording
from .due import PROGRAMME, Due
from .world import World


def thanks(world: World, wording: Wording) -> Iterator[Due]:
    due = wording.due_at(world.programme, world.midnight(world.programme.ends_on))
    for one in world.coming:
        yield Due("participant", one.pk, Step.THANKS, PROGRAMME, _("They took part."), due)


def pledge(world: World, wording: Wording) -> Iterator[Due]:
    """Of what somebody still means to do."""
    reminded = {one.pk for one in world.coming if not one.no_reminders}
    for one in world.pledges:
        if one.participant_id in reminded:
            day = {"day": date_format(one.due, "j F")}
            yield Due(
                "participant",
                one.participant_id,
                Step.PLEDGE,
                f"pledge {one.pk}",
                _("They meant to do something by %(day)s.") % day,
                wording.due_at(world.programme, world.midnight(one.due)),
                about=one,
            )


def peer_notes(world: World, wording: Wording) -> Iterator[Due]:
    """When they may be written, to everybody in a team; when they are released, to everybody whom
    somebody has written to."""
    if world.notes is None:
        return
    if world.notes.released_at is None:
        yield from _to_be_written(world, world.notes)
        return
    for one in world.coming:
        if one.pk in world.noted:
            yield Due(
                "participant",
                one.pk,
                Step.PEER_NOTES,
                PROGRAMME,
                _("Their team-mates have written to them."),
                wording.due_at(world.programme, world.notes.released_at),
            )


def _to_be_written(world: World, notes: PeerRound) -> Iterator[Due]:
    sizes = Counter(one.team_id for one in world.coming if one.team_id)
    until = localtime(notes.closes_at, ZoneInfo(world.programme.time_zone))
    for one in world.coming:
        if sizes[one.team_id] > 1:
            has_written = one.pk in world.note_writers
            yield Due(
                "participant",
                one.pk,
                Step.PEER_NOTES,
                "writing",
                _("They may write to their team-mates."),
                notes.opens_at,
                notes.closes_at,
                stance=Stance.SETTLED if has_written else Stance.WANTED,
                words=_asking_for_notes(date_format(until, "l j F, H:i")),
            )


def _asking_for_notes(until: str) -> tuple[str, str]:
    text = _(
        "Dear {first_name},\n\n"
        "You have worked with {mates} at {programme}. Until %(until)s you can write to each of "
        "them, under your own name, what you valued and what they might try:\n{link}\n\n"
        "Nobody but your team-mate reads it, and all notes are released together.\n\n"
        "Questions: {contact}"
    )
    return _("A word for your team-mates"), text % {"until": until}
