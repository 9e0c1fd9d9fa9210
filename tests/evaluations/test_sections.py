"""The sections of both editions: what each tells, and that it is left out when it has nothing."""

import re

import pytest

from evaluations.models import Comment, Report
from evaluations.reports.evaluation.data import COLUMNS
from evaluations.reports.evaluation.document import file_name, report_html
from evaluations.reports.evaluation.report import EvaluationReport, composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.reports.writing import Claimed, Told, Writing
from tests.paper.cases import every_moment

from . import report_case as cases

pytestmark = pytest.mark.django_db
PUBLISHED = cases.PUBLISHED


def report_of(case, kind=Report.Kind.PROGRAMME, writing=PUBLISHED) -> EvaluationReport:
    found = evaluate(case.programme, case.questionnaire, kind)
    return composed(read_setting(case.programme), found, writing)


def anchors(report: EvaluationReport) -> list[str]:
    return [entry.anchor for entry in report.contents]


def titles(parts) -> list[str]:
    return [part.title for part in parts]


def test_a_programme_with_every_form_has_every_section():
    assert anchors(report_of(every_moment())) == [
        *("glance", "programme", "people", "reading", "objectives", "each", "places", "sessions"),
        *("others", "challenge", "words", "plans", "change", "method", "questions", "tables"),
        "data",
    ]


def test_the_later_edition_has_its_own_sections_and_name():
    later = report_of(every_moment(), Report.Kind.FOLLOW_UP)
    assert anchors(later) == [
        *("glance", "programme", "people", "reading", "plans", "impact", "objectives"),
        *("challenge", "words", "change", "method", "questions", "tables", "data"),
    ]
    assert later.title.endswith(
        "learning and impact at individual, organisational and system levels"
    )
    assert file_name(later) == "aldermouth-learning-and-impact-report.pdf"


def test_with_nothing_but_answers_only_what_they_tell_is_there():
    programme = cases.a_programme()
    programme.description = ""
    programme.save()
    cases.people_of(programme, 12)
    case = cases.the_standard_form(programme, objectives=1)
    cases.answer(case, 12, cases.like_people)
    left_out = {"programme", "sessions", "challenge", "change", "data", "comparison", "places"}
    assert left_out & set(anchors(report_of(case, writing=Writing()))) <= {"places"}


def test_what_staff_wrote_stands_in_its_section():
    told = (Told("people", "<p>Two were ill.</p>"), Told("each-2", "<p>As we hoped.</p>"))
    report = report_of(cases.a_counted_programme(12, 12), writing=Writing(narratives=told))
    html = report_html(report)
    people = html[html.index('id="people"') :]
    assert people.index("Two were ill.") < people.index("<figure")
    assert html.index('id="each-2"') < html.index("As we hoped.") < html.index('id="each-3"')


def test_the_programme_is_drawn_as_five_steps_in_words_of_its_own():
    report = report_of(cases.a_counted_programme(12, 12))
    needed, done, learned, *_rest = report.theory
    assert needed.lines == (
        "An answer to: What would it take for nobody in Aldermouth to wait alone?",
    )
    assert done.lines[:3] == ("2 sessions", "6 site visits", "6 tables of conversation")
    assert learned.lines[1] == "Leading beyond authority"
    assert len(report.theory) == 5


def test_of_many_objectives_the_steps_name_five():
    report = report_of(cases.a_counted_programme(12, 12, objectives=9))
    assert report.theory[2].lines[-1] == "and 4 more"


def test_the_examples_say_what_their_charts_show():
    for example in report_of(every_moment()).examples:
        numbers = set(re.findall(r"\d+\.\d\b", example.text))
        shown = set(re.findall(r"\d+\.\d", re.sub(r"<[^>]*>", " ", example.chart)))
        assert numbers <= shown, example.title


def test_charts_are_explained_where_the_report_has_them():
    assert "Sessions" in titles(report_of(every_moment()).examples)


def test_charts_that_the_report_has_not_are_not_explained():
    plain = report_of(cases.a_counted_programme(12, 12))
    assert titles(plain.examples)[0] == "Bars of agreement"
    assert "Sessions" not in titles(plain.examples)


def test_without_charts_none_is_explained():
    report = report_of(cases.a_counted_programme(9, 9))
    assert report.examples == ()
    assert report.reading


def test_teams_and_setters_are_told_in_their_words():
    heron, _kittiwake, _wren, setters = report_of(every_moment()).challenge
    assert heron.title == "Heron"
    assert heron.text.startswith("Let those who wait write the letter")
    assert setters.words[0].quotes[0].attribution == "Marian Brook, Health and Wellbeing"


def test_what_setters_did_with_the_response_waits_for_the_later_edition():
    case = every_moment()
    [now] = [part for part in report_of(case).challenge if part.words]
    [later] = report_of(case, Report.Kind.FOLLOW_UP).challenge
    assert len(now.words) == 1
    assert "What happened to the group’s response?" in [words.question for words in later.words]


def test_a_setters_words_are_printed_only_with_consent():
    case = every_moment()
    statements = case.programme.contributions.get(kind="setter").statements
    statements.update(consent=Comment.Consent.NONE)
    later = report_of(case, Report.Kind.FOLLOW_UP)
    said = [
        quote.text for part in later.challenge for words in part.words for quote in words.quotes
    ]
    assert not any("We put two" in text for text in said)


def test_plans_stand_apart_from_the_other_results():
    report = report_of(every_moment())
    others = " ".join(figure.caption for part in report.others for figure in part.figures)
    plans = " ".join(figure.caption for part in report.plans for figure in part.figures)
    assert "What could get in the way?" not in others
    assert "What could get in the way?" in plans


CLAIMS = (
    Claimed("organisation", "change", "One waiting list", "<p>Since May.</p>", "document"),
    Claimed("system", "success", "A joint rota", "<p>On Fridays.</p>", "second person"),
    Claimed("individual", "non-success", "A board seat", "<p>Refused.</p>", "own word"),
)


def test_each_claim_carries_the_grade_of_its_evidence():
    report = report_of(every_moment(), Report.Kind.FOLLOW_UP, Writing(claims=CLAIMS))
    parts = {part.title: part for part in report.impact}
    assert titles(parts["Their organisations"].claims) == ["One waiting list"]
    assert titles(parts["Where it worked"].claims) == ["A joint rota"]
    assert titles(parts["Where it did not"].claims) == ["A board seat"]
    html = report_html(report)
    rota = html[html.index("A joint rota") :]
    assert rota.index("confirmed by a second person") < rota.index("A board seat")


def test_nothing_in_the_later_edition_is_worded_as_caused():
    html = report_html(report_of(every_moment(), Report.Kind.FOLLOW_UP, Writing(claims=CLAIMS)))
    words = re.sub(r"<[^>]*>", " ", html)
    assert not re.search(r"\b(led to|resulted in|thanks to the programme|improved by)\b", words)
    assert "does not show that the programme caused any of it" in " ".join(words.split())


def test_the_first_page_of_the_later_edition_names_the_weakest_too():
    glance = report_of(every_moment(), Report.Kind.FOLLOW_UP).glance
    lead = " ".join(glance.sentences)
    assert lead.startswith("Months after the programme, 18 of the 24 who took part answered.")
    assert "Fewest agreed:" in lead
    assert {tile.label for tile in glance.tiles} >= {"Say something was taken forward"}


def test_a_follow_up_of_four_shows_nothing():
    glance = report_of(every_moment(later=4), Report.Kind.FOLLOW_UP).glance
    assert glance.tiles == ()
    assert glance.sentences == ("4 people answered the follow-up.",)


def test_every_form_has_its_questions_printed():
    captions = [table.caption for table in report_of(every_moment()).questions]
    assert "After each session" in captions
    assert "Feedback at the end" in captions


def test_a_form_that_nobody_answered_is_owned_up_to():
    case = every_moment()
    before = case.programme.questionnaires.get(moment="before")
    before.responses.all().delete()
    notes = {note.title: note.text for note in report_of(case).method}
    assert "“Before you come”" in notes["What did not go as planned"]


def test_shares_are_drawn_with_their_intervals_before_the_tables():
    html = report_html(report_of(cases.a_counted_programme(12, 12)))
    tables = html[html.index('id="tables"') :]
    assert tables.index("Share agreeing at the end") < tables.index("Agreement in full")


def test_every_column_of_the_figures_is_explained():
    report = report_of(cases.a_counted_programme(12, 12))
    assert [row.header for row in report.data.rows] == list(COLUMNS)


def test_a_draft_has_no_data_to_explain():
    assert report_of(cases.a_counted_programme(12, 12), writing=Writing()).data is None
