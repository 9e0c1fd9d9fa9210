"""What comes when the days are over: thanks, pledges, notes from team-mates."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Step

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
    """When the notes are released, to everybody whom somebody has written to."""
    released = world.notes_released_at
    if released is None:
        return
    for one in world.coming:
        if one.pk in world.noted:
            yield Due(
                "participant",
                one.pk,
                Step.PEER_NOTES,
                PROGRAMME,
                _("Their team-mates have written to them."),
                wording.due_at(world.programme, released),
            )
