"""A programme made again: the same days, words and questions, other dates, nobody in it."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from evaluations.actions import add_questionnaires, clone_programme, revise_question
from evaluations.models import EvaluationPlan, Questionnaire, Theme
from participants.models import Step, Template
from programmes.models import Challenge, Contribution, Membership, Programme
from tests import factories

pytestmark = pytest.mark.django_db

APPLYING = {"opens_at": "2026-12-01T09:00Z", "closes_at": "2027-01-04T17:00Z"}
MOMENTS = ["before", "session", "visit", "café", "end", "follow-up"]


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 21))
    for number in (1, 2):
        factories.objective(programme, number)
    factories.session(programme, title="Leading beyond authority", starts=time(14), ends=time(15))
    visit = factories.visit(programme, contact=factories.person(), called_off=True)
    cafe = factories.cafe(programme)
    factories.seat(factories.participant(programme, visit=visit), cafe)
    factories.admission(programme, places=17, rule="by mix", **APPLYING)
    programme.mix_targets.create(by="sector", value="council", wanted=4)
    factories.application(programme)
    challenge = Challenge.objects.create(programme=programme, question="Who waits?")
    challenge.papers.create(title="Who waits, and why")
    person = factories.person()
    Contribution.objects.create(programme=programme, person=person, kind="setter")
    EvaluationPlan.objects.create(programme=programme, pairs=True, locked_at="2027-01-01T09:00Z")
    Theme.objects.create(programme=programme, name="Time")
    eve = {"step": Step.EVE, "subject": "Soon", "text": "Bring a coat.", "clock": time(18)}
    Template.objects.create(programme=programme, **eve)
    add_questionnaires(programme=programme, moments=MOMENTS)
    return programme


def again(programme, starts_on=date(2027, 7, 21), slug="again", leader=None):
    return clone_programme(
        programme=programme,
        title="Again",
        slug=slug,
        starts_on=starts_on,
        leader=leader or factories.user(),
    )


def kept(programme):
    """What two programmes of one make have in common, without dates and keys."""
    return {
        "objectives": list(programme.objectives.values_list("number", "title", "statement")),
        "sessions": list(programme.sessions.values_list("title", "starts", "ends")),
        "visits": list(programme.site_visits.values_list("title", "host", "capacity")),
        "tables": list(programme.cafe_conversations.values_list("title", "tables__number")),
        "admission": (programme.admission.places, programme.admission.rule),
        "mix": list(programme.mix_targets.values_list("by", "value", "wanted")),
        "challenge": (programme.challenge.question, programme.challenge.papers.get().title),
        "themes": list(programme.themes.values_list("name")),
        "wordings": list(programme.message_templates.values_list("step", "subject", "text")),
        "questions": sorted(
            programme.questionnaires.filter(questions__current=True).values_list(
                "title",
                "moment",
                "questions__code",
                "questions__wording",
                "questions__objective__number",
                "questions__looks_back_on__code",
            ),
            key=str,
        ),
    }


def test_everything_that_was_agreed_worded_and_asked_comes_along(programme):
    assert kept(again(programme)) == kept(programme)


def test_nobody_and_nothing_that_anybody_did_comes_along(programme):
    clone = again(programme)
    assert not clone.participants.exists()
    assert not clone.applications.exists()
    assert not clone.contributions.exists()
    assert not clone.plans.exists()
    assert clone.site_visits.get().contact is None
    assert not clone.site_visits.get().called_off
    assert clone.evaluation_plan.pairs
    assert clone.evaluation_plan.locked_at is None


def test_the_one_who_makes_it_leads_it_alone(programme):
    leader = factories.user()
    factories.member(programme)
    clone = again(programme, leader=leader)
    assert [(m.user, m.role) for m in clone.memberships.all()] == [(leader, Membership.Role.LEAD)]


def test_every_day_moves_by_as_many_days_as_the_first(programme):
    days = timedelta(days=30)
    clone = again(programme, programme.starts_on + days)
    for name in ("sessions", "site_visits", "cafe_conversations"):
        moved = [day + days for day in getattr(programme, name).values_list("day", flat=True)]
        assert list(getattr(clone, name).values_list("day", flat=True)) == moved
    assert clone.ends_on == programme.ends_on + days


def test_times_stay_what_the_clock_at_the_venue_shows_when_summer_comes_between(programme):
    clone = again(programme, date(2027, 7, 21))
    form, copy = (one.questionnaires.get(slug="end") for one in (programme, clone))
    assert (form.opens_at.utcoffset(), form.opens_at.hour) == (timedelta(0), 14)
    assert copy.opens_at.hour == 13


def test_the_public_page_opens_and_closes_as_much_later(programme):
    admission = again(programme, programme.starts_on + timedelta(days=30)).admission
    assert admission.opens_at.isoformat() == "2026-12-31T09:00:00+00:00"
    assert admission.closes_at.isoformat() == "2027-02-03T17:00:00+00:00"


def test_forms_about_a_session_or_a_cafe_are_about_the_new_ones(programme):
    clone = again(programme)
    about = Questionnaire.objects.filter(programme=clone, moment="session").get()
    assert about.session.programme == clone
    assert about.slug == f"session-{about.session.pk}"
    assert clone.questionnaires.get(moment="café").cafe.programme == clone


def test_a_question_begins_again_with_the_words_it_has_today(programme):
    question = programme.questionnaires.get(slug="end").questions.get(code="R1")
    revise_question(question=question, wording="It was worth my time.")
    copies = again(programme).questionnaires.get(slug="end").questions.filter(code="R1")
    assert [(one.wording, one.version) for one in copies] == [("It was worth my time.", 1)]


def test_nothing_is_left_behind_when_the_short_name_is_taken(programme):
    with pytest.raises(ValidationError):
        again(programme, slug=programme.slug)
    assert Programme.objects.count() == 1


def test_the_page_makes_it_once_and_a_second_click_is_told_why_not(programme):
    client = Client()
    client.force_login(factories.member(programme))
    address = f"/programmes/{programme.slug}/clone/"
    assert "It leaves behind" in client.get(address, secure=True).content.decode()
    data = {"title": "Again", "slug": "again", "starts_on": "2027-07-21"}
    first = client.post(address, data, secure=True)
    assert first["Location"] == "/programmes/again/"
    second = client.post(address, data, secure=True)
    assert second.status_code == 422
    assert "Choose another short name: this one is taken." in second.content.decode()
    assert Programme.objects.count() == 2
