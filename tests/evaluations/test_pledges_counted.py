"""Pledges in results and reports: how many, where they stand, and never whose or what."""

import json

import pytest
from django.urls import reverse

from evaluations.models import Report
from evaluations.reports.evaluation.data import as_json
from evaluations.reports.evaluation.pledges import pledge_data, pledge_parts, pledged
from evaluations.reports.evaluation.report import report_of
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from tests import factories

from . import report_case as cases

pytestmark = pytest.mark.django_db
M = 5


@pytest.fixture
def case():
    return cases.a_counted_programme()


def make_pledges(case, people: int, *states: str) -> None:
    for number, someone in enumerate(case.programme.participants.all()[:people]):
        state = states[number % len(states)] if states else "planned"
        someone.pledges.create(text=f"Secret thing {number}.", partner="Bea", state=state)


def texts(parts) -> str:
    return repr(parts)


def test_of_five_people_it_says_how_many_pledges_and_where_they_stand(case):
    make_pledges(case, 5, "done", "partly", "planned", "planned", "dropped")
    case.programme.participants.first().pledges.create(text="One more.", state="done")
    [part] = pledge_parts(case.programme, M)
    assert part.about.endswith("5 people made 6 pledges; 2 are done.")
    table = part.figures[0].table
    assert {row.header: row.cells for row in table.rows} == {
        "planned": ("2",),
        "started": ("0",),
        "partly done": ("1",),
        "done": ("2",),
        "not any more": ("1",),
    }


def test_of_fewer_than_five_people_it_says_only_that_they_are_few(case):
    make_pledges(case, 4, "done")
    [part] = pledge_parts(case.programme, M)
    assert [row.withheld for row in part.figures[0].table.rows] == ["fewer than 5 people"]
    assert "4" not in texts(part)
    assert pledge_data(case.programme, M) == {"suppressed": True}


def test_where_nobody_made_one_there_is_nothing_to_say(case):
    assert pledge_parts(case.programme, M) == ()
    assert pledge_data(case.programme, M)["people"] == 0


def test_whoever_did_not_take_part_is_not_counted(case):
    make_pledges(case, 6)
    case.programme.participants.filter(pledges__isnull=False).update(status="withdrawn")
    assert pledged(case.programme, M).people == 0


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_what_an_edition_prints_its_data_tells(case, kind):
    make_pledges(case, 7, "done", "started")
    report = report_of(case.programme, kind)
    assert "7 people made 7 pledges; 4 are done." in texts(report.plans)
    found = evaluate(case.programme, case.questionnaire, kind)
    data = json.loads(as_json(read_setting(case.programme), found))["pledges"]
    assert (data["people"], data["pledges"], data["states"]["done"]) == (7, 7, 4)


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_no_report_prints_a_pledge_or_with_whom(case, kind):
    make_pledges(case, 7)
    assert "Secret thing" not in texts(report_of(case.programme, kind))
    found = evaluate(case.programme, case.questionnaire, kind)
    assert "Secret thing" not in as_json(read_setting(case.programme), found)


def test_staff_see_the_number_in_the_results_and_no_words(client, settings, case):
    settings.REQUIRE_SECOND_FACTOR = False
    make_pledges(case, 7)
    client.force_login(factories.member(case.programme))
    page = client.get(reverse("results", args=[case.programme.slug])).text
    assert "7 people made 7 pledges" in page
    assert "Secret thing" not in page


def test_counting_takes_two_questions_however_many_there_are(case, django_assert_num_queries):
    make_pledges(case, 20)
    with django_assert_num_queries(2):
        pledged(case.programme, M)
