"""A team that writes to each other, for tests of its notes."""

from datetime import timedelta

from django.utils import timezone

from participants.models import Participant, PeerNote, PeerRound, Team
from participants.notes import Words
from programmes.models import Programme
from tests import factories


def team(programme: Programme, *names: str, team: str = "Heron") -> list[Participant]:
    made, _new = Team.objects.get_or_create(programme=programme, name=team)
    return [
        factories.participant(programme, person=factories.person(name=name), team=made)
        for name in names
    ]


def opened(programme: Programme, **fields) -> PeerRound:
    """Open now, until in two days."""
    now = timezone.now()
    made = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=2)}
    return PeerRound.objects.create(programme=programme, **{**made, **fields})


def closed(programme: Programme, **fields) -> PeerRound:
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=3), "closes_at": now - timedelta(hours=1)}
    return opened(programme, **{**times, **fields})


def released(programme: Programme) -> PeerRound:
    return closed(programme, released_at=timezone.now())


def note(author: Participant, receiver: Participant, valued: str = "Your calm.", **fields):
    return PeerNote.objects.create(author=author, receiver=receiver, valued=valued, **fields)


def words(valued: str = "", suggestion: str = "", before: Words | None = None) -> Words:
    return Words(valued, suggestion, (before or Words("", "")).mark)
