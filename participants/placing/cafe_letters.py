"""What guests of a café are told: where they sit in each round, in whole sentences."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from participants.models import Participant

from .cafe import Scene, promised, round_starts
from .letters import Envelope, Letter, envelope_of


def seats_letters(scene: Scene, guests: Iterable[int]) -> dict[int, Letter]:
    """Two queries, however many have to be told."""
    rows = scene.conversation.programme.participants.filter(pk__in=list(guests))
    envelope = envelope_of(scene.conversation.programme)
    return {row.pk: _letter(scene, envelope, row) for row in rows.select_related("person")}


def _letter(scene: Scene, envelope: Envelope, person: Participant) -> Letter:
    """All their seats to come; it says so when they differ from what they were told."""
    cafe = scene.conversation
    values = {"cafe": cafe.title, "day": date_format(cafe.day, "l j F")}
    words, subject = _("These are your tables at %(cafe)s on %(day)s:"), _("Your tables: %(cafe)s")
    if any(seat[0] == person.pk for seat in scene.told):
        words = _("Your tables at %(cafe)s on %(day)s have changed. These are the new ones:")
        subject = _("New tables: %(cafe)s")
    lines = "\n".join((words % values, *_lines(scene, person.pk)))
    return envelope.letter(person, subject % values, lines)


def _lines(scene: Scene, guest: int) -> Iterator[str]:
    for turn in scene.cafe.turns:
        if (table := scene.seats.get((guest, turn))) is not None:
            yield _("Round %(round)s, %(time)s: %(table)s") % {
                "round": turn,
                "time": clock(scene, turn),
                "table": topic_words(scene, table),
            }


def clock(scene: Scene, turn: int) -> str:
    """When a round begins, on the wall of the venue."""
    begins = round_starts(scene.conversation, turn)
    return time_format(begins, "H:i")


def table_words(scene: Scene, table: int) -> str:
    """“Table 4 with Mara Quist”."""
    row = scene.tables[table]
    names = promised(row)
    words = _("%(table)s with %(names)s") if names else "%(table)s"
    return words % {"table": row, "names": names}


def topic_words(scene: Scene, table: int) -> str:
    """“Table 4 with Mara Quist: Being wrong in public”."""
    parts = (table_words(scene, table), scene.tables[table].topic)
    return ": ".join(filter(None, parts))
