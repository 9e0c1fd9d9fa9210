"""Asking for no more reminders, on a phone, from the foot of a letter."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories


@pytest.fixture
def someone():
    return factories.participant(factories.programme(title="Leading Across Aldermouth"))


def test_reminders_are_switched_off_and_on_again(page, assert_accessible, someone):
    token = factories.token(someone)
    page.goto(reverse("my_quiet", args=[token]))
    expect(page.get_by_role("heading", name="No more reminders?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="No more reminders").click()
    expect(page.get_by_role("heading", name="You get no more reminders.")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Remind me again").press("Enter")
    expect(page.get_by_role("heading", name="You get reminders again.")).to_be_visible()
    page.get_by_role("link", name="To my page").click()
    expect(page).to_have_url(re.compile(reverse("my_page", args=[token]) + "$"))
    someone.refresh_from_db()
    assert not someone.no_reminders
