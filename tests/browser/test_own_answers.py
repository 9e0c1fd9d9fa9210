"""What people may do with what they said, as they meet it on their phones."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from evaluations import actions
from evaluations.models import Comment, Response
from evaluations.sheet import Said
from tests import factories
from tests.evaluations.linked_case import answer_and_count, forms_of

PEOPLE = 8


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.PAIRING_KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def programme():
    programme = factories.programme(title="Leading Across Aldermouth")
    factories.plan(programme)
    return programme


@pytest.fixture
def forms(programme):
    titles = ("Before we start", "How was it for you?", "Four months on")
    forms = forms_of(programme)
    for form, title in zip(forms, titles, strict=True):
        form.title = title
        form.save()
    return forms


@pytest.fixture
def people(programme):
    return factories.participants(programme, PEOPLE)


@pytest.fixture
def token(people):
    return factories.token(people[3])


@pytest.fixture
def answered(forms, people):
    """Both earlier forms are counted; everybody planned something, and may be quoted by name."""
    factories.question(forms[1], code="K1", kind="commit", wording="What will you do?")
    options = ["No", "Started", "Done"]
    factories.question(forms[2], code="F1", kind="option", options=options)
    answer_and_count(forms[0], people)
    plan = forms[1].questions.get(code="K1").pk
    quote = forms[1].questions.get(code="Q1").pk
    for someone in people:
        name = someone.person.name
        said = [
            Said(plan, text=f"{name} will ring the council", partner="Dev"),
            Said(quote, text=f"{name} stopped waiting for permission.", consent="named"),
        ]
        actions.submit(participant=someone, questionnaire=forms[1], said=said)
    actions.count_ballots(questionnaire=forms[1])
    Comment.objects.filter(question__kind="quote").update(state="approved")


def test_answers_are_taken_back_from_ones_own_page(page, answered, token, assert_accessible):
    page.goto(reverse("my_page", args=[token]))
    page.get_by_role("link", name="Take back my answers").click()
    expect(page.get_by_role("heading", name="Take back your answers?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Take back my answers").click()
    expect(page.get_by_role("heading", name="Your answers are gone.")).to_be_visible()
    assert_accessible(page)
    assert Response.objects.count() == 2 * (PEOPLE - 1)
    page.reload()
    expect(page.get_by_role("heading", name="There was nothing to take back.")).to_be_visible()


def test_an_author_agrees_again_to_be_quoted(page, answered, people, token, assert_accessible):
    page.goto(reverse("my_page", args=[token]))
    page.get_by_role("link", name="May we quote you?").click()
    assert_accessible(page)
    page.get_by_role("button", name="stopped waiting").first.click()
    expect(page.get_by_text("You said yes.")).to_be_visible()
    mine = Comment.objects.get(confirmed=True)
    assert people[3].person.name in mine.text


def test_the_follow_up_begins_with_ones_own_plan(page, answered, people, token, assert_accessible):
    page.goto(reverse("my_form", args=[token, "follow-up"]))
    expect(page.get_by_text(f"{people[3].person.name} will ring the council")).to_be_visible()
    page.get_by_text("Who reads this?").click()
    expect(page.get_by_text("From that day your answers are anonymous")).to_be_visible()
    assert_accessible(page)


def test_a_closed_form_leads_to_taking_back(page, answered, token, assert_accessible):
    page.goto(reverse("my_form", args=[token, "end"]))
    assert_accessible(page)
    page.get_by_role("link", name="Take back my answers").click()
    expect(page.get_by_role("heading", name="Take back your answers?")).to_be_visible()
