"""Every page of every kind of report as the renderer lays it out: full, and nothing left alone."""

import logging
from functools import cache

import pytest

from evaluations.models import Report
from evaluations.reports.evaluation.document import report_html
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting

from . import cases, layout

EMPTY_AT_MOST = 0.37
"""A figure with its caption stays whole, so that much may be left before a large one."""
LATER = ("of-24", "of-9")


@cache
def laid_out(name: str, kind: str = Report.Kind.PROGRAMME) -> list[layout.Page]:
    case = cases.CASES[name]()
    found = evaluate(case.programme, case.questionnaire, kind)
    return layout.pages(report_html(composed(read_setting(case.programme), found, cases.WRITING)))


def assert_well_set(pages: list[layout.Page]) -> None:
    """Cover and contents are as they are, and the last page ends where the words do."""
    empty = {page.number: round(page.empty, 2) for page in pages[2:-1]}
    assert {n: part for n, part in empty.items() if part > EMPTY_AT_MOST} == {}
    alone = [page.number for page in pages if layout.ALONE_BELOW & set(page.ends_with)]
    orphans = [page.number for page in pages if "figcaption" in page.starts_with]
    assert (alone, orphans) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("name", cases.CASES)
def test_no_page_is_half_empty_and_no_heading_or_caption_stands_alone(name, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        assert_well_set(laid_out(name))
    assert caplog.records == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", LATER)
def test_the_edition_on_learning_and_impact_is_as_well_set(name):
    assert_well_set(laid_out(name, Report.Kind.FOLLOW_UP))


@pytest.mark.django_db
def test_a_report_of_24_people_has_its_pages():
    assert 14 <= len(laid_out("no-quotes")) <= 18


def test_a_page_that_is_left_half_empty_is_found():
    half = '<p class="whole">Two lines<br>of words</p>' + '<p style="break-before: page">Next</p>'
    pages = layout.pages(f'<html lang="en"><title>T</title><h1>One</h1>{half}</html>')
    assert pages[0].empty > 0.8


def test_a_heading_at_the_foot_of_a_page_is_found():
    page, *_rest = layout.pages(
        '<html lang="en"><title>T</title><h1>One</h1><h2>Alone</h2>'
        '<p style="break-before: page">Its words</p></html>'
    )
    assert layout.ALONE_BELOW & set(page.ends_with)
