"""What happens to participants' personal links."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from . import links
from .models import Participant, PersonalLink


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A new link in the only moment in which its key is known here."""

    participant: Participant
    code: str
    token: str


@transaction.atomic
def issue_links(
    *, participants: Iterable[Participant], revoke_earlier: bool = False
) -> list[IssuedLink]:
    """A new key for each; earlier links go on working unless `revoke_earlier`."""
    issued = [_issued(participant) for participant in participants]
    if revoke_earlier:
        revoke_links(participants=[link.participant for link in issued])
    PersonalLink.objects.bulk_create(
        PersonalLink(participant=link.participant, token_sha256=links.digest(link.token))
        for link in issued
    )
    return issued


def revoke_links(*, participants: Iterable[Participant]) -> int:
    """Stop every link of these people; says how many there were."""
    working = PersonalLink.objects.filter(participant__in=list(participants), revoked=False)
    return working.update(revoked=True)


def _issued(participant: Participant) -> IssuedLink:
    key = links.new_key()
    return IssuedLink(participant, key.code, key.token)
