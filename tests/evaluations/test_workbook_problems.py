"""Bad input: every fault has its place and its remedy, and nothing is written."""

import datetime as dt

import pytest

from evaluations import workbook
from evaluations.models import Question
from participants.models import Participant
from programmes.models import Organisation, Person, Programme
from programmes.workbook.findings import Preview
from tests import factories, workbooks

pytestmark = pytest.mark.django_db


def refused(rows) -> Preview:
    """What is said of a file that is not taken; and nothing of it may be in the database."""
    before = [model.objects.count() for model in (Programme, Person, Organisation, Question)]
    outcome = workbook.bring_in(workbook.read(workbooks.file_of(rows)))
    assert not outcome.saved
    assert before == [m.objects.count() for m in (Programme, Person, Organisation, Question)]
    return outcome.preview


def only_problem(rows) -> str:
    [problem] = refused(rows).problems
    assert problem.remedy
    return f"{problem.sheet} {problem.row} {problem.column}: {problem}"


def changed(sheet: str, row: int = 0, **cells) -> workbooks.Rows:
    rows = workbooks.small()
    rows[sheet][row] |= {heading.replace("_", " "): value for heading, value in cells.items()}
    return rows


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (changed("Visits", Places="about 8"), "Visits 2 Places: “about 8” is not a whole number."),
        (changed("Visits", Places=1), "Visits 2 Places: A visit needs at least as many places"),
        (changed("Visits", Ends=dt.time(9)), "Visits 2 Ends: The visit ends before it starts."),
        (changed("Visits", Day="17th Jan"), "Visits 2 Day: “17th Jan” is not a date. Write it as"),
        (changed("Visits", Name=None), "Visits 2 Name: “Name” is empty. Fill it in"),
        (
            changed("Programme", Last_day=dt.date(2027, 1, 1)),
            "The last day comes before the first.",
        ),
        (changed("Programme", Time_zone="Europe/Bristol"), "Choose a time zone such as"),
        (changed("Programme", Short_name="a b"), "Programme 2 Short name: Enter a valid “slug”"),
        (changed("Programme", Short_name="import"), "the address of one of our own pages"),
        (changed("Programme", Commissioner="Citty Council"), "Did you mean “City Council”?"),
        (changed("Organisations", Sector="Pirates"), "Choose one of: Health; Social care;"),
        (changed("Organisations", Name="N" * 201), "has 201 characters. Shorten it to 200."),
        (
            changed("Organisations", Website="harbour"),
            "Organisations 2 Website: Enter a valid URL.",
        ),
        (changed("People", 1, **{"E-mail": "ben at home"}), "Enter a valid email address."),
        (changed("People", 1, **{"E-mail": "ANN@example.org"}), "People 3 E-mail: The address ann"),
        (
            changed("Participants", Site_visit="The Fondry"),
            "Participants 2 Site visit: “The Fondry”",
        ),
        (changed("Seats", Participant="Bob Unknown"), "Add it to the sheet “Participants”, or"),
        (changed("Participants", Where_it_stands="perhaps"), "invited; accepted; on the waiting"),
        (
            changed("Participants", Where_it_stands="declined", Did_not_come="yes"),
            "Only somebody who accepted can fail to come.",
        ),
        (changed("Preferences", Rank=0), "Preferences 2 Rank: The first choice has rank 1."),
        (changed("Seats", Round=4), "Seats 2 Round: The café has fewer rounds."),
        (
            changed("Contributions", Site_visit=None),
            "Name the visit of a host, and of nobody else.",
        ),
        (changed("Questionnaires", Closes=dt.datetime(2027, 1, 1)), "closes before it opens."),
        (changed("Questions", 1, Scale="one choice"), "Give at least two choices, one a line."),
        (changed("Questions", 0, Looks_back_on="O9"), "Questions 2 Looks back on: “O9” is not in"),
        (changed("Questions", 1, Objective=7), "Questions 3 Objective: “7” is not in the sheet"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_fault_is_named_with_its_place_and_its_remedy(rows, words):
    assert words in only_problem(rows)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("Objectives", "Objectives 3 Number: The row says the same as row 2."),
        ("Visits", "Visits 3 Name: The row says the same as row 2."),
        ("Participants", "Participants 3 Person: The row says the same as row 2."),
        ("Preferences", "The row says the same as row 2."),
        ("Seats", "The row says the same as row 2."),
        ("Contributions", "The row says the same as row 2."),
        ("Programme", "Programme 3"),
        ("Challenge", "Keep one: a workbook holds one programme."),
    ],
)
def test_a_row_that_is_there_twice_is_named(sheet, words):
    rows = workbooks.small()
    rows[sheet].append(dict(rows[sheet][0]))
    found = [f"{p.sheet} {p.row} {p.column}: {p}" for p in refused(rows).problems]
    assert any(words in problem for problem in found), found


def test_two_visits_of_one_rank_are_named():
    rows = workbooks.small()
    rows["Visits"].append(workbooks.VISIT | {"Name": "The Pier"})
    rows["Preferences"].append({"Participant": "Ben Sample", "Site visit": "The Pier", "Rank": 1})
    assert "Preferences 3 Rank: Two visits have the same rank. See row 2." in only_problem(rows)


def test_a_renamed_sheet_is_recognised():
    book = workbooks.book_of(workbooks.small())
    book["Visits"].title = "Site visits"
    assert "Rename “Site visits” to “Visits”." in only_problem(book)


def test_a_missing_sheet_is_asked_for():
    book = workbooks.book_of(workbooks.small())
    del book["Teams"]
    assert "The workbook has no sheet “Teams”. Copy it from the template" in only_problem(book)


def test_a_renamed_column_is_recognised():
    book = workbooks.book_of(workbooks.small())
    [cell] = [cell for cell in book["Visits"][1] if cell.value == "Places"]
    cell.value = "Place"
    words = "The sheet “Visits” has no column “Places”; did you mean “Place”?"
    assert words in only_problem(book)


def test_a_workbook_from_before_a_column_was_there_leaves_what_is_known():
    assert workbook.bring_in(workbook.read(workbooks.file_of(workbooks.small()))).saved
    Programme.objects.update(contact_name="Ann Example")
    book = workbooks.book_of(workbooks.small())
    [heading] = [cell for cell in book["Programme"][1] if cell.value == "Whom to ask"]
    book["Programme"].delete_cols(heading.column)
    assert workbook.bring_in(workbook.read(workbooks.file_of(book))).saved
    assert Programme.objects.get().contact_name == "Ann Example"


def test_columns_may_stand_in_any_order_and_case_with_others_between():
    book = workbooks.book_of(workbooks.small())
    page = book["Teams"]
    page["A1"], page["B1"] = "Colour", "  NAME "
    page["A2"], page["B2"] = "blue", "Lighthouse"
    outcome = workbook.bring_in(workbook.read(workbooks.file_of(book)))
    assert outcome.saved
    assert str(outcome.preview.notices[0]) == "The column “Colour” is not known and is not read."


def test_two_columns_of_one_heading_are_refused():
    book = workbooks.book_of(workbooks.small())
    book["Teams"]["B1"] = "Name"
    assert "Two columns are called “Name”." in only_problem(book)


def test_a_formula_is_not_computed_and_an_error_is_not_a_value():
    book = workbooks.book_of(workbooks.small())
    book["Visits"]["A2"] = '=HYPERLINK("http://x.example","The Foundry")'
    assert "The cell holds a formula. Replace it by its value" in only_problem(book)
    book["Visits"]["A2"] = "#REF!"
    assert "The cell shows the error #REF!." in only_problem(book)


def test_a_text_that_only_looks_like_a_formula_is_a_text():
    rows = changed("Teams", Name="=cmd()")
    del rows["Participants"][0]["Team"]
    assert workbook.bring_in(workbook.read(workbooks.file_of(rows))).saved


def test_all_faults_are_told_at_once_and_their_consequences_are_not():
    rows = changed("People", 1, **{"E-mail": "ANN@example.org"})  # Ben, on four other sheets
    rows["Visits"][0]["Places"] = "about 8"  # the Foundry, on three
    rows["Objectives"][0]["Number"] = "first"
    problems = refused(rows).problems
    assert [problem.sheet for problem in problems] == ["People", "Objectives", "Visits"]


def test_spaces_and_line_breaks_do_no_harm():
    rows = changed("Participants", Person=" ben\u00a0 sample \n", Site_visit="the foundry ")
    rows["People"][1]["Name"] = "Ben Sample  "
    assert workbook.bring_in(workbook.read(workbooks.file_of(rows))).saved
    assert Participant.objects.get().person.name == "Ben Sample"


def test_namesakes_are_told_apart_in_every_cell():
    rows = workbooks.small()
    rows["People"].append(
        {"Name": "Ben Sample", "E-mail": "b@x.org", "Organisation": "Foundry Trust"}
    )
    words = refused(rows).problems[0].remedy
    assert words == "Write which one: “Ben Sample <ben@example.org>”; “Ben Sample <b@x.org>”."
    for sheet in ("Participants", "Preferences", "Seats"):
        column = "Person" if sheet == "Participants" else "Participant"
        rows[sheet][0][column] = "Ben Sample <b@x.org>"
    assert workbook.bring_in(workbook.read(workbooks.file_of(rows))).saved
    assert Participant.objects.get().person.email == "b@x.org"


def test_somebody_who_may_be_known_is_asked_about_and_the_answer_is_taken():
    known = factories.person(name="Dr Ben Sample", email="old@example.org")
    rows = changed("People", 1)
    assert "People 3 Known as: “Ben Sample” may be known already" in only_problem(rows)
    rows["People"][1]["Known as"] = "same"
    outcome = workbook.bring_in(workbook.read(workbooks.file_of(rows)))
    assert outcome.saved
    known.refresh_from_db()
    assert (known.name, known.email) == ("Ben Sample", "ben@example.org")
    again = workbook.bring_in(workbook.read(workbooks.file_of(rows)))
    assert again.saved
    assert again.preview.changes_nothing


def test_the_example_of_the_template_is_passed_over_unless_written_over():
    from openpyxl import load_workbook

    from tests.workbooks import file_of

    stream = file_of(workbooks.small())
    workbook.template(stream)
    stream.seek(0)
    book = load_workbook(stream)
    assert len(workbook.read(file_of(book)).notices) == len(workbooks.headings())
    book["Teams"]["A2"] = "Beacon"
    [problem] = workbook.read(file_of(book)).problems
    assert (problem.sheet, problem.row) == ("Teams", 2)
    assert problem.remedy == "If it is yours, empty its cell “Note”; if not, delete the row."


def test_the_examples_of_the_template_make_a_programme_of_their_own():
    from openpyxl import load_workbook

    stream = workbooks.file_of(workbooks.small())
    workbook.template(stream)
    stream.seek(0)
    book = load_workbook(stream)
    for page in book.worksheets[1:-1]:
        page.cell(2, page.max_column).value = None
    outcome = workbook.bring_in(workbook.read(workbooks.file_of(book)))
    assert outcome.saved, outcome.preview.problems


def test_a_workbook_without_a_programme_says_so():
    rows = workbooks.small() | {"Programme": []}
    assert any("The sheet has no row." in str(problem) for problem in refused(rows).problems)
