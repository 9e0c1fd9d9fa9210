"""A café mended on the day: what would change, who must be told, and the list to read out."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.rota import Day, Repair, Seats, repair
from participants.rota.words import remedy_sentence, repeats_sentence

from .cafe import Scene, changed_guests, known_seats
from .cafe_letters import clock, table_words


@dataclass(frozen=True, slots=True)
class Line:
    """Who goes where; `instead` of where, empty for somebody who had no seat."""

    guest: int
    name: str
    table: str
    instead: str


@dataclass(frozen=True, slots=True)
class RoundLines:
    turn: int
    when: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """`stamp` tells one outcome from another: what is done has to be what was shown."""

    day: Day
    seats: Seats | None
    summary: tuple[str, ...]
    rounds: tuple[RoundLines, ...]
    told: tuple[str, ...]
    remedies: tuple[str, ...]
    stamp: str


def mending_of(scene: Scene, day: Day) -> Mending:
    """The same day and the same plan give the same outcome."""
    found = mended(scene, day, seed=scene.version)
    told = changed_guests(found.cafe, scene.told, found.seats) if found.seats else ()
    return Mending(
        day=day,
        seats=found.seats,
        summary=tuple(_summary(scene, found, told)),
        rounds=reading_list(scene, scene.told, found.seats or {}, found.cafe.first),
        told=tuple(found.cafe.by_key[key].name for key in told),
        remedies=tuple(remedy_sentence(found.cafe, each, _) for each in found.remedies),
        stamp=_stamp(found.seats),
    )


def mended(scene: Scene, day: Day, seed: int = 0) -> Repair:
    """From what is planned now to what can be, all told that went otherwise on the day."""
    known = known_seats(scene.whole, scene.draft.seats, day.held)
    return repair(scene.whole, known, day.held, day.missing, day.late, day.closed, seed)


def _stamp(seats: Seats | None) -> str:
    return sha256(repr(sorted((seats or {}).items())).encode()).hexdigest()[:16]


def _summary(scene: Scene, found: Repair, told: tuple[int, ...]) -> Iterator[str]:
    if found.seats is None:
        yield _("What is left cannot be seated within the rules. Nothing has been changed.")
        return
    yield _told_words(len(told), len(found.cafe.guests))
    if scene.seats and found.changes and found.proved and len(found.told) == len(told):
        yield _("Fewer changes are impossible: proved.")
    if not scene.told:
        yield _("These seats have not been published yet; this publishes all of them.")
    elif scene.changed:
        yield _("Changes that nobody has been told of are published with it.")
    if found.quality:
        yield repeats_sentence(found.quality.repeats, found.bound.repeats, _)


def _told_words(told: int, everybody: int) -> str:
    if not told:
        return _("Nobody has to change seats, and nobody has to be told.")
    words = ngettext(
        "This %(n)s person must be told:", "These %(n)s people must be told:", told
    ) % {"n": told}
    return words if told == everybody else _("Nobody else moves.") + " " + words


def reading_list(scene: Scene, before: Seats, after: Seats, first: int) -> tuple[RoundLines, ...]:
    """By round to come, everybody who sits elsewhere than before."""
    return tuple(
        RoundLines(turn, clock(scene, turn), lines)
        for turn in range(first, scene.whole.rounds + 1)
        if (lines := tuple(_lines(scene, before, after, turn)))
    )


def _lines(scene: Scene, before: Seats, after: Seats, turn: int) -> Iterator[Line]:
    for guest in scene.whole.guests:
        old, new = before.get((guest.key, turn)), after.get((guest.key, turn))
        if new is not None and new != old:
            yield Line(
                guest=guest.key,
                name=guest.name,
                table=table_words(scene, new),
                instead=str(scene.tables[old]) if old in scene.tables else "",
            )
