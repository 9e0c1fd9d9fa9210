import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from programmes.models import Session, SiteVisit
from programmes.workbook import cells
from programmes.workbook.findings import CellProblem
from programmes.workbook.words import escaped, fold, tidy, unescaped
from programmes.workbook.writing import safe


def written_and_read(text: str):
    book = Workbook(write_only=True)
    page = book.create_sheet("A")
    page.append([safe(page, text)])
    stream = io.BytesIO()
    book.save(stream)
    return load_workbook(stream)["A"]["A1"]


@pytest.mark.parametrize(
    "text",
    ["=cmd()|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=", "|x", "%x", "\n=1"],
)
def test_no_text_of_ours_becomes_a_formula(text):
    cell = written_and_read(text)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert unescaped(cell.value) == text


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_every_text_is_read_as_it_was_written(text):
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["_x000D_", "_x0000_", "a\r\nb", "\x07bell", "  two  ", "عربي"])
def test_odd_texts_survive_the_file(text):
    assert unescaped(written_and_read(text).value or "") == text


def test_a_character_that_no_database_keeps_is_not_smuggled_in():
    assert "\0" not in unescaped("a_x0000_b")
    assert escaped("a\0b") == "ab"


def test_spaces_and_line_breaks_at_the_ends_go_and_tabs_stay():
    assert tidy(" Ann  \u00a0\n") == "Ann"
    assert tidy("Ann\nExample") == "Ann Example"
    assert tidy("one\ntwo\n", lines=True) == "one\ntwo"
    assert tidy("\t=1") == "\t=1"
    assert fold(" ANN  Éxample") == fold("ann éxample ")


@pytest.mark.parametrize(
    "raw",
    [dt.datetime(2027, 1, 17), dt.date(2027, 1, 17), "2027-01-17", "17/01/2027", " 17/1/2027 "],
)
def test_a_date_may_be_real_iso_or_the_day_first(raw):
    assert cells.Date().read(raw) == dt.date(2027, 1, 17)


@pytest.mark.parametrize("raw", ["17 January", "31/02/2027", "1/17/2027", 46_000, "soon", True])
def test_anything_else_is_not_guessed_to_be_a_date(raw):
    with pytest.raises(CellProblem, match="is not a date") as found:
        cells.Date().read(raw)
    assert "17/01/2027" in found.value.remedy


@pytest.mark.parametrize(
    "raw", ["9:30", "09.30", dt.time(9, 30), dt.timedelta(hours=9, minutes=30)]
)
def test_a_time_is_hours_and_minutes(raw):
    assert cells.Time().read(raw) == dt.time(9, 30)


@pytest.mark.parametrize("raw", ["half past nine", "25:00", 0.4, "9"])
def test_what_is_no_time_is_said(raw):
    with pytest.raises(CellProblem, match="is not a time of day"):
        cells.Time().read(raw)


@pytest.mark.parametrize(("raw", "value"), [(8, 8), (8.0, 8), ("8", 8), (" 8 ", 8), ("٨", 8)])
def test_a_number_may_be_text(raw, value):
    assert cells.Whole().read(raw) == value


@pytest.mark.parametrize("raw", ["about 8", "8-10", 8.5, "eight", True])
def test_a_capacity_of_about_8_is_refused(raw):
    with pytest.raises(CellProblem, match="is not a whole number"):
        cells.Whole().read(raw)


def test_bounds_are_those_of_the_model_and_of_every_database():
    kind = cells.kind_of(SiteVisit._meta.get_field("capacity"))
    for number in (0, 40_000):
        with pytest.raises(CellProblem, match="is not between 1 and 32767"):
            kind.read(number)


def test_a_choice_is_understood_by_word_and_by_value():
    kind = cells.kind_of(Session._meta.get_field("kind"))
    assert kind.read("Site Visits") == kind.read("visits") == "visits"
    with pytest.raises(CellProblem) as found:
        kind.read("lunch")
    assert "café conversations" in found.value.remedy


def test_a_text_that_became_a_date_is_noticed():
    with pytest.raises(CellProblem, match="made a date"):
        cells.Text().read(dt.datetime(2027, 4, 3))


def test_a_phone_number_stays_a_text():
    assert cells.Text().read(447700900000) == "447700900000"


@pytest.mark.parametrize(
    "value", [dt.datetime(2027, 1, 18, 15, 30, 0, 123), dt.datetime(2027, 1, 1)]
)
def test_a_moment_is_read_as_it_was_written(value):
    value = value.replace(tzinfo=dt.UTC)
    read = cells.Moment().read(cells.Moment().write(value))
    assert read.replace(tzinfo=dt.UTC) == value


def test_the_second_of_two_hours_when_clocks_go_back_is_kept():
    from zoneinfo import ZoneInfo

    second = dt.datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1)
    assert cells.Moment().read(cells.Moment().write(second)) == second.astimezone(dt.UTC)
