"""The personal page on a phone and on a laptop, from weeks before to the days after."""

from datetime import time

import pytest
import time_machine
from playwright.sync_api import expect

from tests import factories
from tests.evaluations import my_days

SIZES = {"phone": (390, 844), "laptop": (1280, 900)}


@pytest.fixture
def someone():
    return my_days.participant(my_days.programme())


@pytest.fixture
def address(someone):
    return f"/me/{factories.token(someone)}/"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", my_days.INSTANTS)
def test_the_page_can_be_read_by_everybody_at_every_hour(
    open_page, address, name, size, assert_accessible
):
    with time_machine.travel(my_days.INSTANTS[name]):
        page = open_page(*SIZES[size])
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_the_morning_everything_needed_is_on_the_first_screen(page, address):
    with time_machine.travel(my_days.INSTANTS["in mid-morning"]):
        page.goto(address)
        for name in ("Map", "Call Ruth Vane"):
            button = page.get_by_role("link", name=name, exact=True).first
            expect(button).to_be_in_viewport()
            assert button.bounding_box()["height"] >= 48


def test_whoever_comes_back_later_reads_what_comes_next_then(page, address):
    page.clock.install()
    with time_machine.travel(my_days.INSTANTS["in mid-morning"]):
        page.goto(address)
        expect(page.get_by_text("Next · in 25 minutes")).to_be_visible()
    with time_machine.travel(my_days.INSTANTS["after lunch"]):
        page.clock.fast_forward("03:00:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_text("Now · until 13:00")).to_be_visible()


def test_the_page_is_light(page, address):
    """15 kB of styles, 6 kB of script, 60 kB in all, not counting the typefaces."""
    weights = {}

    def note(response):
        weights[response.url.partition("?")[0]] = len(response.body())

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    kinds = [
        sum(size for url, size in weights.items() if url.endswith(kind)) for kind in (".css", ".js")
    ]
    assert 0 < kinds[0] < 15_000
    assert 0 < kinds[1] < 6_000
    assert sum(size for url, size in weights.items() if not url.endswith(".woff2")) < 60_000


@pytest.fixture
def last_afternoon(someone):
    programme = someone.programme
    with time_machine.travel(programme.at(programme.ends_on, time(16, 20))):
        yield


@pytest.mark.parametrize("size", SIZES)
def test_a_pledge_is_made_changed_deleted_and_brought_back(
    open_page, address, last_afternoon, size, assert_accessible
):
    page = open_page(*SIZES[size])
    page.goto(address)
    page.get_by_role("link", name="Make a pledge").click()
    assert_accessible(page)
    page.get_by_label("What I will do").fill("Ask two service users to chair our board.")
    page.get_by_label("By when").fill("2027-02-28")
    page.get_by_label("With whom").fill("Bea")
    page.get_by_role("button", name="Keep this pledge").click()
    expect(page.get_by_text("by 28 February 2027, with Bea")).to_be_visible()
    page.get_by_role("link", name="change").click()
    page.get_by_label("started").check()
    assert_accessible(page)
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_role("link", name="change").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("status")).to_contain_text("Ask two service users")
    assert_accessible(page)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("with Bea · started")).to_be_visible()


def test_a_pledge_can_be_made_by_keyboard_without_javascript(open_page, address, last_afternoon):
    page = open_page(*SIZES["phone"], java_script_enabled=False)
    page.goto(f"{address}pledges/")
    page.get_by_label("What I will do").focus()
    page.keyboard.type("Ask two service users.")
    page.get_by_role("button", name="Keep this pledge").focus()
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_contain_text("Ask two service users.")
