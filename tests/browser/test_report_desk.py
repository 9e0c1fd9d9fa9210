"""The report desk in a real browser: typing, figures by name, no network, two tabs; and what
readers, guests and the public see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from evaluations.actions import sharing, writing
from evaluations.models import PublicPage, Report
from tests import factories
from tests.evaluations import published_case as cases

DESK = "/programmes/aldermouth/report/desk/programme/"
SECTION = f"{DESK}write/each-2/"


@pytest.fixture
def report(settings) -> Report:
    settings.REQUIRE_SECOND_FACTOR = False
    return cases.a_report()[1]


@pytest.fixture
def staff(live_server, report):
    """Give a page the session of somebody who leads the programme, and open an address."""

    def staff(page, address: str):
        client = Client()
        client.force_login(factories.member(report.programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(address)
        return page

    return staff


def kept(report) -> str:
    report.refresh_from_db()
    return writing.written(report).get("each-2", "")


def test_a_figure_is_put_in_by_its_name_and_everything_is_kept(wide_page, staff, report):
    page = staff(wide_page, SECTION)
    text = page.get_by_label("Your text")
    text.press_sequentially("The **lowest**: {{O2.ag")
    expect(page.get_by_role("option", name="O2.agree")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(text).to_have_value("The **lowest**: {{O2.agree}}")
    expect(page.locator("#preview strong")).to_have_text("lowest")
    expect(page.locator("#preview p").first).to_contain_text("%)")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert kept(report) == "The **lowest**: {{O2.agree}}"


def test_a_number_typed_by_hand_is_marked_while_it_is_typed(wide_page, staff):
    page = staff(wide_page, SECTION)
    page.get_by_label("Your text").fill("It had 68% in the end.")
    expect(page.locator("#preview mark")).to_have_text("68%")


def test_what_is_typed_without_a_network_is_there_again(wide_page, staff, report):
    page = staff(wide_page, SECTION)
    page.context.set_offline(True)
    page.get_by_label("Your text").fill("Written on a train.")
    expect(page.locator("#saved")).to_contain_text("No connection")
    assert kept(report) == ""
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(SECTION)
    expect(page.get_by_label("Your text")).to_have_value("Written on a train.")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert kept(report) == "Written on a train."


def test_two_who_write_at_once_see_both_texts(open_page, staff, report, problems):
    mine, theirs = (staff(open_page(1280, 900), SECTION) for _unused in range(2))
    theirs.get_by_label("Your text").fill("Theirs.")
    expect(theirs.locator("#saved")).to_have_text("Saved")
    mine.get_by_label("Your text").fill("Mine.")
    expect(mine.get_by_label("Their text")).to_have_value("Theirs.")
    expect(mine.get_by_label("Your text")).to_have_value("Mine.")
    assert kept(report) == "Theirs."
    mine.get_by_role("button", name="Keep mine instead").click()
    expect(mine.locator("#saved")).to_have_text("Saved")
    assert kept(report) == "Mine."
    problems[:] = [problem for problem in problems if "409" not in problem]


def test_a_second_tab_of_the_same_browser_follows_the_first(wide_page, staff):
    first = staff(wide_page, SECTION)
    second = first.context.new_page()
    second.goto(SECTION)
    first.get_by_label("Your text").fill("In the first tab.")
    expect(first.locator("#saved")).to_have_text("Saved")
    expect(second.get_by_label("Your text")).to_have_value("In the first tab.")


def test_without_scripts_a_section_is_previewed_and_kept(open_page, staff, report):
    page = staff(open_page(390, 844, java_script_enabled=False), SECTION)
    page.get_by_label("Your text").fill("A **word**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("word")
    page.get_by_role("button", name="Save", exact=True).click()
    assert kept(report) == "A **word**."


def test_a_report_is_published_from_the_browser(wide_page, staff, report):
    page = staff(wide_page, DESK)
    page.get_by_role("link", name="Publish version 1").first.click()
    page.get_by_role("button", name="Publish version 1").click(timeout=60_000)
    expect(page.get_by_text("Version 1 is published.")).to_be_visible(timeout=60_000)
    assert report.versions.count() == 1


def test_every_page_of_publishing_is_accessible_and_fits(
    page, wide_page, staff, report, assert_accessible
):
    factories.report_version(report.programme)
    past = timezone.localdate() - timedelta(days=1)
    type(report.programme).objects.filter(pk=report.programme.pk).update(
        starts_on=past, ends_on=past
    )
    PublicPage.objects.create(programme=report.programme, shown=True)
    token = sharing.share(report=report, by=None, password="quiet harbour").token
    addresses = [
        DESK,
        SECTION,
        f"{DESK}publish/",
        f"{DESK}claims/",
        f"{DESK}withdraw/1/",
        "/programmes/aldermouth/report/",
        "/programmes/aldermouth/report/programme/1/",
        "/programmes/aldermouth/public/",
        "/p/aldermouth/",
        f"/s/{token}/",
        "/s/nonsense/",
    ]
    for each in (page, wide_page):
        staff(each, DESK)
        for address in addresses:
            each.goto(address)
            each.wait_for_load_state("networkidle")
            assert_accessible(each)
            assert each.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            expect(each.locator("h1")).to_have_count(1)
