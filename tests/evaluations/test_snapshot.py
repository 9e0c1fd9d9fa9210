"""A report frozen as canonical JSON comes back as the very same value."""

import json
from dataclasses import replace
from datetime import date

import pytest

from evaluations.reports.evaluation.data import as_csv, as_json
from evaluations.reports.evaluation.document import report_html
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.reports.snapshot import Snapshot, frozen, thawed
from evaluations.reports.writing import Claimed, Issue, Told, Writing

from . import report_case as cases

pytestmark = pytest.mark.django_db

WRITING = Writing(
    narratives=(Told("glance", "<p>Ŵith “care”.</p>"), Told("each-2", "<p>And so on</p>")),
    what_we_change="<p>More time.</p>",
    contact="report@example.org",
    claims=(Claimed("system", "success", "A joint rota", "<p>Since May.</p>", "document"),),
    number=2,
    published_on=date(2027, 3, 1),
    history=(Issue(2, date(2027, 3, 1), "A word was taken back"), Issue(1, date(2026, 11, 9))),
)


def snapshot(people: int = 24, answered: int = 22) -> Snapshot:
    case = cases.a_counted_programme(people, answered)
    cases.say(case, "Q1", cases.QUOTES * 2)
    found = evaluate(case.programme, case.questionnaire)
    report = composed(read_setting(case.programme), found, WRITING)
    return Snapshot(report, as_json(report.setting, found), as_csv(found))


@pytest.mark.parametrize("answered", [0, 4, 9, 22])
def test_what_was_frozen_comes_back_as_it_was(answered):
    before = snapshot(24, answered)
    text = frozen(before)
    assert thawed(text) == before
    assert frozen(thawed(text)) == text


def test_a_frozen_report_has_sorted_keys_and_no_broken_number():
    def refuse(number):
        raise AssertionError(number)

    text = frozen(snapshot())
    plain = json.loads(text, parse_float=refuse)
    assert list(plain) == sorted(plain)
    assert "“care”" in text


def test_the_same_document_is_drawn_from_it():
    before = snapshot()
    assert report_html(thawed(frozen(before)).report) == report_html(before.report)


@pytest.mark.parametrize("number", [1.5, 7.0, float("nan")])
def test_a_number_that_is_not_whole_is_never_frozen(number):
    whole = snapshot()
    people = replace(whole.report.people, organisations=number)
    with pytest.raises(ValueError, match="whole numbers only"):
        frozen(replace(whole, report=replace(whole.report, people=people)))


def test_a_snapshot_with_something_else_in_it_is_refused():
    plain = json.loads(frozen(snapshot()))
    plain["report"]["people"]["names"] = ["Marian Brook"]
    with pytest.raises(ValueError, match="not a snapshot"):
        thawed(json.dumps(plain))
