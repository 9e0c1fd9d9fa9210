"""What choosing who comes needs: decisions, people for free places, and answers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .deeds import Need, Situation, link, some


def coming_needs(now: Situation) -> Iterator[Need]:
    if now.coming is not None:
        url = link("coming", slug=now.programme.slug)
        for part in (_undecided, _places, _unanswered):
            yield from part(now, url)


def _undecided(now: Situation, url: str) -> Iterator[Need]:
    if names := now.coming.undecided:
        words = ngettext(
            "%(n)s application waits for a decision",
            "%(n)s applications wait for a decision",
            len(names),
        )
        yield Need(words % {"n": len(names)}, some(names), _("Choose who comes"), url)


def _places(now: Situation, url: str) -> Iterator[Need]:
    places, waiting = now.coming.places, now.coming.waiting
    if not places.holds(0):
        words = _("More people have a place than there are places")
        numbers = {"taken": places.taken, "total": places.total}
        detail = _("%(taken)s people for %(total)s places.") % numbers
        yield Need(words, detail, _("See who comes"), url, pressing=False)
    elif places.free and waiting:
        words = ngettext("A place is free", "%(n)s places are free", places.free)
        waits = ngettext("%(n)s person waits.", "%(n)s people wait.", waiting)
        yield Need(words % {"n": places.free}, waits % {"n": waiting}, _("Invite the next"), url)
    elif places.free and now.people.asked and not now.coming.undecided:
        words = ngettext("A place is free", "%(n)s places are free", places.free)
        detail = _("Nobody waits for one.")
        yield Need(words % {"n": places.free}, detail, _("See who comes"), url, pressing=False)


def _unanswered(now: Situation, url: str) -> Iterator[Need]:
    if names := now.coming.unanswered:
        words = ngettext(
            "%(n)s person has not answered the invitation",
            "%(n)s people have not answered the invitation",
            len(names),
        )
        yield Need(words % {"n": len(names)}, some(names), _("See who comes"), url, pressing=False)
