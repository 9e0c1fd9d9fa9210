"""Planning what is asked, noting who was there, working on questions, answering for others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations import actions
from evaluations.models import Statement
from evaluations.moments import slots
from participants.actions import issue_links
from participants.models import Attendance
from programmes.models import Contribution
from tests import factories


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    start = timezone.localdate() + timedelta(days=30)
    programme = factories.programme(slug="aldermouth", starts_on=start, ends_on=start)
    factories.objective(programme)
    factories.session(programme, title="The hard question")
    factories.visit(programme)
    factories.participants(programme, 3)
    return programme


@pytest.fixture
def as_lead(programme, live_server):
    """Log a page in as the programme's lead."""
    client = Client()
    client.force_login(factories.member(programme))
    cookie = client.cookies["sessionid"].value

    def as_lead(page):
        address = {"name": "sessionid", "value": cookie, "url": live_server.url}
        page.context.add_cookies([address])
        return page

    return as_lead


@pytest.mark.parametrize("kind", ["page", "wide_page"])
def test_an_evaluation_is_planned_and_a_form_taken_away(
    request, kind, programme, as_lead, assert_accessible
):
    page = as_lead(request.getfixturevalue(kind))
    page.goto("/programmes/aldermouth/forms/plan/")
    assert_accessible(page)
    page.get_by_label("About “The hard question”").check()
    page.get_by_role("button", name="Save the plan").click()
    assert page.get_by_text("Nobody has been told anything.").is_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Plan of the evaluation").click()
    page.get_by_label("About “The hard question”").uncheck()
    page.get_by_role("button", name="Save the plan").click()
    assert page.get_by_text("This takes one form away").is_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Save, and take them away").click()
    assert not programme.questionnaires.filter(moment="session").exists()


def test_a_fixed_plan_and_many_forms_read_well_on_a_phone(
    page, programme, as_lead, assert_accessible
):
    moments = [slot.slug for slot in slots(programme)]
    actions.plan_evaluation(programme=programme, moments=moments, pairs=True)
    issue_links(participants=programme.participants.all()[:1])
    as_lead(page).goto("/programmes/aldermouth/forms/plan/")
    assert page.get_by_text("fixed on").is_visible()
    assert_accessible(page)
    page.goto("/programmes/aldermouth/feedback/")
    page.get_by_text("What you can do").first.click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_somebody_at_the_door_ticks_who_is_there(page, programme, as_lead, assert_accessible):
    as_lead(page).goto("/programmes/aldermouth/presence/")
    assert_accessible(page)
    page.get_by_role("link", name="The hard question").click()
    page.get_by_role("checkbox").first.uncheck()
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("2 of 3 were noted as present.").is_visible()
    assert Attendance.objects.count() == 2


def test_a_question_is_written_moved_doubted_and_removed(
    wide_page, programme, as_lead, assert_accessible
):
    actions.add_questionnaires(programme=programme, moments=["contributors"])
    page = as_lead(wide_page)
    page.goto("/programmes/aldermouth/forms/contributors/")
    assert_accessible(page)
    page.get_by_role("link", name="Write a question of your own").click()
    assert_accessible(page)
    page.get_by_label("Wording").fill("The welcome and the lunch were excellent.")
    page.get_by_label("Section").fill("The house")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("may join two things").first.is_visible()
    page.get_by_role("button", name="Move A1 up").click()
    assert_accessible(page)
    page.get_by_role("link", name="Remove A1").click()
    assert_accessible(page)
    page.get_by_role("button", name="Remove it").click()
    assert page.get_by_text("The form no longer asks this.").is_visible()


def test_a_setter_answers_in_their_own_name_on_a_phone(page, programme, assert_accessible):
    [form] = actions.add_questionnaires(programme=programme, moments=["setters-later"])
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(hours=1), now + timedelta(days=3)
    form.save()
    setter = Contribution.objects.create(
        programme=programme, person=factories.person(), kind="setter", status="yes"
    )
    [issued] = issue_links(contributions=[setter])
    page.goto(reverse("my_page", args=[issued.token]))
    assert_accessible(page)
    page.get_by_role("link", name="Answer now").click()
    assert_accessible(page)
    page.get_by_label("Used in part").check()
    page.get_by_role("button", name="Send my answers").click()
    assert page.get_by_text("in your name").is_visible()
    assert_accessible(page)
    assert Statement.objects.get().value == 3


def test_a_commitment_says_when_and_with_whom(page, programme, assert_accessible):
    form = factories.end_questionnaire(programme)
    someone = programme.participants.first()
    page.goto(reverse("my_form", args=[factories.token(someone), "end"]))
    box = page.get_by_role("group", name="What will you do differently")
    box.get_by_role("textbox").first.fill("Ask two people to join.")
    box.get_by_label("By when", exact=True).fill("2027-02-28")
    box.get_by_label("With whom", exact=True).fill("Carers’ Circle")
    assert_accessible(page)
    page.get_by_role("button", name="Send my answers").click()
    assert page.get_by_text("Your answers have arrived").is_visible()
    assert form.ballots.count() == 1


def test_a_participant_names_a_colleague_on_a_phone(page, programme, assert_accessible):
    actions.add_questionnaires(programme=programme, moments=["observers"])
    someone = programme.participants.first()
    page.goto(reverse("my_page", args=[factories.token(someone)]))
    page.get_by_role("link", name="Name somebody who sees you at work").click()
    assert_accessible(page)
    page.get_by_label("Their name").fill("Hester Crane")
    page.get_by_label("Their e-mail address").fill("hester@example.org")
    page.get_by_role("button", name="Name them").click()
    assert page.get_by_role("button", name="Take Hester Crane back").is_visible()
    assert_accessible(page)


def test_whoever_answers_months_later_may_offer_to_talk(page, programme, assert_accessible):
    [form] = actions.add_questionnaires(programme=programme, moments=["follow-up"])
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(hours=1), now + timedelta(days=3)
    form.save()
    someone = programme.participants.first()
    page.goto(reverse("my_form", args=[factories.token(someone), "follow-up"]))
    page.get_by_role("group", name="I have worked with someone").get_by_label("Weekly").check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_label("Yes, you may ask me").check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Noted: you would talk to us.").is_visible()
    assert_accessible(page)
