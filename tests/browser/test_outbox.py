"""The outbox as an organiser works through it, on a laptop and on a phone, by mouse and by key."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from participants.models import DeliveryEvent, Message, Step
from tests import factories

State, Delivery = Message.State, Message.Delivery


@pytest.fixture
def programme(settings):
    """One message of every sort; none that its rules would have."""
    settings.REQUIRE_SECOND_FACTOR = False
    later = timezone.localdate() + timedelta(days=90)
    programme = factories.programme(
        title="Leading Across Aldermouth",
        contact_name="Nora Quill",
        contact_phone="01632 960 001",
        starts_on=later,
        ends_on=later + timedelta(days=1),
    )
    soon, before = timezone.now() + timedelta(days=2), timezone.now() - timedelta(days=2)
    for name in ("Bea Marsh", "Colm Reid", "Esi Owusu"):
        written(programme, name, due_at=soon)
    written(programme, "Gus Hale", state=State.APPROVED, by_itself=True, due_at=soon)
    written(programme, "Una Vane", state=State.UNSURE, error="The worker broke off.")
    written(programme, "Fay Lind", state=State.FAILED, error="550 no such user")
    written(programme, "Bo Reyes", missing=["venue"])
    told = written(programme, "Cora Pike", state=State.SENT, told_at=before)
    written(programme, "Cora Pike", participant=told.participant, corrects=told)
    written(programme, "Ned Poole", person={"email": None, "phone": "01632 960 002"})
    back = written(
        programme, "Cam Lund", state=State.SENT, told_at=before, delivery=Delivery.BOUNCED
    )
    DeliveryEvent.objects.create(message=back, at=before, what="bounced", detail="550 unknown")
    return programme


def written(programme, name, **fields) -> Message:
    person = fields.pop("person", {})
    made = {
        "step": Step.BY_HAND,
        "occasion": "by hand 1",
        "plan": None,
        "subject": "See you at the Guildhall",
        "text": f"Dear {name.split()[0]},\n\nwe start at nine.\n\n{{link}}",
        "reason": "They said yes.",
        **fields,
    }
    who = made.pop("participant", None) or factories.participant(
        programme, person=factories.person(name=name, **person)
    )
    return factories.message(who, **made)


@pytest.fixture
def enter(live_server, programme):
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def enter(page, address=""):
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        page.goto(f"/programmes/{programme.slug}/messages/{address}")
        return page

    return enter


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_organiser_works_through_the_outbox(wide_page, enter, assert_accessible):
    desk = enter(wide_page)
    expect(desk.get_by_text("5 need a decision · 3 wait for approval")).to_be_visible()
    assert_accessible(desk)
    desk.locator(".lines summary", has_text="Bea Marsh").click()
    expect(desk.locator(".lines [open]")).to_contain_text("(their personal link)")
    assert_accessible(desk)
    press(desk, "Approve all 3 : Written by hand")
    expect(desk.get_by_text("Approved: 3 messages go when they are due.")).to_be_visible()
    press(desk, "Undo")
    expect(desk.get_by_text("Undone: 3 messages stand as before.")).to_be_visible()
    press(desk, "It arrived : Una Vane")
    press(desk, "Send again : Fay Lind")
    press(desk, "I have told them : Cam Lund")
    expect(desk.get_by_text("2 need a decision")).to_be_visible()
    desk.locator(".lines summary", has_text="Bo Reyes").click()
    desk.get_by_role("link", name="Edit it : Bo Reyes").click()
    expect(desk.get_by_text("Not known yet: {venue}.")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_label("Text").fill("We start at nine in the Guildhall.")
    press(desk, "Save and approve")
    expect(desk.get_by_text("Approved: 1 message goes when it is due.")).to_be_visible()
    assert Message.objects.get(participant__person__name="Bo Reyes").state == State.APPROVED


def test_it_works_by_keyboard(wide_page, enter):
    desk = enter(wide_page)
    desk.locator(".lines summary", has_text="Bea Marsh").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Approve : Bea Marsh")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Approved: 1 message goes when it is due.")).to_be_visible()


def test_outbox_and_message_fit_a_phone(page, enter, assert_accessible):
    enter(page)
    assert fits(page)
    assert_accessible(page)
    page.locator(".lines summary", has_text="Ned Poole").click()
    expect(page.get_by_role("link", name="01632 960 002")).to_be_visible()
    page.get_by_role("link", name="Edit it : Ned Poole").click()
    assert fits(page)
    assert_accessible(page)


def test_the_log_is_searched(page, enter, assert_accessible):
    enter(page)
    page.get_by_label("Name, address or subject").fill("cam")
    press(page, "Find")
    expect(page.get_by_role("heading", name="1 message")).to_be_visible()
    expect(page.get_by_text("550 unknown")).to_be_visible()
    assert fits(page)
    assert_accessible(page)


def test_letters_are_one_a_page(wide_page, enter, programme, assert_accessible):
    written(programme, "Ora Finn", person={"email": None, "postal_address": "3 Quay Street"})
    desk = enter(wide_page, "letters/")
    expect(desk.get_by_text("Without a postal address: Ned Poole.")).to_be_visible()
    assert_accessible(desk)
    press(desk, "Put new personal links in")
    expect(desk.get_by_text("/me/").first).to_be_visible()
    assert_accessible(desk)
    desk.emulate_media(media="print")
    expect(desk.get_by_role("heading", name="Letters")).to_be_hidden()
    breaks = "[...document.querySelectorAll('.sheet')].map((e) => getComputedStyle(e).breakAfter)"
    assert desk.evaluate(breaks) == ["page", "auto"]


def test_people_are_written_to_with_placeholders(wide_page, enter, assert_accessible):
    desk = enter(wide_page, "write/")
    assert_accessible(desk)
    desk.get_by_role("link", name="All who said yes").click()
    expect(desk.get_by_text("Without e-mail: Ned Poole.")).to_be_visible()
    desk.get_by_label("Subject").fill("A new room")
    text = desk.get_by_label("Text")
    text.fill("Dear {fi")
    text.press("End")
    text.press_sequentially("r")
    text.press("Enter")
    expect(text).to_have_value("Dear {first_name}")
    desk.get_by_label("Try it on").select_option(label="Esi Owusu")
    expect(desk.locator("#preview")).to_contain_text("Dear Esi")
    desk.locator(".who-gets-it summary").click()
    assert_accessible(desk)
    desk.get_by_label("Ned Poole").uncheck()
    press(desk, "Put it into the outbox")
    expect(desk.get_by_text("messages wait in the outbox, to all participants.")).to_be_visible()
    assert Message.objects.filter(subject="A new room").count() == 9
    press(desk, "Undo")
    assert set(Message.objects.filter(subject="A new room").values_list("state", flat=True)) == {
        State.DROPPED
    }


def test_writing_to_people_fits_a_phone(page, enter, assert_accessible):
    enter(page, "write/?to=participants")
    assert fits(page)
    assert_accessible(page)
