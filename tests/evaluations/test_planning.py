"""The plan of an evaluation, and the forms that come and go with it."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from evaluations import actions
from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.reports.planning import plan_page
from evaluations.sheet import Said
from participants.actions import issue_links
from tests import factories

pytestmark = pytest.mark.django_db
USUAL = {
    "baseline": "before",
    "baseline_reason": "",
    "pairs": "yes",
    "follow_up_day": "120",
    "compares": "on",
}


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    start = timezone.localdate() + timedelta(days=40)
    programme = factories.programme(
        slug="aldermouth", starts_on=start, ends_on=start + timedelta(days=1)
    )
    factories.objective(programme)
    return programme


@pytest.fixture
def staff(programme):
    client = Client()
    client.force_login(factories.member(programme))
    return client


@pytest.fixture
def plan(staff):
    def plan(*moments, **changes):
        data = {**USUAL, **changes, "moments": moments}
        return staff.post("/programmes/aldermouth/forms/plan/", data)

    return plan


def slugs(programme) -> set[str]:
    return set(programme.questionnaires.values_list("slug", flat=True))


def test_the_moments_that_are_ticked_become_forms(programme, plan):
    assert plan("before", "end").status_code == 302
    assert slugs(programme) == {"before", "end"}
    saved = programme.evaluation_plan
    assert (saved.baseline, saved.pairs, saved.follow_up_day) == ("before", True, 120)
    assert all(form.follows_dates for form in programme.questionnaires.all())


def test_planning_the_same_again_changes_nothing(programme, plan):
    plan("before", "end")
    before = list(programme.questionnaires.values("pk", "opens_at", "closes_at"))
    assert "Its forms are as they were." in plan_again(plan)
    assert list(programme.questionnaires.values("pk", "opens_at", "closes_at")) == before


def plan_again(plan) -> str:
    answer = plan("before", "end")
    return " ".join(str(each) for each in answer.wsgi_request._messages)


def test_a_new_plan_suggests_what_most_programmes_ask(programme, staff):
    page = staff.get("/programmes/aldermouth/forms/plan/").text
    for slug in ("before", "end", "follow-up", "setters", "contributors"):
        assert f'value="{slug}" checked' in page
    assert 'value="observers" checked' not in page


def test_the_page_says_whom_a_form_reaches_and_how_long_it_takes(programme, staff):
    factories.participants(programme, 3)
    factories.visit(programme)
    page = staff.get("/programmes/aldermouth/forms/plan/").text
    assert "3 participants" in page
    assert "0 people with a visit" in page
    assert "About 5 minutes" in page


def test_taking_a_form_away_is_asked_about_first(programme, plan):
    plan("before", "end")
    answer = plan("before")
    assert answer.status_code == 200
    assert "This takes one form away" in answer.text
    assert slugs(programme) == {"before", "end"}
    assert plan("before", sure="1").status_code == 302
    assert slugs(programme) == {"before"}


def test_a_form_that_has_opened_stays(programme, plan):
    plan("before", "end")
    with time_machine.travel(programme.starts_on - timedelta(days=3)):
        plan("end")
        assert slugs(programme) == {"before", "end"}


def test_a_form_that_was_answered_stays(programme, plan):
    plan("before", "end")
    form = programme.questionnaires.get(slug="before")
    someone = factories.participant(programme)
    with time_machine.travel(form.opens_at + timedelta(days=1)):
        said = [Said(form.questions.first().pk, value=4)]
        actions.submit(participant=someone, questionnaire=form, said=said)
    plan("end", baseline="then", baseline_reason="Nobody could be reached before.", sure="1")
    assert "before" in slugs(programme)


def test_a_form_made_by_hand_is_left_alone(programme, plan):
    factories.questionnaire(programme, slug="own", title="Our own form")
    plan("before", "end")
    assert slugs(programme) == {"own", "before", "end"}


def test_a_form_for_the_visits_spares_the_end_their_questions(programme, plan):
    factories.visit(programme)
    plan("before", "end")
    end = programme.questionnaires.get(slug="end")
    assert end.questions.filter(code="V1").exists()
    plan("before", "visit", "end")
    assert not end.questions.filter(code__in=["V1", "V2"]).exists()
    plan("before", "end", sure="1")
    assert end.questions.filter(code__in=["V1", "V2"]).count() == 2


def test_looking_back_is_chosen_with_a_reason(programme, plan):
    answer = plan("end", baseline="then")
    assert answer.status_code == 422
    assert "Say why people are compared by looking back" in answer.text
    assert plan("end", baseline="then", baseline_reason="A late start.").status_code == 302
    assert programme.evaluation_plan.baseline_reason == "A late start."


def test_people_cannot_be_compared_with_what_nobody_asked_them(programme, plan):
    answer = plan("end")
    assert answer.status_code == 422
    assert "ask them before" in answer.text
    assert not slugs(programme)


@pytest.mark.parametrize("day", ["89", "181"])
def test_a_follow_up_outside_three_to_six_months_is_refused(programme, plan, day):
    answer = plan("before", "end", follow_up_day=day)
    assert "The follow-up comes after 90 to 180 days." in answer.text
    assert not EvaluationPlan.objects.exists()


def test_the_first_links_fix_how_change_is_measured(programme, plan, staff):
    plan("before", "end")
    issue_links(participants=[factories.participant(programme)])
    page = staff.get("/programmes/aldermouth/forms/plan/").text
    assert "fixed on" in page
    assert 'name="baseline"' not in page
    plan("before", "end", "follow-up", baseline="then", pairs="no")
    saved = EvaluationPlan.objects.get()
    assert (saved.baseline, saved.pairs) == ("before", True)
    assert "follow-up" in slugs(programme)


def test_a_fixed_plan_is_refused_in_words_whoever_asks(programme, plan):
    plan("before", "end")
    EvaluationPlan.objects.update(locked_at=timezone.now())
    with pytest.raises(Exception, match="can no longer change"):
        actions.plan_evaluation(programme=programme, moments=["before", "end"], pairs=False)


def test_the_first_form_to_open_fixes_the_plan_too(programme, plan):
    plan("before", "end")
    assert not actions.fix_plan(programme=programme)
    opens = programme.questionnaires.get(slug="before").opens_at
    with time_machine.travel(opens + timedelta(minutes=1)):
        actions.fix_due_plans()
    assert EvaluationPlan.objects.get().locked_at is not None


def test_a_plan_made_after_the_links_is_fixed_as_it_is_saved(programme, plan):
    issue_links(participants=[factories.participant(programme)])
    plan("before", "end")
    assert programme.evaluation_plan.locked_at is not None


def test_too_many_objectives_are_refused_in_a_sentence(programme, plan):
    for number in range(2, 21):
        factories.objective(programme, number)
    answer = plan("before", "end")
    assert "is not finished by anybody" in answer.text
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_asks_the_database_as_often_for_three_sessions_as_for_one(
    number, django_assert_num_queries
):
    programme = factories.programme()
    for at in range(number):
        factories.session(programme, starts=time(9 + at), ends=time(10 + at))
        factories.cafe(programme)
        factories.visit(programme)
        factories.participant(programme)
    with django_assert_num_queries(15):
        plan_page(programme, is_fixed=False)


def test_times_are_those_of_the_venue(staff, plan, programme):
    type(programme).objects.update(
        time_zone="America/New_York", starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2)
    )
    plan("before", "end")
    end = programme.questionnaires.get(slug="end")
    assert end.opens_at.isoformat() == "2027-06-02T20:00:00+00:00"
