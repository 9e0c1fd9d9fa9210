"""From records to a file. Whatever a cell holds, no spreadsheet program takes it for a formula."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from .guide import guide_lines
from .reading import EXAMPLE, GUIDE, LISTS, NOTE
from .references import Index
from .sheets import Column, Sheet
from .words import escaped

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", "0F4A46")}
NEEDED = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", "9C5B0B")}
GREY = {"font": Font(italic=True, color="6B6B6B")}
ROWS_WITH_LISTS = 2_000
FORMATS = ((dt.datetime, "dd/mm/yyyy hh:mm"), (dt.date, "dd/mm/yyyy"), (dt.time, "hh:mm"))


def write_template(file: BinaryIO, sheets: Sequence[Sheet], order: Sequence[str]) -> None:
    """Headings, one example each, lists to choose from, and a page that explains it all."""
    _write(file, _in_order(sheets, order), None, {})


def write_programme(
    file: BinaryIO, sheets: Sequence[Sheet], order: Sequence[str], programme: Any
) -> None:
    rows = {sheet.name: list(sheet.rows(programme)) for sheet in sheets}
    _write(file, _in_order(sheets, order), programme, rows)


def _in_order(sheets: Sequence[Sheet], order: Sequence[str]) -> list[list[Sheet]]:
    """The descriptions by worksheet, worksheets as people read them."""
    by_name = {sheet.name: sheet for sheet in sheets}
    leading = [by_name[name] for name in order]
    return [
        [sheet, *(s for s in sheets if str(s.title) == str(sheet.title) and s is not sheet)]
        for sheet in leading
    ]


def _write(file: BinaryIO, pages: list[list[Sheet]], programme: Any, rows: dict) -> None:
    book = Workbook(write_only=True)
    _write_guide(book, pages, programme)
    lists = _Lists(pages)
    indexes = {}
    for sheet in (sheet for page in pages for sheet in page):
        indexes[sheet.name] = Index(str(sheet.title), sheet.labels, sheet.aliases)
        for thing in rows.get(sheet.name, ()):
            indexes[sheet.name].add(thing)
    for page in pages:
        _Page(book, page, lists, indexes, programme).write(rows)
    lists.write(book)
    book.save(file)


def safe(page: Any, value: Any, *, style: dict | None = None) -> WriteOnlyCell:
    """A cell that shows `value` and never computes it."""
    text = isinstance(value, str)
    cell = WriteOnlyCell(page, None if text else value)
    if text:
        cell._value, cell.data_type = escaped(value), "s"
        if value.startswith(DANGEROUS):
            cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for kind, form in FORMATS:
        if isinstance(value, kind):
            cell.number_format = form
            break
    for name, part in (style or {}).items():
        setattr(cell, name, part)
    return cell


def _write_guide(book: Workbook, pages: list[list[Sheet]], programme: Any) -> None:
    page = book.create_sheet(_(GUIDE))
    for letter, width in zip("ABCD", (22, 26, 16, 90), strict=True):
        page.column_dimensions[letter].width = width
    for line in guide_lines(pages, programme):
        page.append(
            [
                safe(page, text, style=(line.bold and {"font": Font(bold=True)}) or None)
                for text in line.cells
            ]
        )


class _Lists:
    """A hidden page with what cells may be chosen from; commas in a choice do no harm there."""

    def __init__(self, pages: list[list[Sheet]]) -> None:
        self.columns: list[list[str]] = []
        for sheet in (sheet for page in pages for sheet in page):
            for column in sheet.columns:
                choices = sheet.choices(column)
                if choices and choices not in self.columns:
                    self.columns.append(choices)

    def range_of(self, choices: list[str]) -> str:
        letter = get_column_letter(self.columns.index(choices) + 1)
        return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(choices)}"

    def write(self, book: Workbook) -> None:
        page = book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for number in range(max(map(len, self.columns), default=0)):
            line = [column[number] if number < len(column) else "" for column in self.columns]
            page.append([safe(page, text) for text in line])


class _Page:
    """One worksheet, from all descriptions that share it."""

    def __init__(
        self, book: Workbook, sheets: list[Sheet], lists: _Lists, indexes: dict, programme: Any
    ) -> None:
        self.sheets, self.lists, self.indexes, self.programme = sheets, lists, indexes, programme
        self.page = book.create_sheet(str(sheets[0].title))
        self.columns = [(sheets[0], column) for column in sheets[0].columns]
        for sheet in sheets[1:]:
            self.columns += [(sheet, c) for c in sheet.columns if c.field not in sheet.key]

    def write(self, rows: dict[str, list]) -> None:
        self.lay_out()
        heads = [
            safe(
                self.page, sheet.heading(column), style=NEEDED if sheet.is_needed(column) else HEAD
            )
            for sheet, column in self.columns
        ]
        self.page.append([*heads, safe(self.page, _(NOTE), style=HEAD)])
        if self.programme is None:
            self.page.append([*map(self.example, self.columns), self.example_mark()])
        for line in self.lines(rows):
            self.page.append(line)

    def lay_out(self) -> None:
        self.page.freeze_panes = "A2"
        for number, (sheet, column) in enumerate(self.columns, start=1):
            letter = get_column_letter(number)
            self.page.column_dimensions[letter].width = sheet.kinds[column.field].width
            if rule := self.rule(sheet, column):
                rule.add(f"{letter}2:{letter}{ROWS_WITH_LISTS}")
                self.page.data_validations.append(rule)
        self.page.column_dimensions[get_column_letter(len(self.columns) + 1)].width = 24

    def rule(self, sheet: Sheet, column: Column) -> DataValidation | None:
        if choices := sheet.choices(column):
            return DataValidation(
                type="list",
                formula1=self.lists.range_of(choices),
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=sheet.heading(column)[:32],
                error=_("Choose one from the list."),
            )
        return None

    def example(self, place: tuple[Sheet, Column]) -> Any:
        sheet, column = place
        value = column.example
        if value is None:
            return None
        if not sheet.refers(column):
            value = sheet.kinds[column.field].write(value)
        return safe(self.page, value, style=GREY)

    def example_mark(self) -> WriteOnlyCell:
        text = _("%(example)s – delete this row") % {"example": _(EXAMPLE)}
        return safe(self.page, text, style=GREY)

    def lines(self, rows: dict[str, list]) -> Iterable[list]:
        main, *others = self.sheets
        beside = [
            {getattr(thing, f"{s.key[0]}_id"): thing for thing in rows.get(s.name, ())}
            for s in others
        ]
        for thing in rows.get(main.name, ()):
            things = {main.name: thing}
            for sheet, found in zip(others, beside, strict=True):
                things[sheet.name] = found.get(thing.pk)
            yield [self.cell(s, column, things[s.name]) for s, column in self.columns]

    def cell(self, sheet: Sheet, column: Column, thing: Any) -> Any:
        value = None if thing is None or column.aside else getattr(thing, column.field)
        if value is None or value == "":
            return None
        if sheet.refers(column):
            value = self.name(column, value)
        else:
            if isinstance(value, dt.datetime):
                value = value.astimezone(ZoneInfo(self.programme.time_zone))
            value = sheet.kinds[column.field].write(value)
        return safe(self.page, value)

    def name(self, column: Column, thing: Any) -> str:
        index = self.indexes[column.to]
        return next(iter(index.labels(thing))) if column.among else index.label(thing)
