"""When team-mates write to each other, and that all of it is read at once.

A release cannot be taken back: what somebody has read, they have read.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from programmes.models import Programme, Session, User
from programmes.trail import note

from ..models import PeerNote, PeerRound
from .standing import standings_of

FOR = timedelta(days=3)
LAST_DAY_AT = time(16)


class NotYet(Exception):
    """The notes are still being written."""


class CannotDrop(Exception):
    """Somebody has written already."""


@dataclass(frozen=True, slots=True)
class Times:
    opens_at: datetime
    closes_at: datetime


def times_by_the_agenda(programme: Programme) -> Times:
    """From the end of the last teamwork, else of the last day, for three days."""
    teamwork = programme.sessions.filter(kind=Session.Kind.TEAMWORK).order_by("day", "ends").last()
    day, clock = (teamwork.day, teamwork.ends) if teamwork else (programme.ends_on, LAST_DAY_AT)
    return Times(programme.at(day, clock), programme.at(day + FOR, clock))


def proposed_times(programme: Programme) -> Times:
    """The same, and three days from now where those have passed."""
    times, now = times_by_the_agenda(programme), timezone.now()
    if times.closes_at > now:
        return times
    now = now.replace(minute=0, second=0, microsecond=0)
    return Times(now, now + FOR)


def round_of(programme: Programme) -> PeerRound | None:
    return PeerRound.objects.filter(programme=programme).first()


def is_open(peer_round: PeerRound | None) -> bool:
    if peer_round is None or peer_round.released_at:
        return False
    return peer_round.opens_at <= timezone.now() < peer_round.closes_at


def has_closed(peer_round: PeerRound) -> bool:
    return peer_round.closes_at <= timezone.now()


@transaction.atomic
def open_round(*, programme: Programme, times: Times, actor: User) -> PeerRound:
    """Once a programme: a second click finds the first one's."""
    peer_round, is_new = PeerRound.objects.get_or_create(
        programme=programme, defaults=_set(programme, times)
    )
    if is_new:
        note(actor=actor, deed="opened notes", record=peer_round)
    return peer_round


@transaction.atomic
def change_times(*, programme: Programme, times: Times, actor: User) -> bool:
    """Whether they could be changed: not once the notes are released."""
    peer_round = _locked(programme)
    if peer_round is None or peer_round.released_at:
        return False
    fields = _set(programme, times)
    changed = [name for name, value in fields.items() if getattr(peer_round, name) != value]
    if changed:
        PeerRound.objects.filter(pk=peer_round.pk).update(**fields)
        names = [PeerRound._meta.get_field(name).verbose_name for name in changed]
        note(actor=actor, deed="changed", record=peer_round, fields=names)
    return True


def _set(programme: Programme, times: Times) -> dict[str, object]:
    follows = times == times_by_the_agenda(programme)
    return {
        "opens_at": times.opens_at,
        "closes_at": times.closes_at,
        "follows_dates": follows,
    }


@transaction.atomic
def drop_round(*, programme: Programme, actor: User) -> None:
    """As if nobody had been asked. CannotDrop once somebody has written."""
    peer_round = _locked(programme)
    if peer_round is None:
        return
    if peer_round.released_at or _notes(programme).exists():
        raise CannotDrop
    note(actor=actor, deed="closed notes", record=programme)
    peer_round.delete()


@transaction.atomic
def release(*, programme: Programme, actor: User) -> bool:
    """Everybody reads what was written to them; False where that is so already. NotYet while
    somebody may still write who has not written to all."""
    peer_round = _locked(programme)
    if peer_round is None:
        raise NotYet
    if peer_round.released_at:
        return False
    if not has_closed(peer_round) and not everybody_has_written(programme):
        raise NotYet
    PeerRound.objects.filter(pk=peer_round.pk).update(released_at=timezone.now())
    note(actor=actor, deed="released notes", record=peer_round)
    return True


def everybody_has_written(programme: Programme) -> bool:
    standings = [one for one in standings_of(programme) if one.mates]
    return bool(standings) and all(one.has_written_to_all for one in standings)


def follow_teamwork(programme: Programme) -> bool:
    """Set anew when the notes open and close, if they follow the agenda and have not opened."""
    times, now = times_by_the_agenda(programme), timezone.now()
    ahead = PeerRound.objects.filter(
        programme=programme, follows_dates=True, released_at=None, opens_at__gt=now
    )
    stale = ahead.exclude(opens_at=times.opens_at, closes_at=times.closes_at)
    return bool(stale.update(opens_at=times.opens_at, closes_at=times.closes_at))


def follow_all_teamwork() -> list[Programme]:
    """The programmes whose notes moved with their agenda."""
    now = timezone.now()
    ahead = PeerRound.objects.filter(follows_dates=True, released_at=None, opens_at__gt=now)
    rows = ahead.select_related("programme")
    return [row.programme for row in rows if follow_teamwork(row.programme)]


def _locked(programme: Programme) -> PeerRound | None:
    return PeerRound.objects.select_for_update().filter(programme=programme).first()


def _notes(programme: Programme):
    return PeerNote.objects.filter(author__programme=programme)
