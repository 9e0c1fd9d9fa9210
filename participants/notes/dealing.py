"""A note that hurts: its receiver reports it, and only then the organisers read it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from programmes.models import Programme, User
from programmes.trail import note

from ..models import Participant, PeerNote, PeerRound


def received_by(participant: Participant) -> QuerySet[PeerNote]:
    """Nothing before the notes are released."""
    released = PeerRound.objects.filter(
        programme=participant.programme_id, released_at__isnull=False
    )
    if not released.exists():
        return PeerNote.objects.none()
    return participant.notes_received.select_related("author__person").order_by(
        "author__person__name", "pk"
    )


def report(*, receiver: Participant, key: int) -> bool:
    """Whether it is theirs and they have read it; told once, however often it is sent."""
    mine = received_by(receiver).filter(pk=key)
    mine.filter(reported_at=None).update(reported_at=timezone.now())
    return mine.exists()


def take_report_back(*, receiver: Participant, key: int) -> bool:
    """The organisers see the note no longer. Not once they have taken it off the page."""
    mine = received_by(receiver).filter(pk=key, withheld_at=None)
    mine.update(reported_at=None, settled_at=None)
    return mine.exists()


def reported_in(programme: Programme) -> QuerySet[PeerNote]:
    """All that organisers ever read of the notes."""
    reported = PeerNote.objects.filter(receiver__programme=programme, reported_at__isnull=False)
    return reported.select_related("author__person", "receiver__person").order_by("reported_at")


def withhold(*, programme: Programme, key: int, actor: User) -> bool:
    """Take it off its receiver's page, which also deals with it."""
    now = timezone.now()
    return _deal(programme, key, actor, "withheld note", withheld_at=now, settled_at=now)


def give_back(*, programme: Programme, key: int, actor: User) -> bool:
    """Put it on its receiver's page again, and look at it again."""
    return _deal(programme, key, actor, "gave note back", withheld_at=None, settled_at=None)


def settle(*, programme: Programme, key: int, actor: User) -> bool:
    """It stays where it is: what there was to do has been done otherwise."""
    return _deal(programme, key, actor, "dealt with note", settled_at=timezone.now())


@transaction.atomic
def _deal(programme: Programme, key: int, actor: User, deed: str, **fields) -> bool:
    """The history names the programme's notes and never a note: nobody is to be found by it."""
    peer_round = PeerRound.objects.select_for_update().filter(programme=programme).first()
    row = reported_in(programme).filter(pk=key).first()
    if row is None or peer_round is None:
        return False
    if any(bool(getattr(row, name)) != bool(value) for name, value in fields.items()):
        PeerNote.objects.filter(pk=key).update(**fields)
        note(actor=actor, deed=deed, record=peer_round)
    return True
