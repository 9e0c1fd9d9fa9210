"""From a file to rows of values: headings found, cells understood, problems named by place."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from .findings import CellProblem, Problem
from .opening import content_of, damaged, opened
from .sheets import Column, Sheet, Values
from .words import fold, shortened, unescaped

MOST_ROWS = 60_000  # of one sheet; beyond them formatted but empty rows are no longer walked
MOST_COLUMNS = 80
NOTE = "Note"
EXAMPLE = "Example"
GUIDE = "Read me"
LISTS = "Lists"


@dataclass(slots=True)
class Row:
    number: int
    values: Values
    given: frozenset[str]  # fields whose cell was not empty
    broken: bool = False  # a cell could not be read


@dataclass
class Book:
    """Everything a file says, sheet by sheet, before it is compared with what is known."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_book(file: BinaryIO, sheets: Sequence[Sheet]) -> Book:
    """Raises Refused when there is nothing to read at all."""
    book = Book(rows={sheet.name: [] for sheet in sheets})
    with opened(content_of(file)) as workbook:
        pages = {fold(page.title): page for page in workbook.worksheets}
        titles = list(dict.fromkeys(str(sheet.title) for sheet in sheets))
        _compare_titles(book, titles, [page.title for page in workbook.worksheets])
        for title in titles:
            if page := pages.get(fold(title)):
                described = [sheet for sheet in sheets if str(sheet.title) == title]
                try:
                    _Worksheet(book, title, described).read(page)
                except Exception as error:  # the foreign parser reads on demand, damage shows late
                    raise damaged() from error
    return book


def _compare_titles(book: Book, wanted: list[str], found: list[str]) -> None:
    missing = [t for t in wanted if fold(t) not in map(fold, found)]
    unknown = [t for t in found if fold(t) not in map(fold, [*wanted, GUIDE, LISTS])]
    for title in missing:
        near = near_miss(title, unknown)
        book.problems.append(
            Problem(
                _("The workbook has no sheet “%(title)s”.") % {"title": title},
                _("Rename “%(near)s” to “%(title)s”.") % {"near": near, "title": title}
                if near
                else _("Copy it from the template; it may stay empty below its headings."),
                sheet=title,
            )
        )
    for title in unknown:
        text = _("The sheet “%(title)s” is not known and is not read.") % {
            "title": shortened(title)
        }
        book.notices.append(Problem(text, sheet=title))


def near_miss(word: str, others: Iterable[str]) -> str:
    """The one that was probably meant, or nothing."""
    folded = {fold(other): other for other in others}
    near = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    within = [o for o in folded if o and (o in fold(word) or fold(word) in o)]
    return folded[(near or within)[0]] if near or within else ""


class _Worksheet:
    """Reads one page for all descriptions that share it."""

    def __init__(self, book: Book, title: str, sheets: list[Sheet]) -> None:
        self.book, self.title, self.sheets = book, title, sheets
        self.note, self.example = _(NOTE), _(EXAMPLE)
        self.places: dict[str, int] = {}
        self.named = {  # once for all rows: words are looked up in their translation
            sheet.name: [(column, sheet.heading(column)) for column in sheet.columns]
            for sheet in sheets
        }
        every = [named for columns in self.named.values() for named in columns]
        self.newer = {heading for column, heading in every if column.newer}
        self.seen: set[Problem] = set()

    def problem(self, text: str, remedy: str, row: int | None = None, column: str = "") -> None:
        found = Problem(text, remedy, self.title, row, column)
        if found not in self.seen:
            self.seen.add(found)
            self.book.problems.append(found)

    def read(self, page) -> None:
        page.reset_dimensions()
        first = next(page.iter_rows(max_row=1, max_col=MOST_COLUMNS), ())
        if not self.find_headings([_text(cell) for cell in first]):
            return
        width = max(self.places.values()) + 1
        for number, cells in enumerate(page.iter_rows(min_row=2, max_col=width), start=2):
            if number > MOST_ROWS:
                self.problem(
                    _("The sheet has more than %(most)s rows.") % {"most": MOST_ROWS},
                    _("Delete the empty rows below your last one, or split the file."),
                )
                return
            if any(cell.value not in (None, "") for cell in cells):
                self.read_row(number, cells)

    def find_headings(self, found: list[str]) -> bool:
        """Where each column stands; False when the rows below cannot be read."""
        headings = self.headings()
        known = {fold(heading): heading for heading in [*headings, NOTE, _(NOTE)]}
        unknown = [heading for heading in found if heading and fold(heading) not in known]
        for place, heading in enumerate(found):
            if fold(heading) in known and heading:
                if known[fold(heading)] in self.places:
                    self.problem(
                        _("Two columns are called “%(heading)s”.") % {"heading": heading},
                        _("Delete or rename one of them."),
                        1,
                        heading,
                    )
                self.places.setdefault(known[fold(heading)], place)
        missing = [h for h in headings if h not in self.places and h not in self.newer]
        for heading in missing:
            self.say_missing(heading, near_miss(heading, unknown))
        for heading in unknown:
            text = _("The column “%(heading)s” is not known and is not read.")
            self.book.notices.append(
                Problem(text % {"heading": shortened(heading)}, sheet=self.title, row=1)
            )
        return not missing

    def headings(self) -> list[str]:
        every = (heading for columns in self.named.values() for __, heading in columns)
        return list(dict.fromkeys(every))

    def say_missing(self, heading: str, near: str) -> None:
        names = {"sheet": self.title, "heading": heading, "near": near}
        if near:
            text = _("The sheet “%(sheet)s” has no column “%(heading)s”; did you mean “%(near)s”?")
            remedy = _("Write “%(heading)s” at the head of the column.")
        else:
            text = _("The sheet “%(sheet)s” has no column “%(heading)s”.")
            remedy = _(
                "Add it with this heading in row 1; its cells may be empty where nothing is needed."
            )
        self.problem(text % names, remedy % names, 1, heading)

    def read_row(self, number: int, cells: Sequence) -> None:
        if self.is_example(number, cells):
            return
        for sheet in self.sheets:
            self.book.rows[sheet.name].append(self.row_of(sheet, number, cells))

    def row_of(self, sheet: Sheet, number: int, cells: Sequence) -> Row:
        row = Row(number, {}, frozenset())
        given = set()
        for column, heading in self.named[sheet.name]:
            if column.newer and heading not in self.places:
                continue
            try:
                value = _value(sheet, column, self.cell(cells, heading))
            except CellProblem as found:
                self.problem(found.text, found.remedy, number, heading)
                row.broken = True
                continue
            row.values[column.field] = value
            if value not in (None, []):
                given.add(column.field)
            elif sheet.is_needed(column):
                self.problem(
                    _("“%(heading)s” is empty.") % {"heading": heading},
                    _("Fill it in, or delete the row."),
                    number,
                    heading,
                )
                row.broken = True
        row.given = frozenset(given)
        return row

    def cell(self, cells: Sequence, heading: str):
        place = self.places.get(heading)
        return cells[place] if place is not None and place < len(cells) else None

    def is_example(self, number: int, cells: Sequence) -> bool:
        """The template's own row is passed over; one that was written over is not guessed at."""
        note = _text(self.cell(cells, NOTE) or self.cell(cells, self.note))
        if not fold(note).startswith((fold(EXAMPLE), fold(self.example))):
            return False
        if all(self.shows_example(sheet, cells) for sheet in self.sheets):
            text = _("Row %(row)s is the template's example and is not read.") % {"row": number}
            self.book.notices.append(Problem(text, sheet=self.title, row=number))
            return True
        self.problem(
            _("The row is still marked as an example, but it has been changed."),
            _("If it is yours, empty its cell “%(note)s”; if not, delete the row.")
            % {"note": _(NOTE)},
            number,
            _(NOTE),
        )
        return True

    def shows_example(self, sheet: Sheet, cells: Sequence) -> bool:
        for column, heading in self.named[sheet.name]:
            try:
                value = _value(sheet, column, self.cell(cells, heading))
            except CellProblem:
                return False
            if value not in (None, [], column.example):
                return False
        return True


def _value(sheet: Sheet, column: Column, cell) -> object:
    if cell is None or cell.value is None:
        return None
    if cell.data_type == "f":
        raise CellProblem(
            _("The cell holds a formula."),
            _("Replace it by its value: copy the cell, then paste as values."),
        )
    if cell.data_type == "e":
        raise CellProblem(
            _("The cell shows the error %(error)s.") % {"error": cell.value},
            _("Type the value itself."),
        )
    raw = unescaped(cell.value) if isinstance(cell.value, str) else cell.value
    if isinstance(raw, str) and not raw.strip():
        return None
    return sheet.kinds[column.field].read(raw)


def _text(cell) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else " ".join(unescaped(str(value)).split())
