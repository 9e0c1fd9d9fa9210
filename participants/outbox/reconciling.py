"""The outbox follows the world: create, update, cancel, correct, or nothing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from participants.models import OWNERS, Message, Participant, Step
from programmes.models import Contribution, Programme

from .corrections import CorrectionWords
from .deciding import HELD, Decided, decide
from .wanted import Row, Wanted

LASTING = (
    Step.ASK,
    Step.RECEIVED,
    Step.WAITING,
    Step.INVITATION,
    Step.JOINING,
    Step.BRIEF_SETTER,
    Step.BRIEF_HOST,
    Step.BRIEF_LEADER,
    Step.BRIEF_SPEAKER,
    Step.CHOICE,
    Step.PLACES,
    Step.EVE,
    Step.FEEDBACK,
    Step.FOLLOW_UP,
)
"""About something that lies ahead: whoever was told is told what has changed since."""
GONE = (Participant.Status.DECLINED, Participant.Status.WITHDRAWN)
WRITTEN = (
    "subject",
    "text",
    "facts",
    "missing",
    "reason",
    "due_at",
    "until",
    "by_itself",
    "edits",
    "version",
    "earlier",
    "state",
)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """How many messages were made, rewritten and taken out; `corrected` of those made correct what
    was sent."""

    created: int = 0
    updated: int = 0
    cancelled: int = 0
    corrected: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.created + other.created,
            self.updated + other.updated,
            self.cancelled + other.cancelled,
            self.corrected + other.corrected,
        )

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.cancelled)


def lock(programme: Programme) -> None:
    """Whoever reconciles a programme waits for whoever does so already. Others may add rows to it
    meanwhile."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


@transaction.atomic
def reconcile(
    programme: Programme,
    wanted: Iterable[Wanted],
    steps: Collection[str],
    now: datetime,
    describe: Callable[[str], str] | None = None,
) -> Changes:
    """Let the messages of these steps be what is wanted; what is sent is never touched. As many
    queries for a thousand as for one, but for the size of what is written."""
    lock(programme)
    rows = _rows(programme, steps)
    words = CorrectionWords(programme, describe or _as_words)
    return _written(programme, rows, decide(rows, wanted, now, words, LASTING))


def _as_words(placeholder: str) -> str:
    return placeholder.replace("_", " ")


def _rows(programme: Programme, steps: Collection[str]) -> list[Row]:
    """In the order in which they were made. Those not gone yet are held until the end of the
    transaction, so that nobody sends or approves meanwhile what is about to change."""
    mine = Message.objects.filter(programme=programme, step__in=list(steps)).order_by("pk")
    list(mine.filter(state__in=HELD).select_for_update().values_list("pk"))
    return [_row(values) for values in _read(mine)]


def _read(mine: QuerySet[Message]) -> QuerySet[Message]:
    stored = {field.attname for field in Message._meta.concrete_fields}
    return mine.exclude(state=Message.State.CANCELLED).values(
        "pk",
        "step",
        "occasion",
        "corrects_id",
        "participant__status",
        "participant__absent",
        "observer__participant__status",
        "observer__participant__absent",
        "contribution__status",
        *(f"{owner}_id" for owner in OWNERS),
        *sorted(stored.intersection(Row.__dataclass_fields__)),
    )


def _row(values: Mapping) -> Row:
    owner = next(owner for owner in OWNERS if values[f"{owner}_id"])
    place = (owner, values[f"{owner}_id"], values["step"], values["occasion"])
    same = {name: values[name] for name in Row.__dataclass_fields__ if name in values}
    return Row(
        **same | {"missing": tuple(values["missing"])},
        key=values["pk"],
        place=place,
        corrects=values["corrects_id"],
        has_left=_has_left(values),
    )


def _has_left(values: Mapping) -> bool:
    statuses = (values["participant__status"], values["observer__participant__status"])
    absent = values["participant__absent"] or values["observer__participant__absent"]
    no = values["contribution__status"] == Contribution.Status.NO
    return bool(absent or no or set(statuses) & set(GONE))


def _written(programme: Programme, rows: Iterable[Row], decided: Decided) -> Changes:
    if decided.cancel:
        gone = Message.objects.filter(pk__in=decided.cancel, state__in=HELD)
        gone.update(state=Message.State.CANCELLED, lease_until=None)
    _rewrite(programme, rows, decided.update)
    Message.objects.bulk_create(
        (_message(programme, row) for row in decided.create), batch_size=BATCH
    )
    return Changes(
        created=len(decided.create),
        updated=len(decided.update),
        cancelled=len(decided.cancel),
        corrected=sum(row.corrects is not None for row in decided.create),
    )


def _rewrite(programme: Programme, before: Iterable[Row], after: Collection[Row]) -> None:
    """Only what differs: most changes touch few fields, and a statement grows with each."""
    was = {row.key: row for row in before}
    names = [
        name
        for name in (*WRITTEN, "corrects")
        if any(getattr(row, name) != getattr(was[row.key], name) for row in after)
    ]
    if names:
        rows = [_message(programme, row) for row in after]
        Message.objects.bulk_update(rows, names, batch_size=BATCH)


def _message(programme: Programme, row: Row) -> Message:
    owner, key, step, occasion = row.place
    values = {name: getattr(row, name) for name in WRITTEN}
    values |= {"facts": dict(row.facts), "missing": list(row.missing)}
    return Message(
        pk=row.key,
        programme=programme,
        **{f"{owner}_id": key},
        step=step,
        occasion=occasion,
        corrects_id=row.corrects,
        plan_id=_plan_of(step, occasion),
        **values,
    )


def _plan_of(step: str, occasion: str) -> int | None:
    """The key of the plan of places that a message is about, as its occasion names it."""
    return int(occasion.removeprefix("plan ")) if step == Step.PLACES else None
