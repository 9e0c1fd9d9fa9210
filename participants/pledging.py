"""What a participant means to do: written, changed and taken back by them alone."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from .models import Participant, Pledge

MOST = 10
"""More than anybody will do."""


class TooMany(Exception):
    """`args[0]` says so to its author."""


@transaction.atomic
def keep_pledge(*, participant: Participant, said: Mapping, pledge: int | None = None) -> Pledge:
    """Write one, or change the one of this key. What was sent twice stands once, and a change to
    one that is gone meanwhile writes it anew. `said` are its fields by name."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    mine = list(participant.pledges.all())
    row = next((one for one in mine if one.pk == pledge), None)
    same = next((one for one in mine if _is_same(one, said)), None)
    if row is None and same is not None:
        return same
    if row is None and len(mine) >= MOST:
        raise TooMany(
            _("You have %(n)d pledges. Delete one before you write another.") % {"n": len(mine)}
        )
    row = row or Pledge(participant=participant)
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    return row


def _is_same(pledge: Pledge, said: Mapping) -> bool:
    return all(getattr(pledge, name) == said.get(name) for name in ("text", "due", "partner"))


def delete_pledge(*, participant: Participant, pledge: int) -> None:
    """Nothing happens to one that is not there, or not theirs."""
    participant.pledges.filter(pk=pledge).delete()
