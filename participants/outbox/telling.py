"""Who has to be told what after a plan is published: a message for each of them, which waits."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..models import Message, Participant, Plan, Step

Words = tuple[str, str]
REWORDED = (
    "subject",
    "text",
    "earlier",
    "edits",
    "version",
    "state",
    "missing",
    "reason",
    "facts",
    "corrects",
)


@transaction.atomic
def prepare(*, plan: Plan, words: Mapping[int, Words]) -> list[Message]:
    """A message for each key of a participant: subject and text.

    What still waits about the same plan takes the new words in its place and waits again; words
    that somebody wrote stay beside them. What is under way, or may have gone, is left alone.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)  # as deeds do: plan first, then messages
    own = plan.programme.participants.filter(pk__in=words).values_list("pk", flat=True)
    waiting = {row.participant_id: row for row in _waiting(plan).select_for_update().order_by("pk")}
    rows = [waiting.get(key) or _new(plan, key) for key in own]
    for row in rows:
        _reword(row, *words[row.participant_id])
    fresh = Message.objects.bulk_create(row for row in rows if row.pk is None)
    changed = [row for row in rows if row.participant_id in waiting]
    Message.objects.bulk_update(changed, REWORDED)
    return fresh + changed


def cancel_needless(plans: QuerySet[Plan]) -> int:
    """Whoever does not come any more need not be told of a place; says how many waited."""
    rows = Message.objects.filter(plan__in=plans, step=Step.PLACES, state__in=Message.PENDING)
    gone = rows.exclude(participant__in=Participant.objects.eligible())
    return gone.update(state=Message.State.CANCELLED)


def one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]


def _waiting(plan: Plan) -> QuerySet[Message]:
    """By key: in the order of their programmes those would be locked as well."""
    rows = Message.objects.filter(plan=plan, step=Step.PLACES, state__in=Message.PENDING)
    return rows.order_by("pk")


def _new(plan: Plan, participant: int) -> Message:
    return Message(
        programme_id=plan.programme_id,
        participant_id=participant,
        plan=plan,
        step=Step.PLACES,
        occasion=f"plan {plan.pk}",
        version=0,
    )


def _reword(row: Message, subject: str, text: str) -> None:
    row.earlier = row.text if row.edits else row.earlier
    row.subject, row.text = one_line(subject), text
    row.version, row.edits = row.version + 1, 0
    row.state, row.missing = Message.State.WAITING, []
    row.facts, row.corrects = {}, None  # what it rests on is noted when the outbox follows
    row.reason = _reason(row.plan)


def _reason(plan: Plan) -> str:
    if plan.what == Plan.What.VISITS:
        return _("The visits were published, and their place is new.")
    if plan.what == Plan.What.TEAMS:
        return _("The teams were published, and their team is new.")
    return _("The seats were published, and theirs are new.")
