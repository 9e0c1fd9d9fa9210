"""The log of a message: what happened to it, in words for staff."""

from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import DeliveryEvent, Message


class Happened(TextChoices):
    ACCEPTED = "accepted", _("taken over by the mail server")
    REFUSED = "refused", _("refused by the mail server")
    UNWRITABLE = "unwritable", _("could not be made into a letter")
    PUT_OFF = "put off", _("put off; it is tried again")
    LOST = "lost", _("may have been sent: the connection or the worker broke off")
    COPY_REFUSED = "copy refused", _("the copy to the assistant was refused")
    DELIVERED = "delivered", _("delivered")
    DELAYED = "delayed", _("delayed on its way")
    BOUNCED = "bounced", _("came back")
    COMPLAINED = "complained", _("taken for spam by its recipient")
    COPY_BOUNCED = "copy bounced", _("the copy to the assistant came back")
    QUIET = "quiet", _("asked for no more reminders")


LONGEST = DeliveryEvent._meta.get_field("detail").max_length


def brief(words: str) -> str:
    """A server's words on one line, as long as they are kept."""
    return " ".join(words.split())[:LONGEST]


def log(
    message: Message, happened: Happened, words: str = "", at: datetime | None = None
) -> DeliveryEvent:
    return DeliveryEvent.objects.create(
        message=message, at=at or timezone.now(), what=happened, detail=brief(words)
    )
