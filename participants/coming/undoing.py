"""A deed undone, all of it or nothing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Application, Participant
from programmes.models import Programme, User
from programmes.trail import note

from .changes import Change, Refused, settle, stamp, unmake
from .leaving import give_back
from .places import HOLDING, lock, places_of


@transaction.atomic
def undo(*, programme: Programme, change: Change, user: User | None = None) -> None:
    """Raises Refused where somebody has answered or been decided on since, or no place is free."""
    lock(programme)
    before = places_of(programme)
    rows = programme.participants.select_related("person", "organisation", "programme")
    people = rows.in_bulk(list(change.people))
    _require_nobody_went_on(people, change)
    for key, was in change.people.items():
        person = people[key]
        note(actor=user, deed="undone", record=person)
        if was is None:
            unmake(person)
        else:
            _put_back(person, was)
    for application in programme.applications.filter(pk__in=list(change.applications)):
        application.state = change.applications[application.pk]
        application.save(update_fields=["state"])
    after = places_of(programme)
    if after.taken > before.taken and not after.holds(0):
        raise Refused(_("Nothing was undone: the place has been given to somebody else."))


def _require_nobody_went_on(people: dict[int, Participant], change: Change) -> None:
    gone = [key for key in change.people if key not in people]
    others = [row for key, row in people.items() if stamp(row) != change.after.get(key)]
    if gone or others:
        names = ", ".join(str(row) for row in others) or _("somebody")
        words = _("Nothing was undone: %(names)s has answered or been changed since.")
        raise Refused(words % {"names": names})


def _put_back(person: Participant, was: dict[str, Any]) -> None:
    settle(
        person,
        was["status"],
        absent=was["absent"],
        answered_on=was["answered_on"] and date.fromisoformat(was["answered_on"]),
        waiting_since=was["waiting_since"] and datetime.fromisoformat(was["waiting_since"]),
    )
    if was["status"] in HOLDING:
        give_back(person, was["places"])


def is_open(programme: Programme, change: Change) -> bool:
    """Whether it can still be undone, as far as that is known without trying."""
    rows = programme.participants.in_bulk(list(change.people))
    there = all(key in rows for key in change.people)
    same = all(stamp(row) == change.after.get(key) for key, row in rows.items())
    keys = list(change.applications)
    found = Application.objects.filter(programme=programme, pk__in=keys).count()
    return bool(change) and there and same and found == len(keys)
