"""Writes a plan: in bulk, parents before children, all or nothing."""

from collections.abc import Iterable

from django.db import models, transaction

from .matching import Entry
from .plan import Plan
from .sheets import Sheet


@transaction.atomic
def save(plan: Plan) -> None:
    """The plan has no problems; an IntegrityError means that somebody else wrote meanwhile."""
    for sheet in plan.sheets:
        _save_sheet(sheet, plan.entries[sheet.name])


def _save_sheet(sheet: Sheet, entries: list[Entry]) -> None:
    later = [column.field for column in sheet.columns if column.later]
    new = [entry.thing for entry in entries if entry.is_new]
    changed = [entry for entry in entries if entry.is_changed and not entry.revision]
    if sheet.rewritten and changed:
        new = _removed(sheet, [entry.thing for entry in changed]) + new
        changed = []
    _create(sheet, new, later)
    if changed:
        fields = sorted({column.field for entry in changed for column, __ in entry.changes})
        sheet.model._default_manager.bulk_update([e.thing for e in changed], fields, batch_size=200)
    if revised := [(entry.thing, entry.revision) for entry in entries if entry.revision]:
        sheet.save_revised(revised)


def _removed(sheet: Sheet, things: list[models.Model]) -> list[models.Model]:
    """Taken out, ready to be written anew without standing in each other's way."""
    keys = [thing.pk for thing in things]
    for start in range(0, len(keys), 500):
        sheet.model._default_manager.filter(pk__in=keys[start : start + 500]).delete()
    for thing in things:
        thing.pk, thing._state.adding = None, True
    return things


def _create(sheet: Sheet, new: list[models.Model], later: Iterable[str]) -> None:
    """Rows that refer to each other are written first and tied together afterwards."""
    tied = [(thing, name, getattr(thing, name)) for name in later for thing in new]
    for thing, name, __ in tied:
        setattr(thing, name, None)
    sheet.model._default_manager.bulk_create(new)
    for thing, name, other in tied:
        setattr(thing, name, other)
    if tied := [thing for thing, __, other in tied if other is not None]:
        sheet.model._default_manager.bulk_update(tied, list(later), batch_size=200)
