"""Whose turn it is: one worker takes a message under a lease before anybody hears of it.

A lease, and a pause after a server put a message off, are told by the clock of the database, which
all workers share. A message whose lease has run out may have been sent: it is never sent again by
itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from participants.actions import OWNED_BY, issue_links
from participants.models import Message

from .happenings import Happened, brief, log
from .recipients import RELATED, Recipient, has_address, recipient_of

State = Message.State
MINUTE = timedelta(minutes=1)
TAKING = 0x1_AE55A6E
"""The number of PostgreSQL's advisory lock under which the messages of a minute are counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message in a worker's hands. `token` opens the recipient's own page; empty for those who
    have none."""

    message: Message
    recipient: Recipient
    token: str


def due(now: datetime) -> QuerySet[Message]:
    """What may go: approved, by somebody or by its rule; complete; its time has come; and it can
    arrive. What goes by itself and waits was stopped by somebody."""
    return Message.objects.filter(
        Q(state=State.APPROVED),
        Q(due_at=None) | Q(due_at__lte=now),
        Q(lease_until=None) | Q(lease_until__lte=Now()),
        has_address(),
        missing=[],
    )


def take(now: datetime) -> Taken | None:
    """The next message, written down as being sent; None if none is due or the minute is full."""
    with transaction.atomic(durable=True):
        if _minute_is_full():
            return None
        free = due(now).select_for_update(skip_locked=True, of=("self",))
        ordered = free.order_by(F("due_at").asc(nulls_first=True), "pk")
        message = ordered.select_related(*RELATED).first()
        return _taken(message) if message else None


def _minute_is_full() -> bool:
    """By all workers together: they count one after another."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAKING])
    begun = Message.objects.filter(taken_at__gt=Now() - MINUTE)
    return begun.count() >= settings.MESSAGES_PER_MINUTE


def _taken(message: Message) -> Taken:
    recipient = recipient_of(message)
    message.tries += 1
    message.message_id = message.message_id or new_message_id(message)
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING,
        tries=message.tries,
        taken_at=Now(),
        lease_until=Now() + timedelta(seconds=settings.SENDING_LEASE),
        message_id=message.message_id,
        address=recipient.address,
        copied_to=recipient.copy,
        delivery=Message.Delivery.UNKNOWN,
        error="",
    )
    return Taken(message, recipient, _token(recipient))


def new_message_id(message: Message) -> str:
    """The same however often it is tried, so that mail programs show it once; nobody guesses it."""
    known = f"{message.pk} {message.prepared_at.timestamp()}"
    mark = salted_hmac("participants.sending", known).hexdigest()[:16]
    return f"<{message.pk}.{mark}@{urlsplit(settings.SITE_URL).hostname}>"


def _token(recipient: Recipient) -> str:
    if recipient.page is None:
        return ""
    owners = {f"{OWNED_BY[type(recipient.page)]}s": [recipient.page]}
    [link] = issue_links(**owners, badges=False)
    return link.token


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
    found = list(lost.select_for_update(skip_locked=True))
    words = _("The worker broke off in the middle of sending.")
    for message in found:
        log(message, Happened.LOST, words)
    keys = [message.pk for message in found]
    return lost.filter(pk__in=keys).update(state=State.UNSURE, lease_until=None, error=brief(words))
