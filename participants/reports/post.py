"""How the outbox stands, without its words: for the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from programmes.models import Programme

from ..models import Step
from ..outbox.recipients import recipient
from .outbox import open_messages
from .outbox_kinds import Kind, kind_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that asks something of somebody."""

    step: str
    name: str
    due_at: datetime | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """Messages by what they ask."""

    by_kind: Mapping[Kind, tuple[Waiting, ...]] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> tuple[Waiting, ...]:
        return tuple(each for kind in kinds for each in self.by_kind.get(kind, ()))


def post_of(programme: Programme) -> Post:
    """One query, however many messages there are."""
    found: dict[Kind, list[Waiting]] = {}
    for row in open_messages(programme).defer("text", "facts", "earlier"):
        who = recipient(row)
        missing = tuple(f"{{{name.strip('{}')}}}" for name in row.missing)
        waiting = Waiting(row.step, who.name, row.due_at, missing)
        found.setdefault(kind_of(row, who), []).append(waiting)
    return Post({kind: tuple(some) for kind, some in found.items()})


def steps_in(messages: Iterable[Waiting]) -> str:
    """“Joining instructions, feedback”."""
    steps = dict.fromkeys(message.step for message in messages)
    words = ", ".join(str(Step(step).label) for step in steps)
    return words[:1].upper() + words[1:]
