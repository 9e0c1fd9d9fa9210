"""What a contributor reads and says on their own page, from being asked to being thanked."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Comment
from evaluations.reports.contributors.their_times import how_long
from evaluations.scales import Kind
from participants.actions import issue_links
from participants.consents import Purpose, say, texts_today
from programmes.models import Contribution, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    first = timezone.localdate() + timedelta(days=30)
    return factories.programme(
        starts_on=first,
        ends_on=first,
        directions="Tram 2",
        map_address="https://maps.example.org/guildhall",
        contact_name="Asha Kerr",
        contact_phone="0117 496 0000",
    )


def giver(programme, kind="host", status="asked", **fields) -> Contribution:
    if kind == "host":
        fields.setdefault("visit", factories.visit(programme, title="The Foundry", capacity=6))
    made = {"person": fields.pop("person", None) or factories.person(name="Moira Lind")}
    return Contribution.objects.create(
        programme=programme, kind=kind, status=status, **made, **fields
    )


def token_of(row: Contribution) -> str:
    [issued] = issue_links(contributions=[row])
    return issued.token


def page(row: Contribution) -> str:
    return Client().get(f"/me/{token_of(row)}/").text


def answer(row: Contribution, said: str, about: Contribution | None = None):
    """Without cookies, from a client that has never seen the page."""
    address = reverse("answer_part", args=[token_of(row), (about or row).pk])
    answered = Client(enforce_csrf_checks=True).post(address, {"said": said})
    row.refresh_from_db()
    return answered


# Being asked


def test_the_page_asks_with_when_where_and_how_long(programme):
    text = page(giver(programme))
    for words in ("Would you host the visit “The Foundry”?", "2 hours", "up to 6 people"):
        assert words in text
    assert [word in text for word in ("Yes", "No, sorry", "Call me")] == [True] * 3


def test_opening_the_page_answers_nothing(programme):
    row = giver(programme)
    token = token_of(row)
    Client().get(reverse("answer_part", args=[token, row.pk]), {"said": "yes"})
    Client().get(f"/me/{token}/?said=yes")
    row.refresh_from_db()
    assert (row.status, row.answered_on) == ("asked", None)


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ("yes", "yes", "You host the visit “The Foundry”"),
        ("no", "no", "You said no on"),
        ("call", "maybe", "We will call you. Write your number below."),
    ],
)
def test_one_tap_answers_and_the_page_says_what_happens_next(programme, said, status, words):
    row = giver(programme)
    for _unused in range(2):
        assert answer(row, said).status_code == 302
    assert row.status == status
    assert row.wants_call is (said == "call")
    assert words in page(row)


def test_an_answer_can_be_changed_until_the_days_are_over(programme):
    row = giver(programme)
    for said, status in [("no", "no"), ("yes", "yes"), ("no", "no")]:
        answer(row, said)
        assert row.status == status
    programme.starts_on = programme.ends_on = timezone.localdate() - timedelta(days=1)
    programme.save()
    late = answer(row, "yes")
    assert late.status_code == 403
    assert "The days are over, so nothing was changed." in late.text
    assert row.status == "no"


def test_nobody_answers_for_somebody_else(programme):
    row, other = giver(programme), giver(programme, "speaker", person=factories.person())
    assert answer(row, "no", about=other).status_code == 404
    other.refresh_from_db()
    assert other.status == "asked"


def test_an_answer_that_no_button_gives_changes_nothing(programme):
    row = giver(programme)
    assert answer(row, "perhaps").status_code == 422
    assert row.status == "asked"


def test_somebody_with_two_parts_answers_each_on_one_page(programme):
    host = giver(programme)
    setter = giver(programme, "setter", person=host.person)
    listed = giver(programme, "speaker", "considered", person=host.person)
    text = page(host)
    assert "Would you set the challenge?" in text
    assert "Would you speak?" not in text
    answer(host, "yes", about=setter)
    setter.refresh_from_db()
    assert (setter.status, host.status) == ("yes", "asked")
    assert answer(host, "yes", about=listed).status_code == 404


def test_a_visit_that_is_called_off_asks_nobody(programme):
    visit = factories.visit(programme, called_off=True)
    text = page(giver(programme, visit=visit))
    assert "There is nothing to decide any more." in text
    assert "No, sorry" not in text


# Once they agreed


def test_whoever_agreed_keeps_their_brief_and_whom_to_ask(programme):
    row = giver(programme, status="briefed", brief="Show us the forge.")
    text = page(row)
    for words in ("Show us the forge.", "Asha Kerr", "0117 496 0000", "I cannot after all"):
        assert words in text


def test_a_host_learns_how_many_come_and_the_names_of_those_who_agreed_to_that(programme):
    row = giver(programme, status="yes")
    shown, hidden = factories.participants(programme, 2, visit=row.visit)
    text = texts_today()[Purpose.LIST].pk
    say(programme=programme, person=shown.person, answers={text: True})
    say(programme=programme, person=hidden.person, answers={text: False})
    words = page(row)
    assert "2 people" in words
    assert shown.person.name in words
    assert hidden.person.name not in words


def test_before_they_agree_a_host_learns_of_nobody_who_comes(programme):
    row = giver(programme)
    guest = factories.participant(programme, visit=row.visit)
    say(programme=programme, person=guest.person, answers={texts_today()[Purpose.LIST].pk: True})
    assert guest.person.name not in page(row)


def test_a_leader_finds_their_table_round_by_round(programme):
    cafe = factories.cafe(programme, title="Café", room="Great Hall", rounds=3, minutes=20)
    row = giver(programme, "leader", "yes", table=cafe.tables.first())
    factories.seat(factories.participant(programme), cafe, round=2)
    text = page(row)
    for words in ("Table 1", "Great Hall", "1 hour", "round 2, 12:20: 1 person", "Tram 2"):
        assert words in text


def test_a_speaker_finds_their_session_and_room(programme):
    session = factories.session(programme, title="Opening", room="Blue Room", ends=time(9, 45))
    text = page(giver(programme, "speaker", "yes", session=session))
    for words in ("You speak at “Opening”", "Blue Room", "45 minutes"):
        assert words in text


def test_a_speaker_without_a_session_is_told_that_the_time_comes_later(programme):
    assert "the time is not fixed yet" in page(giver(programme, "speaker", "yes"))


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (time(9), time(11), "2 hours"),
        (time(9), time(10, 1), "1 hour 1 minute"),
        (time(9), time(9, 45), "45 minutes"),
        (time(23), time(1), "2 hours"),
    ],
)
def test_how_long_it_takes_is_said_in_words(starts, ends, words):
    assert how_long(starts, ends) == words


def describe(row: Contribution, **fields):
    address = reverse("describe_myself", args=[token_of(row)])
    answered = Client().post(address, fields, follow=True)
    row.refresh_from_db()
    return answered


def test_needs_biography_and_phone_are_kept_for_all_their_parts(programme):
    row = giver(programme, status="yes")
    other = giver(programme, "setter", person=row.person)
    said = {"needs": "Parking", "biography": "Runs the forge.", "phone": "0117 496 0009"}
    assert "Saved." in describe(row, **said).text
    other.refresh_from_db()
    person = Person.objects.get(pk=row.person_id)
    assert (row.needs, other.needs) == ("Parking", "Parking")
    assert (person.biography, person.phone) == ("Runs the forge.", "0117 496 0009")


def test_whoever_waits_for_a_call_changes_their_number_and_nothing_else(programme):
    row = giver(programme, status="maybe", wants_call=True, needs="Parking")
    describe(row, phone="0117 496 0009", needs="", biography="Sneaked in.")
    person = Person.objects.get(pk=row.person_id)
    assert (row.needs, person.biography, person.phone) == ("Parking", "", "0117 496 0009")


def test_what_is_too_long_stays_in_the_form(programme):
    row = giver(programme, status="yes")
    answered = describe(row, needs="n" * 2_001, biography="Kept.")
    assert answered.status_code == 422
    assert "Kept." in answered.text
    assert row.needs == ""


def test_before_they_agree_nothing_is_asked_about_themselves(programme):
    row = giver(programme)
    assert "How may we introduce you?" not in page(row)
    describe(row, needs="Parking")
    assert row.needs == ""


# Afterwards


@pytest.fixture
def past():
    return factories.programme(starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 2))


def approved(form, number: int, text="Go and see.", **fields) -> list[Comment]:
    """Consented to without a name, read and approved."""
    question = factories.question(form, kind=Kind.QUOTE)
    made = {"consent": "anonymous", "state": "approved", **fields}
    return [
        Comment.objects.create(question=question, text=f"{text} {index}", **made)
        for index in range(number)
    ]


def form_about(programme, moment: str, **fields):
    return factories.questionnaire(
        programme, moment=moment, slug=moment, counted_on=date(2025, 4, 1), **fields
    )


def test_afterwards_a_host_reads_what_was_said_about_the_visits(past):
    approved(form_about(past, "visits"), 10)
    text = page(giver(past, status="took part"))
    assert "Thank you for taking part as visit host." in text
    assert "You hosted the visit “The Foundry”" in text
    assert "What participants said about the visits" in text
    assert text.count("Go and see.") == 3
    assert "I cannot after all" not in text


@pytest.mark.parametrize(
    "fields", [{"state": "submitted"}, {"consent": "none"}, {"confirmed": False}]
)
def test_nothing_is_told_that_was_not_agreed_to_and_approved(past, fields):
    approved(form_about(past, "visits"), 10, **fields)
    assert "Go and see" not in page(giver(past, status="took part"))


def test_where_few_have_written_nothing_is_told(past):
    approved(form_about(past, "visits"), 4, confirmed=True)
    assert "Go and see" not in page(giver(past, status="took part"))


@pytest.mark.parametrize(("status", "is_told"), [("no", False), ("thanked", True)])
def test_only_those_who_took_part_read_what_was_said(past, status, is_told):
    approved(form_about(past, "visits"), 10)
    assert ("Go and see" in page(giver(past, status=status))) is is_told


def test_a_speaker_reads_about_their_own_session_only(past):
    own, other = (factories.session(past, title=title) for title in ("Own", "Other"))
    approved(form_about(past, "session", session=other), 10)
    assert "Go and see" not in page(giver(past, "speaker", "took part", session=own))
    assert "Go and see" in page(giver(past, "speaker", "took part", session=other))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_however_many_come(programme, number):
    row = giver(programme, status="yes")
    factories.participants(programme, number, visit=row.visit)
    texts_today()
    token = token_of(row)
    with CaptureQueriesContext(connection) as queries:
        Client().get(f"/me/{token}/")
    assert len(queries) == 10
