from datetime import timedelta

import pytest
from django.test import Client

from evaluations import actions
from evaluations.sheet import Said
from programmes.models import Membership, Objective, Programme, Session, User
from tests import factories

pytestmark = pytest.mark.django_db
NO_LINES = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


@pytest.fixture
def programme(settings) -> Programme:
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.programme()


@pytest.fixture
def lead(programme) -> Client:
    client = Client()
    client.force_login(factories.member(programme))
    return client


def lines(prefix: str, *rows: dict, initial: int = 0) -> dict[str, object]:
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def session_data(programme, **changes) -> dict[str, object]:
    made = {
        "programme": programme.pk,
        "title": "Close",
        "kind": "session",
        "day": programme.starts_on.isoformat(),
        "starts": "16:00",
        "ends": "17:00",
    }
    return {**made, **changes}


def sentences(response) -> str:
    return " ".join(str(error) for error in response.context["errors"])


def test_a_session_that_ends_before_it_starts_is_refused_in_a_sentence(lead, programme):
    data = session_data(programme, ends="15:00")
    response = lead.post("/admin/programmes/session/add/", data, secure=True)
    assert "The session ends before it starts." in sentences(response)
    assert not Session.objects.exists()


def test_a_double_name_is_refused_in_a_sentence_though_the_programme_is_not_asked(lead, programme):
    factories.session(programme, title="Close", starts="16:00", ends="17:00")
    other = factories.session(programme, title="Open", starts="16:00", ends="17:00")
    data = session_data(programme)
    response = lead.post(f"/admin/programmes/session/{other.pk}/change/", data, secure=True)
    assert "This session is already on the agenda." in sentences(response)


def test_two_new_objectives_of_one_number_are_refused_in_a_sentence(lead, programme):
    row = {"number": 1, "title": "Lead", "statement": "I can.", "statement_before": "I could."}
    data = {
        "title": programme.title,
        "slug": programme.slug,
        "starts_on": programme.starts_on.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
        "time_zone": programme.time_zone,
        **lines("objectives", row, row),
        **lines("memberships"),
    }
    address = f"/admin/programmes/programme/{programme.pk}/change/"
    response = lead.post(address, data, secure=True)
    assert "Two objectives have the same number." in sentences(response)
    assert not Objective.objects.exists()


def test_a_host_is_listed_once_a_visit(lead, programme):
    visit, person = factories.visit(programme), factories.person()
    data = {
        "title": visit.title,
        "host": visit.host_id,
        "day": visit.day.isoformat(),
        "starts": "09:30",
        "ends": "11:30",
        "minimum": 1,
        "capacity": 5,
        **lines("hosts", {"person": person.pk, "status": "asked"}),
    }
    address = f"/admin/programmes/sitevisit/{visit.pk}/change/"
    assert lead.post(address, data, secure=True).status_code == 302
    [host] = visit.hosts.all()
    assert (host.kind, host.programme, host.status) == ("host", programme, "asked")
    assert host.asked_on
    assert host.asked_by == programme.memberships.get().user
    again = {
        **data,
        **lines(
            "hosts",
            {"id": host.pk, "person": person.pk, "status": "yes"},
            {"person": person.pk, "status": "yes"},
            initial=1,
        ),
    }
    response = lead.post(address, again, secure=True)
    assert "This person already hosts the visit." in sentences(response)


def test_whoever_starts_a_programme_leads_it(lead, programme):
    data = {
        "title": "One Street",
        "slug": "one-street",
        "starts_on": "2027-01-06",
        "ends_on": "2027-01-07",
        "time_zone": "Europe/London",
        **lines("objectives"),
    }
    assert lead.post("/admin/programmes/programme/add/", data, secure=True).status_code == 302
    [membership] = Programme.objects.get(slug="one-street").memberships.all()
    assert membership.role == Membership.Role.LEAD
    assert lead.get("/programmes/one-street/", secure=True).status_code == 200


def test_a_superuser_lets_somebody_in_without_ever_knowing_a_password(programme):
    client = Client()
    client.force_login(factories.user(is_superuser=True))
    data = {
        "name": "Imogen Vale",
        "email": "imogen@example.org",
        "is_active": "on",
        **lines("memberships", {"programme": programme.pk, "role": "report reader"}),
    }
    assert client.post("/admin/programmes/user/add/", data, secure=True).status_code == 302
    new = User.objects.get(email="imogen@example.org")
    assert not new.has_usable_password()
    assert [member.role for member in new.memberships.all()] == ["report reader"]


@pytest.mark.parametrize("slug", ["import", "workbook-template"])
def test_a_short_name_that_is_an_address_already_is_refused(lead, slug):
    data = {
        "title": "One Street",
        "slug": slug,
        "starts_on": "2027-01-06",
        "ends_on": "2027-01-07",
        "time_zone": "Europe/London",
        **lines("objectives"),
    }
    response = lead.post("/admin/programmes/programme/add/", data, secure=True)
    assert "Choose another short name" in sentences(response)


def test_lists_and_pages_wear_our_words(lead, programme):
    factories.visit(programme)
    text = lead.get("/admin/programmes/sitevisit/", secure=True).content.decode()
    assert "<h1>Site visits</h1>" in text
    assert "New site visit" in text
    assert "to change" not in text


def test_a_form_opens_and_closes_by_the_clock_at_the_venue(lead, programme):
    Programme.objects.update(time_zone="America/New_York")
    form = factories.questionnaire(programme)
    data = {
        "title": form.title,
        "moment": "end",
        "slug": "end",
        "opens_at_0": "2026-11-21",
        "opens_at_1": "16:00",
        "closes_at_0": "2026-11-30",
        "closes_at_1": "12:00",
    }
    address = f"/admin/evaluations/questionnaire/{form.pk}/change/"
    assert lead.post(address, data, secure=True).status_code == 302
    form.refresh_from_db()
    assert form.opens_at.isoformat() == "2026-11-21T21:00:00+00:00"
    assert 'value="16:00"' in lead.get(address, secure=True).content.decode()


def question_data(question, **changes) -> dict[str, object]:
    made = {
        "code": question.code,
        "position": question.position,
        "section": "",
        "wording": question.wording,
        "kind": question.kind,
        "options": "",
        "asked_of": "everyone",
    }
    return {**made, **changes}


def test_choices_are_typed_one_a_line(lead, programme):
    form = factories.questionnaire(programme)
    question = factories.question(form)
    data = question_data(question, kind="option", options=" Walk \n\nBus\r\nBike ")
    address = f"/admin/evaluations/question/{question.pk}/change/"
    assert lead.post(address, data, secure=True).status_code == 302
    question.refresh_from_db()
    assert question.options == ["Walk", "Bus", "Bike"]
    assert "Walk\nBus\nBike" in lead.get(address, secure=True).content.decode()


@pytest.fixture
def answered(programme):
    question = factories.question(factories.questionnaire(programme))
    participant = factories.participant(programme)
    actions.submit(participant=participant, questionnaire=question.questionnaire, said=[])
    return question


def test_an_answered_question_keeps_its_words_and_offers_a_new_version(lead, answered):
    address = f"/admin/evaluations/question/{answered.pk}/change/"
    page = lead.get(address, secure=True).content.decode()
    assert "Make a new version" in page
    lead.post(address, question_data(answered, wording="Something else"), secure=True)
    answered.refresh_from_db()
    assert answered.wording != "Something else"
    lead.post(address.replace("change", "revise"), {"wording": "Clearer"}, secure=True)
    [current] = answered.questionnaire.questions.filter(current=True)
    assert (current.wording, current.version) == ("Clearer", 2)


def test_an_answered_question_cannot_be_deleted(lead, answered):
    address = f"/admin/evaluations/question/{answered.pk}/delete/"
    assert lead.post(address, {"post": "yes"}, secure=True).status_code == 403


def test_deleting_an_organisation_names_nobody_elses_people(lead, programme):
    theirs = factories.programme()
    shared = factories.organisation(name="Shared Trust")
    factories.participant(theirs, person=factories.person(name="Unseen", organisation=shared))
    factories.participant(programme, organisation=shared)
    address = f"/admin/programmes/organisation/{shared.pk}/delete/"
    text = lead.get(address, secure=True).content.decode()
    assert "stays, because other records rely on it" in text
    assert "Unseen" not in text


def test_what_happened_to_a_record_is_kept_with_who_did_it(lead, programme):
    session = factories.session(programme)
    data = session_data(programme, day=(programme.starts_on + timedelta(days=1)).isoformat())
    lead.post(f"/admin/programmes/session/{session.pk}/change/", data, secure=True)
    text = lead.get(f"/admin/programmes/session/{session.pk}/history/", secure=True).content
    assert b"changed session" in text


def test_a_form_with_answers_stays_and_the_page_says_why(lead, programme):
    form = factories.questionnaire(programme)
    factories.question(form)
    someone = factories.participant(programme)
    said = [Said(form.questions.get().pk, value=5)]
    actions.submit(participant=someone, questionnaire=form, said=said)
    page = lead.get(f"/admin/evaluations/questionnaire/{form.pk}/delete/", secure=True).text
    assert "it holds answers or other records that are kept" in page
    assert "lead" not in page
    answer = lead.post(
        "/admin/evaluations/questionnaire/",
        {"action": "delete_selected", "_selected_action": [form.pk]},
        secure=True,
    )
    assert "they hold answers or other records that are kept" in answer.text


def test_a_programme_somebody_else_leads_is_left_to_its_lead(lead, programme):
    user = User.objects.get(memberships__programme=programme)
    other = factories.programme()
    Membership.objects.create(programme=other, user=user, role=Membership.Role.COORDINATOR)
    answer = lead.post(
        "/admin/programmes/programme/",
        {"action": "delete_selected", "_selected_action": [other.pk]},
        secure=True,
    )
    assert "only others may delete" in answer.text


def test_the_list_of_one_forms_questions_shows_its_programme(lead, programme):
    form, other = (factories.questionnaire(programme, slug=slug) for slug in ("end", "later"))
    factories.question(form, wording="It was worth it.")
    factories.question(other, wording="It lasted.")
    address = f"/admin/evaluations/question/?questionnaire__id__exact={form.pk}"
    page = lead.get(address, secure=True).text
    assert "It was worth it." in page
    assert "It lasted." not in page
    assert f'<td class="field-programme">{programme.title}</td>' in page


def test_a_contributor_marked_as_asked_by_hand_was_asked_today_and_by_whom(lead, programme):
    data = {"programme": programme.pk, "person": factories.person().pk, "kind": "setter"}
    address = "/admin/programmes/contribution/add/"
    assert lead.post(address, {**data, "status": "asked"}, secure=True).status_code == 302
    setter = programme.contributions.get()
    assert setter.asked_on
    assert setter.asked_by == programme.memberships.get().user
