"""Whom a message is for, and how they can be reached."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.models import Contribution

from ..models import Application, Message, Observer, Participant, Step

Owner = Participant | Contribution | Observer | Application
FOR_THEM_ALONE = (
    Step.FEEDBACK,
    Step.FEEDBACK_REMINDER,
    Step.FOLLOW_UP,
    Step.PEER_NOTES,
    Step.PLEDGE,
)
"""The link in these opens what nobody else is to read, so no assistant is in copy."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """`email` is where it goes: their own or, without one, that of whoever keeps their diary, who
    is in `copy` otherwise. Both are empty for those who have to be called or written a letter."""

    name: str
    email: str = ""
    copy: str = ""
    assistant: str = ""
    phone: str = ""
    postal: str = ""
    person: int | None = None

    @property
    def to(self) -> str:
        """“bea@example.org, in copy Jo Lund”; empty without any address."""
        if self.copy:
            who = self.assistant or self.copy
            return _("%(email)s, in copy %(who)s") % {"email": self.email, "who": who}
        return self.email


def recipient_of(owner: Owner) -> Recipient:
    if isinstance(owner, Observer):
        return Recipient(owner.name, owner.email)
    if isinstance(owner, Application):
        return Recipient(owner.name, owner.email, phone=owner.phone)
    person = owner.person
    own, assistant = person.email or "", person.assistant_email
    return Recipient(
        name=person.name,
        email=own or assistant,
        copy=assistant if own and assistant.lower() != own.lower() else "",
        assistant=person.assistant,
        phone=person.phone,
        postal=person.postal_address,
        person=person.pk,
    )


def key_of(owner: Model) -> tuple[str, int]:
    """The name of the field that holds such an owner, and its key."""
    return owner._meta.model_name, owner.pk


def as_read(text: str) -> str:
    """What is shown where no link may be: not here, not on anybody's screen but their own."""
    return text.replace("{link}", _("(their personal link)"))


def as_passed_on(text: str) -> str:
    """For one's own mail, where nobody can put the link in: the page that sends it again."""
    return text.replace("{link}", settings.SITE_URL.rstrip("/") + reverse("my_door"))


def mailto(email: str, subject: str, text: str) -> str:
    """Opens the reader's own mail with everything filled in; empty without an address."""
    if not email:
        return ""
    body = as_passed_on(text).replace("\n", "\r\n")
    return f"mailto:{_address(email)}?subject={quote(subject)}&body={quote(body)}"


def bcc(emails: list[str]) -> str:
    return f"mailto:?bcc={','.join(map(_address, emails))}" if emails else ""


def _address(email: str) -> str:
    return quote(email, safe="@")


def recipient(message: Message) -> Recipient:
    reached = recipient_of(message.recipient)
    return replace(reached, copy="") if message.step in FOR_THEM_ALONE else reached
