"""What is told months later: planned and done, at three levels, and nothing as caused."""

import dataclasses
import json

import pytest

from evaluations.bank import CONTRIBUTORS, FOLLOW_UP, OBSERVERS
from evaluations.models import Questionnaire, Report, Statement
from evaluations.reports.evaluation.report import EvaluationReport, report_of
from evaluations.scales import Kind
from programmes.models import Contribution
from tests import factories

from . import report_case as cases
from .whole_case import from_the_bank

pytestmark = pytest.mark.django_db
Moment = Questionnaire.Moment
PEOPLE = 20


@pytest.fixture
def case() -> cases.Case:
    programme = cases.a_programme()
    cases.people_of(programme, 24)
    case = cases.the_standard_form(programme, objectives=2)
    asked = "What will you do differently?"
    case.questions["K1"] = cases.ask(case.questionnaire, "K1", Kind.COMMIT, asked)
    cases.exactly(case, cases.keys(0, PEOPLE), O1=[3] * PEOPLE, O2=[4] * PEOPLE)
    return case


@pytest.fixture
def later(case) -> cases.Case:
    """The standard form months later, with the objectives again."""
    form = from_the_bank(case, Moment.FOLLOW_UP, FOLLOW_UP)
    for code in ("O1", "O2"):
        now = case.questions[code]
        form.questions[code] = cases.ask(
            form.questionnaire, code, Kind.AGREE6, now.wording, objective=now.objective
        )
    return form


def report(case: cases.Case) -> EvaluationReport:
    return report_of(case.programme, Report.Kind.FOLLOW_UP)


def words_of(found: object) -> str:
    return json.dumps(dataclasses.asdict(found), default=str, ensure_ascii=False)


def part(parts, title: str):
    return next(one for one in parts if one.title == title)


def test_what_was_planned_stands_beside_what_was_done(case, later):
    cases.say(case, "K1", [f"I will do thing {i}." for i in range(18)], consent="none")
    cases.exactly(later, F1=[1] * 3 + [3] * 4 + [5] * 6 + [6] * 4)
    planned = part(report(case).plans, "At the end: what people wrote")
    assert planned.figures[0].table.rows[0].cells == ("18",)
    done = part(report(case).plans, "Months later: what they say they did")
    assert "10 of 17 (59%) say that they did it, or something else instead" in done.about
    cells = {row.header: row.cells for row in done.figures[0].table.rows}
    assert cells["Done"] == ("6", "yes")
    assert cells["No"] == ("3", "–")
    assert "I will do thing" not in words_of(report(case))


def test_what_was_expected_to_get_in_the_way_stands_beside_what_did(case, later):
    ways = case.questions["K3"]
    asked = later.questionnaire.questions.filter(code="K3")
    asked.update(wording=ways.wording, options=ways.options)
    cases.exactly(case, K3=[[1]] * 12 + [[2, 3]] * 3)
    cases.exactly(later, F1=[5] * 11, K3=[[1]] * 2 + [[4]] * 9)
    table = part(report(case).plans, "What got in the way").figures[0].table
    assert table.head[1:] == ("Expected", "Months later")
    assert [row.cells for row in table.rows][:4] == [
        ("12", "2"),
        ("3", "0"),
        ("3", "0"),
        ("0", "9"),
    ]


def test_each_level_has_its_own_figures(case, later):
    cases.exactly(
        later,
        F2=[4] * 12,
        F4=[5] * 8 + [2] * 4,
        F5=[4] * 12,
        F6=[5] * 7 + [3] * 5,
        F7=[[1, 2]] * 12,
        F8=[3] * 12,
        F9=[1] * 7 + [0] * 5,
    )
    told = report(case).impact
    titles = [one.title for one in told]
    assert titles == ["People", "Their organisations", "The wider system"]
    organisations = part(told, "Their organisations").figures[0].table
    assert [row.cells[-1] for row in organisations.rows] == ["12 of 12 (100%)", "7 of 12 (58%)"]


def test_the_objectives_are_set_beside_the_end(case, later):
    cases.exactly(later, cases.keys(5, 20), O1=[5] * 12 + [2] * 3, O2=[4] * 15)
    agreed, moved = report(case).results
    assert [row.cells[-1] for row in agreed.table.rows] == ["12 of 15 (80%)", "15 of 15 (100%)"]
    assert [row.cells[:4] for row in moved.table.rows] == [
        ("15", "12", "0", "3"),
        ("15", "0", "15", "0"),
    ]


def test_what_would_have_happened_anyway_is_said(case, later):
    cases.exactly(later, F10=[1] * 2 + [2] * 3 + [4] * 7)
    told = part(report(case).impact, "What might have happened anyway")
    assert "cannot be measured" in told.about
    assert [row.cells for row in told.figures[0].table.rows][:2] == [("2",), ("3",)]
    assert "5 of 12 think that all or most of it" in " ".join(report(case).glance.sentences)


def test_four_answers_months_later_are_not_shown(case, later):
    cases.exactly(later, cases.keys(0, 4), F1=[5] * 4, F6=[1] * 4, F7=[[1]] * 4, O1=[1] * 4)
    found = report(case)
    assert found.glance.sentences == ("4 people answered the follow-up.",)
    assert found.glance.tiles == ()
    shown = "".join(map(words_of, (*found.plans, *found.impact)))
    assert "4 of 4" not in shown
    assert "svg" not in shown


def test_observers_and_hosts_speak_from_five_answers_on(case, later):
    cases.exactly(later, F4=[5] * 12)
    seen = from_the_bank(case, Moment.OBSERVERS, OBSERVERS)
    hosts = from_the_bank(case, Moment.CONTRIBUTORS, CONTRIBUTORS)
    cases.exactly(seen, X1=[5] * 4)
    cases.exactly(hosts, H1=[6] * 4 + [2])
    told = report(case).impact
    colleagues = part(told, "As a manager or colleague sees them").figures[0].table.rows[0]
    assert colleagues.withheld == "fewer than 5 answers"
    assert part(told, "Those who hosted a visit or led a table").figures[0].table.rows[0].cells == (
        "4 of 5",
    )


def test_the_summary_counts_and_claims_nothing(case, later):
    cases.exactly(
        later, F1=[5] * 9 + [1] * 8, F4=[5] * 17, F6=[5] * 10 + [2] * 7, F10=[1] * 4 + [5] * 13
    )
    sentences = report(case).glance.sentences
    assert "17 of the 24 who took part answered" in sentences[0]
    assert "does not show that the programme caused any of it" in sentences[-1]
    sentences = sentences[:-1]
    claims = ("impact", "effect", "led to", "improved", "significant", "representative")
    assert [claim for claim in claims if claim in " ".join(sentences).lower()] == []


def test_the_first_edition_tells_nothing_of_what_came_later(case, later):
    cases.exactly(later, F6=[5] * 12)
    from_the_bank(case, Moment.OBSERVERS, OBSERVERS)
    first = report_of(case.programme)
    assert first.impact == ()
    assert "made use of what I learned" not in words_of(first)


# Those who set the challenge


def stated(case: cases.Case, slug: str, **fields) -> Statement:
    form = cases.a_form(
        case.programme, moment=Moment.SETTERS, slug=slug, counted=False, title="For setters"
    )
    kind = Kind.QUOTE if fields.get("text") else Kind.AGREE6
    asked = cases.ask(form, "G1", kind, "The group’s response told us something new.")
    setter = Contribution.objects.create(
        programme=case.programme, person=factories.person(), kind=Contribution.Kind.SETTER
    )
    return Statement.objects.create(contribution=setter, question=asked, **fields)


def test_a_setter_is_named_only_if_they_allow_it(case):
    named = stated(case, "setters", text="It told us a lot.", consent="named")
    plain = stated(case, "setters-2", text="It was a start.", consent="anonymous")
    secret = stated(case, "setters-3", text="Between us.", consent="none")
    stated(case, "setters-4", value=5)
    told = words_of(report_of(case.programme).challenge[0])
    assert named.contribution.person.name in told
    assert "It was a start." in told
    assert plain.contribution.person.name not in told
    assert "Between us." not in told
    assert secret.contribution.person.name not in told
    assert '{"text": "Agree", "attribution": "A challenge setter"' in told


def test_what_setters_say_later_belongs_to_the_later_edition(case):
    stated(case, "setters-later", text="We have adopted half of it.", consent="anonymous")
    assert report_of(case.programme).challenge == ()
    assert "adopted half" in words_of(report(case).challenge[0])
