"""The second edition beside the first: nobody is found in the difference."""

import pytest

from evaluations.actions import publishing, writing
from evaluations.models import Questionnaire, Report

from . import published_case as cases
from . import report_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    """The first edition is out; the follow-up has been answered since."""
    case, report = cases.a_report()
    version = cases.published(report)
    moment = Questionnaire.Moment.FOLLOW_UP
    later = report_case.a_form_like(case, moment, [f"O{i}" for i in range(1, 7)])
    report_case.answer(later, 12, report_case.like_people, seed=3)
    return case, version


def second(case) -> Report:
    report = writing.report_for(programme=case.programme, kind=Report.Kind.FOLLOW_UP)
    cases.write(report, "change", "We will ask again in a year.")
    return report


def test_both_editions_are_published_where_they_rest_on_the_same_answers(first):
    case, _version = first
    assert cases.published(second(case)).number == 1


def test_one_answer_more_at_the_end_stops_the_later_edition(first):
    case, _version = first
    report_case.answer(case, 1, report_case.like_people, seed=9)
    with pytest.raises(publishing.NotReady) as refused:
        cases.published(second(case))
    [check] = refused.value.checks
    assert "Beside it, these figures would give a few people away" in check.detail
