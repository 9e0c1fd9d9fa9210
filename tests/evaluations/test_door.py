import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from evaluations.views import tries
from participants.actions import issue_links, name_observer, revoke_links
from participants.models import PersonalLink
from programmes.models import Contribution, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_before():
    cache.clear()


@pytest.fixture
def form():
    return factories.questionnaire(factories.programme())


@pytest.fixture
def someone(form):
    return factories.participant(form.programme)


@pytest.fixture
def address(form):
    return reverse("slide", args=[form.short_code])


def test_the_short_link_asks_who_is_there(client, form, address):
    page = client.get(address)
    assert page.status_code == 200
    assert form.title in page.text


def test_the_code_leads_straight_to_the_form(client, someone, address):
    [issued] = issue_links(participants=[someone])
    answer = client.post(address, {"who": issued.code.lower()})
    assert answer["Location"] == reverse("my_form", args=[issued.token, "end"])


def test_the_code_of_another_programme_leads_to_ones_own_page(client, address):
    stranger = factories.participant(factories.programme())
    [issued] = issue_links(participants=[stranger])
    answer = client.post(address, {"who": issued.code})
    assert answer["Location"] == reverse("my_page", args=[issued.token])


def test_without_a_form_the_code_leads_to_ones_own_page(client, someone):
    [issued] = issue_links(participants=[someone])
    answer = client.post(reverse("my_door"), {"who": issued.code})
    assert answer["Location"] == reverse("my_page", args=[issued.token])


@pytest.mark.parametrize("typed", ["K7QM-2F9T-XW3D", "nonsense", ""])
def test_a_wrong_code_is_told_kindly(client, address, typed):
    answer = client.post(address, {"who": typed})
    assert answer.status_code == 422
    assert "code" in answer.text


def test_a_revoked_code_opens_nothing(client, someone, address):
    [issued] = issue_links(participants=[someone])
    revoke_links(participants=[someone])
    assert client.post(address, {"who": issued.code}).status_code == 422


def test_a_known_address_is_sent_a_link_that_opens(client, someone, address, mailoutbox):
    client.post(address, {"who": someone.person.email.upper()})
    [letter] = mailoutbox
    assert letter.to == [someone.person.email]
    link = re.search(r"http\S+", letter.body)[0]
    assert client.get(link).status_code == 200
    code = re.search(r"\w{4}-\w{4}-\w{4}", letter.body)[0]
    assert client.post(address, {"who": code}).status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer(client, someone, address, mailoutbox):
    known, unknown = someone.person.email, "nobody@example.org"
    answers = [client.post(address, {"who": who}) for who in (known, unknown)]
    texts = {
        answer.text.replace(who, "") for answer, who in zip(answers, (known, unknown), strict=True)
    }
    assert len(texts) == 1
    assert {answer.status_code for answer in answers} == {200}
    assert len(mailoutbox) == 1


def test_an_earlier_link_goes_on_working(client, someone, address):
    token = factories.token(someone)
    client.post(address, {"who": someone.person.email})
    assert PersonalLink.objects.filter(participant=someone).count() == 2
    assert client.get(reverse("my_page", args=[token])).status_code == 200


def test_impatience_fills_nobodys_mailbox(client, someone, address, mailoutbox):
    for _time in range(3):
        client.post(address, {"who": someone.person.email})
    assert len(mailoutbox) == 1


def test_whoever_declined_finds_their_page_again_but_no_form(client, form, address, mailoutbox):
    one, other = factories.participants(form.programme, 2, status="declined")
    client.post(address, {"who": one.person.email})
    assert not mailoutbox
    client.post("/me/", {"who": other.person.email})
    assert [letter.to for letter in mailoutbox] == [[other.person.email]]


def test_endless_guessing_is_slowed(client, address, monkeypatch):
    monkeypatch.setattr(tries, "TRIES_A_MINUTE", 2)
    statuses = [client.post(address, {"who": "nonsense"}).status_code for _try in range(3)]
    assert statuses == [422, 422, 429]


def test_a_room_full_of_right_codes_is_not_slowed(client, someone, address, monkeypatch):
    monkeypatch.setattr(tries, "TRIES_A_MINUTE", 2)
    [issued] = issue_links(participants=[someone])
    statuses = {client.post(address, {"who": issued.code}).status_code for _try in range(5)}
    assert statuses == {302}


def test_a_short_link_nobody_made_is_not_found_but_helps_on(client):
    page = client.get("/q/nothing/")
    assert page.status_code == 404
    assert "Your personal code" in page.text


def test_the_short_link_of_a_closed_form_says_when_it_closed(client, form, address):
    assert "closed" not in client.get(address).text
    form.programme.time_zone = "Asia/Tokyo"
    form.programme.save()
    with time_machine.travel(form.closes_at + timedelta(minutes=1)):
        page = client.get(address).text
    closed = form.closes_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"This form closed on {closed:%A} {closed.day} {closed:%B %Y, %H:%M}" in page


def test_somebody_of_several_programmes_gets_all_their_pages_in_one_letter(
    client, someone, mailoutbox
):
    other = factories.programme(title="The other one")
    factories.participant(other, person=someone.person)
    given = factories.programme(title="Where I host")
    Contribution.objects.create(
        programme=given,
        person=someone.person,
        kind="host",
        status="yes",
        visit=factories.visit(given),
    )
    client.post(reverse("my_door"), {"who": someone.person.email})
    [letter] = mailoutbox
    links = re.findall(r"http\S+", letter.body)
    titles = {programme.title for programme in (someone.programme, other, given)}
    assert {title for title in titles if title in letter.body} == titles
    assert "Where I host, visit host" in letter.body
    assert [client.get(link).status_code for link in links] == [200] * 3


def test_the_slide_of_a_form_sends_the_page_of_its_programme_alone(
    client, someone, address, mailoutbox
):
    factories.participant(factories.programme(title="The other one"), person=someone.person)
    client.post(address, {"who": someone.person.email})
    assert "The other one" not in mailoutbox[0].body


@pytest.mark.parametrize(("status", "letters"), [("asked", 1), ("considered", 0), ("no", 0)])
def test_a_contributor_who_was_asked_gets_their_page_again(
    client, form, mailoutbox, status, letters
):
    person = factories.person()
    Contribution.objects.create(
        programme=form.programme, person=person, kind="setter", status=status
    )
    client.post(reverse("my_door"), {"who": person.email})
    assert len(mailoutbox) == letters


def test_an_observer_gets_their_page_again_once_they_have_been_asked(client, someone, mailoutbox):
    observer = name_observer(participant=someone, name="Manager", email="boss@example.org")
    client.post(reverse("my_door"), {"who": observer.email})
    assert not mailoutbox
    issue_links(observers=[observer])
    cache.clear()
    client.post(reverse("my_door"), {"who": observer.email})
    [letter] = mailoutbox
    assert f"about {someone.person.name}" in letter.body
    assert client.get(re.search(r"http\S+", letter.body)[0]).status_code == 200


def test_whoever_keeps_a_diary_gets_nobodys_key_by_asking(client, form, mailoutbox):
    """Not even where there is no other address."""
    for email in ("leader@example.org", None):
        leader = factories.person(email=email, assistant_email="diary@example.org")
        factories.participant(form.programme, person=leader)
    answer = client.post(reverse("my_door"), {"who": "diary@example.org"})
    assert "not to somebody who keeps your diary" in answer.text
    assert not mailoutbox


def test_two_addresses_that_only_look_alike_get_a_letter_each(client, someone, mailoutbox):
    """“ı” is no “i”, though a database may take its capital for one."""
    Person.objects.filter(pk=someone.person_id).update(email="mike@example.org")
    other = factories.person(email="m\u0131ke@example.org")
    factories.participant(someone.programme, person=other)
    client.post(reverse("my_door"), {"who": "m\u0131ke@example.org"})
    for letter in mailoutbox:
        assert letter.body.count("http") == 1
    assert [other.email] in [letter.to for letter in mailoutbox]


def test_a_link_never_stands_in_the_answer(client, someone, mailoutbox):
    answer = client.post(reverse("my_door"), {"who": someone.person.email})
    token = re.search(r"/me/([^/]+)/", mailoutbox[0].body)[1]
    assert token not in answer.text


def test_a_mail_server_that_is_away_does_not_show(client, someone, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(reverse("my_door"), {"who": someone.person.email})
    assert answer.status_code == 200
