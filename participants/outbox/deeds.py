"""What organisers decide about messages. Nothing is sent from here.

Every deed names its messages with the version of the words that were seen, as (key, version).
What has changed since, or has gone meanwhile, stays as it is and is given back as `overtaken`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from programmes.models import Programme, User
from programmes.trail import note, note_each

from ..models import Message, Plan
from .telling import one_line

Pair = tuple[int, int]
State, Delivery = Message.State, Message.Delivery
CAME_BACK = Q(state=State.SENT, delivery=Delivery.BOUNCED)
BRACES = re.compile(r"\{[^{}\n]*\}")
LINK = "{link}"
DECIDED = ("state", "due_at", "told_at", "delivery", "error", "tries")
"""What deeds change besides words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Keys of messages. `before` says how those that were `done` had stood, for `put_back`."""

    done: tuple[int, ...] = ()
    already: tuple[int, ...] = ()
    overtaken: tuple[int, ...] = ()
    blocked: tuple[Message, ...] = ()
    before: tuple[dict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Deed:
    """`changes` are made to those that `may`; whoever stands there `already` needs none."""

    name: str
    may: Callable[[Message], bool]
    changes: Mapping[str, object]
    back: bool = False

    def already(self, row: Message) -> bool:
        return row.state == self.changes["state"] and not self.may(row)


def _in(*states: str) -> Callable[[Message], bool]:
    return lambda row: row.state in states


def came_back(row: Message) -> bool:
    return row.state == State.SENT and row.delivery == Delivery.BOUNCED


def approve(
    *, programme: Programme, pairs: Iterable[Pair], actor: User | None = None, at_once: bool = False
) -> Outcome:
    """They go when they are due, or `at_once`; never one with a fact that is missing."""
    changes = {"state": State.APPROVED}
    if not at_once:
        return _do(_Deed("approved", _in(State.WAITING), changes), programme, pairs, actor)
    changes |= {"due_at": timezone.now(), "lease_until": None}
    return _do(_Deed("approved", _in(*Message.PENDING), changes), programme, pairs, actor)


def drop(*, programme: Programme, pairs: Iterable[Pair], actor: User | None = None) -> Outcome:
    """They are not to be sent, or not again."""
    states = _in(*Message.PENDING, State.FAILED)
    changes = {"state": State.DROPPED, "told_at": None}
    deed = _Deed("dropped", lambda row: states(row) or came_back(row), changes)
    return _do(deed, programme, pairs, actor)


def take_back(*, programme: Programme, pairs: Iterable[Pair], actor: User | None = None) -> Outcome:
    """What was approved, told or dropped waits again; its rule does not let it go any more."""
    states = _in(State.APPROVED, State.TOLD, State.DROPPED)
    changes = {"state": State.WAITING, "told_at": None}
    return _do(_Deed("held back", states, changes, back=True), programme, pairs, actor)


def note_told(*, programme: Programme, pairs: Iterable[Pair], actor: User | None = None) -> Outcome:
    """Somebody has called, or written to them otherwise."""
    states = _in(*Message.PENDING, State.FAILED, State.UNSURE)
    changes = {"state": State.TOLD, "told_at": timezone.now()}
    deed = _Deed("told", lambda row: states(row) or came_back(row), changes)
    return _do(deed, programme, pairs, actor)


def decide_unsure(
    *, programme: Programme, pairs: Iterable[Pair], sent: bool, actor: User | None = None
) -> Outcome:
    """What may have been sent has arrived, or has not and waits again."""
    if sent:
        changes = {"state": State.SENT, "told_at": timezone.now(), "error": ""}
        return _do(_Deed("arrived", _in(State.UNSURE), changes), programme, pairs, actor)
    changes = {"state": State.WAITING, "error": "", "lease_until": None}
    deed = _Deed("not arrived", _in(State.UNSURE), changes, back=True)
    return _do(deed, programme, pairs, actor)


def try_again(*, programme: Programme, pairs: Iterable[Pair], actor: User | None = None) -> Outcome:
    """What failed or came back goes once more, to the address that is on record now."""
    changes = {
        "state": State.APPROVED,
        "told_at": None,
        "delivery": Delivery.UNKNOWN,
        "error": "",
        "tries": 0,
        "lease_until": None,
    }
    deed = _Deed(
        "tried again", lambda row: row.state == State.FAILED or came_back(row), changes, back=True
    )
    return _do(deed, programme, pairs, actor)


@transaction.atomic
def _do(deed: _Deed, programme: Programme, pairs: Iterable[Pair], actor: User | None) -> Outcome:
    seen = dict(pairs)
    if deed.back:  # whoever publishes holds the plan: nothing newer comes between look and deed
        list(Plan.objects.select_for_update().filter(programme=programme))
    rows = list(programme.messages.select_for_update().filter(pk__in=seen).order_by("pk"))
    same = [row for row in rows if row.version == seen[row.pk]]
    fit = [row for row in same if deed.may(row)]
    if deed.back:
        newer = _replaced(programme, fit)
        fit = [row for row in fit if row.pk not in newer]
    blocked = [row for row in fit if row.missing and deed.changes["state"] == State.APPROVED]
    done = [row for row in fit if row not in blocked]
    if not _change(programme, done, deed.changes):
        done = []
    note_each(actor=actor, deed=deed.name, records=done, programme=programme)
    return _outcome(deed, seen, same, done, blocked)


def _outcome(
    deed: _Deed, seen: dict, same: list[Message], done: list[Message], blocked: list[Message]
) -> Outcome:
    already = [row.pk for row in same if row not in done and deed.already(row)]
    settled = {row.pk for row in (*done, *blocked)} | set(already)
    return Outcome(
        done=tuple(row.pk for row in done),
        already=tuple(already),
        overtaken=tuple(key for key in seen if key not in settled),
        blocked=tuple(blocked),
        before=tuple(_before(row, deed.changes["state"]) for row in done),
    )


def _change(programme: Programme, rows: list[Message], changes: Mapping[str, object]) -> bool:
    """False where a newer message about the same came into the outbox in this very moment."""
    try:
        with transaction.atomic():
            programme.messages.filter(pk__in=[row.pk for row in rows]).update(**changes)
    except IntegrityError:
        return False
    return True


def _about(row: Message) -> tuple:
    owner = (row.participant_id, row.contribution_id, row.observer_id, row.application_id)
    return (*owner, row.step, row.occasion)


def _replaced(programme: Programme, rows: list[Message]) -> set[int]:
    """Those of which the same person has a newer message about the same."""
    alike = programme.messages.filter(occasion__in={row.occasion for row in rows})
    newest = {_about(row): row.pk for row in alike.defer("text", "facts").order_by("pk")}
    return {row.pk for row in rows if newest[_about(row)] != row.pk}


def _before(row: Message, now: str) -> dict:
    was = {name: getattr(row, name) for name in DECIDED}
    for name in ("due_at", "told_at"):
        was[name] = was[name] and was[name].isoformat()
    return {"key": row.pk, "version": row.version, "now": str(now), "was": was}


@transaction.atomic
def put_back(*, programme: Programme, before: Iterable[Mapping], actor: User | None = None) -> int:
    """Undo a deed where nothing happened since; says for how many. `before` is an Outcome's."""
    stood = {each["key"]: each for each in before}
    list(Plan.objects.select_for_update().filter(programme=programme))
    rows = programme.messages.select_for_update().filter(pk__in=stood)
    rows = [row for row in rows.order_by("pk") if _stands(row, stood[row.pk])]
    newer = _replaced(programme, rows)
    rows = [row for row in rows if row.pk not in newer]
    for row in rows:
        for name, value in stood[row.pk]["was"].items():
            setattr(row, name, Message._meta.get_field(name).to_python(value))
        row.version += "text" in stood[row.pk]["was"]
    Message.objects.bulk_update(rows, [*DECIDED, "subject", "text", "edits", "missing", "version"])
    note_each(actor=actor, deed="undone", records=rows, programme=programme)
    return len(rows)


def can_put_back(programme: Programme, before: Iterable[Mapping]) -> bool:
    """Whether any of these messages still stands where the deed left it."""
    stood = {each["key"]: each for each in before}
    rows = programme.messages.filter(pk__in=stood).only("version", "state")
    return any(_stands(row, stood[row.pk]) for row in rows)


def _stands(row: Message, seen: Mapping) -> bool:
    return (row.version, row.state) == (seen["version"], seen["now"])


def unfilled(*texts: str) -> list[str]:
    """Placeholders that would arrive as they stand: all but the personal link."""
    found = [brace for text in texts for brace in BRACES.findall(text)]
    return [brace for brace in dict.fromkeys(found) if brace != LINK]


@transaction.atomic
def edit(
    *, message: Message, seen: int, subject: str, text: str, actor: User | None = None
) -> dict | None:
    """New words, which wait for approval; None where it is no longer what was seen or has gone.

    What is given back is for `put_back`.
    """
    text, subject = text.replace("\r\n", "\n"), one_line(subject)
    rows = Message.objects.filter(pk=message.pk, version=seen, state__in=Message.PENDING)
    row = rows.select_for_update().order_by("pk").first()
    if row is None:
        return None
    before = _before(row, State.WAITING)
    words = {name: getattr(row, name) for name in ("subject", "text", "edits", "missing")}
    rows.update(
        subject=subject,
        text=text,
        missing=still_missing(row.missing, subject, text),
        edits=F("edits") + 1,
        version=F("version") + 1,
        state=State.WAITING,
    )
    note(actor=actor, deed="worded", record=row)
    return {**before, "version": seen + 1, "was": before["was"] | words}


def still_missing(missing: list[str], *texts: str) -> list[str]:
    left = unfilled(*texts)
    return [name for name in missing if f"{{{name.strip('{}')}}}" in left]


def messages_of(programme: Programme) -> QuerySet[Message]:
    """Those of a programme, with whom each is for."""
    return programme.messages.select_related(
        "participant__person",
        "contribution__person",
        "observer",
        "application",
        "plan__cafe",
    )
