"""What is said of whoever is written to, and of what they themselves wrote."""

from participants.models import Application, Observer, Pledge

from ..scene import Owner, Scene
from .clock import day_words


def name(scene: Scene, owner: Owner) -> str:
    return owner.name if isinstance(owner, Observer | Application) else owner.person.name


def first_name(scene: Scene, owner: Owner) -> str:
    """Of a name in two parts the first; else all of it, for it may begin with a title."""
    whole = name(scene, owner)
    parts = whole.split()
    begins_with_a_title = parts and parts[0].strip(".").lower() in TITLES
    return parts[0] if len(parts) == 2 and not begins_with_a_title else whole


TITLES = {
    "brigadier",
    "canon",
    "captain",
    "cllr",
    "colonel",
    "councillor",
    "dame",
    "dr",
    "lady",
    "lord",
    "major",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "rabbi",
    "rev",
    "reverend",
    "sir",
}


def named_by(scene: Scene, owner: Owner) -> str:
    return owner.participant.person.name if isinstance(owner, Observer) else ""


def pledge(scene: Scene, owner: Owner) -> str:
    found = scene.about_of(owner, Pledge)
    return " ".join(found.text.split()) if found else ""


def pledge_due(scene: Scene, owner: Owner) -> str:
    found = scene.about_of(owner, Pledge)
    return day_words(found.due) if found and found.due else ""
