"""The report before veraPDF: it is PDF/A-3a and PDF/UA-1, and whatever lacks one thing is not."""

import io
import os
from collections.abc import Callable

import pikepdf
import pytest
from django.db import transaction

from evaluations.models import Report
from evaluations.reports.writing import Writing
from immersion import pdf
from tests.evaluations.report_case import FIRST

from . import cases, verapdf

SMALL = """<!doctype html><html lang="en-GB"><head><title>Small</title>
<link rel="stylesheet" href="css/tokens.css"><link rel="stylesheet" href="css/paper.css"></head>
<body><h1>Small</h1><p>Words with a <a href="#table">link</a>.</p>
<svg width="9" height="9" viewBox="0 0 9 9"><title>A square.</title>
<rect width="9" height="9"/></svg>
<table id="table"><caption>Figures</caption><thead><tr><th>Name</th><th>n</th></tr></thead>
<tbody><tr><th>One</th><td>1</td></tr></tbody></table></body></html>"""
CONFORMS = ("", "")


def a_report(name: str, kind=Report.Kind.PROGRAMME, writing=cases.WRITING) -> bytes:
    """Takes its rows back, so that the next may have the same names."""
    with transaction.atomic():
        content = cases.drawn(cases.CASES[name](), kind, writing)
        transaction.set_rollback(True)
    return content


def spoiled(content: bytes, fault: Callable[[pikepdf.Pdf], None]) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        fault(opened)
        opened.save(changed)
    return changed.getvalue()


def say_no_language(opened: pikepdf.Pdf) -> None:
    del opened.Root.Lang


def head_nothing(opened: pikepdf.Pdf) -> None:
    for cell in (*elements(opened, "/TH"), *elements(opened, "/TD")):
        del cell.A


def name_no_picture(opened: pikepdf.Pdf) -> None:
    for figure in elements(opened, "/Figure"):
        del figure.Alt


def tag_nothing(opened: pikepdf.Pdf) -> None:
    del opened.Root.StructTreeRoot
    del opened.Root.MarkInfo


def word_no_link(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        for link in page.get("/Annots", []):
            del link.Contents


def claim_no_access(opened: pikepdf.Pdf) -> None:
    without(opened, b"<pdfuaid:part>1</pdfuaid:part>")


def claim_no_archive(opened: pikepdf.Pdf) -> None:
    without(opened, b'pdfaid:part="3"')


def without(opened: pikepdf.Pdf, claim: bytes) -> None:
    words = opened.Root.Metadata.read_bytes()
    assert claim in words
    opened.Root.Metadata.write(words.replace(claim, b""))


def elements(opened: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind]


FAULTS = {
    say_no_language: ("7.2-2 7.2-22 7.2-24 7.2-33 7.2-34", ""),
    head_nothing: ("7.5-1", ""),
    name_no_picture: ("7.3-1", ""),
    word_no_link: ("7.18.1-2 7.18.5-2", ""),
    tag_nothing: ("6.2-1 7.1-11 7.1-3 7.18.5-1", "6.7.2.2-1 6.7.3.3-1"),
    claim_no_access: ("5-1", ""),
    claim_no_archive: ("", "6.6.4-2"),
}


@pytest.mark.django_db
def test_reports_conform_and_files_with_one_fault_do_not(tmp_path):
    if not verapdf.is_installed():
        assert "CI" not in os.environ, verapdf.MISSING
        pytest.skip(verapdf.MISSING)
    small = pdf.write(SMALL, FIRST, b"0" * 16)
    files = {
        "small": small,
        "of-24": a_report("of-24"),
        "later-of-9": a_report("of-9", Report.Kind.FOLLOW_UP),
        "draft": a_report("four", writing=Writing()),
        "emoji": a_report("emoji"),
    }
    expected = dict.fromkeys(files, CONFORMS)
    for fault, rules in FAULTS.items():
        files[fault.__name__], expected[fault.__name__] = spoiled(small, fault), rules
    assert verapdf.broken_rules(files, tmp_path) == expected
