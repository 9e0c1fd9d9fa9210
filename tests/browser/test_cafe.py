"""A café in a real browser: seated, adjusted, published and mended, by hand and without scripts."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from evaluations.correspondence import following
from participants.models import Message, Seat
from participants.placing.cafe import scene_of
from participants.placing.seats import publish_seats
from programmes.models import CafeConversation, Programme
from tests import factories
from tests.cafes import drafted, guests, lead

ROUNDS = ((1, 1, 2, 2, 3, 3), (2, 3, 1, 3, 1, 2))


@pytest.fixture(autouse=True)
def places_alone(monkeypatch):
    """Other messages are the worker's here: these pages tell of new places."""
    monkeypatch.setattr(following, "AT_ONCE", -1)


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    first = timezone.localdate() + timedelta(days=9)
    programme = factories.programme(
        title="Leading Across Aldermouth", starts_on=first, ends_on=first
    )
    guests(programme)
    return programme


@pytest.fixture
def cafe(programme) -> CafeConversation:
    cafe = factories.cafe(
        programme, title="Evening café", day=programme.starts_on, starts=time(12), rounds=2
    )
    table = cafe.tables.first()
    table.topic, table.step_free = "Being wrong in public", False
    table.save()
    lead(cafe, table, factories.person(name="Mara Quist"))
    return cafe


@pytest.fixture
def at_cafe(live_server, programme, cafe):
    """Bring a page to the café, as somebody who leads the programme."""

    def at_cafe(page, where: str = ""):
        client = Client()
        client.force_login(factories.member(programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"/programmes/{programme.slug}/{where or f'cafe/{cafe.pk}/'}")
        return page

    return at_cafe


@pytest.fixture
def planned(programme, cafe):
    drafted(cafe, list(programme.participants.order_by("person__name")), *ROUNDS)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_a_cafe_is_seated_adjusted_published_and_mended(wide_page, at_cafe, cafe):
    page = at_cafe(wide_page, "?")
    page.get_by_role("link", name="Seat the café").first.click()
    press(page, "Seat the café")
    expect(page.get_by_text("As good as it can be: proved.")).to_be_visible()
    # by hand, the cost read beside each table
    page.get_by_role("link", name="Ade Bello").first.click()
    page.get_by_role("radio").first.check()
    press(page, "Move in round 1")
    expect(page.get_by_text("Round 1: Ade Bello sits at")).to_be_visible()
    page.get_by_role("link", name="Evening café").click()
    press(page, "Undo: Ade Bello back")
    page.get_by_role("link", name="Publish,").click()
    press(page, "Publish")
    expect(page.get_by_text("Messages for 6 people wait")).to_be_visible()
    assert Seat.objects.count() == 12
    # on the day
    page.get_by_role("link", name="Mend the café").click()
    page.get_by_label("Which rounds are over?").select_option("1")
    page.get_by_label("Bea Marsh").select_option("missing")
    page.get_by_label("Table 3").check()
    press(page, "See what would change")
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    assert Seat.objects.filter(round=2, table__number=3).exists()
    press(page, "Do it, and publish")
    expect(page.get_by_role("heading", name="Read this out")).to_be_visible()
    assert not Seat.objects.filter(round=2, table__number=3).exists()
    assert not Seat.objects.filter(round=2, participant__person__name="Bea Marsh").exists()
    assert Seat.objects.filter(round=1).count() == 6
    press(page, "Undo the mending")
    expect(page.get_by_text("The mending is undone")).to_be_visible()
    assert Seat.objects.count() == 12


def test_a_guest_is_dragged_to_another_table_of_the_same_round(wide_page, at_cafe, cafe, planned):
    page = at_cafe(wide_page)
    guest = page.locator(".round").first.locator(".pers", has_text="Ade Bello")
    drag(page, guest, page.locator(".round").first.locator(".col").nth(1))
    expect(page.get_by_role("heading", name="Round 1: move Ade Bello to Table 2?")).to_be_visible()
    press(page, "Move all the same")
    expect(page.get_by_text("Round 1: Ade Bello sits at Table 2 now.")).to_be_visible()
    board = {table for (_who, turn), table in scene_of(cafe).seats.items() if turn == 1}
    assert len(board) == 3


def drag(page, item, target) -> None:
    start, end = item.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] - 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 40, steps=5)
    page.mouse.up()


def test_mending_works_by_keyboard_and_without_scripts(
    open_page, at_cafe, programme, planned, cafe
):
    publish_seats(cafe=cafe)
    Message.objects.all().delete()
    page = at_cafe(open_page(390, 844, java_script_enabled=False), f"cafe/{cafe.pk}/mend/")
    page.get_by_label("Table 3").press("Space")
    page.get_by_role("button", name="See what would change").press("Enter")
    expect(page.get_by_text("must be told:")).to_be_visible()
    page.get_by_role("button", name="Do it, and publish").press("Enter")
    expect(page.get_by_role("heading", name="Read this out")).to_be_visible()
    assert Message.objects.count() == page.locator(".reading li b").evaluate_all(
        "names => new Set(names.map((each) => each.textContent)).size"
    )


def test_a_name_is_found_in_a_long_list(page, at_cafe, cafe, planned):
    at_cafe(page, f"cafe/{cafe.pk}/mend/")
    page.get_by_label("Colm Reid").select_option("missing")
    page.get_by_label("Find a name").fill("bea")
    shown = page.locator(".guest-choice:visible label")
    expect(shown).to_have_count(2)
    assert [text.split("\n")[0] for text in shown.all_inner_texts()] == ["Bea Marsh", "Colm Reid"]


@pytest.mark.parametrize("seated", [False, True], ids=["before", "after"])
def test_the_pages_of_a_cafe_are_accessible_and_fit(
    page, wide_page, at_cafe, programme, cafe, seated, assert_accessible
):
    people = list(programme.participants.order_by("person__name"))
    if seated:
        drafted(cafe, people, ROUNDS[0], (2, 2, 3, 1, 1, 3))
    for each in (page, wide_page):
        at_cafe(each)
        for where in ("", "guests/", "tables/", "mend/", "changes/", "publish/"):
            each.goto(f"/programmes/{programme.slug}/cafe/{cafe.pk}/{where}")
            check(each, assert_accessible)
        each.goto(f"/programmes/{programme.slug}/cafe/{cafe.pk}/guests/{people[0].pk}/?round=1")
        check(each, assert_accessible)
        each.goto(f"/programmes/{programme.slug}/cafe/{cafe.pk}/mend/")
        each.get_by_label("Table 3").check()
        press(each, "See what would change")
        check(each, assert_accessible)


def check(page, assert_accessible) -> None:
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("h1")).to_have_count(1)
