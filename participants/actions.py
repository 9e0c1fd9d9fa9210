"""What happens to personal links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from programmes.models import Contribution

from . import links
from .models import Observer, Participant, PersonalLink

Owner = Participant | Contribution | Observer
OWNED_BY = {Participant: "participant", Contribution: "contribution", Observer: "observer"}


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A new link in the only moment in which its key is known here."""

    owner: Owner
    code: str
    token: str

    @property
    def participant(self) -> Participant:
        return self.owner


@transaction.atomic
def issue_links(
    *,
    participants: Iterable[Participant] = (),
    contributions: Iterable[Contribution] = (),
    observers: Iterable[Observer] = (),
    revoke_earlier: bool = False,
) -> list[IssuedLink]:
    """A new key for each; earlier links go on working unless `revoke_earlier`."""
    owners = [*participants, *contributions, *observers]
    issued = [_issued(owner) for owner in owners]
    if revoke_earlier:
        _revoke(owners)
    PersonalLink.objects.bulk_create(
        PersonalLink(
            **{OWNED_BY[type(link.owner)]: link.owner}, token_sha256=links.digest(link.token)
        )
        for link in issued
    )
    return issued


def revoke_links(*, participants: Iterable[Participant]) -> int:
    """Stop every link of these people; says how many there were."""
    return _revoke(list(participants))


def _revoke(owners: Sequence[Owner]) -> int:
    """Whose they are is told by the kind of their owner: keys alone would be ambiguous."""
    stopped = 0
    for kind, name in OWNED_BY.items():
        mine = [owner for owner in owners if isinstance(owner, kind)]
        working = PersonalLink.objects.filter(**{f"{name}__in": mine}, revoked=False)
        stopped += working.update(revoked=True) if mine else 0
    return stopped


def _issued(owner: Owner) -> IssuedLink:
    key = links.new_key()
    return IssuedLink(owner, key.code, key.token)
