"""How many come, of which kind, and by which rule: set by the organisers."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from programmes.models import Admission, MixTarget, Programme, User
from programmes.trail import note

from .changes import Change
from .following import give_free_places
from .places import lock


@transaction.atomic
def set_admission(
    *,
    programme: Programme,
    facts: Mapping[str, Any],
    wanted: Mapping[tuple[str, str], int],
    user: User | None = None,
) -> Change:
    """Places that become free by it are given by the rule at once; tells who was invited."""
    lock(programme)
    change = Change()
    row, _new = Admission.objects.update_or_create(programme=programme, defaults=dict(facts))
    _set_mix(programme, wanted)
    fields = [Admission._meta.get_field(name).verbose_name for name in facts]
    note(actor=user, deed="changed", record=row, fields=fields)
    give_free_places(programme, change)
    return change


def _set_mix(programme: Programme, wanted: Mapping[tuple[str, str], int]) -> None:
    """Rows that stay the same are left alone."""
    there = {(row.by, row.value): row for row in programme.mix_targets.all()}
    for key, row in there.items():
        if key not in wanted:
            row.delete()
    for (by, value), number in wanted.items():
        row = there.get((by, value))
        if row is None:
            MixTarget.objects.create(programme=programme, by=by, value=value, wanted=number)
        elif row.wanted != number:
            MixTarget.objects.filter(pk=row.pk).update(wanted=number)
