"""What is said of whoever is written to, and of what they themselves wrote."""

from participants.models import Application, Observer, Pledge
from participants.outbox import greeting

from ..scene import Owner, Scene
from .clock import day_words


def name(scene: Scene, owner: Owner) -> str:
    return owner.name if isinstance(owner, Observer | Application) else owner.person.name


def first_name(scene: Scene, owner: Owner) -> str:
    return greeting.first_name(name(scene, owner))


def named_by(scene: Scene, owner: Owner) -> str:
    return owner.participant.person.name if isinstance(owner, Observer) else ""


def nominated_by(scene: Scene, owner: Owner) -> str:
    return owner.nominated_by if isinstance(owner, Application) else ""


def pledge(scene: Scene, owner: Owner) -> str:
    found = scene.about_of(owner, Pledge)
    return " ".join(found.text.split()) if found else ""


def pledge_due(scene: Scene, owner: Owner) -> str:
    found = scene.about_of(owner, Pledge)
    return day_words(found.due) if found and found.due else ""
