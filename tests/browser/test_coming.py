"""From the public page to a substitute: who comes, as it is asked, chosen, answered and mended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from participants.models import Participant
from programmes.models import Programme
from tests import factories

Status = Participant.Status


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    ahead = timezone.localdate() + timedelta(days=60)
    programme = factories.programme(
        title="The Long Shore", starts_on=ahead, ends_on=ahead, contact_email="o@example.org"
    )
    factories.admission(programme, places=2, rule="by mix", introduction="Two days, one question.")
    programme.mix_targets.create(by="sector", value="council", wanted=2)
    programme.mix_targets.create(by="role", value="GP", wanted=1)
    factories.participant(programme, person=factories.person(name="Bea Marsh"))
    return programme


@pytest.fixture
def desk(live_server, programme, wide_page):
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    cookie = client.cookies["sessionid"].value
    wide_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return wide_page


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def apply(page, name: str, sector: str, role: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail address").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Your organisation").fill("Shore Trust")
    page.get_by_label("Its sector").select_option(label=sector)
    page.get_by_label("What you do there").fill(role)
    press(page, "Apply")


def test_somebody_applies_and_nominates_on_a_phone(page, programme, assert_accessible):
    address = f"/apply/{programme.slug}/"
    page.goto(address)
    assert fits(page)
    assert_accessible(page)
    press(page, "Apply")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    apply(page, "Ann Bell", "Council", "GP")
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Nominate somebody").click()
    expect(page.get_by_label("Their name")).to_be_visible()
    assert fits(page)
    assert_accessible(page)
    assert programme.applications.get().name == "Ann Bell"


def test_people_are_chosen_by_the_mix_answer_and_are_replaced(
    desk, page, programme, assert_accessible
):
    factories.application(programme, name="Ann Bell", sector="council", role="GP")
    factories.application(programme, name="Tom Hale", sector="council")
    factories.application(programme, name="Esi Owusu")
    desk.goto(f"/programmes/{programme.slug}/")
    desk.get_by_role("link", name="Choose who comes").click()
    expect(desk.get_by_text("1 of 2 places given, 1 free")).to_be_visible()
    assert_accessible(desk)
    # counted along, and the other way without a script
    mix = desk.get_by_role("region", name="Places and mix")
    desk.get_by_label("Ann Bell").check()
    desk.get_by_label("Tom Hale").check()
    expect(mix).to_contain_text("with those ticked: 3 of 2")
    expect(mix).to_contain_text("→ 2 of 2")
    press(desk, "Show what the ticked would make")
    expect(desk.get_by_label("Tom Hale")).to_be_checked()
    # one is offered a place, one waits, one is declined
    desk.get_by_label("Tom Hale").uncheck()
    press(desk, "Offer a place : Applications")
    expect(desk.get_by_role("heading", name="Offer these people a place?")).to_be_visible()
    assert_accessible(desk)
    press(desk, "Offer a place")
    expect(desk.get_by_role("listitem").filter(has_text="1 person is invited.")).to_be_visible()
    desk.get_by_label("Tom Hale").check()
    press(desk, "Put on the waiting list : Applications")
    press(desk, "Put on the waiting list")
    desk.get_by_label("Esi Owusu").check()
    press(desk, "Not this time : Applications")
    press(desk, "Not this time")
    press(desk, "Undo :")
    expect(desk.get_by_text("Undone.")).to_be_visible()
    expect(desk.get_by_label("Esi Owusu")).to_be_visible()
    # she says no on her phone, and the list follows by the rule
    ann = programme.participants.get(person__name="Ann Bell")
    page.goto(reverse("my_page", args=[factories.token(ann)]))
    assert fits(page)
    assert_accessible(page)
    press(page, "No, I cannot come")
    expect(page.get_by_role("heading", name="You are not coming")).to_be_visible()
    assert_accessible(page)
    desk.reload()
    expect(desk.get_by_text("followed by the rule: Council: 0 of 2")).to_be_visible()
    assert_accessible(desk)
    # Bea's place passes on
    desk.get_by_role("link", name="Substitute… Bea Marsh").click()
    assert_accessible(desk)
    desk.get_by_label("Name", exact=True).fill("Colm Reid")
    desk.get_by_label("Yes, they told us").check()
    press(desk, "Let them come instead")
    expect(desk.get_by_text("stands in for Bea Marsh")).to_be_visible()
    colm = programme.participants.get(person__name="Colm Reid")
    assert (colm.status, colm.stands_in_for.person.name) == (Status.ACCEPTED, "Bea Marsh")


def test_the_page_of_who_comes_fits_a_phone_and_works_without_a_script(
    desk, open_page, programme, assert_accessible
):
    factories.application(programme, name="Ann Bell", sector="council", motivation="Why not.")
    phone = open_page(390, 844, java_script_enabled=False)
    phone.context.add_cookies(desk.context.cookies())
    phone.goto(f"/programmes/{programme.slug}/coming/")
    phone.get_by_label("Ann Bell").check()
    press(phone, "Show what the ticked would make")
    expect(phone.get_by_text("with those ticked: 2 of 2 places given, 0 free")).to_be_visible()
    small = open_page(390, 844)
    small.context.add_cookies(desk.context.cookies())
    small.goto(f"/programmes/{programme.slug}/coming/")
    assert fits(small)
    assert_accessible(small)


def test_places_and_mix_are_set_on_a_laptop_and_fit_a_phone(
    desk, open_page, programme, assert_accessible
):
    address = f"/programmes/{programme.slug}/coming/settings/"
    desk.goto(address)
    assert_accessible(desk)
    desk.get_by_label("Health").fill("3")
    desk.get_by_label("By role").fill("GP four")
    press(desk, "Save")
    expect(desk.get_by_role("alert")).to_contain_text("“GP four” is not understood.")
    assert_accessible(desk)
    desk.get_by_label("By role").fill("GP: 4")
    press(desk, "Save")
    expect(desk.get_by_text("Saved.")).to_be_visible()
    phone = open_page(390, 844)
    phone.context.add_cookies(desk.context.cookies())
    phone.goto(address)
    assert fits(phone)
    expect(phone.get_by_label("Health")).to_have_value("3")


def test_whoever_comes_says_what_they_need_and_may_give_up_their_place(
    page, programme, assert_accessible
):
    row = factories.participant(programme, status=Status.INVITED)
    page.goto(reverse("my_page", args=[factories.token(row)]))
    expect(page.get_by_role("heading", name="You are invited")).to_be_visible()
    press(page, "Yes, I come")
    expect(page.get_by_text("You are coming. You said so on")).to_be_visible()
    page.locator("summary", has_text="Access and food").click()
    page.get_by_label("What I do not eat").fill("Nuts")
    assert_accessible(page)
    press(page, "Save")
    page.locator("summary", has_text="Access and food").click()
    expect(page.get_by_label("What I do not eat")).to_have_value("Nuts")
    page.locator("summary", has_text="I cannot come after all").click()
    assert_accessible(page)
    press(page, "Give up my place")
    expect(page.get_by_role("heading", name="You are not coming")).to_be_visible()
    press(page, "I would like to come after all")
    expect(page.get_by_text("You are coming.")).to_be_visible()
