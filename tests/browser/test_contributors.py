"""Contributors in a real browser: the pipeline on a laptop, the answer on a phone."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from participants.actions import issue_links
from programmes.models import Challenge, Contribution, Programme
from tests import factories


@pytest.fixture(autouse=True)
def password_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def programme() -> Programme:
    first = timezone.localdate() + timedelta(days=20)
    programme = factories.programme(
        title="Leading Across Aldermouth",
        description="A day and a half in which leaders from health, care and the city work on a "
        "real challenge and go and see how others lead.",
        starts_on=first,
        ends_on=first + timedelta(days=1),
        directions="Tram 2 to Guildhall; the side door is step-free.",
        map_address="https://maps.example.org/guildhall",
        contact_name="Asha Kerr",
        contact_email="asha@example.org",
        contact_phone="0117 496 0000",
    )
    Challenge.objects.create(
        programme=programme, question="What would it take for nobody in Aldermouth to wait alone?"
    )
    factories.session(
        programme, title="The setters tell", kind="challenge", starts=time(13), ends=time(14)
    )
    visit = factories.visit(
        programme, title="The Foundry", capacity=6, meeting_point="Main gate, Forge Lane"
    )
    cafe = factories.cafe(programme, title="Café conversations", room="Great Hall")
    table = cafe.tables.first()
    names = {
        "Moira Lind": {"kind": "host", "visit": visit, "status": "asked"},
        "Wen Zhao": {"kind": "leader", "table": table, "status": "yes"},
        "Tariq Aziz": {"kind": "leader", "status": "considered"},
        "Ines Calder": {"kind": "setter", "status": "maybe", "wants_call": True},
        "Harry Moss": {"kind": "speaker", "status": "no"},
        "Esi Owusu": {"kind": "setter", "status": "briefed"},
    }
    staff = factories.member(programme, name="Asha Kerr")
    for number, (name, fields) in enumerate(names.items()):
        someone = factories.person(name=name, phone=f"0117 496 01{number}0")
        asked = {} if fields["status"] == "considered" else {"asked_by": staff}
        if asked:
            asked["asked_on"] = timezone.localdate() - timedelta(days=number)
        Contribution.objects.create(programme=programme, person=someone, **fields, **asked)
    return programme


@pytest.fixture
def log_in(live_server):
    def log_in(page, programme: Programme) -> None:
        client = Client()
        client.force_login(programme.memberships.first().user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return log_in


def token_of(name: str) -> str:
    contribution = Contribution.objects.get(person__name=name)
    [issued] = issue_links(contributions=[contribution])
    return issued.token


def stands(name: str) -> str:
    return Contribution.objects.get(person__name=name).status


PAGES = ["", "ask/", "find/", "find/?words=a", "{pk}/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_contributors_are_accessible(
    open_page, log_in, programme, assert_accessible, path, width
):
    page = open_page(width, 900)
    log_in(page, programme)
    pk = programme.contributions.first().pk
    page.goto(f"/programmes/{programme.slug}/contributors/{path.format(pk=pk)}")
    for summary in page.locator("main summary").all():
        summary.click()
    assert_accessible(page)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def test_an_organiser_asks_notes_an_answer_and_takes_it_back(wide_page, log_in, programme):
    log_in(wide_page, programme)
    wide_page.goto(f"/programmes/{programme.slug}/contributors/")
    wide_page.get_by_role("button", name=re.compile("^Ask.*Tariq Aziz")).click()
    expect(wide_page.get_by_role("status")).to_contain_text("Tariq Aziz counts as asked.")
    card = wide_page.get_by_role("listitem").filter(has_text="Tariq Aziz").last
    card.get_by_text("Note what they said").click()
    card.get_by_label("What they need").fill("A ramp")
    card.get_by_role("button", name="Maybe").click()
    expect(wide_page.get_by_role("status")).to_contain_text("Noted what Tariq Aziz said.")
    assert stands("Tariq Aziz") == "maybe"
    card.get_by_text("Note what they said").click()
    card.get_by_role("button", name="Back to “Asked”").click()
    expect(wide_page.get_by_role("status")).to_contain_text("one step back")
    assert stands("Tariq Aziz") == "asked"


def test_somebody_new_is_taken_down_by_keyboard(wide_page, log_in, programme, assert_accessible):
    log_in(wide_page, programme)
    wide_page.goto(f"/programmes/{programme.slug}/contributors/find/")
    wide_page.locator("#new summary").focus()
    wide_page.keyboard.press("Enter")
    new = wide_page.locator("#new")
    new.get_by_label("Name").fill("Ruth Vane")
    new.get_by_label("Organisation").fill("Open Data Mill")
    new.get_by_label("Part").select_option(label="challenge setter")
    new.get_by_role("button", name="Put on the long list").click()
    expect(new).to_contain_text("choose its sector")
    assert_accessible(wide_page)
    new.get_by_label("Its sector").select_option(label="Arts and culture")
    new.get_by_role("button", name="Put on the long list").click()
    expect(wide_page.get_by_role("status")).to_contain_text("Ruth Vane is on the long list")
    assert stands("Ruth Vane") == "considered"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_host_says_yes_and_what_they_need_on_a_phone(
    open_page, programme, assert_accessible, javascript
):
    page = open_page(390, 844, java_script_enabled=javascript)
    page.goto(f"/me/{token_of('Moira Lind')}/")
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".lead")).to_contain_text("Thank you for saying yes.")
    assert stands("Moira Lind") == "yes"
    page.get_by_label("What do you need?").fill("A parking space")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert Contribution.objects.get(person__name="Moira Lind").needs == "A parking space"
    if javascript:
        assert_accessible(page)


def test_every_button_of_an_answer_is_big_enough_for_a_finger(page, programme):
    page.goto(f"/me/{token_of('Moira Lind')}/")
    boxes = [button.bounding_box() for button in page.locator(".answer button").all()]
    assert len(boxes) == 3
    assert all(box["height"] >= 48 and box["width"] >= 48 for box in boxes)
    assert max(box["y"] + box["height"] for box in boxes) < 844
