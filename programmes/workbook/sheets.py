"""A sheet described once: this makes the template, the import, the export and the checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst

from .cells import Choice, Kind, Reference, Text, YesNo, kind_of

if TYPE_CHECKING:
    from .plan import Plan
    from .reading import Row

Words = str | Promise
Values = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One field. Heading and hint are the model's own words unless given here."""

    field: str
    example: object = None
    heading: Words = ""
    hint: Words = ""
    to: str = ""  # the name of the sheet that a reference looks in
    among: Callable[[Values, Any], bool] | None = None  # which of its rows come into question
    later: bool = False  # refers to rows further down the same sheet
    needed: bool | None = None
    aside: bool = False  # no field of the record: it helps to read the row
    newer: bool = False  # a workbook from before it was there does without, and changes nothing


@dataclass(frozen=True, eq=False)
class Sheet:
    """Rows of one model. Two descriptions of the same title share a worksheet."""

    name: str
    title: Words
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    existing: Callable[[Any], models.QuerySet]  # programme -> its rows: exported, or left alone
    hint: Words = ""
    heading_in_preview: Words = ""  # where two descriptions share a worksheet
    # What every row has beside its columns.
    fixed: Callable[["Plan"], Values] = lambda plan: {}
    # Fills in what follows from other cells.
    complete: Callable[[Values, "Row"], None] = lambda values, row: None
    labels: Callable[[Any], Iterable[str]] = lambda thing: (str(thing),)  # ever less ambiguous
    aliases: Callable[[Any], Iterable[str]] = lambda thing: ()  # also understood
    known: Callable[["Plan"], models.QuerySet] | None = (
        None  # looked among, when more than existing
    )
    match: Callable[["Plan", "Sheet", list[tuple["Row", Values]]], dict[int, Any]] | None = None
    check: Callable[["Plan", "Sheet", list["Row"]], None] | None = None
    second_key: tuple[str, ...] = ()  # tells that a row has moved, when it fits one row only
    single: bool = False
    blank_keeps: bool = False  # an empty cell leaves what is known
    only_if_filled: bool = False  # no row when nothing but the key is given
    rewritten: bool = False  # changed rows are removed and written anew: ranks may change places
    # Where a record must stay as it was read: what to keep beside it instead, or nothing.
    revise: Callable[[Any, Values, frozenset[str]], Any] = lambda thing, values, changed: None
    save_revised: Callable[[list[tuple[Any, Any]]], None] = lambda pairs: None

    def field(self, column: Column) -> models.Field:
        return self.model._meta.get_field(column.field)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        return {c.field: Text() if c.aside else kind_of(self.field(c)) for c in self.columns}

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.aside)

    def heading(self, column: Column) -> str:
        return str(column.heading or capfirst(self.field(column).verbose_name))

    def hint_for(self, column: Column) -> str:
        return str(column.hint or ("" if column.aside else self.field(column).help_text))

    def heading_of(self, field_name: str) -> str:
        found = (self.heading(c) for c in self.columns if c.field == field_name)
        return next(found, "")

    def is_needed(self, column: Column) -> bool:
        """Whether an empty cell is a problem."""
        if column.aside or column.needed is not None:
            return bool(column.needed)
        field = self.field(column)
        return not (field.blank or field.null or field.has_default())

    def blank(self, column: Column) -> object:
        """What an empty cell stands for."""
        if column.aside:
            return None
        field = self.field(column)
        if field.is_relation or (field.null and not field.has_default()):
            return None
        return field.get_default()

    def choices(self, column: Column) -> list[str]:
        kind = self.kinds[column.field]
        return list(kind.choices) if isinstance(kind, Choice | YesNo) else []

    def refers(self, column: Column) -> bool:
        return isinstance(self.kinds[column.field], Reference)

    def rows(self, programme: Any) -> models.QuerySet:
        """Those of the programme, with what they refer to; none before it is stored."""
        if programme.pk is None:
            return self.model._default_manager.none()
        return self.with_references(self.existing(programme))

    def with_references(self, rows: models.QuerySet) -> models.QuerySet:
        references = [c.field for c in self.columns if self.refers(c)]
        return rows.select_related(*references) if references else rows
