"""Whose turn it is: one worker takes a message under a lease before anybody hears of it.

A worker first reserves a few messages for itself: nothing has happened to them yet, and they are
free again after a minute. Then it takes one after another, which is written down as being sent.
A message whose lease has run out may have been sent: it is never sent again by itself.

`lease_until` of what still waits says until when it is reserved, or until when a server that put it
off is left in peace. All this is told by the clock of the database, which all workers share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from participants.actions import letter_token
from participants.models import Message

from .happenings import Happened, brief, log
from .recipients import RELATED, Recipient, has_address, recipient_of

State = Message.State
MINUTE = timedelta(minutes=1)
AT_ONCE = 20
RESERVING = 0x1_AE55A6E
"""The number of PostgreSQL's advisory lock under which the messages of a minute are counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message in a worker's hands. `token` opens the recipient's own page; empty for those who
    have none."""

    message: Message
    recipient: Recipient
    token: str


def due(now: datetime) -> QuerySet[Message]:
    """What may go: approved, by somebody or by its rule; complete; its time has come and is not
    over; and it can arrive. What goes by itself and waits was stopped by somebody."""
    return Message.objects.filter(
        Q(state=State.APPROVED),
        Q(due_at=None) | Q(due_at__lte=now),
        Q(until=None) | Q(until__gt=now),
        Q(lease_until=None) | Q(lease_until__lte=Now()),
        has_address(),
        missing=[],
    )


def reserve(now: datetime) -> list[Message]:
    """The next few messages, for a minute; none if none is due or the minute is full."""
    with transaction.atomic(durable=True):
        room = min(AT_ONCE, _room_in_this_minute())
        free = due(now).select_for_update(skip_locked=True, of=("self",))
        ordered = free.order_by(F("due_at").asc(nulls_first=True), "pk")
        found = list(ordered.select_related(*RELATED)[:room]) if room > 0 else []
        Message.objects.filter(pk__in=[message.pk for message in found]).update(
            taken_at=Now(), lease_until=Now() + MINUTE
        )
        return found


def _room_in_this_minute() -> int:
    """For all workers together: they count one after another."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RESERVING])
    begun = Message.objects.filter(taken_at__gt=Now() - MINUTE)
    return settings.MESSAGES_PER_MINUTE - begun.count()


def release(messages: Iterable[Message]) -> None:
    """Reserved, and not needed now: another worker may have them at once."""
    keys = [message.pk for message in messages]
    waiting = Message.objects.filter(pk__in=keys, state__in=Message.PENDING)
    waiting.update(lease_until=None, taken_at=None)


def take(message: Message) -> Taken | None:
    """A reserved message, written down as being sent; None if it is no longer what was reserved."""
    recipient = recipient_of(message)
    tries, message_id = message.tries + 1, message.message_id or new_message_id(message)
    seen = {name: getattr(message, name) for name in ("pk", "state", "version", "due_at", "tries")}
    with transaction.atomic(durable=True):
        is_ours = Message.objects.filter(**seen).update(
            state=State.SENDING,
            tries=tries,
            lease_until=Now() + timedelta(seconds=settings.SENDING_LEASE),
            message_id=message_id,
            address=recipient.address,
            copied_to=recipient.copy,
            delivery=Message.Delivery.UNKNOWN,
            error="",
        )
        if not is_ours:
            return None
        message.tries, message.message_id = tries, message_id
        return Taken(message, recipient, _token(recipient))


def new_message_id(message: Message) -> str:
    """The same however often it is tried, so that mail programs show it once; nobody guesses it."""
    known = f"{message.pk} {message.prepared_at.timestamp()}"
    mark = salted_hmac("participants.sending", known).hexdigest()[:16]
    return f"<{message.pk}.{mark}@{urlsplit(settings.SITE_URL).hostname}>"


def _token(recipient: Recipient) -> str:
    return letter_token(recipient.page) if recipient.page else ""


@transaction.atomic
def settle(taken: Taken, happened: Happened, words: str = "", **fields: object) -> bool:
    """What became of it; False, and only logged, where staff have decided meanwhile."""
    message = taken.message
    log(message, happened, words)
    mine = Message.objects.filter(
        pk=message.pk, tries=message.tries, state__in=(State.SENDING, State.UNSURE)
    )
    return bool(mine.update(**{"lease_until": None, "error": "", **fields}))


@transaction.atomic
def note_lost() -> int:
    """Messages whose worker was not heard of again: they may have been sent."""
    lost = Message.objects.filter(state=State.SENDING, lease_until__lt=Now())
    found = list(lost.select_for_update(skip_locked=True).order_by("pk"))
    words = _("The worker broke off in the middle of sending.")
    for message in found:
        log(message, Happened.LOST, words)
    keys = [message.pk for message in found]
    return lost.filter(pk__in=keys).update(state=State.UNSURE, lease_until=None, error=brief(words))
