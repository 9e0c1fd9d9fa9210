"""What somebody is to be told, worked out anew at every change; and what stands in the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

Place = tuple[str, int, str, str]
"""Owner, key, step, occasion: there, at most one message waits."""
OFF = "called off"
"""The one fact of a message that says that something no longer takes place."""


class Stance(Enum):
    """How far something is still to be told."""

    WANTED = auto()
    """Tell it, and tell what changes afterwards."""
    KNOWN = auto()
    """Nobody is told it anew, but whoever knows it is told what changes."""
    SETTLED = auto()
    """They have answered, or gone on to the next step: what was sent may stand."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message as it ought to be now. `facts` are what it rests on, by placeholder.

    `due_at` None: at once. `until`: when what it is about is over. `fresh_until`: when it is too
    late to begin with it, so that neither an upgrade nor an import tells old news. Facts that were
    `told_elsewhere` since need no correction here. What was `prepared_elsewhere` is not begun with
    here, and keeps its words as long as what they rest on holds.
    """

    owner: str
    key: int
    step: str
    occasion: str
    reason: str
    subject: str
    text: str
    facts: Mapping[str, str]
    missing: tuple[str, ...]
    due_at: datetime | None
    by_itself: bool
    until: datetime | None = None
    fresh_until: datetime | None = None
    stance: Stance = Stance.WANTED
    told_elsewhere: frozenset[str] = frozenset()
    prepared_elsewhere: bool = False
    is_off = False

    @property
    def place(self) -> Place:
        return self.owner, self.key, self.step, self.occasion


@dataclass(frozen=True, slots=True)
class Row:
    """A message as it stands in the outbox. `key` None: not written yet. `has_left`: its recipient
    takes no part any more."""

    key: int | None
    place: Place
    state: str
    subject: str
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    reason: str = ""
    due_at: datetime | None = None
    until: datetime | None = None
    by_itself: bool = False
    corrects: int | None = None
    edits: int = 0
    version: int = 1
    earlier: str = ""
    told_at: datetime | None = None
    has_left: bool = False

    @property
    def is_off(self) -> bool:
        return OFF in self.facts
