"""The feedback form as a person meets it: on a phone, offline, in a hurry, with the keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from evaluations.models import Ballot, Draft
from participants.models import PersonalLink
from tests import envelopes, factories


@pytest.fixture
def form():
    programme = factories.programme(title="Leading Across Aldermouth")
    for number in (1, 2):
        factories.objective(programme, number)
    return factories.end_questionnaire(programme)


@pytest.fixture
def someone(form):
    visit = factories.visit(form.programme, title="Open Data Mill")
    return factories.participant(form.programme, visit=visit)


@pytest.fixture
def token(someone):
    return factories.token(someone)


@pytest.fixture
def address(token):
    return reverse("my_form", args=[token, "end"])


def field(form, code):
    return f"q{form.questions.get(code=code).pk}"


def box(page, form, code):
    return page.locator(f"#{field(form, code)}")


def choose(page, form, code, value):
    page.check(f"input[name={field(form, code)}][value='{value}']", force=True)


def value_given(someone, form, code):
    pk = form.questions.get(code=code).pk
    said = envelopes.submitted(participant=someone, questionnaire=form)
    return next((one.value for one in said if one.question == pk), None)


def send(page):
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()


def test_the_form_is_filled_in_and_sent_on_a_phone(page, form, someone, address, assert_accessible):
    page.goto(address)
    assert_accessible(page)
    choose(page, form, "T1", 2)
    choose(page, form, "O1", 5)
    expect(box(page, form, "O1").locator(".said")).to_have_text("2 · Disagree → 5 · Agree")
    page.fill(f"textarea[name={field(form, 'Q1')}]", "Go with an open question.")
    expect(page.locator("#progress")).to_have_attribute("aria-label", re.compile("^2 of"))
    expect(page.locator("#saved")).to_have_text(re.compile("Saved"))
    send(page)
    assert_accessible(page)
    assert (value_given(someone, form, "T1"), value_given(someone, form, "O1")) == (2, 5)
    assert not Draft.objects.exists()


def test_every_answer_can_be_hit_with_a_thumb(page, address):
    page.goto(address)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.opts label, .cant, .pick, .foot .btn, select')]
            .map(one => one.getBoundingClientRect())
            .filter(box => box.height < 48 || box.width < 44).length"""
    )
    assert small == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_form_works_without_any_script(open_page, form, someone, address):
    page = open_page(390, 844, java_script_enabled=False)
    page.goto(address)
    choose(page, form, "R1", 6)
    send(page)
    assert value_given(someone, form, "R1") == 6


def test_what_was_typed_survives_a_closed_tab(page, form, address):
    page.goto(address)
    page.fill(f"textarea[name={field(form, 'Q2')}]", "More time for")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator(f"textarea[name={field(form, 'Q2')}]")).to_have_value("More time for")


def test_what_was_typed_comes_back_on_another_phone(page, open_page, form, address):
    page.goto(address)
    choose(page, form, "R1", 4)
    expect(page.locator("#saved")).to_have_text(re.compile("Saved"))
    other = open_page(390, 844)
    other.goto(address)
    expect(other.locator(f"input[name={field(form, 'R1')}][value='4']")).to_be_checked()


def test_a_lost_network_loses_nothing(page, form, someone, address):
    page.goto(address)
    page.context.set_offline(True)
    choose(page, form, "R1", 3)
    page.fill(f"textarea[name={field(form, 'Q2')}]", "Written in the lift")
    expect(page.locator("#saved")).to_have_text(re.compile("Kept on this phone"))
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator("#saved")).to_have_text(re.compile("You are offline"))
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(re.compile("Saved"))
    send(page)
    assert value_given(someone, form, "R1") == 3


def test_two_tabs_give_one_answer(page, form, someone, address):
    page.goto(address)
    second = page.context.new_page()
    second.goto(address)
    choose(page, form, "R1", 2)
    send(page)
    choose(second, form, "R1", 5)
    send(second)
    assert Ballot.objects.count() == 1
    assert value_given(someone, form, "R1") == 5


def test_going_back_and_sending_again_gives_one_answer(page, form, someone, address):
    page.goto(address)
    choose(page, form, "R1", 2)
    send(page)
    page.go_back()
    choose(page, form, "R1", 6)
    page.locator(".foot button").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert Ballot.objects.count() == 1
    assert value_given(someone, form, "R1") == 6


def test_lost_cookies_do_not_matter(page, form, someone, address):
    page.goto(address)
    choose(page, form, "R1", 5)
    page.context.clear_cookies()
    send(page)
    assert value_given(someone, form, "R1") == 5
    assert page.context.cookies() == []


def test_the_keyboard_alone_is_enough(wide_page, form, someone, address):
    page = wide_page
    page.goto(address)
    page.locator(f"input[name={field(form, 'R1')}]").first.focus()
    page.keyboard.press("Space")
    for _step in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"input[name={field(form, 'R1')}][value='5']")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator(f"input[name={field(form, 'R1')}-cant]")).to_be_focused()
    page.locator(".foot button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert value_given(someone, form, "R1") == 5


def test_cant_say_and_a_rating_exclude_each_other(page, form, address):
    page.goto(address)
    choose(page, form, "R1", 5)
    cant = page.locator(f"input[name={field(form, 'R1')}-cant]")
    cant.check()
    expect(page.locator(f"input[name={field(form, 'R1')}]:checked")).to_have_count(0)
    choose(page, form, "R1", 4)
    expect(cant).not_to_be_checked()


def test_cant_say_in_a_pair_stays_for_the_row_left_empty(page, form, address):
    page.goto(address)
    choose(page, form, "T1", 2)
    cant = page.locator(f"input[name={field(form, 'O1')}-cant]")
    cant.check()
    expect(box(page, form, "O1").locator(".opts input:checked")).to_have_count(0)
    choose(page, form, "O1", 5)
    expect(cant).to_be_checked()
    choose(page, form, "T1", 2)
    expect(cant).not_to_be_checked()


def test_a_radio_says_its_words_to_a_screen_reader(page, form, address):
    page.goto(address)
    group = page.get_by_role("radiogroup", name=re.compile("^Before Looking back")).first
    expect(group.get_by_role("radio", name="6 · Strongly agree")).to_be_visible()


def test_a_wrong_value_is_shown_and_nothing_is_lost(page, form, address, assert_accessible):
    factories.question(form, code="N1", kind="number", wording="How many people?", position=900)
    page.goto(address)
    page.fill(f"input[name={field(form, 'N1')}]", "a few")
    page.fill(f"textarea[name={field(form, 'Q2')}]", "More time.")
    page.locator(".foot button").click()
    expect(page.get_by_role("alert")).to_contain_text("How many people?")
    assert_accessible(page)
    expect(page.locator(f"textarea[name={field(form, 'Q2')}]")).to_have_value("More time.")
    page.get_by_role("link", name="How many people?").click()
    expect(box(page, form, "N1")).to_be_in_viewport()


def test_answers_are_changed_and_withdrawn(page, form, someone, address, assert_accessible):
    page.goto(address)
    choose(page, form, "R1", 2)
    send(page)
    page.get_by_role("link", name="Change my answers").click()
    choose(page, form, "R1", 6)
    page.get_by_role("button", name="Send my changed answers").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert value_given(someone, form, "R1") == 6
    page.get_by_role("link", name="Withdraw them").click()
    assert_accessible(page)
    page.get_by_role("button", name="Withdraw my answers").click()
    expect(page.get_by_role("heading", name="Your answers are gone.")).to_be_visible()
    assert not Ballot.objects.exists()
    page.goto(address)
    expect(page.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize("path", ["/me/{token}/", "/q/{short}/", "/me/nothing/"])
def test_the_other_personal_pages_can_be_read_by_everybody(
    page, form, token, path, assert_accessible
):
    page.goto(path.format(token=token, short=form.short_code))
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_form_is_light(page, address):
    """15 kB of styles, 6 kB of script, 60 kB in all, not counting the typefaces."""
    weights = {}

    def note(response):
        weights[response.url.partition("?")[0]] = len(response.body())

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    kinds = {
        kind: sum(size for url, size in weights.items() if url.endswith(kind))
        for kind in (".css", ".js")
    }
    total = sum(size for url, size in weights.items() if not url.endswith(".woff2"))
    assert 0 < kinds[".css"] < 15_000
    assert 0 < kinds[".js"] < 6_000
    assert total < 60_000


@pytest.mark.parametrize(
    "name", ["personal_links", "slide_qr", "paper_form", "paper_entry", "count_ballots"]
)
def test_the_organisers_pages_of_a_form_can_be_read_by_everybody(
    wide_page, client, live_server, settings, form, name, assert_accessible
):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(factories.member(form.programme))
    cookie = client.cookies["sessionid"].value
    wide_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    wide_page.goto(reverse(name, args=[form.programme.slug, "end"]))
    assert_accessible(wide_page)


def test_a_draft_is_sealed_with_the_links_own_key(page, form, token, address):
    page.goto(address)
    page.fill(f"textarea[name={field(form, 'Q2')}]", "Marmalade")
    expect(page.locator("#saved")).to_have_text(re.compile("Saved"))
    draft = Draft.objects.get()
    assert b"Marmalade" not in bytes(draft.sealed)
    fields = envelopes.draft_of(link=PersonalLink.objects.get(), token=token, questionnaire=form)
    assert fields[field(form, "Q2")] == ["Marmalade"]
