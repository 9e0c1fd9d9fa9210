"""The page of a workbook that explains the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .cells import Choice, Date, Lines, Moment, Reference, Time, YesNo
from .sheets import Column, Sheet


@dataclass(frozen=True, slots=True)
class Line:
    cells: tuple[str, ...]
    bold: bool = False


def guide_lines(pages: Sequence[Sequence[Sheet]], programme: Any) -> Iterator[Line]:
    title = _("A programme in one workbook") if programme is None else str(programme)
    yield Line((title,), bold=True)
    for sentence in _sentences(programme is None):
        yield Line((sentence,))
    yield Line(("",))
    yield Line((_("Sheet"), _("Column"), _("Needed?"), _("What to write")), bold=True)
    for page in pages:
        yield Line((str(page[0].title), "", "", str(page[0].hint)), bold=True)
        for sheet in page:
            for column in sheet.columns:
                if sheet is page[0] or column.field not in sheet.key:
                    yield _line(sheet, column, pages)


def _sentences(is_template: bool) -> Iterator[str]:
    if is_template:
        yield _(
            "Each sheet has one example in grey. Delete it, or leave it: it is not read. Where "
            "you write over it, also empty its cell in “Note”."
        )
    yield _(
        "Keep the names of the sheets and the headings in row 1. The order of columns and rows is"
        " yours, except that questions without an order follow their rows."
    )
    yield _(
        "Headings on ochre are needed in every row; the others may stay empty. “Note” is for your"
        " own remarks and is not read."
    )
    yield _(
        "Dates: 17/01/2027 (the day first) or 2027-01-17. Times: 09:30, as the clock at the venue"
        " shows them. Formulas are not read: paste values."
    )
    yield _(
        "Names tie the sheets together: write a visit, a person or an organisation as on its own "
        "sheet. Where two people share a name, write “Ann Example <ann@example.org>” or “Ann "
        "Example (Her Organisation)”."
    )
    yield _(
        "People are recognised by their e-mail address, then by name and organisation. If "
        "somebody may be known already, you are asked; the answer goes into “Known as”."
    )
    yield _(
        "Bring the file in as often as you like: what is the same stays, what differs is shown "
        "before it changes, and nothing is deleted because it is not in the file."
    )


def _line(sheet: Sheet, column: Column, pages: Sequence[Sequence[Sheet]]) -> Line:
    needed = _("needed") if sheet.is_needed(column) else ""
    parts = [_what(sheet, column, pages), sheet.hint_for(column), _empty(sheet, column)]
    return Line(("", sheet.heading(column), needed, " ".join(filter(None, parts))))


def _what(sheet: Sheet, column: Column, pages: Sequence[Sequence[Sheet]]) -> str:
    kind = sheet.kinds[column.field]
    if isinstance(kind, Reference):
        titles = {s.name: str(s.title) for page in pages for s in page}
        return _("As on the sheet “%(sheet)s”.") % {"sheet": titles[column.to]}
    if isinstance(kind, Choice):
        return _("One of: %(choices)s.") % {"choices": "; ".join(kind.choices)}
    words = {
        YesNo: _("Yes or no."),
        Date: _("A date."),
        Time: _("A time of day."),
        Moment: _("Day and time, such as 18/01/2027 16:00."),
        Lines: _("One a line (Alt and Enter begins a new line)."),
    }
    return words.get(type(kind), "")


def _empty(sheet: Sheet, column: Column) -> str:
    blank = sheet.blank(column)
    if sheet.is_needed(column) or sheet.refers(column) or blank in (None, "", [], False):
        return ""
    return _("Left empty: %(value)s.") % {"value": sheet.kinds[column.field].write(blank)}
