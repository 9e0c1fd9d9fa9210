"""What will come into the outbox by itself, and when: for whoever wonders why it is empty."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from participants.models import Step
from participants.outbox.deciding import AHEAD
from participants.outbox.wanted import Stance
from programmes.models import Programme

from .rules import RULES, dues_of
from .rules.world import World, world_of


@dataclass(frozen=True, slots=True)
class Coming:
    """Messages of one step and occasion; `enters_at` is when they come into the outbox."""

    title: str
    count: int
    due_at: datetime
    enters_at: datetime
    by_itself: bool


def coming_messages(programme: Programme, now: datetime) -> tuple[Coming, ...]:
    """The next first. A constant number of queries."""
    world = world_of(programme, now)
    found = [coming for step in RULES for coming in _of_step(world, step)]
    return tuple(sorted(found, key=lambda coming: coming.due_at))


def _of_step(world: World, step: Step) -> list[Coming]:
    dues: dict[str, list[datetime]] = {}
    for due in dues_of(world, step):
        is_new = due.stance is Stance.WANTED and due.place not in world.live
        if is_new and due.due_at is not None and due.due_at - AHEAD > world.now:
            dues.setdefault(due.occasion, []).append(due.due_at)
    by_itself = world.wordings[step].by_itself
    return [
        Coming(capfirst(str(step.label)), len(some), min(some), min(some) - AHEAD, by_itself)
        for some in dues.values()
    ]
