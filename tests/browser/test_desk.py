from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from participants.models import Participant
from programmes.models import Challenge, Contribution, Programme
from tests import factories


@pytest.fixture(autouse=True)
def password_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def programme() -> Programme:
    first = timezone.localdate() + timedelta(days=9)
    programme = factories.programme(
        title="Leading Across Aldermouth", starts_on=first, ends_on=first + timedelta(days=1)
    )
    Challenge.objects.create(programme=programme, question="Who waits alone?")
    visit = factories.visit(programme, title="The Foundry", capacity=6, minimum=3)
    person = factories.person(name="Moira Lind")
    Contribution.objects.create(
        programme=programme, person=person, kind="host", visit=visit, status="asked"
    )
    factories.cafe(programme)
    factories.session(programme, title="Close")
    factories.session(programme, title="Side by side", strand="B")
    factories.objective(programme)
    factories.participants(programme, 4, visit=visit)
    factories.end_questionnaire(programme)
    return programme


@pytest.fixture
def log_in(live_server):
    """Give a page the session of somebody who leads the programme."""

    def log_in(page, programme: Programme) -> None:
        client = Client()
        client.force_login(factories.member(programme, name="Asha Kerr"))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return log_in


PAGES = [
    "/",
    "/programmes/{slug}/",
    "/search/?q=Foundry",
    "/search/?q=nobody-at-all",
    "/admin/",
    "/admin/participants/participant/",
    "/admin/participants/participant/add/?programme={programme}",
    "/admin/programmes/programme/{programme}/change/",
    "/admin/programmes/sitevisit/{visit}/change/",
    "/admin/programmes/sitevisit/{visit}/delete/",
    "/admin/programmes/sitevisit/{visit}/history/",
    "/admin/evaluations/questionnaire/{form}/change/",
    "/admin/evaluations/question/",
    "/admin/evaluations/question/{question}/change/",
    "/admin/evaluations/question/{question}/revise/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/no-such-page/",
]


def address(pattern: str, programme: Programme) -> str:
    form = programme.questionnaires.get()
    return pattern.format(
        slug=programme.slug,
        programme=programme.pk,
        visit=programme.site_visits.get().pk,
        form=form.pk,
        question=form.questions.first().pk,
    )


@pytest.mark.parametrize("pattern", PAGES)
def test_pages_of_staff_are_accessible_and_fit_a_phone(
    page, wide_page, programme, log_in, assert_accessible, pattern
):
    for each in (page, wide_page):
        log_in(each, programme)
        each.goto(address(pattern, programme))
        each.wait_for_load_state("networkidle")
        assert_accessible(each)
        assert each.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(each.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/"])
def test_the_entrance_is_accessible(page, assert_accessible, path):
    page.goto(path)
    assert_accessible(page)


def test_somebody_logs_in_and_out(wide_page, programme):
    factories.member(programme, email="asha@example.org", name="Asha", password="a quiet harbour")
    wide_page.goto(f"/programmes/{programme.slug}/")
    wide_page.get_by_label("Email").fill("asha@example.org")
    wide_page.get_by_label("Password").fill("a quiet harbour")
    wide_page.get_by_role("button", name="Log in").click()
    expect(wide_page.get_by_role("heading", level=1)).to_have_text("Leading Across Aldermouth")
    wide_page.locator("summary", has_text="Asha").click()
    wide_page.get_by_role("button", name="Log out").click()
    wide_page.goto("/")
    expect(wide_page.get_by_role("heading", level=1)).to_have_text("Log in")


def test_a_need_leads_to_its_deed(wide_page, programme, log_in):
    log_in(wide_page, programme)
    wide_page.goto(f"/programmes/{programme.slug}/")
    wide_page.get_by_role("link", name="The Foundry has no host").click()
    wide_page.get_by_text("Note what they said").click()
    wide_page.get_by_role("button", name="Yes").first.click()
    expect(wide_page.get_by_role("region", name="Said yes 1")).to_be_visible()
    wide_page.goto(f"/programmes/{programme.slug}/")
    expect(wide_page.get_by_text("has no host who has said yes")).to_have_count(0)


def test_a_participant_is_added_with_suggestions_by_keyboard(wide_page, programme, log_in):
    log_in(wide_page, programme)
    wide_page.goto(f"/admin/participants/participant/add/?programme={programme.pk}")
    for field, text in (("Person", "Moira"), ("Organisation", "Organisation")):
        wide_page.get_by_role("combobox", name=field).first.press("Enter")
        search = wide_page.locator(".select2-search__field")
        search.fill(text)
        expect(wide_page.locator(".select2-results__option--highlighted")).to_contain_text(text)
        search.press("Enter")
    wide_page.get_by_label("Where it stands").select_option("accepted")
    wide_page.get_by_role("button", name="Add another Personal needs").click()
    wide_page.get_by_role("textbox", name="Diet").fill("no nuts")
    wide_page.get_by_role("button", name="Save", exact=True).click()
    wide_page.wait_for_url("**/admin/participants/participant/")
    assert Participant.objects.get(person__name="Moira Lind").needs.diet == "no nuts"


def test_the_header_search_finds_a_person(wide_page, programme, log_in):
    log_in(wide_page, programme)
    wide_page.goto("/")
    wide_page.get_by_placeholder("Find a person, a programme…").fill("moira")
    wide_page.keyboard.press("Enter")
    expect(wide_page.get_by_role("link", name="Moira Lind")).to_be_visible()


def test_the_desk_needs_no_script_and_prints_without_buttons(open_page, programme, log_in):
    page = open_page(1280, 900, java_script_enabled=False)
    log_in(page, programme)
    page.goto(f"/programmes/{programme.slug}/")
    expect(page.get_by_role("heading", name="Site visits")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".attention")).to_be_hidden()
