"""Messages about new places: made where places are published, and kept right here."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from participants.models import Plan, Step

from ..wording import Wording
from .due import Due
from .world import World

TOLD = {
    Plan.What.VISITS: (
        "visit",
        "visit_day",
        "visit_times",
        "meeting_point",
        "visit_map",
        "dress",
        "identification",
        "visit_contact",
    ),
    Plan.What.TEAMS: ("team", "mates"),
    Plan.What.CAFE: ("tables",),
}
"""What such a message tells, by what the plan places."""


def places(world: World, wording: Wording) -> Iterator[Due]:
    """Whoever does not come any more need not be told of a place."""
    words = as_it_stands()
    coming = {one.pk for one in world.coming}
    for owner, key, step, occasion in sorted(world.live):
        if step == Step.PLACES and key in coming and occasion in world.plans:
            yield Due(
                owner,
                key,
                Step.PLACES,
                occasion,
                _("Their place was published."),
                None,
                world.ends,
                about=world.plans[occasion],
                words=words,
            )


def as_it_stands() -> tuple[str, str]:
    """How a place is said that is another than it was when its message was made: the boards, which
    would say why, are not asked."""
    return _("Your place at {programme}"), _("""Dear {first_name},

There is news about where you go at {programme}.

Your visit: {visit}
When: {visit_day}, {visit_times}
Meet: {meeting_point}
Wear: {dress}
Bring: {identification}

Your tables:
{tables}

Your team: {team}
With you: {mates}

All of this is on your own page:
{link}

Questions: {contact}""")
