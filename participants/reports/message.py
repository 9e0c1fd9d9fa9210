"""One message with all that is known of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from programmes.trail import Entry as Told
from programmes.trail import trail_of

from ..models import Message, Step
from ..outbox.recipients import as_read
from .message_log import Event, events_of, says, style_of
from .outbox import Line, line_of
from .outbox_kinds import Deed


@dataclass(frozen=True, slots=True)
class Correction:
    """What they were told before, and when."""

    subject: str
    text: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """`overdue` tells that it goes with the next round once it may; `earlier` are words that
    somebody wrote before the facts changed."""

    line: Line
    step: str
    says: str
    style: str
    told_at: datetime | None
    address: str
    overdue: bool
    may_be_edited: bool
    corrects: Correction | None
    earlier: str
    events: tuple[Event, ...]
    history: tuple[Told, ...]

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Beside the words, which are approved and sent by the buttons below them."""
        return tuple(deed for deed in self.line.deeds if deed.name not in ("approve", "now"))

    @property
    def may_be_sent(self) -> bool:
        return self.may_be_edited and bool(self.line.who.email)


def letter_of(row: Message) -> Letter:
    return Letter(
        line=line_of(row),
        step=str(Step(row.step).label),
        says=says(row),
        style=style_of(row),
        told_at=row.told_at,
        address=", ".join(filter(None, [row.address, row.copied_to])),
        overdue=row.due_at is None or row.due_at <= timezone.now(),
        may_be_edited=row.state in Message.PENDING,
        corrects=_correction(row.corrects) if row.corrects else None,
        earlier=row.earlier,
        events=events_of(row),
        history=tuple(trail_of(row)),
    )


def _correction(row: Message) -> Correction:
    return Correction(row.subject, as_read(row.text), row.told_at)
