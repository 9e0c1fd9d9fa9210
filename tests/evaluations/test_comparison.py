"""A programme beside earlier ones, none of them named."""

import dataclasses
import json
from datetime import timedelta

import pytest

from evaluations.models import EvaluationPlan
from evaluations.reports.evaluation.comparison import Comparison, read_comparison
from evaluations.reports.evaluation.results import evaluate
from evaluations.statistics import Share
from evaluations.summary import comparison_words

from . import report_case as cases

pytestmark = pytest.mark.django_db


def a_programme(number: int, agreed: int, answered: int = 24, people: int = 30) -> cases.Case:
    """One of several alike: the higher its number, the longer ago."""
    programme = cases.a_programme(f"Secret name {number}", f"secret-{number}")
    programme.starts_on -= timedelta(days=100 * number)
    programme.ends_on -= timedelta(days=100 * number)
    programme.save()
    cases.people_of(programme, people)
    case = cases.the_standard_form(programme, objectives=1)
    cases.exactly(case, O1=[5] * agreed + [2] * (answered - agreed))
    return case


def compared(case: cases.Case) -> Comparison:
    return evaluate(case.programme, case.questionnaire).comparison


@pytest.fixture
def here() -> cases.Case:
    return a_programme(0, agreed=20)


@pytest.fixture
def three(here) -> list[cases.Case]:
    return [a_programme(number, agreed=6 + 2 * number) for number in (1, 2, 3)]


def nothing(case: cases.Case) -> bool:
    found = compared(case)
    return found.figure is None and found.sentences == () and "nothing to compare" in found.about


def test_three_earlier_programmes_are_counted_together(here, three):
    found = compared(here)
    [row] = found.figure.table.rows
    assert row.cells[:4] == ("20 of 24 (83%)", "42% (30 of 72)", "+42", "+19 to +56")
    assert "3 earlier programmes; 72 answers" in found.about
    assert found.sentences == (
        "How leaders bring about change: more agreed than in earlier programmes; "
        "20 of 24 (83%) here, 30 of 72 (42%) there.",
    )


def test_no_other_programme_is_named(here, three):
    words = json.dumps(dataclasses.asdict(compared(here)), default=str)
    assert "Secret" not in words
    assert "secret" not in words


def test_two_others_are_too_few(here, three):
    three[0].questionnaire.responses.all().delete()
    assert nothing(here)


def test_fewer_than_sixty_answers_are_too_few(here):
    for number in (1, 2, 3):
        a_programme(number, agreed=10, answered=19)
    assert nothing(here)


def test_other_words_are_not_compared(here, three):
    three[0].questionnaire.questions.filter(code="O1").update(wording="I understand leaders.")
    assert nothing(here)


def test_a_programme_that_would_rather_not_is_left_out(here, three):
    EvaluationPlan.objects.create(programme=three[1].programme, compares=False)
    assert nothing(here)


def test_a_programme_that_would_rather_not_is_not_compared_itself(here, three):
    EvaluationPlan.objects.create(programme=here.programme, compares=False)
    found = compared(here)
    assert found.figure is None
    assert "keeps it apart" in found.about


def test_forms_that_are_not_opened_or_were_answered_by_few_are_left_out(here, three):
    cases.people_of(three[0].programme, 61)
    assert nothing(here)
    three[0].questionnaire.eligible = 30
    three[0].questionnaire.save()
    assert not nothing(here)
    three[0].questionnaire.counted_on = None
    three[0].questionnaire.save()
    assert nothing(here)


def test_later_programmes_are_not_earlier_ones(three, here):
    assert nothing(three[-1])


def test_a_response_below_forty_per_cent_is_compared_with_nobody(here, three):
    cases.people_of(here.programme, 70)
    assert "Too few of those asked" in compared(here).about


def test_a_small_programme_is_no_dot_and_in_no_sum(here, three):
    a_programme(4, agreed=9, answered=9, people=10)
    [row] = compared(here).figure.table.rows
    assert row.cells[1] == "42% (30 of 72)"


@pytest.mark.parametrize("others", [3, 9])
def test_the_number_of_queries_does_not_grow_with_programmes(
    here, others, django_assert_num_queries
):
    for number in range(1, others + 1):
        a_programme(number, agreed=12)
    found = evaluate(here.programme, here.questionnaire)
    with django_assert_num_queries(5):
        read_comparison(here.programme, found.results.compared, found.people, found.m)


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        ((20, 24), (60, 72), "similar"),
        ((12, 24), (42, 72), "similar"),
        ((950, 1000), (900, 1000), "similar"),
        ((900, 1000), (800, 1000), "more agreed"),
        ((800, 1000), (900, 1000), "fewer agreed"),
    ],
)
def test_a_direction_needs_ten_points_and_an_interval_without_zero(here, there, words):
    assert words in comparison_words("It", Share(*here), Share(*there))
