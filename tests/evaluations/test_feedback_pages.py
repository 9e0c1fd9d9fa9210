import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from evaluations import actions
from evaluations.models import Ballot, Response
from evaluations.sheet import Said
from participants.models import PersonalLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    programme = factories.programme(slug="aldermouth")
    factories.objective(programme)
    return factories.end_questionnaire(programme)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def staff(client, form):
    client.force_login(factories.member(form.programme))
    return client


def page_of(name, **kwargs):
    return reverse(name, kwargs={"slug": "aldermouth", "questionnaire": "end", **kwargs})


def answered(form, number):
    people = factories.participants(form.programme, number)
    for someone in people:
        said = [Said(form.questions.get(code="R1").pk, value=5)]
        actions.submit(participant=someone, questionnaire=form, said=said)
    return people


PAGES = ["personal_links", "slide_qr", "paper_form", "paper_entry", "count_ballots"]


@pytest.mark.parametrize("name", PAGES)
def test_managers_open_every_page_of_their_form(staff, name):
    assert staff.get(page_of(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["report reader", None])
def test_nobody_else_opens_any(client, form, name, role):
    client.force_login(factories.member(form.programme, role) if role else factories.user())
    assert client.get(page_of(name)).status_code == 404
    assert client.post(page_of(name)).status_code in (404, 405)


def test_the_overview_says_who_is_silent_and_not_what_anybody_said(staff, form):
    answered(form, 2)
    silent = factories.participant(form.programme)
    page = staff.get(reverse("feedback", args=["aldermouth"])).text
    assert "2 of 3 have answered" in page
    assert silent.person.name in page


def test_links_come_once_in_a_sheet_and_open_their_owners_pages(staff, client, form):
    people = factories.participants(form.programme, 2)
    answer = staff.post(page_of("personal_links"))
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 3
    for row, someone in zip(rows[1:], sorted(people, key=lambda one: one.person.name), strict=True):
        assert row[0] == someone.person.name
        assert someone.person.name in client.get(row[3]).text
        assert client.post(reverse("my_door"), {"who": row[4]}).status_code == 302


def test_a_name_that_looks_like_a_formula_stays_a_text(staff, form):
    evil = factories.person(name='=cmd|"/c calc"!A1')
    factories.participant(form.programme, person=evil)
    sheet = load_workbook(io.BytesIO(staff.post(page_of("personal_links")).content)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (evil.name, "s")


def test_earlier_links_go_on_unless_they_are_stopped(staff, form):
    factories.participant(form.programme)
    staff.post(page_of("personal_links"))
    assert "has a link already" in staff.get(page_of("personal_links")).text
    staff.post(page_of("personal_links"))
    assert PersonalLink.objects.filter(revoked=False).count() == 2
    staff.post(page_of("personal_links"), {"revoke": "on"})
    assert PersonalLink.objects.filter(revoked=False).count() == 1


def test_only_those_who_take_part_get_links(staff, form):
    factories.participant(form.programme, status="declined")
    assert "nobody to make a link for" in staff.get(page_of("personal_links")).text


def test_the_slide_carries_the_short_link_as_words_and_as_a_code(staff, form):
    page = staff.get(page_of("slide_qr")).text
    assert f"testserver<wbr>/q/{form.short_code}" in page
    assert "<svg" in page
    assert "style=" not in page


def test_closing_is_explained_before_it_happens(staff, form):
    answered(form, 5)
    page = staff.get(page_of("count_ballots")).text
    assert "5 of 5 have answered." in page
    assert "cannot be undone" in page
    assert not Response.objects.exists()


def test_closing_opens_the_answers(staff, form):
    answered(form, 5)
    page = staff.post(page_of("count_ballots"), follow=True).text
    assert "5 answers are open" in page
    assert Response.objects.count() == 5


def test_too_few_answers_are_not_opened_and_staff_read_why(staff, form):
    answered(form, 3)
    answer = staff.post(page_of("count_ballots"))
    assert answer.status_code == 409
    assert "fewer than 5 are never opened" in answer.text
    assert Ballot.objects.count() == 3


def form_id(page):
    return re.search(r'name="form_id" value="([^"]+)"', page.text)[1]


def test_paper_forms_are_typed_in_one_after_the_other(staff, form):
    field = f"q{form.questions.get(code='R1').pk}"
    for typed in (1, 2):
        page = staff.get(page_of("paper_entry"))
        sent = staff.post(
            page_of("paper_entry"), {"form_id": form_id(page), field: "5"}, follow=True
        )
        assert f"{typed} typed so far" in sent.text
    assert Ballot.objects.filter(paper=True).count() == 2


def test_a_paper_form_sent_twice_by_a_nervous_hand_counts_once(staff, form):
    field = f"q{form.questions.get(code='R1').pk}"
    data = {"form_id": form_id(staff.get(page_of("paper_entry"))), field: "5"}
    for _time in range(2):
        staff.post(page_of("paper_entry"), data)
    assert Ballot.objects.count() == 1


def test_a_slip_in_a_paper_form_keeps_what_was_typed(staff, form):
    factories.question(form, code="N1", kind="number")
    number, words = (f"q{form.questions.get(code=code).pk}" for code in ("N1", "Q2"))
    first = form_id(staff.get(page_of("paper_entry")))
    answer = staff.post(
        page_of("paper_entry"), {"form_id": first, number: "many", words: "More time."}
    )
    assert answer.status_code == 422
    assert "More time." in answer.text
    assert form_id(answer) == first


def test_paper_is_taken_after_the_closing(staff, form):
    field = f"q{form.questions.get(code='R1').pk}"
    with time_machine.travel(form.closes_at + timedelta(hours=1)):
        staff.force_login(factories.member(form.programme))
        page = staff.get(page_of("paper_entry"))
        staff.post(page_of("paper_entry"), {"form_id": form_id(page), field: "5"})
    assert Ballot.objects.count() == 1


def test_the_printed_form_has_every_question(staff, form):
    page = staff.get(page_of("paper_form")).text
    for question in form.questions.exclude(code__startswith="T"):
        assert question.wording in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_overview_asks_as_much_for_three_as_for_one(
    staff, form, people, django_assert_num_queries
):
    answered(form, people)
    with django_assert_num_queries(7):
        staff.get(reverse("feedback", args=["aldermouth"]))


def test_the_heading_on_the_desk_leads_to_feedback(staff):
    page = staff.get(reverse("desk", args=["aldermouth"])).text
    assert f'<a href="{reverse("feedback", args=["aldermouth"])}">Feedback</a>' in page


def test_a_form_leads_to_its_questions(staff, form):
    address = f'href="{reverse("form_page", args=["aldermouth", form.slug])}"'
    for page in ("desk", "feedback"):
        assert address in staff.get(reverse(page, args=["aldermouth"])).text


def test_too_few_answers_offer_a_later_closing_date(staff, form):
    answered(form, 3)
    page = staff.get(page_of("count_ballots")).text
    assert "Extend the closing date" in page
    assert reverse("admin:evaluations_questionnaire_change", args=[form.pk]) in page


def test_a_form_that_has_not_opened_yet_has_nothing_to_open(staff, form):
    with time_machine.travel(form.opens_at - timedelta(hours=1)):
        staff.force_login(factories.member(form.programme))
        for page in ("desk", "feedback"):
            shown = staff.get(reverse(page, args=["aldermouth"])).text
            assert page_of("count_ballots") not in shown
            assert page_of("slide_qr") in shown


def test_opened_answers_lead_to_the_report(staff, form):
    answered(form, 5)
    report = f'href="{reverse("report_page", args=["aldermouth"])}"'
    assert report not in staff.get(reverse("feedback", args=["aldermouth"])).text
    actions.count_ballots(questionnaire=form)
    assert report in staff.get(reverse("feedback", args=["aldermouth"])).text


def test_late_paper_forms_are_seen_to_wait_beside_opened_answers(staff, form):
    answered(form, 5)
    actions.count_ballots(questionnaire=form)
    field = f"q{form.questions.get(code='R1').pk}"
    data = {"form_id": form_id(staff.get(page_of("paper_entry"))), field: "5"}
    staff.post(page_of("paper_entry"), data)
    for page in ("desk", "feedback"):
        shown = staff.get(reverse(page, args=["aldermouth"])).text
        assert "1 late paper form waits sealed" in shown
        assert page_of("count_ballots") in shown
    page = staff.get(page_of("count_ballots")).text
    assert "Too few to open" in page
    assert "Extend the closing date" not in page


def test_the_slide_of_a_closed_form_says_when_it_closed(staff, form):
    with time_machine.travel(form.closes_at + timedelta(minutes=1)):
        staff.force_login(factories.member(form.programme))
        page = staff.get(page_of("slide_qr")).text
    assert f"This form closed on {form.closes_at:%A}" in page
    assert "camera" not in page
    assert "<svg" not in page
