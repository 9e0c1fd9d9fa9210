"""A café as its organiser seats it, publishes it and mends it on the day, in a browser."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from participants.models import Seat
from programmes.models import Programme
from tests import factories

NAMES = ("Ade Bello", "Bea Marsh", "Colm Reid", "Dev Nair", "Esi Owusu", "Fay Lind")


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme(title="Leading Across Aldermouth")
    factories.cafe(programme, title="Evening café", tables=3, rounds=2)
    for name in NAMES:
        factories.participant(programme, person=factories.person(name=name))
    return programme


@pytest.fixture
def log_in(live_server, programme):
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    cookie = client.cookies["sessionid"].value

    def log_in(page):
        cookies = [{"name": "sessionid", "value": cookie, "url": live_server.url}]
        page.context.add_cookies(cookies)
        page.goto(f"/programmes/{programme.slug}/")
        return page

    return log_in


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def seats() -> set[tuple[str, int, int]]:
    rows = Seat.objects.values_list("participant__person__name", "round", "table__number")
    return set(rows)


def publish(page) -> None:
    page.get_by_role("link", name="Publish,").click()
    press(page, "Publish")


def test_a_cafe_is_seated_adjusted_published_and_mended(log_in, wide_page, assert_accessible):
    desk = log_in(wide_page)
    desk.get_by_role("link", name="Seat the café").first.click()
    assert_accessible(desk)
    press(desk, "Seat the café")
    expect(desk.get_by_text("As good as it can be: proved.")).to_be_visible()
    assert_accessible(desk)
    assert seats() == set()
    # by hand, from the page of one guest
    desk.get_by_role("link", name="Ade Bello").first.click()
    assert_accessible(desk)
    desk.get_by_role("radio").first.check()
    desk.get_by_role("button", name="Move").first.click()
    desk.get_by_role("link", name="Evening café").first.click()
    publish(desk)
    before = seats()
    assert len(before) == len(NAMES) * 2
    # on the day: one is missing
    desk.get_by_role("link", name="Mend the café").click()
    assert_accessible(desk)
    desk.get_by_label("Bea Marsh").select_option(label="is missing")
    press(desk, "See what would change")
    expect(desk.get_by_role("heading", name="What would change")).to_be_visible()
    assert_accessible(desk)
    assert seats() == before
    desk.get_by_role("button", name="publish").or_(
        desk.get_by_role("button", name="nobody moves")
    ).click()
    expect(desk.get_by_role("heading", name="Read this out")).to_be_visible()
    assert_accessible(desk)
    assert "Bea Marsh" not in {name for name, _turn, _table in seats()}
    press(desk, "Undo the mending")
    expect(desk.get_by_text("The mending is undone")).to_be_visible()
    assert seats() == before


def test_on_a_phone_no_page_of_the_cafe_runs_sideways(log_in, page, programme, assert_accessible):
    phone = log_in(page)
    cafe = programme.cafe_conversations.get()
    start = f"/programmes/{programme.slug}/cafe/{cafe.pk}/"
    phone.goto(start)
    press(phone, "Seat the café")
    publish(phone)
    for address in ("", "mend/", "guests/", "tables/", "changes/"):
        phone.goto(start + address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= phone.viewport_size["width"], address
        assert_accessible(phone)
