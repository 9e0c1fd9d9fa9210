"""What stands in the outbox and what it asks of an organiser, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from programmes.models import Programme

from ..models import Message, Participant, Step
from ..outbox.deeds import CAME_BACK, messages_of
from ..outbox.recipients import Recipient, as_read, bcc, mailto, recipient
from .outbox_kinds import (
    DECISIONS,
    DEEDS,
    EXPLAINED,
    STATES,
    TITLES,
    TOGETHER,
    URGENT,
    Deed,
    Kind,
    kind_of,
)

SHOWN = 12
"""So many of a group are read on the page; the others are a page away."""
State = Message.State
OPEN = Q(state__in=[*Message.PENDING, State.SENDING, State.UNSURE, State.FAILED]) | CAME_BACK


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `missing` are placeholders without a value, `mailto` opens one's own mail."""

    key: int
    version: int
    kind: Kind
    step: str
    occasion: str
    who: Recipient
    subject: str
    text: str
    reason: str
    due_at: datetime | None
    missing: tuple[str, ...]
    error: str
    by_itself: bool
    is_edited: bool
    is_correction: bool

    @property
    def seen(self) -> str:
        return f"{self.key}.{self.version}"

    @property
    def mailto(self) -> str:
        return mailto(self.who.email, self.subject, self.text)

    @property
    def read(self) -> str:
        return as_read(self.text)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return DEEDS[self.kind]

    @property
    def may_be_passed_on(self) -> bool:
        """In one's own mail, before it goes from here."""
        return self.kind in (Kind.WAITING, Kind.CORRECTION, Kind.FAILED)

    @property
    def may_be_edited(self) -> bool:
        return self.kind in (Kind.BLOCKED, Kind.CORRECTION, Kind.WAITING, Kind.CALL, Kind.GOES)

    @property
    def is_urgent(self) -> bool:
        """What can be done about it is seen without opening it."""
        return self.kind in URGENT

    @property
    def has_wrong_address(self) -> bool:
        return self.kind in (Kind.FAILED, Kind.CAME_BACK)


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that are decided together; `about` is what they say in common."""

    key: str
    kind: Kind
    title: str
    about: str
    explained: str
    when: str
    lines: tuple[Line, ...]
    step: str = ""

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[:SHOWN]

    @property
    def hidden(self) -> int:
        return len(self.lines[SHOWN:])

    @property
    def is_call(self) -> bool:
        return self.kind is Kind.CALL

    @property
    def query(self) -> str:
        """What narrows the log to them, as closely as it can."""
        state = STATES.get(self.kind, State.WAITING)
        return urlencode({"step": self.step, "state": state} if self.step else {"state": state})

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Offered for all at once; for a single one that is urgent they stand beside it."""
        alone = len(self.lines) == 1
        return () if alone and self.kind in URGENT else self._for_all

    @property
    def _for_all(self) -> tuple[Deed, ...]:
        return tuple(deed for deed in DEEDS[self.kind] if deed.all)

    @property
    def is_single(self) -> bool:
        return len(self.lines) == 1

    @property
    def emails(self) -> list[str]:
        """None where each has to be looked at alone."""
        if self.kind in URGENT:
            return []
        return list(dict.fromkeys(line.who.email for line in self.lines if line.who.email))

    @property
    def addresses(self) -> str:
        return ", ".join(self.emails)

    @property
    def bcc(self) -> str:
        return bcc(self.emails)


@dataclass(frozen=True, slots=True)
class Outbox:
    programme: Programme
    decisions: tuple[Group, ...]
    waiting: tuple[Group, ...]
    calls: tuple[Group, ...]
    going: tuple[Group, ...]
    sending: int
    settled: int

    @property
    def counts(self) -> tuple[str, ...]:
        """“24 wait for approval”: whatever there is, in the order of the page."""
        parts = (
            (self.decisions, ngettext_lazy("%(n)s needs a decision", "%(n)s need a decision", "n")),
            (
                self.waiting,
                ngettext_lazy("%(n)s waits for approval", "%(n)s wait for approval", "n"),
            ),
            (
                self.calls,
                ngettext_lazy(
                    "%(n)s to be told by phone or letter",
                    "%(n)s to be told by phone or letter",
                    "n",
                ),
            ),
            (
                self.going,
                ngettext_lazy("%(n)s goes when it is due", "%(n)s go when they are due", "n"),
            ),
        )
        counted = [(sum(len(group.lines) for group in groups), words) for groups, words in parts]
        counted.append(
            (self.sending, ngettext_lazy("%(n)s is on its way", "%(n)s are on their way", "n"))
        )
        return tuple(words % {"n": count} for count, words in counted if count)

    @property
    def is_empty(self) -> bool:
        return not self.counts


def outbox_of(programme: Programme, now: datetime) -> Outbox:
    """Two queries, however many messages there are."""
    lines = [line_of(row) for row in open_messages(programme)]
    lines.sort(key=_place_of)
    groups = [_group(key, tuple(some), now) for key, some in groupby(lines, _group_key)]
    counts = dict(programme.messages.values_list("state").annotate(Count("pk")).order_by())
    return Outbox(
        programme=programme,
        decisions=_of(groups, *DECISIONS),
        waiting=_of(groups, Kind.WAITING),
        calls=_of(groups, Kind.CALL),
        going=_of(groups, Kind.GOES),
        sending=counts.get(State.SENDING, 0),
        settled=sum(counts.get(state, 0) for state in SETTLED),
    )


SETTLED = (State.SENT, State.TOLD, State.CANCELLED, State.DROPPED)


def open_messages(programme: Programme) -> QuerySet[Message]:
    """Those that ask something of somebody; whoever no longer comes needs no place told."""
    gone = Q(step=Step.PLACES, state__in=Message.PENDING) & ~Q(
        participant__status=Participant.Status.ACCEPTED, participant__absent=False
    )
    return messages_of(programme).filter(OPEN).exclude(gone).defer("facts")


def line_of(row: Message) -> Line:
    who = recipient(row)
    return Line(
        key=row.pk,
        version=row.version,
        kind=kind_of(row, who),
        step=row.step,
        occasion=row.occasion,
        who=who,
        subject=row.subject,
        text=row.text,
        reason=row.reason,
        due_at=row.due_at,
        missing=tuple(f"{{{name.strip('{}')}}}" for name in row.missing),
        error=row.error,
        by_itself=row.by_itself,
        is_edited=bool(row.edits),
        is_correction=row.corrects_id is not None,
    )


def _of(groups: Iterable[Group], *kinds: Kind) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.kind in kinds)


_KINDS, _STEPS = list(Kind), list(Step)


def _group_key(line: Line) -> tuple[Kind, str, str]:
    if line.kind in TOGETHER:
        return line.kind, "", ""
    return line.kind, line.step, line.occasion


def _place_of(line: Line) -> tuple:
    kind, step, occasion = _group_key(line)
    at = _STEPS.index(step) if step else 0
    return _KINDS.index(kind), at, occasion, line.who.name.casefold(), line.key


def _group(key: tuple[Kind, str, str], lines: tuple[Line, ...], now: datetime) -> Group:
    kind, step, occasion = key
    return Group(
        key="-".join(filter(None, [kind.value, step, occasion])).replace(" ", "-"),
        kind=kind,
        title=_title(kind, step),
        about=_in_common(lines) if step else "",
        explained=str(EXPLAINED.get(kind, "")),
        when=_when(kind, lines, now) if step else "",
        lines=lines,
        step=step,
    )


def _title(kind: Kind, step: str) -> str:
    if kind is Kind.CORRECTION:
        return _("Correction: %(step)s") % {"step": Step(step).label}
    return str(TITLES[kind] if kind in TITLES else capfirst(Step(step).label))


def _in_common(lines: tuple[Line, ...]) -> str:
    """The subject, where all have the same."""
    subjects = {line.subject for line in lines}
    return subjects.pop() if len(subjects) == 1 else ""


def _when(kind: Kind, lines: tuple[Line, ...], now: datetime) -> str:
    """When the first of them goes, by the clock of the venue."""
    due = min((line.due_at for line in lines if line.due_at), default=None)
    at = date_format(timezone.localtime(due), "l j F, H:i") if due else ""
    if kind is Kind.GOES:
        if not due or due <= now:
            return _("goes with the next round")
        return _("goes on %(when)s") % {"when": at}
    if not due or due <= now:
        return _("goes as soon as it is approved")
    return _("goes on %(when)s, once approved") % {"when": at}
