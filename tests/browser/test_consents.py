"""Consents and notes to team-mates, as people and organisers meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from participants.consents import Purpose, agreed, say, texts_today, word_anew
from participants.models import PeerNote, PeerRound
from tests import factories
from tests.peer_notes import note, opened, team


@pytest.fixture
def programme():
    today = timezone.localdate()
    return factories.programme(title="The Long Shore", starts_on=today, ends_on=today)


@pytest.fixture
def three(programme):
    return team(programme, "Ada Brook", "Bo Carr", "Cy Dunn")


@pytest.fixture
def token(three):
    return factories.token(three[0])


@pytest.fixture
def staff(programme, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.member(programme)


@pytest.fixture
def log_in(live_server, staff):
    def log_in(page):
        client = Client()
        client.force_login(staff)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return log_in


def test_somebody_answers_reads_the_list_and_is_asked_again(
    page, programme, three, token, assert_accessible
):
    texts = texts_today()
    say(programme=programme, person=three[1].person, answers={texts["list"].pk: True})
    page.goto(reverse("my_page", args=[token]))
    page.get_by_role("link", name="Read and answer").click()
    assert_accessible(page)
    page.get_by_role("button", name="Save my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    page.get_by_label("Yes, put me on the list").check()
    page.get_by_label("No, please do not photograph me").check()
    page.get_by_role("button", name="Save my answers").click()
    expect(page.get_by_role("status")).to_contain_text("it is saved")
    assert_accessible(page)
    page.goto(reverse("my_people", args=[token]))
    expect(page.get_by_text("Bo Carr")).to_be_visible()
    expect(page.get_by_text("You are on the list.")).to_be_visible()
    assert_accessible(page)
    word_anew(text=texts["list"], words="With your picture, too.")
    page.get_by_role("link", name="Change this").click()
    expect(page.get_by_text("It does not count for this one")).to_be_visible()
    expect(page.get_by_label("Yes, put me on the list")).not_to_be_checked()
    assert agreed(programme, Purpose.LIST) == set()


@pytest.mark.parametrize("width", [390, 1280])
def test_organisers_see_who_agrees_and_print_whom_not_to_photograph(
    open_page, programme, three, log_in, assert_accessible, width
):
    texts = texts_today()
    say(programme=programme, person=three[1].person, answers={texts["photo"].pk: True})
    page = log_in(open_page(width, 900))
    page.goto(reverse("consents", args=[programme.slug]))
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="List to print for the photographer").click()
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_text("Bo Carr")).to_have_count(0)
    assert_accessible(page)
    assert_fits(page)


def assert_fits(page) -> None:
    """Nothing runs out of the page sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_team_mate_writes_without_scripts_and_by_keyboard(
    open_page, programme, three, token, assert_accessible
):
    opened(programme)
    page = open_page(390, 844, java_script_enabled=False)
    page.goto(reverse("my_page", args=[token]))
    page.get_by_role("link", name="Write to them").click()
    group = page.get_by_role("group", name="To Bo Carr")
    group.get_by_label("What I valued").fill("You waited for the answer.")
    group.get_by_label("What you might try").focus()
    page.keyboard.type("Ask sooner.")
    page.get_by_role("button", name="Save my notes").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    kept = PeerNote.objects.get()
    assert (kept.receiver, kept.valued, kept.suggestion) == (
        three[1],
        "You waited for the answer.",
        "Ask sooner.",
    )


def test_notes_are_invited_released_read_and_one_is_reported(
    open_page, page, programme, three, token, log_in, assert_accessible
):
    desk = log_in(open_page(1280, 900))
    desk.goto(reverse("peer_notes", args=[programme.slug]))
    assert_accessible(desk)
    desk.get_by_role("button", name="Invite them to write").click()
    expect(desk.get_by_role("status")).to_contain_text("Done")
    assert_accessible(desk)
    note(three[1], three[0], "Finally you listened.")
    past = timezone.now() - timedelta(hours=1)
    PeerRound.objects.update(
        opens_at=past - timedelta(days=1), closes_at=timezone.now() + timedelta(hours=1)
    )
    page.goto(reverse("my_notes", args=[token]))
    page.get_by_text("Who reads this?").click()
    page.get_by_text("How to write so that it helps").click()
    assert_accessible(page)
    PeerRound.objects.update(closes_at=past)
    desk.goto(reverse("peer_notes", args=[programme.slug]))
    expect(desk.get_by_text("Would receive nothing")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("link", name="Release them").click()
    assert_accessible(desk)
    desk.get_by_role("button", name="Release all notes").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was released")
    desk.get_by_label("I know").check()
    desk.get_by_role("button", name="Release all notes").click()
    expect(desk.get_by_role("status")).to_contain_text("Released")
    page.goto(reverse("my_page", args=[token]))
    page.get_by_role("link", name="Read what they wrote to you").click()
    expect(page.get_by_text("Finally you listened.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="This note hurts").click()
    assert_accessible(page)
    page.get_by_role("button", name="Yes, show it to them").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you for saying so.")
    desk.reload()
    expect(desk.get_by_text("Finally you listened.")).to_be_visible()
    assert_accessible(desk)
    desk.set_viewport_size({"width": 390, "height": 844})
    assert_fits(desk)
    desk.get_by_role("button", name="Take it off the page").click()
    page.reload()
    expect(page.get_by_text("took it off your page")).to_be_visible()
