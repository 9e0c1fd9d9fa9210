"""One team-mate writes to the others, while the notes are open."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from ..models import Participant, PeerNote, PeerRound
from .rounds import is_open
from .standing import mates_of


class NotOpen(Exception):
    """Not yet, or not any more."""


@dataclass(frozen=True, slots=True)
class Words:
    """`seen` is the mark of what the page showed when somebody began to write."""

    valued: str
    suggestion: str
    seen: str = ""

    @property
    def mark(self) -> str:
        return mark_of(self.valued, self.suggestion)

    @property
    def is_empty(self) -> bool:
        return not (self.valued or self.suggestion)


def mark_of(valued: str, suggestion: str) -> str:
    return hashlib.sha256(json.dumps([valued, suggestion]).encode()).hexdigest()[:16]


@transaction.atomic
def write(*, author: Participant, words: Mapping[int, Words]) -> set[int]:
    """Keep what was written to each, as a whole; nothing written takes a note back. Only what was
    changed from what the page showed is kept, and given back are those whose note was changed
    elsewhere meanwhile: nothing of theirs is touched. NotOpen when it is too early or too late."""
    rounds = PeerRound.objects.select_for_update().filter(programme=author.programme_id)
    if not is_open(rounds.first()):
        raise NotOpen
    allowed = {mate.pk for mate in mates_of(author)}
    stored = {row.receiver_id: row for row in author.notes_given.all()}
    overtaken = set()
    for receiver in sorted(words.keys() & allowed):
        new, row = words[receiver], stored.get(receiver)
        now = mark_of(row.valued, row.suggestion) if row else mark_of("", "")
        if new.mark in (now, new.seen):
            continue
        if new.seen != now:
            overtaken.add(receiver)
        else:
            _keep(author, receiver, new)
    return overtaken


def _keep(author: Participant, receiver: int, words: Words) -> None:
    if words.is_empty:
        author.notes_given.filter(receiver=receiver).delete()
        return
    PeerNote.objects.update_or_create(
        author=author,
        receiver_id=receiver,
        defaults={"valued": words.valued, "suggestion": words.suggestion},
    )
