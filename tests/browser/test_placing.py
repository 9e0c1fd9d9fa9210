"""From the first plan to the question why: places as their organiser gives them, in a browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from evaluations.correspondence import following
from participants.models import Message, Participant
from participants.placing.visits import rank_visits
from programmes.models import Programme
from tests import factories


@pytest.fixture(autouse=True)
def places_alone(monkeypatch):
    """Other messages are the worker's here: these pages tell of new places."""
    monkeypatch.setattr(following, "AT_ONCE", -1)


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    later = timezone.localdate() + timedelta(days=90)
    programme = factories.programme(
        title="Leading Across Aldermouth", starts_on=later, ends_on=later + timedelta(days=1)
    )
    mill = factories.visit(programme, title="Open Data Mill", capacity=2)
    foundry = factories.visit(programme, title="The Foundry", capacity=3)
    factories.visit(programme, title="Harbour Kitchen", capacity=4, minimum=0)
    names = ("Bea Marsh", "Colm Reid", "Esi Owusu", "Tom Hale")
    people = [factories.participant(programme, person=factories.person(name=n)) for n in names]
    for person in people:
        rank_visits(participant=person, ranking=[mill, foundry])
    people[3].person.email = None
    people[3].person.save()
    return programme


@pytest.fixture
def desk(live_server, programme, wide_page):
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    cookie = client.cookies["sessionid"].value
    wide_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    wide_page.goto(f"/programmes/{programme.slug}/")
    return wide_page


def visits_of(programme) -> dict[str, str]:
    rows = programme.participants.select_related("person", "visit")
    return {row.person.name: str(row.visit) for row in rows}


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def publish(page) -> None:
    page.get_by_role("link", name="Publish,").click()
    press(page, "Publish")


def test_visits_are_planned_adjusted_published_repaired_and_explained(
    desk, page, programme, assert_accessible
):
    desk.get_by_role("link", name="Who visits where").first.click()
    press(desk, "Plan the visits")
    expect(desk.get_by_text("As good as it can be: proved.")).to_be_visible()
    # by hand: somebody of the mill goes to the kitchen
    name = desk.locator(".col", has_text="Open Data Mill").locator(".pers b").first.inner_text()
    desk.locator("summary", has_text=name).click()
    desk.get_by_label(f"Move to… {name}").select_option(label="Harbour Kitchen · not named")
    press(desk, f"Move {name}")
    press(desk, "Move all the same")
    publish(desk)
    expect(desk.get_by_role("heading", name="Outbox")).to_be_visible()
    expect(desk.get_by_text("3 wait for approval · 1 to be told by phone")).to_be_visible()
    assert_accessible(desk)
    press(desk, "I have told them all")
    expect(desk.get_by_text("Noted: 3 people know.")).to_be_visible()
    desk.locator(".lines summary", has_text="Tom Hale").click()
    press(desk, "I have told them : Tom Hale")
    expect(desk.get_by_text("Nothing waits.")).to_be_visible()
    # why, from the screen and on the page of the person
    desk.goto(f"/programmes/{programme.slug}/visits/")
    whys = desk.get_by_role("region", name="Why not the first choice?")
    expect(whys.locator("dt", has_text=name)).to_be_visible()
    expect(whys).to_contain_text("Open Data Mill has a free place")
    person = Participant.objects.get(person__name=name)
    page.goto(reverse("my_page", args=[factories.token(person)]))
    words = "Your first, Open Data Mill, has a free place now; ask the organisers"
    expect(page.get_by_text(words)).to_be_visible()
    # the night before: the foundry calls off
    before = visits_of(programme)
    desk.get_by_role("button", name="Call it off : The Foundry").click()
    expect(desk.get_by_text("These people need another place")).to_be_visible()
    assert_accessible(desk)
    desk.locator(".cost").get_by_role("button", name="Call it off").click()
    press(desk, "Plan again, keep pins")
    publish(desk)
    moved = [who for who, visit in before.items() if visit == "The Foundry"]
    now = visits_of(programme)
    assert [who for who in now if now[who] != before[who]] == moved
    assert "The Foundry" not in now.values()
    waiting = Message.objects.filter(told_at=None)
    assert sorted(str(row.participant) for row in waiting) == sorted(moved)


def test_teams_are_formed_adjusted_published_and_told(desk, programme, assert_accessible):
    desk.get_by_role("link", name="Who works with whom").click()
    press(desk, "Form the teams")
    desk.locator(".pers", has_text="Bea Marsh").locator("summary").click()
    press(desk, "Pin here Bea Marsh")
    expect(desk.get_by_text("Bea Marsh stays there when you plan again.")).to_be_visible()
    publish(desk)
    expect(desk.get_by_role("heading", name="Without e-mail")).to_be_visible()
    desk.locator(".lines summary", has_text="Bea Marsh").click()
    expect(desk.get_by_text("You work on the challenge in").first).to_be_visible()
    desk.locator("summary", has_text="Copy addresses").click()
    expect(desk.get_by_role("textbox", name="For the field of blind copies")).to_have_value(
        ", ".join(
            programme.participants.exclude(person__email=None)
            .order_by("person__name")
            .values_list("person__email", flat=True)
        )
    )
    assert_accessible(desk)
    desk.locator(".lines summary", has_text="Tom Hale").click()
    press(desk, "I have told them : Tom Hale")
    expect(desk.get_by_text("Noted: 1 person knows.")).to_be_visible()
    press(desk, "Not told after all : Tom Hale")
    expect(desk.get_by_text("1 message waits again.")).to_be_visible()


def test_messages_fit_a_phone(desk, page, programme, assert_accessible):
    desk.get_by_role("link", name="Who visits where").first.click()
    press(desk, "Plan the visits")
    publish(desk)
    page.context.add_cookies(desk.context.cookies())
    page.goto(f"/programmes/{programme.slug}/messages/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_a_message_is_edited_on_a_phone(desk, page, programme, assert_accessible):
    desk.get_by_role("link", name="Who visits where").first.click()
    press(desk, "Plan the visits")
    publish(desk)
    page.context.add_cookies(desk.context.cookies())
    page.goto(f"/programmes/{programme.slug}/messages/")
    page.locator(".lines summary", has_text="Tom Hale").click()
    page.get_by_role("link", name="Edit it : Tom Hale").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    page.get_by_label("Text").fill("Bring boots.")
    press(page, "Save, let it wait")
    expect(page.get_by_text("Saved: the message waits with your words.")).to_be_visible()
