"""What a form asks of somebody: until when, for how long, and who reads it."""

from django.utils.translation import ngettext

from evaluations.models import Questionnaire

from ..scene import Owner, Scene
from .clock import instant


def _form(scene: Scene, owner: Owner) -> Questionnaire | None:
    return scene.about_of(owner, Questionnaire)


def form(scene: Scene, owner: Owner) -> str:
    found = _form(scene, owner)
    return found.title if found else ""


def form_opens(scene: Scene, owner: Owner) -> str:
    found = _form(scene, owner)
    return instant(found.opens_at, scene.zone) if found else ""


def form_closes(scene: Scene, owner: Owner) -> str:
    found = _form(scene, owner)
    return instant(found.closes_at, scene.zone) if found else ""


def minutes(scene: Scene, owner: Owner) -> str:
    found = _form(scene, owner)
    number = scene.minutes.get(found.pk, 0) if found else 0
    return ngettext("%(n)s minute", "%(n)s minutes", number) % {"n": number} if number else ""


def promise(scene: Scene, owner: Owner) -> str:
    found = _form(scene, owner)
    return scene.promises[found.pk] if found else ""
