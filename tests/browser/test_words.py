"""What people wrote, read in a real browser: one key a comment, by hand, without scripts."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from evaluations.models import Coding, Comment
from tests import factories
from tests.evaluations import report_case as cases


@pytest.fixture
def case(settings) -> cases.Case:
    settings.REQUIRE_SECOND_FACTOR = False
    case = cases.the_standard_form(cases.a_programme(), objectives=1)
    cases.people_of(case.programme, 12)
    texts = [f"Person 0000{n} told us that it was rushed." for n in range(6)]
    cases.say(case, "Q1", texts, state="submitted")
    cases.say(case, "Q2", ["More time 🙂, said\nsomebody."], consent="none")
    Comment.objects.update(state="submitted")
    for name in ("Courage", "Too little time"):
        case.programme.themes.create(name=name, definition="As people say it.")
    return case


@pytest.fixture
def room(live_server, case):
    """Bring a page to the comments, as somebody who leads the programme."""

    def room(page):
        client = Client()
        client.force_login(factories.member(case.programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"/programmes/{case.programme.slug}/words/")
        return page

    return room


def read(page, number: int) -> None:
    expect(page.get_by_text(f"{number} of 7 read")).to_be_visible()


def press(page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_one_key_reads_one_comment(wide_page, room):
    page = room(wide_page)
    for number, key in enumerate("aaarlar", start=1):
        press(page, key)
        read(page, number)
    states = sorted(Comment.objects.values_list("state", flat=True))
    assert states == ["approved"] * 4 + ["left out"] + ["screened"] * 2
    press(page, "u")
    read(page, 6)


def test_keys_move_mark_and_find_themes(wide_page, room):
    page = room(wide_page)
    here = page.url
    press(page, "j")
    assert page.url != here
    press(page, "c")
    press(page, "2")
    expect(page.get_by_role("button", name="Too little time")).to_have_attribute(
        "aria-pressed", "true"
    )
    press(page, "k")
    assert Coding.objects.get().theme.name == "Too little time"
    assert Comment.objects.get(is_critical=True).codings.count() == 1


def test_what_is_selected_is_blanked_out(wide_page, room):
    page = room(wide_page)
    choose(page, "#written", 0, 2)
    press(page, "b")
    expect(page.locator("mark.cut").first).to_have_text("[…]")
    expect(page.get_by_text("The words are blanked out.")).to_be_visible()
    assert Comment.objects.exclude(original="").get().text.startswith("[…]")
    press(page, "u")
    assert not Comment.objects.exclude(original="").exists()


def choose(page, where: str, start: int, end: int) -> None:
    """Select from one to another of the nodes that the text is made of."""
    script = """([where, start, end]) => {
        const text = document.querySelector(where), range = document.createRange();
        range.setStart(text, start); range.setEnd(text, end);
        getSelection().removeAllRanges(); getSelection().addRange(range);
    }"""
    page.evaluate(script, [where, start, end])


def test_a_selection_behind_signs_and_lines_hides_just_that(wide_page, room):
    row = Comment.objects.get(consent="none")
    Comment.objects.filter(pk=row.pk).update(text="More time 🙂, said\r\nsomebody.")
    page = room(wide_page)
    page.goto(f"{page.url}?at={row.pk}")
    script = """() => {
        const text = document.querySelector("#written").firstChild, range = document.createRange();
        const at = text.data.indexOf("somebody");
        range.setStart(text, at); range.setEnd(text, at + 8);
        getSelection().removeAllRanges(); getSelection().addRange(range);
    }"""
    page.evaluate(script)
    press(page, "b")
    row.refresh_from_db()
    assert row.text == "More time 🙂, said\r\n[…]."


def test_keys_rest_while_somebody_types_and_can_be_turned_off(wide_page, room):
    page = room(wide_page)
    page.keyboard.press("b")
    page.keyboard.type("al")
    expect(page.get_by_label("Words to hide")).to_have_value("al")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.get_by_label("Single keys work here").uncheck()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert Comment.objects.filter(state="approved").count() == 0


def test_everything_can_be_done_without_scripts(open_page, room):
    page = room(open_page(1280, 900, java_script_enabled=False))
    name = page.locator("mark.hint").first.text_content()
    page.get_by_role("button", name=f"{name} a person").press("Enter")
    expect(page.locator("mark.cut")).to_have_text("[…]")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("mark.hint").first).to_have_text(name)
    page.get_by_label("Words to hide").fill("rushed")
    page.get_by_label("Words to hide").press("Enter")
    expect(page.locator("mark.cut")).to_have_text("[…]")
    page.get_by_role("button", name="Put everything back").press("Enter")
    expect(page.locator("mark.cut")).to_have_count(0)
    page.get_by_role("button", name="May be quoted").press("Enter")
    read(page, 1)
    page.get_by_role("link", name="Next", exact=False).first.press("Enter")
    page.locator("summary", has_text="Read only some").press("Enter")
    page.get_by_label("Where it stands").select_option("approved")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_text("1 of 1 ·")).to_be_visible()


def test_the_pages_are_accessible_and_fit(page, wide_page, room, case, assert_accessible):
    first, second = factories.user(name="Jo Lind"), factories.user(name="Asha Kerr")
    row = Comment.objects.get(consent="none")
    cases.find_theme(case, "Courage", [row], coder=first)
    cases.find_theme(case, "Too little time", [row], coder=second)
    room(page).get_by_role("button", name="a person").first.click()
    expect(page.locator("mark.cut")).to_have_text("[…]")
    here, theme = f"/programmes/{case.programme.slug}/words/", case.programme.themes.first()
    codebook = f"{here}themes/?edit={theme.pk}&delete={theme.pk}"
    for each in (page, wide_page):
        room(each)
        for address in (page.url, f"{here}?at={row.pk}", codebook, f"{here}settle/"):
            each.goto(address)
            check(each, assert_accessible)


def check(page, assert_accessible) -> None:
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("h1")).to_have_count(1)
