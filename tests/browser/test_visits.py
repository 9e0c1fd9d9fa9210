"""Choosing a visit on a phone, by keyboard, without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories


@pytest.fixture
def programme():
    programme = factories.programme(title="Leading Across Aldermouth")
    for name in ("Canal Trust", "Fire Station", "Open Data Mill"):
        factories.visit(programme, title=name, theme="Who decides?", capacity=2)
    return programme


def address_of(programme):
    return reverse("my_visits", args=[factories.token(factories.participant(programme))])


def select(page, title):
    return page.get_by_label(f"Your choice {title}")


def test_visits_are_ranked_by_keyboard_without_javascript(open_page, programme):
    factories.visit_choice(programme)
    page = open_page(390, 844, java_script_enabled=False)
    page.goto(address_of(programme))
    for title, keys in (("Canal Trust", "S"), ("Fire Station", "F"), ("Open Data Mill", "F")):
        select(page, title).focus()
        page.keyboard.type(keys)
    page.get_by_role("button", name="Save my choice").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nothing you chose is lost")
    expect(select(page, "Canal Trust")).to_have_value("2")
    select(page, "Fire Station").select_option(label="Not for me: a conflict of interest")
    page.get_by_role("button", name="Save my choice").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Open Data Mill: First choice")
    expect(page.get_by_role("status")).to_contain_text(
        "Fire Station: Not for me: a conflict of interest"
    )


@pytest.mark.parametrize("first_come", [False, True], ids=["ranked", "first come"])
def test_the_page_is_accessible_on_a_phone_and_on_a_laptop(
    page, wide_page, programme, first_come, assert_accessible
):
    factories.visit_choice(programme, first_come=first_come)
    address = address_of(programme)
    for one in (page, wide_page):
        one.goto(address)
        assert_accessible(one)
        assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_place_is_taken_and_changed_with_a_thumb(page, programme, assert_accessible):
    factories.visit_choice(programme, first_come=True)
    page.goto(address_of(programme))
    page.get_by_role("button", name="Take a place Fire Station").tap()
    expect(page.get_by_role("status")).to_contain_text("The place is yours.")
    assert_accessible(page)
    page.get_by_role("button", name="Change to this visit Canal Trust").tap()
    expect(page.get_by_role("heading", name="Your visit to Canal Trust")).to_be_visible()


def test_visits_are_dragged_into_order(wide_page, programme):
    factories.visit_choice(programme)
    page = wide_page
    page.goto(address_of(programme))
    row = page.locator(".order li")
    line = row.filter(has_text="stands above this line")
    for title in ("Open Data Mill", "Canal Trust", "Fire Station"):
        row.filter(has_text=title).drag_to(line)
    row.filter(has_text="Canal Trust").drag_to(row.filter(has_text="Open Data Mill"))
    row.filter(has_text="Fire Station").drag_to(line)
    for title, value in (("Canal Trust", "1"), ("Open Data Mill", "2"), ("Fire Station", "3")):
        expect(select(page, title)).to_have_value(value)
    select(page, "Fire Station").select_option(label="Not for me: a conflict of interest")
    expect(row.filter(has_text="Fire Station")).to_contain_text("a conflict of interest")
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_role("status")).to_contain_text("Canal Trust: First choice")
    expect(page.get_by_role("status")).to_contain_text("Open Data Mill: Second choice")


def test_a_visit_dragged_below_the_line_is_chosen_no_more(wide_page, programme):
    factories.visit_choice(programme)
    wide_page.goto(address_of(programme))
    row = wide_page.locator(".order li")
    row.filter(has_text="Canal Trust").drag_to(row.filter(has_text="stands above this line"))
    expect(select(wide_page, "Canal Trust")).to_have_value("1")
    row.filter(has_text="Canal Trust").drag_to(row.filter(has_text="Fire Station"))
    expect(select(wide_page, "Canal Trust")).to_have_value("")
