"""The board of visits in a real browser: by keyboard, by hand, without scripts."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from participants.models import Draft
from participants.placing.visits import draft_visits, pin_to_visit, rank_visits
from programmes.models import Programme
from tests import factories


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(title="Leading Across Aldermouth")
    mill = factories.visit(programme, title="Open Data Mill", capacity=2, theme="Decisions")
    foundry = factories.visit(programme, title="The Foundry", capacity=4)
    factories.visit(programme, title="Harbour Kitchen", called_off=True)
    names = ("Bea Marsh", "Colm Reid", "Esi Owusu", "Tom Hale")
    people = [factories.participant(programme, person=factories.person(name=n)) for n in names]
    for person in people[:3]:
        rank_visits(participant=person, ranking=[mill, foundry])
    places = dict(zip([p.pk for p in people], [mill.pk, mill.pk, foundry.pk, None], strict=True))
    draft_visits(programme=programme, places=places)
    pin_to_visit(participant=people[2])
    return programme


@pytest.fixture
def board(live_server, programme):
    """Bring a page to the board, as somebody who leads the programme."""

    def board(page):
        client = Client()
        client.force_login(factories.member(programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"/programmes/{programme.slug}/visits/")
        return page

    return board


def place_of(name: str) -> str:
    return Draft.objects.get(participant__person__name=name).visit.title


def test_somebody_is_moved_by_keyboard_after_reading_what_it_costs(open_page, board):
    page = board(open_page(1280, 900, java_script_enabled=False))
    page.locator("summary", has_text="Bea Marsh").press("Enter")
    page.get_by_label("Move to… Bea Marsh").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Move Bea Marsh to The Foundry?")).to_be_visible()
    page.get_by_role("button", name="Move all the same").press("Enter")
    expect(page.get_by_text("Bea Marsh is on The Foundry now.")).to_be_visible()
    assert place_of("Bea Marsh") == "The Foundry"
    page.get_by_role("button", name="Undo: Bea Marsh back").press("Enter")
    expect(page.get_by_text("Undone: it is as it was before.")).to_be_visible()
    assert place_of("Bea Marsh") == "Open Data Mill"


def test_a_card_is_dragged_to_a_free_place(wide_page, board):
    page = board(wide_page)
    page.locator(".pers", has_text="Tom Hale").drag_to(page.locator(".free").first)
    expect(page.get_by_text("Tom Hale is on The Foundry now.")).to_be_visible()
    assert place_of("Tom Hale") == "The Foundry"


def drag_by_finger(page, start, end) -> None:
    """From one point to another, as a tablet tells it."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", start)
    for part in (0.1, 0.5, 1):
        touch(
            "touchMove",
            tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)),
        )
    touch("touchEnd")


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_card_is_dragged_by_finger_on_a_tablet(open_page, board):
    page = board(open_page(1024, 768, has_touch=True, is_mobile=True))
    card = page.locator(".pers", has_text="Tom Hale")
    drag_by_finger(page, middle(card.locator(".grip")), middle(page.locator(".free").first))
    expect(page.get_by_text("Tom Hale is on The Foundry now.")).to_be_visible()
    assert place_of("Tom Hale") == "The Foundry"


def test_a_drag_that_ends_nowhere_or_is_broken_off_moves_nobody(wide_page, board):
    page = board(wide_page)
    card = page.locator(".pers", has_text="Tom Hale")
    card.drag_to(page.locator("h1"))
    page.mouse.move(*middle(card))
    page.mouse.down()
    page.mouse.move(*middle(page.locator(".free").first), steps=4)
    expect(page.locator(".over")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".over, .dragged")).to_have_count(0)
    assert Draft.objects.get(participant__person__name="Tom Hale").visit is None


def test_teams_are_formed_moved_and_wished_for_without_javascript(open_page, board, programme):
    page = board(open_page(1280, 900, java_script_enabled=False))
    page.goto(f"/programmes/{programme.slug}/teams/")
    page.get_by_label("How many teams").fill("2")
    page.get_by_role("button", name="Form the teams").click()
    expect(page.get_by_role("heading", name="Team 2")).to_be_visible()
    page.get_by_label("Who", exact=True).select_option(label="Bea Marsh")
    page.get_by_label("and who", exact=True).select_option(label="Tom Hale")
    page.get_by_role("button", name="Add this wish").click()
    page.get_by_role("button", name="Form them again, keep pins").click()
    teams = {d.participant.person.name: d.team for d in Draft.objects.all()}
    assert teams["Bea Marsh"] == teams["Tom Hale"]
    page.get_by_role("button", name="Undo: as it was before").click()
    expect(page.get_by_text("Undone: it is as it was before.")).to_be_visible()


def test_the_board_of_teams_is_accessible_and_fits(
    page, wide_page, board, programme, assert_accessible
):
    address = f"/programmes/{programme.slug}/teams/"
    for each in (page, wide_page):
        board(each).goto(address)
        check(each, assert_accessible)
    wide_page.get_by_role("button", name="Form the teams").click()
    for each in (page, wide_page):
        each.goto(address)
        each.locator("summary", has_text="Bea Marsh").click()
        check(each, assert_accessible)


def test_wishes_written_down_for_somebody_are_accessible_and_fit(
    page, wide_page, board, assert_accessible
):
    for each in (page, wide_page):
        board(each)
        each.locator("summary", has_text="Colm Reid").click()
        each.get_by_role("link", name="Wishes and refusals : Colm Reid").click()
        expect(each.get_by_label("Open Data Mill")).to_have_value("1")
        check(each, assert_accessible)


def test_the_board_and_its_questions_are_accessible_and_fit(
    page, wide_page, board, programme, assert_accessible
):
    for each in (page, wide_page):
        board(each)
        each.locator("summary", has_text="Bea Marsh").click()
        check(each, assert_accessible)
        each.get_by_role("button", name="Move Bea Marsh").click()
        expect(each.get_by_role("heading", name="Move Bea Marsh to The Foundry?")).to_be_visible()
        check(each, assert_accessible)
        each.goto(f"/programmes/{programme.slug}/visits/publish/")
        check(each, assert_accessible)


def check(page, assert_accessible) -> None:
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("h1")).to_have_count(1)
