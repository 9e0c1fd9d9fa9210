"""The notes of team-mates for the organisers: how many, from whom to whom, and never a word of
them but what a receiver reported."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from django.utils import timezone

from programmes.models import Programme

from ..models import PeerNote, PeerRound
from ..notes import (
    Standing,
    Times,
    proposed_times,
    reported_in,
    round_of,
    standings_of,
)


class Stage(StrEnum):
    NONE = "none"
    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Team:
    name: str
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What its receiver wanted the organisers to read."""

    key: int
    author: str
    author_email: str
    receiver: str
    valued: str
    suggestion: str
    reported_at: datetime
    is_withheld: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class NotesPage:
    """`written` of `possible` notes are there; `nothing` are those to whom nobody has written."""

    programme: Programme
    stage: Stage
    times: Times
    follows_dates: bool
    released_at: datetime | None
    teams: tuple[Team, ...]
    apart: tuple[Standing, ...]
    nothing: tuple[Standing, ...]
    written: int
    possible: int
    reported: tuple[Reported, ...]

    @property
    def is_complete(self) -> bool:
        return self.possible > 0 and self.written == self.possible

    @property
    def may_release(self) -> bool:
        return self.stage is Stage.CLOSED or (self.stage is Stage.OPEN and self.is_complete)

    @property
    def may_change(self) -> bool:
        return self.stage in (Stage.AHEAD, Stage.OPEN, Stage.CLOSED)

    @property
    def left_out(self) -> tuple[Standing, ...]:
        """Before they open nobody has written; who could receive nothing then is in no team."""
        return self.apart if self.stage is Stage.AHEAD else self.nothing

    @property
    def may_drop(self) -> bool:
        return self.may_change and not any(one.receives for one in self._everybody)

    @property
    def unsettled(self) -> int:
        return sum(1 for one in self.reported if not one.is_settled)

    @property
    def _everybody(self) -> tuple[Standing, ...]:
        return (*(one for team in self.teams for one in team.people), *self.apart)


@dataclass(frozen=True, slots=True)
class NotesToDo:
    """What of it concerns the desk: `nothing` are the names of those who would receive nothing,
    while that can be helped."""

    stage: Stage = Stage.NONE
    closes_at: datetime | None = None
    nothing: tuple[str, ...] = ()
    unsettled: int = 0


def notes_to_do(programme: Programme, now: datetime) -> NotesToDo:
    peer_round = round_of(programme)
    stage = stage_of(peer_round, now)
    waits, read = stage in (Stage.OPEN, Stage.CLOSED), stage is Stage.RELEASED
    standings = standings_of(programme) if waits else []
    return NotesToDo(
        stage=stage,
        closes_at=peer_round.closes_at if peer_round else None,
        nothing=tuple(one.name for one in standings if one.receives_nothing),
        unsettled=reported_in(programme).filter(settled_at=None).count() if read else 0,
    )


def notes_page_of(programme: Programme) -> NotesPage:
    """In as many queries whatever the number of people and notes."""
    peer_round, standings = round_of(programme), standings_of(programme)
    mixed = [one for one in standings if one.mates]
    apart = tuple(one for one in standings if not one.mates)
    return NotesPage(
        programme=programme,
        stage=stage_of(peer_round),
        times=_times(peer_round, programme),
        follows_dates=peer_round.follows_dates if peer_round else True,
        released_at=peer_round.released_at if peer_round else None,
        teams=tuple(
            Team(name, tuple(people)) for name, people in groupby(mixed, key=lambda one: one.team)
        ),
        apart=apart,
        nothing=tuple(one for one in standings if one.receives_nothing),
        written=sum(one.written_by for one in mixed),
        possible=sum(one.mates for one in mixed),
        reported=tuple(_reported(row) for row in reported_in(programme)),
    )


def stage_of(peer_round: PeerRound | None, now: datetime | None = None) -> Stage:
    now = now or timezone.now()
    if peer_round is None:
        return Stage.NONE
    if peer_round.released_at:
        return Stage.RELEASED
    if now < peer_round.opens_at:
        return Stage.AHEAD
    return Stage.OPEN if now < peer_round.closes_at else Stage.CLOSED


def _times(peer_round: PeerRound | None, programme: Programme) -> Times:
    if peer_round is None:
        return proposed_times(programme)
    return Times(peer_round.opens_at, peer_round.closes_at)


def _reported(row: PeerNote) -> Reported:
    return Reported(
        key=row.pk,
        author=row.author.person.name,
        author_email=row.author.person.email or "",
        receiver=row.receiver.person.name,
        valued=row.valued,
        suggestion=row.suggestion,
        reported_at=row.reported_at,
        is_withheld=row.withheld_at is not None,
        is_settled=row.settled_at is not None,
    )
