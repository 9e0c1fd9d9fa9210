"""What messages say, edited in a real browser: placeholders as one types, and how it reads."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from participants.models import Template
from tests import factories, letters

ADDRESS = "/programmes/aldermouth/messages/wordings/"


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = letters.programme(slug="aldermouth")
    for name in ("Bea Marsh", "Colm Reid"):
        letters.participant(programme, person=factories.person(name=name))
    return programme


@pytest.fixture
def staff(live_server, programme):
    """Give a page the session of somebody who leads the programme, and open an address."""

    def staff(page, address: str):
        client = Client()
        client.force_login(factories.member(programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(address)
        return page

    return staff


def test_a_placeholder_is_put_in_by_keyboard_and_the_letter_read_at_once(wide_page, staff):
    page = staff(wide_page, f"{ADDRESS}eve/")
    text = page.get_by_label("Text", exact=True)
    text.fill("")
    text.press_sequentially("Hello {first")
    expect(page.get_by_role("option").first).to_contain_text("first_name")
    page.keyboard.press("Enter")
    expect(text).to_have_value("Hello {first_name}")
    expect(page.locator(".letter")).to_have_text("Hello Bea")
    page.get_by_label("Try it on").select_option("Colm Reid")
    expect(page.locator(".letter")).to_have_text("Hello Colm")
    text.press_sequentially(" {colour}")
    expect(page.locator(".lacking")).to_contain_text("There is no such placeholder.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("{colour} is unknown.")
    expect(text).to_have_value("Hello {first_name} {colour}")


def test_a_placeholder_is_put_in_by_a_button_where_one_was_typing(wide_page, staff):
    page = staff(wide_page, f"{ADDRESS}eve/")
    subject = page.get_by_label("Subject")
    subject.fill("At ")
    page.get_by_text("All placeholders of this message").click()
    page.get_by_role("button", name="{venue}").click()
    expect(subject).to_have_value("At {venue}")
    expect(page.locator(".phone-glass .subject")).to_have_text("At Guildhall")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert Template.objects.get().subject == "At {venue}"


def test_without_a_script_the_same_is_done_by_buttons(open_page, staff):
    page = staff(open_page(390, 844, java_script_enabled=False), f"{ADDRESS}eve/")
    page.get_by_label("Text", exact=True).fill("Hello {first_name}")
    page.get_by_label("Try it on").select_option("Colm Reid")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".letter")).to_have_text("Hello Colm")
    page.get_by_role("button", name="Save").click()
    assert Template.objects.get().text == "Hello {first_name}"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_the_pages_are_accessible_and_fit(open_page, staff, assert_accessible, width, height):
    page = open_page(width, height)
    for address in (ADDRESS, f"{ADDRESS}joining/"):
        staff(page, address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("All placeholders of this message").click()
    page.get_by_label("Text", exact=True).press_sequentially("{")
    assert_accessible(page)
