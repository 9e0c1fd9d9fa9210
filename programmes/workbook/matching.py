"""The rows of one sheet: references found, rows matched with records, rules checked."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .cells import in_words
from .checks import broken_rules, doubles, unique_fields
from .findings import CellProblem, FieldChange
from .reading import Row
from .references import Index
from .sheets import Column, Sheet, Values
from .words import fold, plain

if TYPE_CHECKING:
    from .plan import Plan


@dataclass
class Entry:
    """One row of a sheet beside the record it makes or changes."""

    row: Row
    thing: models.Model
    is_new: bool
    changes: list[tuple[Column, FieldChange]]
    revision: models.Model | None = None  # to stand beside the record, which stays as it was read

    @property
    def is_changed(self) -> bool:
        return bool(self.changes) and not self.is_new


class SheetPlan:
    """The rows of one sheet beside the records they stand for."""

    def __init__(self, plan: "Plan", sheet: Sheet) -> None:
        self.plan, self.sheet = plan, sheet
        self.index = Index(str(sheet.title), sheet.labels, sheet.aliases)
        plan.index[sheet.name] = self.index
        plan.entries[sheet.name] = self.entries = []
        self.known = list(self.known_rows())
        self.used: set[int] = set()
        self.untouched = 0  # rows of records that belong to other people's programmes

    def known_rows(self) -> models.QuerySet:
        if self.sheet.known:
            return self.sheet.with_references(self.sheet.known(self.plan))
        return self.sheet.rows(self.plan.programme)

    def make(self) -> None:
        every = self.plan.book.rows[self.sheet.name]
        rows = [(row, self.resolved(row)) for row in every]
        whole = [(row, values) for row, values in rows if not row.broken]
        self.check_number(whole)
        found = (
            self.sheet.match(self.plan, self.sheet, whole)
            if self.sheet.match
            else self.matched(whole)
        )
        for row, values in whole:
            if not row.broken:
                self.take(row, values, found.get(row.number))
        for row in every:
            if row.broken:
                self.index.add_unclear(row.values.get(self.sheet.columns[0].field), row.values)
        for thing in self.known:
            if thing.pk not in self.used:
                self.index.add(thing)
        self.resolve_later()
        self.check_rules()
        self.list_left()
        if self.untouched:
            self.plan.notice(self.sheet, self.said_of_untouched())
        self.plan.note(self.sheet, self.entries)

    def said_of_untouched(self) -> str:
        text = ngettext(
            "%(count)d row is known from other programmes; it is used, not changed.",
            "%(count)d rows are known from other programmes; they are used, not changed.",
            self.untouched,
        )
        return text % {"count": self.untouched}

    def check_number(self, rows: list) -> None:
        if self.sheet.single and len(rows) > 1:
            text = _("The sheet has %(count)s rows.") % {"count": len(rows)}
            remedy = _("Keep one: a workbook holds one programme.")
            self.plan.problem(self.sheet, rows[1][0].number, "", text, remedy)

    def resolved(self, row: Row) -> Values:
        """The row's values with records in place of names, and what empty cells stand for."""
        values: Values = {}
        for column in self.sheet.columns:
            if column.field in row.values and not column.later:
                values[column.field] = self.value(row, column, row.values[column.field], values)
        if not row.broken:
            self.sheet.complete(values, row)
        return self.sheet.fixed(self.plan) | values

    def value(self, row: Row, column: Column, value: Any, values: Values) -> Any:
        if value is None:
            return self.sheet.blank(column)
        if isinstance(value, dt.datetime) and value.tzinfo is None:
            return value.replace(tzinfo=self.plan.zone)
        return self.referred(row, column, value, values) if self.sheet.refers(column) else value

    def referred(self, row: Row, column: Column, name: str, values: Values) -> Any:
        fits = (lambda thing: column.among(values, thing)) if column.among else None
        try:
            return self.plan.index[column.to].find(name, fits)
        except CellProblem as found:
            if not self.plan.is_unclear(column.to, name):
                self.plan.problem(self.sheet, row.number, column.field, found.text, found.remedy)
            row.broken = True
            return None

    def matched(self, rows: list[tuple[Row, Values]]) -> dict[int, Any]:
        """By the whole key; then, for what moved, by the second key where it fits one row only."""
        by_key = {self.key(_values_of(self.sheet, thing)): thing for thing in self.known}
        found: dict[int, Any] = {}
        first: dict[tuple, int] = {}
        for row, values in rows:
            key = self.key(values)
            if key in first:
                self.say_twice(row, first[key])
            first.setdefault(key, row.number)
            if key in by_key:
                found[row.number] = by_key[key]
        if self.sheet.second_key:
            found |= self.moved([(r, v) for r, v in rows if r.number not in found], found)
        return found

    def say_twice(self, row: Row, earlier: int) -> None:
        text = _("The row says the same as row %(row)s.") % {"row": earlier}
        headings = ", ".join(filter(None, map(self.sheet.heading_of, self.sheet.key)))
        remedy = _("Delete one of them, or correct: %(headings)s.") % {"headings": headings}
        self.plan.problem(self.sheet, row.number, self.sheet.key[0], text, remedy)

    def moved(self, rows: list[tuple[Row, Values]], found: dict[int, Any]) -> dict[int, Any]:
        keys = self.sheet.second_key
        matched = {thing.pk for thing in found.values()}
        left, wanted = defaultdict(list), defaultdict(list)
        for thing in self.known:
            if thing.pk not in matched:
                left[self.key(_values_of(self.sheet, thing), keys)].append(thing)
        for row, values in rows:
            wanted[self.key(values, keys)].append(row)
        pairs = ((rows, left[key]) for key, rows in wanted.items())
        return {r[0].number: t[0] for r, t in pairs if len(r) == 1 and len(t) == 1}

    def key(self, values: Values, names: tuple[str, ...] = ()) -> tuple:
        return tuple(_key_part(values.get(name)) for name in names or self.sheet.key)

    def take(self, row: Row, values: Values, thing: models.Model | None) -> None:
        if thing is None and self.sheet.only_if_filled and row.given <= set(self.sheet.key):
            return
        entry = Entry(row, thing or self.sheet.model(), thing is None, [])
        self.entries.append(entry)
        if entry.is_new or self.plan.may_change(thing):
            self.fill(entry, values)
        else:
            self.untouched += 1
        if not entry.is_new:
            self.used.add(thing.pk)
        self.check(entry)
        self.index.add(entry.thing)

    def fill(self, entry: Entry, values: Values) -> None:
        if not entry.is_new:
            if self.sheet.blank_keeps:
                values = {name: v for name, v in values.items() if name in entry.row.given}
            for column in self.sheet.stored:
                if column.field in values:
                    self.compare(entry, column, values[column.field])
            changed = frozenset(column.field for column, __ in entry.changes)
            entry.revision = self.sheet.revise(entry.thing, values, changed)
        aside = {column.field for column in self.sheet.columns if column.aside}
        for name, value in values.items():
            if not entry.revision and name not in aside:
                setattr(entry.thing, name, value)

    def compare(self, entry: Entry, column: Column, value: Any) -> None:
        before = getattr(entry.thing, column.field)
        lines = getattr(self.sheet.kinds[column.field], "lines", False)
        if not _same(before, value, lines=lines):
            heading = self.sheet.heading(column)
            change = FieldChange(heading, self.shown(column, before), self.shown(column, value))
            entry.changes.append((column, change))

    def shown(self, column: Column, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, models.Model):
            return next(iter(self.plan.index[column.to].labels(value)))
        return in_words(self.sheet.kinds[column.field], value, self.plan.zone)

    def resolve_later(self) -> None:
        for column in (c for c in self.sheet.columns if c.later):
            for entry in self.entries:
                values = _values_of(self.sheet, entry.thing)
                name = entry.row.values.get(column.field)
                value = self.referred(entry.row, column, name, values) if name else None
                if not entry.is_new:
                    self.compare(entry, column, value)
                setattr(entry.thing, column.field, value)

    def check(self, entry: Entry) -> None:
        """The fields' own rules and the record's."""
        thing = entry.revision or entry.thing
        for column in self.sheet.stored:
            field = self.sheet.field(column)
            value = getattr(thing, field.attname)
            if field.is_relation or value in (None, "") or column.later:
                continue
            try:
                field.run_validators(value)
            except ValidationError as error:
                self.say(entry, column.field, error.messages)
        try:
            thing.clean()
        except ValidationError as error:
            for name, messages in getattr(error, "error_dict", {"": error}).items():
                self.say(entry, name, ValidationError(messages).messages)
        for rule, fields in broken_rules(thing):
            named = [name for name in fields if self.sheet.heading_of(name)]
            self.say(entry, named[0] if named else "", [str(rule.get_violation_error_message())])

    def say(self, entry: Entry, field: str, messages: list[str]) -> None:
        for message in messages:
            self.plan.problem(
                self.sheet, entry.row.number, field, message, _("Correct it in this row.")
            )

    def check_rules(self) -> None:
        """What may stand there once only, over all rows of the programme, in the file or not."""
        rows = {id(entry.thing): entry.row.number for entry in self.entries}
        for rule in self.sheet.model._meta.constraints:
            if not isinstance(rule, models.UniqueConstraint):
                continue
            for earlier, later in doubles(rule, self.index.things):
                self.say_double(rule, rows.get(id(earlier)), rows.get(id(later)))
        if self.sheet.check:
            self.sheet.check(self.plan, self.sheet, [entry.row for entry in self.entries])

    def say_double(
        self, rule: models.UniqueConstraint, earlier: int | None, later: int | None
    ) -> None:
        row, other = (later, earlier) if later else (earlier, None)
        if other:
            remedy = _("See row %(row)s.") % {"row": other}
        else:
            remedy = _("The other one is in the programme, but not in the file.")
        named = [name for name in unique_fields(rule) if self.sheet.heading_of(name)]
        if row and (str(self.sheet.title), row) not in self.plan.faulty:
            text = str(rule.get_violation_error_message())
            self.plan.problem(self.sheet, row, named[-1] if named else "", text, remedy)

    def list_left(self) -> None:
        """Known to the programme, not in the file: told, and left as it is. While a row or a
        heading cannot be read, nobody can say what is missing."""
        self.plan.left[self.sheet.name] = []
        if self.plan.has_problems(self.sheet):
            return
        own = self.known if not self.sheet.known else self.sheet.rows(self.plan.programme)
        self.plan.left[self.sheet.name] = [
            next(iter(self.sheet.labels(thing))) for thing in own if thing.pk not in self.used
        ]


def _values_of(sheet: Sheet, thing: models.Model) -> Values:
    return {c.field: getattr(thing, c.field) for c in sheet.stored if not c.later} | {
        name: getattr(thing, name) for name in (*sheet.key, *sheet.second_key)
    }


def _key_part(value: Any) -> Any:
    if isinstance(value, models.Model):
        return type(value).__name__, value.pk or f"new {id(value)}"
    return fold(value) if isinstance(value, str) else value


def _same(before: Any, after: Any, *, lines: bool) -> bool:
    """Records by their key; texts without regard to the kind of line break and outer spaces."""
    if isinstance(before, models.Model) or isinstance(after, models.Model):
        return before is after or (
            None not in (before, after) and before.pk is not None and before.pk == after.pk
        )
    if isinstance(before, str) and isinstance(after, str):
        return before == after or plain(before, lines=lines) == plain(after, lines=lines)
    return before == after
