"""What the report says: the value that page, PDF and data file share."""

import csv
import dataclasses
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from evaluations.models import Comment
from evaluations.reports.evaluation.data import as_csv, as_data, as_json
from evaluations.reports.evaluation.report import EvaluationReport, composed, evaluation_report
from evaluations.reports.evaluation.results import counted_questionnaire, evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.scales import Kind

from . import report_case as cases

pytestmark = pytest.mark.django_db


def report_of(case: cases.Case) -> EvaluationReport:
    return evaluation_report(case.programme, case.questionnaire)


def data_of(case: cases.Case) -> dict:
    found = evaluate(case.programme, case.questionnaire)
    return as_data(read_setting(case.programme), found)


def question(data: dict, code: str) -> dict:
    return next(row for row in data["questions"] if row["question"] == code)


def a_case(people: int = 24, **fields) -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, people)
    return cases.the_standard_form(programme, **fields)


def words_of(report: EvaluationReport) -> str:
    return json.dumps(dataclasses.asdict(report), default=str, ensure_ascii=False)


# Figures


def test_an_objective_says_how_many_agreed_of_those_who_answered():
    case = a_case(objectives=1)
    cases.exactly(case, O1=[6] * 8 + [5] * 6 + [4] * 5 + [3] * 3 + ["can't say", None])
    report = report_of(case)
    tile = report.glance.tiles[0]
    assert (tile.figure, tile.beside) == ("19", "of 22")
    row = report.results[0].table.rows[0]
    assert row.cells == ("0", "0", "3", "5", "6", "8", "1", "1", "19 of 22 (86%)")


def test_from_thirty_answers_the_percentage_comes_first():
    case = a_case(people=85, objectives=1)
    cases.exactly(case, O1=[4] * 36 + [3] * 49)
    tile = report_of(case).glance.tiles[0]
    assert (tile.figure, tile.beside) == ("42%", "36 of 85")


def test_the_summary_cannot_say_most_of_36_of_85():
    case = a_case(people=85, objectives=2)
    cases.exactly(case, O1=[4] * 36 + [3] * 49, O2=[4] * 85)
    summary = " ".join(report_of(case).glance.sentences)
    assert "fewer than half (36 of 85)" in summary


def test_change_counts_only_people_who_gave_both_answers():
    case = a_case(objectives=1)
    before = [2] * 12 + [4] * 5 + [5] * 2 + [None, "can't say"]
    cases.exactly(case, T1=before, O1=[5] * 12 + [4] * 5 + [4] * 2 + [6, 6])
    assert report_of(case).glance.tiles[0].moved == "12 up · 5 same · 2 down"
    [change] = data_of(case)["changes"]
    assert (change["n"], change["up"], change["same"], change["down"]) == (19, 12, 5, 2)
    assert (change["net"], change["sign_p"]) == ("0.526316", "0.012939")


def test_recommendation_stands_on_its_three_counts():
    case = a_case(people=87)
    cases.exactly(case, R6=[10] * 34 + [9] * 15 + [8] * 19 + [7] * 11 + [6] * 8)
    given = question(data_of(case), "R6")
    counts = (given["promoters"], given["passives"], given["detractors"])
    assert (*counts, given["net"]) == (49, 30, 8, 47)
    part = next(part for part in report_of(case).others if part.title == "Recommendation")
    assert "+47" in part.about
    assert "promoters 49, passives 30, detractors 8" in part.about


def test_counts_stand_in_the_order_of_the_scale():
    case = a_case()
    cases.exactly(case, R6=[10] * 6 + [2] * 3 + [1] * 2)
    given = question(data_of(case), "R6")
    assert given["answers"] == [str(step) for step in range(11)]
    assert given["counts"] == [0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 6]


def test_several_choices_are_counted_by_person():
    case = a_case()
    cases.exactly(case, K3=[[1, 2]] * 6 + [[2]] * 5 + [[5]] * 3)
    assert question(data_of(case), "K3")["counts"] == [6, 11, 0, 0, 3]


def test_steps_before_and_now_keep_their_counts():
    case = a_case(people=20, objectives=0)
    steps = ["Never", "Monthly", "Daily"]
    now = cases.ask(case.questionnaire, "F1", Kind.STEPS, "How often now?", options=steps)
    then = cases.ask(
        case.questionnaire, "F2", Kind.STEPS, "Before?", options=steps, looks_back_on=now
    )
    case.questions |= {"F1": now, "F2": then}
    cases.exactly(case, F2=[1] * 9 + [2] * 4 + [3], F1=[1] * 2 + [2] * 7 + [3] * 5)
    part = next(part for part in report_of(case).others if part.title == "Before and now")
    table = part.figures[0].table
    assert [row.cells for row in table.rows] == [("9", "2"), ("4", "7"), ("1", "5")]
    assert "11 stand higher now, 3 the same, 0 lower" in table.note


def test_visits_are_pooled_and_know_no_blanks():
    case = a_case()
    cases.exactly(case, V1=[5] * 7 + [2] * 4 + [None] * 9)
    visits, _cafe = report_of(case).places
    assert visits.figures[0].table.rows[0].cells[-2:] == ("–", "7 of 11 (64%)")


def test_an_earlier_wording_that_was_answered_stays_in_the_report():
    case = a_case(objectives=0)
    cases.exactly(case, R1=[4] * 12)
    old = case.questions["R1"]
    old.current = False
    old.save()
    cases.ask(case.questionnaire, "R1", Kind.AGREE6, "It was worth my time.", version=2)
    wordings = [row["wording"] for row in data_of(case)["questions"] if row["question"] == "R1"]
    assert wordings == ["The programme was a good use of my time.", "It was worth my time."]


def test_a_form_without_objectives_leads_with_its_statements():
    case = a_case(people=87, objectives=0)
    cases.exactly(case, R1=[6] * 71 + [2] * 16, R3=[6] * 18 + [2] * 69)
    report = report_of(case)
    assert [tile.figure for tile in report.glance.tiles] == ["82%", "21%"]
    assert "objective" not in " ".join(report.glance.sentences)


# What is not shown


def test_four_answers_show_nothing_anywhere():
    case = a_case(objectives=1)
    cases.exactly(case, O1=[1] * 4, T1=[2] * 4, R6=[0] * 4, K3=[[1]] * 4)
    report, data = report_of(case), data_of(case)
    shown = (report.glance.tiles, report.results, report.objectives, report.others, report.tables)
    assert not any(shown)
    assert "With fewer than 5 answers, none are shown." in report.glance.sentences
    for code in ("O1", "T1", "R6", "K3"):
        given = question(data, code)
        assert given["suppressed"]
        assert given["n"] is None
        assert given["counts"] is None
    [change] = data["changes"]
    assert (change["question"], change["suppressed"], change["n"]) == ("O1", True, None)
    assert not {"up", "same", "down", "net"} & change.keys()


def test_a_question_with_four_answers_is_withheld_among_many():
    case = a_case(objectives=2)
    cases.exactly(case, O1=[5] * 20, O2=[1] * 4 + [None] * 16)
    report = report_of(case)
    assert report.results[0].table.rows[1].withheld == "fewer than 5 answers"
    assert report.glance.tiles[1].figure == ""
    assert report.results[0].chart.count("Leading beyond authority") == 0


def test_five_to_nine_answers_give_counts_and_nothing_else():
    case = a_case(people=9, objectives=1)
    cases.exactly(case, O1=[5] * 6 + [2] * 2, T1=[3] * 8)
    report, given = report_of(case), question(data_of(case), "O1")
    assert report.results[0].table.rows[0].cells == ("6 of 8",)
    assert not any(figure.chart for figure in report.results)
    assert (given["n"], given["agreed"], given["counts"]) == (8, 6, None)
    assert not {"percent", "mean", "low", "cant_say", "blank"} & given.keys()
    assert "%" not in " ".join(report.glance.sentences)


def test_a_question_nobody_answered_is_not_called_withheld():
    case = a_case(objectives=2)
    cases.exactly(case, O1=[5] * 12, O2=[None] * 12)
    assert report_of(case).results[0].table.rows[1].withheld == "nobody answered"
    given = question(data_of(case), "O2")
    assert (given["n"], given["suppressed"]) == (0, False)


def test_small_sectors_are_counted_together():
    case = a_case(people=24)
    cases.exactly(case, O1=[5] * 20)
    rows = {row.header: row.cells for row in report_of(case).people.sectors.table.rows}
    assert rows == {
        "Health": ("7",),
        "Council": ("6",),
        "Voluntary and community": ("6",),
        "2 other sectors": ("5",),
    }


def test_few_answers_of_many_asked_lose_their_percentages():
    case = a_case(people=100, objectives=1)
    cases.exactly(case, O1=[5] * 36)
    report = report_of(case)
    assert (report.glance.tiles[0].figure, report.glance.tiles[0].beside) == ("36", "of 36")
    assert "Only 36 of 100 people answered" in report.caution
    assert "%" not in " ".join(report.glance.sentences)


def test_how_many_were_asked_is_not_made_up():
    case = a_case(people=0, objectives=1)
    cases.exactly(case, O1=[5] * 12)
    report = report_of(case)
    assert "how many were asked is not on record" in report.glance.sentences[0]
    assert data_of(case)["eligible"] is None


def test_nobody_answered_is_a_report_too():
    report = report_of(a_case())
    assert report.people.answered == 0
    assert [entry.anchor for entry in report.contents][-1] == "questions"


# Words


def test_only_words_whose_author_agreed_are_printed():
    case = a_case()
    cases.exactly(case, O1=[5] * 20)
    cases.say(case, "Q1", cases.QUOTES)
    cases.say(case, "Q1", ["Keep this between us, please."] * 6, consent="none")
    cases.say(case, "Q2", ["More time for lunch."] * 12, consent="anonymous")
    words = words_of(report_of(case))
    assert all(text in words for text in cases.QUOTES)
    assert "between us" not in words
    assert "More time for lunch" not in words


def test_no_quote_is_used_twice():
    case = a_case()
    cases.exactly(case, O1=[5] * 20)
    cases.say(case, "Q1", [f"Text number {i}." for i in range(12)])
    words = words_of(report_of(case))
    assert [words.count(f"Text number {i}.") for i in range(12)] == [1] * 12


def test_nine_texts_are_too_few_to_quote_from():
    case = a_case()
    cases.exactly(case, O1=[5] * 20)
    cases.say(case, "Q1", [f"Text number {i}." for i in range(9)])
    assert "Text number" not in words_of(report_of(case))


def test_a_quote_stands_under_the_name_its_author_chose():
    case = a_case()
    cases.exactly(case, O1=[5] * 20)
    cases.say(case, "Q1", ["Short."] * 12, consent="sector", named="Participant, Health")
    report = report_of(case)
    assert report.glance.quote.attribution == "Participant, Health"


# The value and its data


def test_the_same_answers_give_the_same_report_and_data():
    case = cases.a_counted_programme()
    found = evaluate(case.programme, case.questionnaire)
    setting = read_setting(case.programme)
    assert composed(setting, found) == report_of(case)
    again = evaluate(case.programme, case.questionnaire)
    assert as_json(setting, found) == as_json(setting, again)


@pytest.mark.parametrize("people", [12, 36])
def test_the_number_of_queries_does_not_grow(people, django_assert_num_queries):
    case = cases.a_counted_programme(people, people)
    cases.say(case, "Q1", cases.QUOTES * (people // 6))
    cases.find_theme(case, "Time", Comment.objects.all())
    with django_assert_num_queries(35):
        report_of(case)


def test_the_sheet_of_figures_runs_nothing():
    case = a_case(objectives=0)
    cases.ask(case.questionnaire, "X1", Kind.AGREE6, "=cmd()")
    cases.exactly(case, R1=[5] * 12)
    found = evaluate(case.programme, case.questionnaire)
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert "'=cmd()" in [row["wording"] for row in rows]
    assert next(row for row in rows if row["question"] == "R1")["counts"] == "0 0 0 0 12 0"


def test_a_form_that_was_not_counted_is_no_report():
    case = a_case(counted=False)
    assert counted_questionnaire(case.programme) is None
    with pytest.raises(CommandError, match="not been opened"):
        call_command("render_report", "aldermouth")


def test_the_command_names_the_programmes_there_are():
    a_case()
    with pytest.raises(CommandError, match="There are: aldermouth"):
        call_command("render_report", "bristol")


def test_the_command_writes_the_report_and_its_figures(tmp_path, capsys):
    case = cases.a_counted_programme(12, 12)
    pdf, figures = tmp_path / "report.pdf", tmp_path / "figures.json"
    call_command("render_report", case.programme.slug, output=pdf, json=figures)
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert json.loads(figures.read_text())["answered"] == 12
    assert str(pdf) in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    case = cases.a_counted_programme(5, 5)
    with pytest.raises(CommandError, match="missing"):
        call_command("render_report", case.programme.slug, output=tmp_path / "missing" / "a.pdf")
