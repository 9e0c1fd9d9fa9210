"""What became of a letter after the mail server took it: told by bounces or by a provider."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from participants.actions import wish_reminders
from participants.models import DeliveryEvent, Message

from .happenings import Happened, brief
from .recipients import recipient_of

Delivery = Message.Delivery
STATES = {
    Happened.DELAYED: Delivery.DELAYED,
    Happened.DELIVERED: Delivery.DELIVERED,
    Happened.BOUNCED: Delivery.BOUNCED,
    Happened.COMPLAINED: Delivery.COMPLAINED,
}
WEIGHT = [Delivery.UNKNOWN, *STATES.values()]
"""A later word weighs more; one that comes too late does not undo it."""


@dataclass(frozen=True, slots=True)
class News:
    """`address` is whom it was about, empty if the news does not say."""

    message_id: str
    happened: Happened
    address: str = ""
    at: datetime | None = None
    words: str = ""


@transaction.atomic
def note_news(news: News) -> bool:
    """False if no message has this Message-ID. The same news again changes nothing."""
    known = Message.objects.filter(message_id=news.message_id) if news.message_id else []
    message = known and known.select_for_update().order_by("pk").first()
    if not message:
        return False
    address = news.address.lower()
    is_copy = address and address == message.copied_to.lower() != message.address.lower()
    happened = Happened.COPY_BOUNCED if is_copy else news.happened
    if is_copy and news.happened is not Happened.BOUNCED:
        return True
    at = news.at or timezone.now()
    known = {"message": message, "what": happened, "detail": brief(news.words)}
    DeliveryEvent.objects.get_or_create(**known, defaults={"at": at})
    if happened in STATES:
        _arrived(message, happened, at)
    elif happened is Happened.QUIET:
        _be_quiet(message)
    return True


def _arrived(message: Message, happened: Happened, at: datetime) -> None:
    """Whatever is said about its delivery also tells that it was sent."""
    if WEIGHT.index(STATES[happened]) > WEIGHT.index(message.delivery):
        message.delivery = STATES[happened]
    if message.state == Message.State.UNSURE:
        message.state, message.told_at, message.error = Message.State.SENT, at, ""
    message.save(update_fields=["delivery", "state", "told_at", "error"])


def _be_quiet(message: Message) -> None:
    recipient = recipient_of(message)
    if recipient.may_ask_for_quiet:
        wish_reminders(owner=recipient.page, wanted=False)
