import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from programmes.models import Membership, Programme
from tests import factories, workbooks

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "harbour.xlsx"
    path.write_bytes(workbooks.file_of(workbooks.small()).getvalue())
    return path


def said(*command, **options) -> str:
    stream = io.StringIO()
    call_command(*map(str, command), stdout=stream, **options)
    return stream.getvalue()


def test_a_dry_run_says_what_would_happen_and_writes_nothing(file):
    words = said("import_programme", file, "--dry-run")
    assert "Visits: 1 new, 0 changed, 0 the same" in words
    assert words.strip().endswith("22 new, 0 changed; nothing is written.")
    assert not Programme.objects.exists()


def test_an_import_says_what_it_wrote_and_the_second_finds_nothing_to_do(file):
    assert "Written: 22 new, 0 changed." in said("import_programme", file)
    assert "Written: 0 new, 0 changed." in said("import_programme", file)


def test_programs_read_the_same_as_json(file):
    told = json.loads(said("import_programme", file, "--json"))
    assert told["saved"] is True
    assert told["preview"]["slug"] == "harbour"


def test_a_problem_is_an_error_with_its_place(tmp_path):
    rows = workbooks.small()
    rows["Visits"][0]["Places"] = "about 8"
    path = tmp_path / "bad.xlsx"
    path.write_bytes(workbooks.file_of(rows).getvalue())
    words = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_programme", str(path), stdout=words)
    assert "Visits, row 2, Places: “about 8” is not a whole number." in words.getvalue()


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"hello", "not a workbook"), (None, "No such file")]
)
def test_what_cannot_be_read_is_an_error_with_a_reason(tmp_path, content, words):
    path = tmp_path / "x.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        said("import_programme", path)


def test_a_new_programme_may_be_given_its_lead(file):
    lead = factories.user(email="lead@example.org")
    said("import_programme", file, "--lead", "lead@example.org")
    assert Membership.objects.get().user == lead
    with pytest.raises(CommandError, match="Nobody logs in as"):
        said("import_programme", file, "--lead", "nobody@example.org")


def test_an_export_can_be_brought_back(file, tmp_path):
    said("import_programme", file)
    said("export_programme", "harbour", tmp_path / "out.xlsx")
    assert "Written: 0 new, 0 changed." in said("import_programme", tmp_path / "out.xlsx")


def test_an_export_of_nothing_names_what_there_is(file, tmp_path):
    said("import_programme", file)
    with pytest.raises(CommandError, match="There are: harbour"):
        said("export_programme", "harbor", tmp_path / "out.xlsx")
    with pytest.raises(CommandError, match="No such file"):
        said("export_programme", "harbour", tmp_path / "nowhere" / "out.xlsx")


def test_the_template_explains_itself_and_offers_lists_to_choose_from(tmp_path):
    said("workbook_template", tmp_path / "empty.xlsx")
    book = load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames[0] == "Read me"
    guide = {row[1].value: row[3].value for row in book["Read me"].iter_rows() if row[1].value}
    assert guide["Places"].endswith("Left empty: 5.")
    rules = {
        str(rule.sqref): rule.formula1 for rule in book["Questions"].data_validations.dataValidation
    }
    assert set(rules) == {"F2:F2000", "I2:I2000", "J2:J2000", "K2:K2000"}
    assert book["Lists"].sheet_state == "hidden"
    listed = [cell.value for cell in book["Lists"]["A"] if cell.value]
    assert listed[0] == "Health"
