"""What holds for the programme, whoever is written to."""

from collections.abc import Iterable
from itertools import groupby

from programmes.models import Session
from programmes.reports import span

from ..scene import Owner, Scene
from .clock import day_words, hours, instant


def title(scene: Scene, owner: Owner) -> str:
    return scene.programme.title


def venue(scene: Scene, owner: Owner) -> str:
    return scene.programme.venue


def place(scene: Scene, owner: Owner) -> str:
    return scene.programme.place


def directions(scene: Scene, owner: Owner) -> str:
    return scene.programme.directions


def map_address(scene: Scene, owner: Owner) -> str:
    return scene.programme.map_address


def first_day(scene: Scene, owner: Owner) -> str:
    return day_words(scene.programme.starts_on)


def last_day(scene: Scene, owner: Owner) -> str:
    return day_words(scene.programme.ends_on)


def dates(scene: Scene, owner: Owner) -> str:
    return span(scene.programme.starts_on, scene.programme.ends_on)


def starts(scene: Scene, owner: Owner) -> str:
    """The first session: of the day it is about, or of all."""
    first = next(iter(_sessions(scene, owner)), None)
    if first is None:
        return ""
    words = [day_words(first.day), f"{first.starts:%H:%M}", first.room]
    return ", ".join(filter(None, words))


def agenda(scene: Scene, owner: Owner) -> str:
    """The sessions of the day it is about, or of all days."""
    days = groupby(_sessions(scene, owner), lambda session: session.day)
    return "\n\n".join("\n".join((day_words(day), *_lines(some))) for day, some in days)


def _sessions(scene: Scene, owner: Owner) -> list[Session]:
    day = scene.day_of(owner)
    return [one for one in scene.sessions if day in (None, one.day)]


def _lines(sessions: Iterable[Session]) -> Iterable[str]:
    for one in sessions:
        name = f"{one.strand}: {one.title}" if one.strand else one.title
        room = f" ({one.room})" if one.room else ""
        yield f"{hours(one.starts, one.ends)} {name}{room}"


def challenge(scene: Scene, owner: Owner) -> str:
    return scene.challenge.question if scene.challenge else ""


def setters(scene: Scene, owner: Owner) -> str:
    return ", ".join(
        f"{one.person.name} ({one.responsibility})" if one.responsibility else one.person.name
        for one in scene.setters
    )


def choice_closes(scene: Scene, owner: Owner) -> str:
    closes = scene.choice and scene.choice.closes_at
    return instant(closes, scene.zone) if closes else ""


def contact(scene: Scene, owner: Owner) -> str:
    asked = scene.programme
    words = (asked.contact_name, asked.contact_email, asked.contact_phone)
    return ", ".join(filter(None, words))


def report(scene: Scene, owner: Owner) -> str:
    """Where anybody reads it, once it is published and its page is shown."""
    return scene.report
