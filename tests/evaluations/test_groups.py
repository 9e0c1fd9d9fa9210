"""Breakdowns, attacked: whoever adds and subtracts all that is printed finds nobody."""

from itertools import combinations

import pytest

from evaluations.models import Questionnaire, Response
from evaluations.reports.evaluation.groups import By, Grouped
from evaluations.reports.evaluation.results import Evaluation, evaluate
from evaluations.scales import Kind
from evaluations.statistics import Distribution
from tests import factories

from . import report_case as cases

pytestmark = pytest.mark.django_db
Moment = Questionnaire.Moment
M = 5


@pytest.fixture
def case() -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, 60)
    return cases.the_standard_form(programme, objectives=2)


def found_in(case: cases.Case) -> Evaluation:
    return evaluate(case.programme, case.questionnaire)


def grouped(case: cases.Case, by: By, code: str) -> Grouped | None:
    groups = found_in(case).groups
    return next((g for g in groups if g.by == by and g.question.code == code), None)


def sizes(found: Grouped) -> dict[str, int]:
    return {one.label: one.counted.n for one in found.slices}


def attack(total: Distribution, found: Grouped) -> None:
    """Every sum of printed slices, taken from the total, leaves nobody or at least five, and never
    people who all disagree with one voice."""
    for number in range(1, len(found.slices) + 1):
        for some in combinations(found.slices, number):
            counts = [sum(one.counted.counts[i] for one in some) for i in range(6)]
            rest = [all_of - c for all_of, c in zip(total.counts, counts, strict=True)]
            assert min(rest) >= 0
            assert sum(rest) == 0 or sum(rest) >= M
            assert max(rest[:3]) < sum(rest) or sum(rest) == 0


def answer_by_sector(case: cases.Case, **sectors: list) -> None:
    for sector, given in sectors.items():
        cases.exactly(case, sector=sector, O1=given)


def test_each_sector_with_five_answers_has_its_own_figure(case):
    answer_by_sector(case, health=[5] * 6 + [2], council=[5] * 8, voluntary=[3] * 2 + [6] * 4)
    found = grouped(case, By.SECTOR, "O1")
    assert sizes(found) == {"Health": 7, "Council": 8, "Voluntary and community": 6}
    attack(found.question.distribution, found)


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_a_small_sector_takes_another_with_it(case, few):
    answer_by_sector(case, health=[5] * 9, council=[5] * 6, arts=[1] * few)
    found = grouped(case, By.SECTOR, "O1")
    assert sizes(found) == {"Health": 9, "All others": 6 + few}
    attack(found.question.distribution, found)


def test_those_who_disagree_with_one_voice_are_not_set_apart(case):
    answer_by_sector(case, health=[5] * 9 + [1], council=[5] * 8, arts=[2] * 7)
    found = grouped(case, By.SECTOR, "O1")
    assert "Arts and culture" not in sizes(found)
    attack(found.question.distribution, found)


def test_two_sectors_with_too_few_are_not_broken_down_at_all(case):
    answer_by_sector(case, health=[5] * 9, council=[5] * 3)
    assert grouped(case, By.SECTOR, "O1") is None


def test_where_no_sector_is_on_record_there_is_no_breakdown(case):
    answer_by_sector(case, **{"": [5] * 20})
    assert found_in(case).groups == ()


def test_what_was_joined_when_it_was_opened_stays_joined(case):
    answer_by_sector(case, health=[5] * 9, other=[4] * 7, **{"": [5] * 6})
    assert sizes(grouped(case, By.SECTOR, "O1")) == {"Health": 9, "All others": 13}


def test_visits_have_own_figures_from_five_answers_on_else_they_are_pooled(case):
    form = cases.a_form(case.programme, moment=Moment.VISITS, slug="visits")
    asked = cases.ask(form, "V1", Kind.AGREE6, "The visit showed me leadership.")
    for number in (5, 4, 4, 4, 4, 3):
        visit = factories.visit(case.programme)
        for i in range(number):
            response = Response.objects.create(questionnaire=form, visit=visit)
            response.answers.create(question=asked, value=1 + i)
    cases.exactly(case, O1=[5] * 20)
    found = grouped(case, By.VISIT, "V1")
    assert sorted(sizes(found).values()) == [5, 19]
    attack(found.question.distribution, found)


def a_session(case: cases.Case, number: int, given: list[int]) -> None:
    session = factories.session(case.programme, title=f"Session {number}")
    form = cases.a_form(
        case.programme, moment=Moment.SESSION, slug=f"session-{number}", session=session
    )
    asked = cases.ask(form, "S1", Kind.AGREE6, "This was relevant to the work I do.")
    for value in given:
        response = Response.objects.create(questionnaire=form)
        response.answers.create(question=asked, value=value)


def test_a_session_that_few_rated_cannot_be_worked_out_from_all_sessions_together(case):
    cases.exactly(case, O1=[5] * 20)
    for number, given in enumerate([[5] * 12 + [1], [4] * 14, [6] * 11, [1, 1, 2]]):
        a_session(case, number, given)
    found = grouped(case, By.SESSION, "S1")
    assert found.question.n == 41
    assert sorted(sizes(found).values()) == [13, 14, 14]
    attack(found.question.distribution, found)


def test_no_question_is_broken_down_in_two_ways(case):
    """Laid over each other, the two would single out the people between them."""
    answer_by_sector(case, health=[5] * 9, council=[5] * 8)
    test_visits_have_own_figures_from_five_answers_on_else_they_are_pooled(case)
    a_session(case, 1, [5] * 12)
    a_session(case, 2, [5] * 12)
    groups = found_in(case).groups
    assert {g.by for g in groups} == set(By)
    assert len({g.question.pk for g in groups}) == len(groups)


def test_café_conversations_are_counted_together_and_never_apart(case):
    cases.exactly(case, O1=[5] * 20)
    for number in (1, 2):
        cafe = factories.cafe(case.programme)
        form = cases.a_form(case.programme, moment=Moment.CAFE, slug=f"café-{number}", cafe=cafe)
        asked = cases.ask(form, "C1", Kind.AGREE6, "The conversations changed how I think.")
        for _i in range(10 + number):
            Response.objects.create(questionnaire=form).answers.create(question=asked, value=5)
    found = found_in(case)
    assert [q.n for q in found.moments.pooled(Moment.CAFE)] == [23]
    assert found.groups == ()
