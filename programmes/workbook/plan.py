"""From rows of values to what would change, for a whole workbook."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import models
from django.utils.translation import gettext as _

from programmes.models import Organisation, Person, Programme

from .findings import Preview, Problem, RowChange, SheetChanges
from .matching import Entry, SheetPlan
from .reading import Book
from .references import Index
from .sheets import Sheet


@dataclass(frozen=True, slots=True)
class Reach:
    """Primary keys of shared records that the importer may see and change; None for all."""

    people: frozenset[int] | None = None
    organisations: frozenset[int] | None = None


class Plan:
    """Builds everything in memory, writes nothing. What is referred to comes first."""

    def __init__(
        self,
        book: Book,
        sheets: Sequence[Sheet],
        programme: Programme,
        reach: Reach | None = None,
    ) -> None:
        self.book, self.sheets, self.programme = book, sheets, programme
        self.reach = reach or Reach()
        self.is_new = programme.pk is None
        self.problems, self.notices = list(book.problems), list(book.notices)
        self.said = set(book.problems)
        self.faulty = {(problem.sheet, problem.row) for problem in book.problems}
        self.unreadable = {sheet for sheet, row in self.faulty if row in (None, 1)}
        self.entries: dict[str, list[Entry]] = {}
        self.index: dict[str, Index] = {}
        self.left: dict[str, list[str]] = {}
        self.zone = ZoneInfo("UTC")
        for sheet in sheets:
            SheetPlan(self, sheet).make()

    def problem(
        self, sheet: Sheet, row: int | None, field: str, text: str, remedy: str = ""
    ) -> None:
        heading = sheet.heading_of(field)
        found = Problem(str(text), str(remedy), str(sheet.title), row, heading)
        if found not in self.said:
            self.said.add(found)
            self.faulty.add((found.sheet, row))
            self.problems.append(found)

    def has_problems(self, sheet: Sheet) -> bool:
        return any(title == str(sheet.title) for title, __ in self.faulty)

    def is_unclear(self, sheet_name: str, name: str) -> bool:
        """The name stands in a row, or on a sheet, that has to be put right first."""
        index = self.index[sheet_name]
        return index.title in self.unreadable or index.is_unclear(name)

    def notice(self, sheet: Sheet, text: str) -> None:
        self.notices.append(Problem(text, sheet=str(sheet.title)))

    def may_change(self, thing: models.Model) -> bool:
        """Records that only other people's programmes rely on are recognised and left alone."""
        keys = {Person: self.reach.people, Organisation: self.reach.organisations}.get(type(thing))
        return keys is None or thing.pk in keys

    def only(self, name: str) -> Any:
        """The single row of that sheet, or None."""
        things = self.index[name].things
        return things[0] if things else None

    def note(self, sheet: Sheet, entries: list[Entry]) -> None:
        """What is read further down belongs to this programme and is told by its clock."""
        if sheet.model is Programme and entries:
            self.programme = entries[0].thing
            if self.programme.time_zone in available_timezones():
                self.zone = ZoneInfo(self.programme.time_zone)

    def preview(self) -> Preview:
        changes = tuple(self._changes(sheet) for sheet in self.sheets)
        order = {str(sheet.title): place for place, sheet in enumerate(self.sheets, start=1)}
        problems = tuple(sorted(self.problems, key=lambda p: (order.get(p.sheet, 0), p.row or 0)))
        content = json.dumps([repr(changes), repr(problems), self.programme.slug])
        return Preview(
            slug=self.programme.slug,
            title=self.programme.title,
            is_new=self.is_new,
            sheets=changes,
            problems=problems,
            notices=tuple(self.notices),
            digest=hashlib.sha256(content.encode()).hexdigest(),
        )

    def _changes(self, sheet: Sheet) -> SheetChanges:
        entries = self.entries[sheet.name]
        return SheetChanges(
            title=str(sheet.heading_in_preview or sheet.title),
            new=tuple(self._row_change(sheet, e) for e in entries if e.is_new),
            changed=tuple(self._row_change(sheet, e) for e in entries if e.is_changed),
            unchanged=sum(not e.is_new and not e.is_changed for e in entries),
            left_alone=tuple(self.left[sheet.name]),
        )

    def _row_change(self, sheet: Sheet, entry: Entry) -> RowChange:
        fields = () if entry.is_new else tuple(change for __, change in entry.changes)
        remark = _("It has answers, so this becomes a new version.") if entry.revision else ""
        return RowChange(entry.row.number, next(iter(sheet.labels(entry.thing))), fields, remark)
