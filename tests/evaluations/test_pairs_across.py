"""The same person's answers at two moments, and what the report takes for "before"."""

import pytest

from evaluations.models import EvaluationPlan, Questionnaire, Report
from evaluations.reports.evaluation.data import as_data
from evaluations.reports.evaluation.report import EvaluationReport, evaluation_report
from evaluations.reports.evaluation.results import Evaluation, evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.scales import Kind

from . import report_case as cases

pytestmark = pytest.mark.django_db
Moment = Questionnaire.Moment


def a_case(objectives: int = 1, people: int = 30) -> tuple[cases.Case, cases.Case]:
    """The form at the end, and one before it that asks the same about the objectives."""
    programme = cases.a_programme()
    cases.people_of(programme, people)
    case = cases.the_standard_form(programme, objectives=objectives)
    codes = [f"O{i + 1}" for i in range(objectives)]
    return case, cases.a_form_like(case, Moment.BEFORE, codes)


def found_in(case: cases.Case, kind: str = Report.Kind.PROGRAMME) -> Evaluation:
    return evaluate(case.programme, case.questionnaire, kind)


def report_of(case: cases.Case) -> EvaluationReport:
    return evaluation_report(case.programme, case.questionnaire)


def moves(change) -> tuple[int, int, int]:
    return change.movement.up, change.movement.same, change.movement.down


def measured(report: EvaluationReport) -> str:
    return next(note.text for note in report.method if note.title == "How change was measured")


def test_people_are_compared_with_what_they_said_before():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 23), O1=[2] * 12 + [4] * 11)
    cases.exactly(case, cases.keys(2, 24), O1=[5] * 10 + [4] * 9 + [3] * 3, T1=[1] * 22)
    [row] = found_in(case).results.moved
    assert moves(row.change) == (10, 9, 2)
    report = report_of(case)
    assert report.glance.tiles[0].moved == "10 up · 9 same · 2 down"
    assert "Among the 21 people who answered both times" in " ".join(report.glance.sentences)
    assert "of the 22 who answered at the end, 21 had answered before" in measured(report)


def test_what_they_said_looking_back_stands_in_the_tables_at_the_end():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 20), O1=[4] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20, T1=[1] * 15 + [6] * 5)
    table = next(table for table in report_of(case).tables if table.caption.startswith("Looking"))
    assert table.rows[0].cells[:4] == ("20", "15", "0", "5")


def test_the_plan_may_choose_looking_back_and_the_report_says_why():
    case, before = a_case()
    EvaluationPlan.objects.create(
        programme=case.programme,
        baseline=EvaluationPlan.Baseline.THEN,
        baseline_reason="People did not know each other’s words for it yet.",
    )
    cases.exactly(before, cases.keys(0, 20), O1=[6] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20, T1=[1] * 20)
    report = report_of(case)
    assert report.glance.tiles[0].moved == "20 up · 0 same · 0 down"
    assert "each other’s words for it yet" in measured(report)


def test_where_nobody_was_asked_before_the_report_looks_back_and_says_so():
    programme = cases.a_programme()
    cases.people_of(programme, 24)
    case = cases.the_standard_form(programme, objectives=1)
    cases.exactly(case, O1=[5] * 20, T1=[1] * 20)
    assert "Nobody was asked before the programme" in measured(report_of(case))


@pytest.mark.parametrize("linked", [4, 0])
def test_too_few_linked_answers_are_not_compared(linked):
    case, before = a_case()
    EvaluationPlan.objects.create(programme=case.programme, pairs=True)
    cases.exactly(before, cases.keys(20 - linked, 40 - linked), O1=[6] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20, T1=[1] * 20)
    report = report_of(case)
    assert report.glance.tiles[0].moved == "20 up · 0 same · 0 down"
    assert "Fewer than 5 people answered both times" in measured(report)


def test_answers_that_nobody_linked_are_not_compared():
    case, before = a_case()
    cases.exactly(before, O1=[6] * 20)
    cases.exactly(case, O1=[5] * 20, T1=[1] * 20)
    report = report_of(case)
    assert report.glance.tiles[0].moved == "20 up · 0 same · 0 down"
    assert "are not linked" in measured(report)


def test_other_words_are_another_question():
    case, before = a_case()
    before.questionnaire.questions.update(wording="I might do thing 1.")
    cases.exactly(before, cases.keys(0, 20), O1=[2] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20)
    assert found_in(case).results.moved == ()


def test_a_version_that_mends_a_slip_of_the_pen_is_the_same_question():
    case, before = a_case()
    old = case.questions["O1"]
    type(old).objects.filter(pk=old.pk).update(current=False)
    new = cases.ask(
        case.questionnaire,
        "O1",
        Kind.AGREE6,
        "Mended.",
        version=2,
        equivalent_to=old,
        objective=old.objective,
    )
    case.questions["O1"] = new
    cases.exactly(before, cases.keys(0, 20), O1=[2] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20)
    [row] = found_in(case).results.moved
    assert (row.question.version, moves(row.change)) == (2, (20, 0, 0))


def test_few_pairs_are_set_beside_those_who_did_not_answer_again():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 24), O1=[3] * 12 + [5] * 12)
    cases.exactly(case, cases.keys(0, 12) + cases.keys(30, 42), O1=[5] * 24)
    report = report_of(case)
    table = next(table for table in report.tables if table.caption.startswith("Before: who"))
    assert table.rows[0].cells == ("12", "3.0", "12", "5.0")
    assert "fewer than 60%" in measured(report)


def test_many_pairs_need_no_such_table():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 24), O1=[3] * 24)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20)
    captions = [table.caption for table in report_of(case).tables]
    assert not any(caption.startswith("Before: who") for caption in captions)


def test_the_mean_change_is_drawn_by_lot_from_a_seed_that_is_printed():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 20), O1=[2] * 10 + [4] * 10)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20)
    table = next(t for t in report_of(case).tables if t.caption == "Change in averages")
    assert table.rows[0].cells[:2] == ("20", "+2.00")
    assert "seed end-20261026" in table.note
    assert table == next(t for t in report_of(case).tables if t.caption == "Change in averages")


@pytest.mark.parametrize(("before", "now"), [((0, 20), (0, 21)), ((0, 23), (0, 20))])
def test_an_exact_average_gives_nobody_away_who_answered_once(before, now):
    """All at the end less all pairs would be the one person, the few, between."""
    case, first = a_case()
    cases.exactly(first, cases.keys(*before), O1=[3] * before[1])
    cases.exactly(case, cases.keys(*now), O1=[5] * (now[1] - 1) + [1])
    assert not any(table.caption == "Change in averages" for table in report_of(case).tables)
    told = as_data(read_setting(case.programme), found_in(case))["changes"]
    change = next(one for one in told if one["n"])
    assert "mean_change" not in change
    assert len(change["mean_after"]) == 3


def test_the_follow_up_is_compared_with_the_end_and_with_before():
    case, before = a_case()
    later = cases.a_form_like(case, Moment.FOLLOW_UP, ["O1"])
    cases.exactly(before, cases.keys(0, 20), O1=[2] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20)
    cases.exactly(later, cases.keys(5, 20), O1=[4] * 10 + [6] * 5)
    pairs = {(p.earlier, p.later): p for p in found_in(case, Report.Kind.FOLLOW_UP).pairs}
    now = later.questions["O1"].pk
    assert moves(pairs[Moment.END, Moment.FOLLOW_UP].changes[now]) == (5, 0, 10)
    assert moves(pairs[Moment.BEFORE, Moment.FOLLOW_UP].changes[now]) == (15, 0, 0)
    assert len(found_in(case).pairs) == 1


def test_the_data_hold_the_change_that_the_report_tells():
    case, before = a_case()
    cases.exactly(before, cases.keys(0, 20), O1=[2] * 20)
    cases.exactly(case, cases.keys(0, 20), O1=[5] * 20, T1=[6] * 20)
    data = as_data(read_setting(case.programme), found_in(case))
    assert (20, 0, 0) in [(c["up"], c["same"], c["down"]) for c in data["changes"]]


@pytest.mark.parametrize("people", [15, 30])
def test_the_number_of_queries_does_not_grow_with_people_or_moments(
    people, django_assert_num_queries
):
    case, before = a_case(objectives=6)
    codes = list(before.questions)
    later = cases.a_form_like(case, Moment.FOLLOW_UP, codes)
    for form in (before, case, later):
        answers = {code: [5] * people for code in codes}
        cases.exactly(form, cases.keys(0, people), **answers)
    for _i in range(people // 15):
        session = cases.a_form(
            case.programme, moment=Moment.SESSION, slug=f"s{_i}", title=f"Session {_i}"
        )
        cases.ask(session, "S1", Kind.AGREE6, "This was relevant to the work I do.")
    with django_assert_num_queries(25):
        found_in(case, Report.Kind.FOLLOW_UP)
