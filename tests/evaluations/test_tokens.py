"""Figures named in what staff write."""

import pytest

from evaluations.models import Questionnaire, Report, Response
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.tokens import tokens_of
from evaluations.scales import Kind

from . import report_case as cases

pytestmark = pytest.mark.django_db


def a_case(people: int = 24, **fields) -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, people)
    return cases.the_standard_form(programme, **fields)


def tokens(case: cases.Case, kind: str = Report.Kind.PROGRAMME) -> dict[str, str]:
    return tokens_of(evaluate(case.programme, case.questionnaire, kind))


def test_a_token_says_what_the_report_says():
    case = a_case(objectives=1)
    cases.exactly(case, O1=[5] * 15 + [2] * 7, T1=[2] * 15 + [2] * 6 + [3])
    said = tokens(case)
    assert said["O1.agree"] == "15 of 22 (68%)"
    assert (said["O1.n"], said["O1.mean"], said["O1.net"]) == ("22", "4.0", "+0.64")
    assert [said[f"O1.{way}"] for way in ("up", "same", "down")] == ["15", "6", "1"]
    assert (said["response.n"], said["response.asked"]) == ("22", "24")
    assert said["response.rate"] == "22 of 24 (92%)"


def test_recommendation_and_choices_have_tokens():
    case = a_case()
    cases.exactly(case, R6=[10] * 6 + [8] * 4 + [1] * 2, K3=[[1, 2]] * 9 + [[2]] * 3)
    said = tokens(case)
    counts = [said[f"R6.{name}"] for name in ("promoters", "passives", "detractors", "net")]
    assert counts == ["6", "4", "2", "+33"]
    assert (said["K3.1"], said["K3.2"]) == ("9 of 12 (75%)", "12 of 12 (100%)")


def test_four_answers_have_no_figure_whichever_is_asked_for():
    case = a_case(objectives=1)
    cases.exactly(case, O1=[5] * 4 + [None] * 9, T1=[1] * 4 + [None] * 9, R6=[9] * 4 + [None] * 9)
    said = {name: words for name, words in tokens(case).items() if name[:2] in ("O1", "T1", "R6")}
    assert set(said.values()) == {"fewer than 5 answers"}


def test_nine_answers_have_counts_and_no_average():
    case = a_case(objectives=1)
    cases.exactly(case, O1=[5] * 8 + [2], T1=[2] * 9)
    said = tokens(case)
    assert (said["O1.agree"], said["O1.mean"]) == ("8 of 9", "fewer than 10 answers")
    assert (said["O1.up"], said["O1.net"]) == ("8", "fewer than 10 answers")


def test_few_answers_of_many_asked_have_no_percentage():
    case = a_case(people=100)
    cases.exactly(case, R1=[5] * 36)
    assert tokens(case)["response.rate"] == "36 of 100"


def test_another_moment_goes_by_its_name():
    case = a_case()
    cases.exactly(case, R1=[5] * 12)
    later = cases.a_form(case.programme, moment=Questionnaire.Moment.FOLLOW_UP, slug="later")
    asked = cases.ask(later, "F4", Kind.AGREE6, "People around me now see me as a leader.")
    for _i in range(12):
        response = Response.objects.create(questionnaire=later)
        response.answers.create(question=asked, value=4)
    assert tokens(case, Report.Kind.FOLLOW_UP)["follow-up.F4.agree"] == "12 of 12 (100%)"
    assert "follow-up.F4.agree" not in tokens(case)
