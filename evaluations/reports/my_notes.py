"""What somebody writes to their team-mates, and what they read once all of it is released."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.forms.notes import SEEN, SUGGESTION, VALUED
from participants.models import Participant, PeerNote
from participants.notes import Mate, Words, mark_of, mates_of, received_by, round_of
from participants.reports.peer_notes import Stage, stage_of
from programmes.models import Programme

NOTHING, FRESH = Words("", ""), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Letter:
    """To one team-mate: the names of its fields, what is in them, and the mark of what is kept.
    `kept` is what is kept in its place, where that was changed elsewhere meanwhile."""

    key: int
    name: str
    is_former: bool
    valued_name: str
    suggestion_name: str
    seen_name: str
    valued: str
    suggestion: str
    seen: str
    error: str = ""
    kept: Words | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.valued or self.suggestion)


@dataclass(frozen=True, slots=True)
class Received:
    """`is_withheld`: the organisers took it off this page, so there are no words."""

    key: int
    author: str
    valued: str
    suggestion: str
    is_reported: bool
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class MyNotes:
    programme: Programme
    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None
    letters: tuple[Letter, ...]
    received: tuple[Received, ...]

    @property
    def is_open(self) -> bool:
        return self.stage is Stage.OPEN

    @property
    def written(self) -> tuple[Letter, ...]:
        return tuple(letter for letter in self.letters if not letter.is_empty)

    @property
    def errors(self) -> tuple[Letter, ...]:
        return tuple(letter for letter in self.letters if letter.error)

    def of(self, key: int) -> Received | None:
        return next((one for one in self.received if one.key == key), None)


def my_notes_of(
    participant: Participant,
    sent: Mapping[int, Words] | None = None,
    errors: Mapping[int, str] | None = None,
    overtaken: Collection[int] = (),
) -> MyNotes:
    """`sent` is what somebody sent and could not be kept: it stays in its fields."""
    peer_round = round_of(participant.programme)
    kept = {row.receiver_id: row for row in participant.notes_given.all()}
    sent, errors = sent or {}, dict(errors or {}) | dict.fromkeys(overtaken, _overtaken())
    letters = (
        _letter(mate, kept.get(mate.pk), sent.get(mate.pk), errors.get(mate.pk, ""), overtaken)
        for mate in mates_of(participant)
    )
    return MyNotes(
        programme=participant.programme,
        stage=stage_of(peer_round),
        opens_at=peer_round.opens_at if peer_round else None,
        closes_at=peer_round.closes_at if peer_round else None,
        letters=tuple(letters),
        received=tuple(_received(row) for row in received_by(participant)),
    )


def _overtaken() -> str:
    return _(
        "You have changed this note elsewhere meanwhile. Below are your words of now; save again "
        "to keep them in the place of the others."
    )


def _letter(
    mate: Mate, row: PeerNote | None, sent: Words | None, error: str, overtaken: Collection[int]
) -> Letter:
    """A second attempt is judged by what is kept now where its author has been shown that; a mark
    that was sent stays otherwise, so that nothing kept elsewhere is lost unseen."""
    kept = Words(row.valued, row.suggestion) if row else NOTHING
    shown = sent or kept
    is_overtaken = mate.pk in overtaken
    return Letter(
        key=mate.pk,
        name=mate.name,
        is_former=mate.is_former,
        valued_name=f"{VALUED}{mate.pk}",
        suggestion_name=f"{SUGGESTION}{mate.pk}",
        seen_name=f"{SEEN}{mate.pk}",
        valued=shown.valued,
        suggestion=shown.suggestion,
        seen=sent.seen if sent and not is_overtaken else mark_of(kept.valued, kept.suggestion),
        error=error,
        kept=kept if is_overtaken else None,
    )


def _received(row: PeerNote) -> Received:
    withheld = row.withheld_at is not None
    return Received(
        key=row.pk,
        author=row.author.person.name,
        valued="" if withheld else row.valued,
        suggestion="" if withheld else row.suggestion,
        is_reported=row.reported_at is not None,
        is_withheld=withheld,
    )


@dataclass(frozen=True, slots=True)
class NotesBlock:
    """On somebody's own page: `mates` to write to while they may, `received` once released.
    `is_fresh`: it stands on top; some weeks later it is one thing among others."""

    is_open: bool
    closes_at: datetime | None
    mates: int
    written: int
    received: int
    is_fresh: bool = True


def notes_block(participant: Participant) -> NotesBlock | None:
    """None where there is nothing to write or to read. The round is known since the link was."""
    peer_round = getattr(participant.programme, "peer_round", None)
    stage = stage_of(peer_round)
    if stage is Stage.OPEN:
        mates = mates_of(participant)
        if not mates:
            return None
        written = participant.notes_given.count()
        return NotesBlock(True, peer_round.closes_at, len(mates), written, 0)
    if stage is Stage.RELEASED:
        received = received_by(participant).count()
        written = participant.notes_given.count()
        is_fresh = timezone.now() - peer_round.released_at < FRESH
        block = NotesBlock(False, None, 0, written, received, is_fresh)
        return block if received + written else None
    return None
