import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Membership
from tests import factories
from tests.evaluations import published_case as published


@pytest.fixture
def reports(live_server, settings):
    """Call it with a page to show the report on it to somebody who may read it."""
    settings.REQUIRE_SECOND_FACTOR = False
    case, report = published.a_report()
    published.published(report)
    staff = Client()
    staff.force_login(factories.member(case.programme, Membership.Role.REPORT_READER))

    def show(page) -> None:
        value = staff.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(reverse("report_page", args=[case.programme.slug]))
        expect(page.get_by_role("heading", name="At a glance")).to_be_visible()

    return show


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_report_can_be_read_on_a_laptop(reports, wide_page, assert_accessible):
    reports(wide_page)
    assert_accessible(wide_page)
    assert fits(wide_page)


def test_the_report_fits_a_phone(reports, page, assert_accessible):
    reports(page)
    assert_accessible(page)
    assert fits(page)


def test_every_chart_has_a_name_and_a_table_after_it(reports, wide_page):
    reports(wide_page)
    charts = wide_page.get_by_role("img")
    assert charts.count() >= 8
    named = "charts => charts.every(chart => chart.querySelector(':scope > title').textContent)"
    assert charts.evaluate_all(named)
    followed = "all => all.every(one => one.nextElementSibling.querySelector('table'))"
    assert wide_page.locator("figure").evaluate_all(followed)


def test_the_report_stays_a_sheet_of_paper_in_a_dark_room(reports, open_page, assert_accessible):
    page = open_page(1280, 900, color_scheme="dark")
    reports(page)
    assert_accessible(page)


def test_the_pdf_is_downloaded(reports, wide_page):
    reports(wide_page)
    with wide_page.expect_download(timeout=60_000) as download:
        wide_page.get_by_role("link", name="Download as PDF").click()
    assert download.value.suggested_filename == "aldermouth-evaluation-report-v1.pdf"
