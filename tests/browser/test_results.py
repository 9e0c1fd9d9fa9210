import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.evaluations.whole_case import everything


@pytest.fixture
def results(live_server, settings):
    """Call it with a page to show the results on it to the programme's lead."""
    settings.REQUIRE_SECOND_FACTOR = False
    case = everything()
    factories.questionnaire(case.programme, title="One more thing", slug="more", moment="session")
    staff = Client()
    staff.force_login(factories.member(case.programme))

    def show(page) -> None:
        value = staff.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(reverse("results", args=[case.programme.slug]))
        expect(page.get_by_role("heading", name="Results")).to_be_visible()

    return show


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_results_can_be_read_on_a_laptop(results, wide_page, assert_accessible):
    results(wide_page)
    assert_accessible(wide_page)
    assert fits(wide_page)


def test_results_fit_a_phone_and_name_the_silent_on_request(results, page, assert_accessible):
    results(page)
    assert fits(page)
    page.get_by_text("30 people have not answered").click()
    expect(page.get_by_text("Person 00001, ")).to_be_visible()
    assert_accessible(page)


def test_results_print_without_buttons(results, wide_page):
    results(wide_page)
    wide_page.emulate_media(media="print")
    expect(wide_page.get_by_role("link", name="Read the report")).to_be_hidden()
    expect(wide_page.get_by_role("img").first).to_be_visible()
