"""To whom a message goes: by name, at their own address or their assistant's."""

from dataclasses import dataclass

from django.db.models import Q

from participants.models import OWNERS, Application, Message, Observer, Participant
from participants.outbox.recipients import recipient
from programmes.models import Contribution

WITH_PERSON = ("participant", "contribution")
RELATED = (
    "programme",
    "participant__person",
    "contribution__person",
    "observer",
    "application__participant",
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """`copy` is the assistant's address, if it is another. `page` is whose own page a link in the
    letter opens; who applies has none before they take part."""

    name: str
    address: str
    copy: str
    page: Participant | Contribution | Observer | None

    @property
    def may_ask_for_quiet(self) -> bool:
        return isinstance(self.page, Participant | Contribution)


def has_address() -> Q:
    """Messages to people who can be written to; everybody else waits for a call or a letter."""
    people = [f"{owner}__person" for owner in WITH_PERSON]
    fields = [f"{person}__{field}" for person in people for field in ("email", "assistant_email")]
    fields += [f"{owner}__email" for owner in OWNERS if owner not in WITH_PERSON]
    known = Q()
    for field in fields:
        known |= Q(**{f"{field}__gt": ""})
    return known


def recipient_of(message: Message) -> Recipient:
    """`address` is empty for people without one."""
    owner, reached = message.recipient, recipient(message)
    page = owner.participant if isinstance(owner, Application) else owner
    return Recipient(reached.name, reached.email, reached.copy, page)
