import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from evaluations import workbook
from programmes.models import Programme, SiteVisit
from tests import factories, workbooks

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def password_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def keeper(live_server, wide_page, page):
    """Both pages belong to somebody who leads a programme that came as a workbook."""
    workbook.bring_in(workbook.read(workbooks.file_of(workbooks.small())))
    client = Client()
    client.force_login(factories.member(Programme.objects.get()))
    for each in (wide_page, page):
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        each.context.add_cookies([{**cookie, "url": live_server.url}])


def send(page: Page, **visit) -> None:
    rows = workbooks.small()
    rows["Visits"][0] |= visit
    content = workbooks.file_of(rows).getvalue()
    page.goto("/programmes/import/")
    page.get_by_label("Workbook (.xlsx)").set_input_files(
        {"name": "p.xlsx", "mimeType": XLSX, "buffer": content}
    )
    page.get_by_role("button", name="Look at it").click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_change_is_looked_at_and_confirmed(keeper, wide_page, assert_accessible):
    wide_page.goto("/programmes/import/")
    assert_accessible(wide_page)
    send(wide_page, Places=9)
    expect(wide_page.get_by_text("0 new, 1 changed")).to_be_visible()
    assert_accessible(wide_page)
    wide_page.get_by_role("button", name="Bring all of this in").click()
    expect(wide_page.get_by_text("Brought in: 0 new records, 1 changed.")).to_be_visible()
    assert SiteVisit.objects.get().capacity == 9


def test_problems_can_be_read_on_a_phone(keeper, page, assert_accessible):
    send(page, Places="about 8")
    expect(page.get_by_text("Write the number alone, such as 8.")).to_be_visible()
    assert fits(page)
    assert_accessible(page)
