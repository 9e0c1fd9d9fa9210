"""What happens to personal links, and who is noted as present."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Contribution, Session

from . import links
from .models import Attendance, Observer, Participant, PersonalLink

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


def letter_token(owner: Owner) -> str:
    """The token in every letter to somebody: the same each time, so that a form begun from one
    letter is found again from the next. Once it was revoked, letters carry another."""
    name = OWNED_BY[type(owner)]
    for turn in count():
        token = links.letter_token(settings.SECRET_KEY, f"{name} {owner.pk}", turn)
        link, _is_new = PersonalLink.objects.get_or_create(
            token_sha256=links.digest(token), defaults={name: owner}
        )
        if not link.revoked:
            return token


def wish_reminders(*, owner: Participant | Contribution, wanted: bool) -> None:
    """As somebody says on their own page, or their mail program for them."""
    type(owner).objects.filter(pk=owner.pk).update(no_reminders=not wanted)


class TooLate(Exception):
    """`args[0]` says what can no longer be undone."""


@transaction.atomic
def note_presence(
    *, session: Session, ticked: Collection[Participant], shown: Collection[Participant]
) -> int:
    """Note who was there; the number of those noted now. Only what was changed from what the page
    `shown` is written, so that two people at two doors do not undo each other's ticks."""
    Session.objects.select_for_update().get(pk=session.pk)
    noted = {each.participant_id for each in Attendance.objects.filter(session=session)}
    coming = set(session.programme.participants.eligible().values_list("pk", flat=True))
    before = noted or coming
    now, was = ({one.pk for one in some} for some in (ticked, shown))
    there = (before | (now - was)) - (was - now)
    Attendance.objects.filter(session=session).exclude(participant__in=there).delete()
    Attendance.objects.bulk_create(
        Attendance(session=session, participant_id=pk) for pk in sorted(there - noted)
    )
    return len(there & coming)


def forget_presence(*, session: Session) -> None:
    """As if nobody had ever been noted: all count as present."""
    Attendance.objects.filter(session=session).delete()


def name_observer(*, participant: Participant, name: str, email: str) -> Observer:
    """Named once, however often it is sent. ValidationError in words for its author."""
    observer = Observer(participant=participant, name=name, email=email)
    observer.full_clean()
    observer.save()
    return observer


@transaction.atomic
def take_back_observer(*, participant: Participant, observer: int) -> None:
    """Nothing happens to one who is not there; TooLate once they have their link."""
    mine = Observer.objects.select_for_update().filter(participant=participant, pk=observer)
    if mine.filter(links__isnull=False).exists():
        raise TooLate(_("This person has been asked already. Tell the organisers instead."))
    mine.delete()
