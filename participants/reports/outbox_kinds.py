"""Why a message is where it is in the outbox, and what an organiser can do about it."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..models import Message
from ..outbox.deeds import came_back
from ..outbox.recipients import Recipient

State = Message.State


class Kind(Enum):
    """Why a message is where it is on the page, in the order of the page."""

    UNSURE = "unsure"
    FAILED = "failed"
    CAME_BACK = "came back"
    BLOCKED = "blocked"
    CORRECTION = "correction"
    WAITING = "waiting"
    CALL = "call"
    GOES = "goes"
    SENDING = "sending"
    HELD = "told or dropped"
    SETTLED = "settled"


DECISIONS = (Kind.UNSURE, Kind.FAILED, Kind.CAME_BACK, Kind.BLOCKED, Kind.CORRECTION)
TOGETHER = (Kind.UNSURE, Kind.FAILED, Kind.CAME_BACK, Kind.CALL, Kind.SENDING)
"""Kinds of which all messages stand together, whatever they are about."""
URGENT = (Kind.UNSURE, Kind.FAILED, Kind.CAME_BACK)
"""What can be done about them is seen without opening them."""
TITLES = {
    Kind.UNSURE: gettext_lazy("May have been sent"),
    Kind.FAILED: gettext_lazy("Not sent: the mail server refused"),
    Kind.CAME_BACK: gettext_lazy("Came back"),
    Kind.CALL: gettext_lazy("Without e-mail"),
}
EXPLAINED = {
    Kind.UNSURE: gettext_lazy(
        "The connection broke while they were on their way. Ask, or look into the mail server’s "
        "log, then say what became of them. They are never sent again by themselves."
    ),
    Kind.FAILED: gettext_lazy("Correct the address if that is what was wrong, then try again."),
    Kind.CAME_BACK: gettext_lazy(
        "The address does not take mail. Correct it and send them again, or tell them otherwise."
    ),
    Kind.BLOCKED: gettext_lazy(
        "Something they rest on is not known yet. Fill it in and it comes into the words by "
        "itself, or write it into the message."
    ),
    Kind.CORRECTION: gettext_lazy(
        "What these people were told is no longer true. This says what is."
    ),
    Kind.CALL: gettext_lazy("Call them or print a letter, then say that they know."),
}


STATES = {
    Kind.UNSURE: State.UNSURE,
    Kind.FAILED: State.FAILED,
    Kind.CAME_BACK: Message.Delivery.BOUNCED,
    Kind.GOES: State.APPROVED,
}
"""By which they are found in the log; the others wait."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: what it sends, what it says for one message and, where offered, for all."""

    name: str
    one: str | Promise
    all: str | Promise = ""
    primary: bool = False


_TOLD = Deed("told", gettext_lazy("I have told them"), gettext_lazy("I have told them all"))
_DROP = Deed("drop", gettext_lazy("Not to be sent"), gettext_lazy("None of them"))
_APPROVE = Deed("approve", gettext_lazy("Approve"), gettext_lazy("Approve all"), primary=True)
_AGAIN = Deed("again", gettext_lazy("Send again"), gettext_lazy("Send all again"))
_REST = Deed("drop", gettext_lazy("Leave it"))
DEEDS = {
    Kind.UNSURE: (
        Deed("arrived", gettext_lazy("It arrived"), gettext_lazy("They all arrived")),
        Deed("not arrived", gettext_lazy("It did not"), gettext_lazy("None arrived")),
        Deed("told", gettext_lazy("I have told them")),
    ),
    Kind.FAILED: (_AGAIN, Deed("told", gettext_lazy("I have told them")), _REST),
    Kind.CAME_BACK: (_AGAIN, Deed("told", gettext_lazy("I have told them")), _REST),
    Kind.BLOCKED: (_TOLD, _DROP),
    Kind.CORRECTION: (_APPROVE, _TOLD, _DROP),
    Kind.WAITING: (
        _APPROVE,
        Deed("now", gettext_lazy("Send now")),
        Deed("told", gettext_lazy("I have told them"), gettext_lazy("I have told them all")),
        Deed("drop", gettext_lazy("Not to be sent")),
    ),
    Kind.CALL: (_TOLD, Deed("drop", gettext_lazy("Not to be told"))),
    Kind.GOES: (
        Deed("hold", gettext_lazy("Stop"), gettext_lazy("Stop all")),
        Deed("now", gettext_lazy("Send now"), gettext_lazy("Send all now")),
        Deed("told", gettext_lazy("I have told them")),
        Deed("drop", gettext_lazy("Not to be sent")),
    ),
    Kind.HELD: (Deed("hold", gettext_lazy("Let it wait again")),),
    Kind.SENDING: (),
    Kind.SETTLED: (),
}


_BY_STATE = {
    State.UNSURE: Kind.UNSURE,
    State.FAILED: Kind.FAILED,
    State.SENDING: Kind.SENDING,
    State.TOLD: Kind.HELD,
    State.DROPPED: Kind.HELD,
}


def kind_of(row: Message, who: Recipient) -> Kind:
    if came_back(row):
        return Kind.CAME_BACK
    if row.state not in Message.PENDING:
        return _BY_STATE.get(row.state, Kind.SETTLED)
    if row.missing:
        return Kind.BLOCKED
    if not who.email:
        return Kind.CALL
    if row.state == State.APPROVED:
        return Kind.GOES
    return Kind.CORRECTION if row.corrects_id else Kind.WAITING
