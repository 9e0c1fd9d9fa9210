"""The report as a file: read by programs, by archives, and by people who cannot see it."""

import io
import json
import logging
import re
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from django.db import connection, transaction

from evaluations.reports.evaluation.document import file_name, report_html, report_pdf
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from immersion import pdf

from . import report_case as cases

EMOJI = "Brilliant \N{GRINNING FACE} \N{EM DASH} thank you"


def rendered(case: cases.Case) -> bytes:
    found = evaluate(case.programme, case.questionnaire)
    return report_pdf(composed(read_setting(case.programme), found, cases.PUBLISHED), found)


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker) -> bytes:
    """One report of 22 answers for all tests of this file; its rows are taken back at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        case = cases.a_counted_programme()
        cases.say(case, "Q1", [*cases.QUOTES, EMOJI, *["Longer than a glance. " * 9] * 6])
        content = rendered(case)
        transaction.set_rollback(True)
    # Beside a running browser this is a connection of its own, which nobody else would close.
    connection.close()
    return content


@pytest.fixture
def reader(report) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(report))


@pytest.fixture
def tree(report):
    with pikepdf.open(io.BytesIO(report)) as opened:
        yield opened


def elements(tree: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every structure element that a reader reaches, in the order of reading."""
    found, waiting = [], [tree.Root.StructTreeRoot.K]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, pikepdf.Array):
            waiting = [*here, *waiting]
        elif isinstance(here, pikepdf.Dictionary) and "/S" in here:
            found.append(here)
            waiting.insert(0, here.get("/K", pikepdf.Array()))
    return found


def of_kind(tree: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [element for element in elements(tree) if str(element.S) == kind]


def plain(text: str) -> str:
    return " ".join(text.split())


def test_figures_and_sentences_can_be_found_by_a_search(reader):
    text = plain(" ".join(page.extract_text() for page in reader.pages))
    assert "24 people took part and 22 answered at the end (92%)." in text
    assert re.search(r"\d+ of 2\d", text)
    assert "What would it take for nobody in Aldermouth to wait alone?" in text


def test_the_contents_name_the_pages_on_which_sections_start(reader):
    contents = reader.pages[1].extract_text()
    for bookmark in reader.outline:
        if isinstance(bookmark, list) or bookmark.title == "Contents":
            continue
        page = reader.get_destination_page_number(bookmark) + 1
        assert re.search(rf"{re.escape(bookmark.title)}\D{{,60}}{page}\b", contents), bookmark.title


def test_every_section_has_a_bookmark(reader):
    titles = [bookmark.title for bookmark in reader.outline if not isinstance(bookmark, list)]
    assert titles[:3] == ["Contents", "At a glance", "The programme"]
    assert titles[-2:] == ["Full tables", "The data in this file"]


def test_only_our_typefaces_are_in_the_file(tree):
    names = {str(item.FontName).split("+")[1] for item in tree.objects if is_font(item)}
    assert names
    assert all(name.startswith(("Source-Sans-3", "Source-Serif-4")) for name in names)


def is_font(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def test_the_file_names_both_standards(tree):
    metadata = tree.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert metadata.count("<rdf:RDF") == 1


def test_the_file_says_its_language_and_shows_its_title(tree):
    assert tree.Root.Lang == "en-GB"
    assert tree.Root.ViewerPreferences.DisplayDocTitle
    assert tree.docinfo["/Title"] == "Leading Across Aldermouth: evaluation report"


def test_the_file_is_dated_when_it_was_published(tree):
    assert str(tree.docinfo["/CreationDate"]).startswith("D:20261102")


def test_the_second_page_names_its_version_and_whom_to_ask(reader):
    text = plain(reader.pages[1].extract_text())
    assert "Version 1, published on 2 November 2026" in text
    assert "Asha Kerr, asha.kerr@example.org" in text
    assert "/programmes/aldermouth/report/" in text


def is_marked(page: pypdf.PageObject) -> bool:
    """Whether a picture over the whole page lies below everything, and is not read out."""
    below = page.get_contents().get_data()[:200]
    return (
        re.search(rb"/Artifact\s+BMC\s+0 0 793\S* 1122\S* re\s+W\s+n\s+/x\d+ Do", below) is not None
    )


@pytest.mark.django_db
def test_a_draft_says_so_on_every_page_and_carries_no_data(report):
    case = cases.a_counted_programme(12, 12)
    found = evaluate(case.programme, case.questionnaire)
    draft = composed(read_setting(case.programme), found)
    content = report_pdf(draft, found)
    assert file_name(draft) == "aldermouth-evaluation-report-draft.pdf"
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.attachments == {}
    assert "Draft: not for circulation" in reader.pages[0].extract_text()
    assert all(is_marked(page) for page in reader.pages[1:])
    assert sum(is_marked(page) for page in pypdf.PdfReader(io.BytesIO(report)).pages) == 0


def test_every_chart_says_what_it_shows(tree):
    figures = of_kind(tree, "/Figure")
    assert len(figures) >= 8
    assert all(str(figure.Alt).endswith((".", "table below.")) for figure in figures)


def test_every_heading_cell_says_what_it_heads(tree):
    scopes = {str(cell.A.Scope) for cell in of_kind(tree, "/TH")}
    assert scopes == {"/Column", "/Row"}


def test_headings_skip_no_level(tree):
    levels = [int(str(e.S)[2:]) for e in elements(tree) if re.fullmatch(r"/H\d", str(e.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_list_items_stand_in_lists(tree):
    items = of_kind(tree, "/LI")
    assert items
    assert {str(item.P.S) for item in items} == {"/L"}


def test_links_say_where_they_lead(tree):
    links = [link for page in tree.pages for link in page.get("/Annots", [])]
    assert str(links[0].Contents) == "At a glance"
    assert [str(link.Contents) for link in links][-1] == "The data in this file"
    assert len(links) == len({str(link.Dest) for link in links})


def test_running_heads_are_not_read_out(tree):
    shown = b"".join(page.Contents.read_bytes() for page in tree.pages)
    assert shown.count(b"/Artifact\n<</Type /Pagination>>") == 2 * (len(tree.pages) - 1)


def test_an_emoji_is_named(reader):
    text = plain(" ".join(page.extract_text() for page in reader.pages))
    assert "Brilliant [grinning face] — thank you" in text


def test_the_figures_travel_in_the_file(reader, tree):
    figures = json.loads(reader.attachments["figures.json"][0])
    assert figures["answered"] == 22
    assert reader.attachments["figures.csv"][0].startswith(b"moment,group,question,version")
    assert [str(file.AFRelationship) for file in tree.Root.AF] == ["/Data", "/Data"]


@pytest.mark.django_db
def test_the_same_answers_give_the_same_bytes_and_no_complaint(caplog):
    case = cases.a_counted_programme(12, 12)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        first, second = rendered(case), rendered(case)
    assert first == second
    assert caplog.records == []


@pytest.mark.django_db
def test_the_document_has_no_style_or_script_of_its_own():
    case = cases.a_counted_programme(12, 12)
    found = evaluate(case.programme, case.questionnaire)
    html = report_html(composed(read_setting(case.programme), found))
    assert not re.search(r"<style|<script| style=| on\w+=", html)


# The renderer itself


def a_document(body: str) -> str:
    return f'<!doctype html><html lang="en-GB"><title>T</title><h1>T</h1>{body}</html>'


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "https://example.org/a.css", "../manage.py", "data:text/css,p{}"],
)
def test_nothing_but_static_files_is_fetched(address):
    from weasyprint.urls import FatalURLFetchingError

    sheet = f'<link rel="stylesheet" href="{address}">'
    with pytest.raises(FatalURLFetchingError):
        pdf.write(a_document(sheet), cases.FIRST, b"0" * 16)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("plain – “words”, ŵ ≥ →", "plain – “words”, ŵ ≥ →"),
        ("a\N{COMBINING ACUTE ACCENT}", "\N{LATIN SMALL LETTER A WITH ACUTE}"),
        ("yes \N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", "yes [thumbs up sign]"),
        ("\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}", "[Hebrew text]"),
        ("\u4f60\u597d", "[Chinese or Japanese text]"),
        ("back\N{RIGHT-TO-LEFT OVERRIDE}wards\x0b", "backwards"),
    ],
)
def test_what_the_typefaces_lack_is_named(written, printed):
    assert pdf.printable(written) == printed


def test_a_missing_library_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setattr(pdf, "LIBRARIES", {"libpangoft2-1.0-0": ("libnowhere.so.0",)})
    [warning] = pdf.pango_is_installed(None)
    assert "apt-get install --no-install-recommends libpangoft2-1.0-0" in warning.hint


def test_an_installed_library_is_no_complaint():
    assert pdf.pango_is_installed(None) == []
