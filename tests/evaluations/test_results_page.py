"""Results on screen: how many answered when, and the figures of what has been opened."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations import actions, sheet
from evaluations.models import Questionnaire
from evaluations.reports.evaluation.report import report_of
from evaluations.reports.results import ResultsPage, Stage, read_results
from evaluations.scales import Kind
from programmes.models import Programme
from tests import factories

from . import report_case as cases
from .whole_case import everything

pytestmark = pytest.mark.django_db
Moment = Questionnaire.Moment


@pytest.fixture
def programme() -> Programme:
    return factories.programme()


def stage(page: ResultsPage, anchor: str) -> Stage:
    return next(one for one in page.stages if one.anchor == anchor)


def an_open_form(programme: Programme, moment=Moment.END, people: int = 7, answering: int = 6):
    """Its question, and those who have answered it."""
    form = factories.questionnaire(programme, moment=moment, slug=str(moment).replace("é", "e"))
    question = factories.question(form, wording="The visit changed my mind.")
    everybody = factories.participants(programme, people)
    said = [sheet.Said(question.pk, value=6)]
    for person in everybody[:answering]:
        actions.submit(participant=person, questionnaire=form, said=said)
    return form, everybody


def see(programme: Programme, settings) -> str:
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    client.force_login(factories.member(programme))
    response = client.get(reverse("results", args=[programme.slug]), secure=True)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_without_a_form_the_page_offers_to_plan_one(programme, settings):
    html = see(programme, settings)
    assert "this programme has no form" in html
    assert reverse("plan_form", args=[programme.slug]) in html


def test_of_an_open_form_it_tells_who_has_not_answered_and_never_what(programme, settings):
    _form, people = an_open_form(programme)
    [end] = read_results(programme).stages
    [form] = end.forms
    assert (form.answered, form.asked, form.state) == (6, 7, "open")
    assert form.silent == (people[-1].person.name,)
    assert end.parts == ()
    html = see(programme, settings)
    assert "6 of 7 answered" in html
    assert "The visit changed my mind." not in html
    assert "<figure" not in html


def test_once_answers_are_opened_nobody_is_named_and_the_figures_stand_there(programme):
    form, _people = an_open_form(programme, people=13, answering=12)
    actions.count_ballots(questionnaire=form)
    [end] = read_results(programme).stages
    assert end.forms[0].silent == ()
    assert end.forms[0].state == "opened"
    cells = [row.cells for part in end.parts for f in part.figures for row in f.table.rows]
    assert ("0", "0", "0", "0", "0", "12", "0", "0", "12 of 12 (100%)") in cells


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.SESSION, Moment.VISITS, Moment.CAFE])
def test_figures_of_a_form_do_not_wait_for_the_end(programme, moment):
    form, _people = an_open_form(programme, moment, people=12, answering=12)
    actions.count_ballots(questionnaire=form)
    [told] = read_results(programme).stages
    assert told.silence == ""
    assert any(part.figures for part in told.parts)


def test_a_form_closed_and_still_sealed_shows_nothing(programme):
    form, _people = an_open_form(programme, people=12, answering=12)
    Questionnaire.objects.filter(pk=form.pk).update(closes_at=timezone.now())
    [end] = read_results(programme).stages
    assert end.forms[0].state == "sealed"
    assert end.parts == ()
    assert "stays sealed" in end.silence


def test_nobody_answered_is_said(programme):
    form, _people = an_open_form(programme, answering=0)
    actions.count_ballots(questionnaire=form)
    [end] = read_results(programme).stages
    assert end.silence == "The answers are opened, and nobody answered."


def test_few_answers_are_said_to_be_few(programme):
    form = cases.a_form(programme)
    case = cases.Case(programme, form, {"R1": cases.ask(form, "R1", Kind.AGREE6, "Worth it.")})
    cases.exactly(case, R1=[6] * 4)
    [end] = read_results(programme).stages
    assert [part.about for part in end.parts] == [
        "Figures are shown from 5 answers on, so that nobody can be picked out."
    ]


def test_the_screen_shows_what_the_report_prints():
    case = everything()
    page = read_results(case.programme)
    assert [one.anchor for one in page.stages] == ["before", "days", "end", "gave", "later"]
    first, later = report_of(case.programme), report_of(case.programme, "follow-up")
    shown = [figure for one in page.stages for part in one.parts for figure in part.figures]
    for figure in first.results:
        assert figure in shown
    parts = (*first.sessions, *first.places, *first.comparison, *later.plans, *later.impact)
    for part in parts:
        assert all(figure in shown for figure in part.figures)


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_number_of_queries_does_not_grow(programme, sessions, django_assert_num_queries):
    for number in range(sessions):
        session = factories.session(programme)
        form = cases.a_form(
            programme, moment=Moment.SESSION, slug=f"session-{number}", session=session
        )
        question = cases.ask(form, "S1", Kind.AGREE6, "This was relevant to the work I do.")
        cases.exactly(cases.Case(programme, form, {"S1": question}), S1=[5] * 6 * sessions)
    factories.participants(programme, 6 * sessions)
    with django_assert_num_queries(14):
        read_results(programme)
