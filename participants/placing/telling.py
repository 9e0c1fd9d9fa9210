"""Who has to be told what after a plan is published. Nothing is sent from here."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from participants.models import Message, Plan, Step
from programmes.models import Programme


@transaction.atomic
def prepare(*, plan: Plan, words: Mapping[int, tuple[str, str]]) -> list[Message]:
    """A message for each key of a participant: subject and text.

    What they have not been told yet of the same plan is replaced by it; words that somebody wrote
    stay beside the new ones.
    """
    own = set(plan.programme.participants.filter(pk__in=words).values_list("pk", flat=True))
    pending = Message.objects.filter(plan=plan, participant__in=own, state__in=Message.PENDING)
    old = pending.select_for_update()
    written = {row.participant_id: row.text if row.edits else row.earlier for row in old}
    pending.delete()
    return Message.objects.bulk_create(
        Message(
            programme_id=plan.programme_id,
            participant_id=key,
            plan=plan,
            step=Step.PLACES,
            occasion=f"plan {plan.pk}",
            subject=_one_line(subject),
            text=text,
            earlier=written.get(key, ""),
        )
        for key, (subject, text) in words.items()
        if key in own
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]


def messages_of(programme: Programme) -> QuerySet[Message]:
    """To those who come, oldest first; `is_latest` tells whether a newer one took its place."""
    newer = Message.objects.filter(
        participant=OuterRef("participant"), plan=OuterRef("plan"), pk__gt=OuterRef("pk")
    )
    return Message.objects.filter(
        plan__programme=programme, participant__in=programme.participants.eligible()
    ).annotate(is_latest=~Exists(newer))


def edit(*, message: Message, seen: int, subject: str, text: str) -> bool:
    """False, and nothing changes, where it is no longer what was seen or they have been told."""
    same = Message.objects.filter(pk=message.pk, edits=seen, state__in=Message.PENDING)
    text = text.replace("\r\n", "\n")
    return bool(same.update(subject=_one_line(subject), text=text, edits=F("edits") + 1))


def note_told(*, programme: Programme, keys: Iterable[int]) -> int:
    """Somebody has told them; says how many of these messages were still waiting."""
    waiting = programme.messages.filter(pk__in=list(keys), state__in=Message.PENDING)
    return waiting.update(told_at=timezone.now(), state=Message.State.TOLD)


@transaction.atomic
def take_back_told(*, programme: Programme, keys: Iterable[int]) -> int:
    """They were not told after all; a message that a newer one replaced stays as it is.

    Whoever publishes holds the plan, so that no newer message comes between look and deed.
    """
    list(Plan.objects.select_for_update().filter(programme=programme))
    latest = messages_of(programme).filter(Q(is_latest=True), pk__in=list(keys))
    again = list(latest.filter(state=Message.State.TOLD).values_list("pk", flat=True))
    return Message.objects.filter(pk__in=again).update(told_at=None, state=Message.State.WAITING)
