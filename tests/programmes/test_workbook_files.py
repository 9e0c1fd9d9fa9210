import io
import zipfile

import pytest
from openpyxl import Workbook

from evaluations import workbook
from programmes.workbook.findings import Refused
from tests import workbooks

PNG = bytes.fromhex("89504E470D0A1A0A0000000D49484452")
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        workbook.read(io.BytesIO(content))
    return str(refused.value)


def repacked(change) -> bytes:
    """A good workbook with its parts passed through `change(name, content)`."""
    original = zipfile.ZipFile(workbooks.file_of(workbooks.small()))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in original.namelist():
            archive.writestr(name, change(name, original.read(name)))
    return stream.getvalue()


def test_an_empty_file_is_named_as_such():
    assert refusal(b"").startswith("The file is empty.")


@pytest.mark.parametrize("content", [b"Name;E-mail\nAnn;a@b.org\n", PNG, b"\x00" * 50, b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused_with_what_to_do(content):
    assert refusal(content).startswith("The file is not a workbook. Save it")


def test_an_old_workbook_is_told_from_a_protected_one():
    assert "old kind (.xls)" in refusal(OLE)
    protected = OLE + "EncryptedPackage".encode("utf-16-le")
    assert "protected by a password" in refusal(protected)


def test_a_file_larger_than_we_take_is_refused_before_it_is_opened(settings):
    settings.WORKBOOK_MAX_BYTES = 1_000
    assert refusal(b"PK" + bytes(1_500)).startswith("The file is larger than")


def test_a_file_that_unpacks_to_too_much_is_refused(settings):
    settings.WORKBOOK_MAX_UNPACKED_BYTES = 5_000_000
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 6_000_000)
    assert len(bomb.getvalue()) < 10_000
    assert refusal(bomb.getvalue()).startswith("Unpacked, the file would be larger")


def test_shared_texts_that_would_fill_the_memory_are_refused():
    content = repacked(lambda name, part: b" " * 61_000_000 if "styles" in name else part)
    assert refusal(content).startswith("Unpacked, the file would be larger")


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(repacked(lambda name, part: part))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_that_multiply_are_refused(encoding):
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    content = repacked(
        lambda name, part: (
            (laughs + part.decode()).encode(encoding) if name == "xl/workbook.xml" else part
        )
    )
    assert "no spreadsheet program writes" in refusal(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_damaged_part_is_no_traceback(part):
    assert "damaged" in refusal(repacked(lambda name, c: b"<not xml" if name == part else c))


def test_half_a_file_and_a_foreign_archive_are_damaged():
    whole = workbooks.file_of(workbooks.small()).getvalue()
    assert "damaged" in refusal(whole[: len(whole) // 2])
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("letter.txt", "Dear Sir")
    assert "damaged" in refusal(other.getvalue())


def test_a_workbook_about_something_else_lists_the_sheets_it_lacks():
    book = Workbook()
    book.active.title = "Budget"
    found = workbook.read(workbooks.file_of(book))
    assert len(found.problems) == len(workbooks.headings())
    assert str(found.notices[0]) == "The sheet “Budget” is not known and is not read."


def test_rows_without_end_stop_at_a_limit(monkeypatch):
    monkeypatch.setattr("programmes.workbook.reading.MOST_ROWS", 50)
    book = workbooks.book_of(workbooks.small())
    book["Teams"].cell(5_000, 1).value = "The last"
    [problem] = workbook.read(workbooks.file_of(book)).problems
    assert (problem.sheet, problem.text) == ("Teams", "The sheet has more than 50 rows.")
