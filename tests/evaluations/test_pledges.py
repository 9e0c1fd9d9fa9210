"""Pledges: named, their author's own, never lost, never doubled, never read by anybody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Barrier

import pytest
import time_machine
from django.contrib import admin
from django.db import connection
from django.urls import reverse

from participants.models import Pledge
from participants.pledging import MOST, keep_pledge
from tests import factories
from tests.evaluations import my_days

pytestmark = pytest.mark.django_db
SAID = {"text": "Ask two service users to chair our board.", "due": "2027-02-28", "partner": "Bea"}


@pytest.fixture
def programme():
    return my_days.programme()


@pytest.fixture
def someone(programme):
    return factories.participant(programme)


@pytest.fixture
def token(someone):
    return factories.token(someone)


@pytest.fixture
def address(token):
    return reverse("my_pledges", args=[token])


@pytest.fixture
def last_afternoon(programme):
    with time_machine.travel(programme.at(programme.ends_on, time(16, 20)), tick=False):
        yield


def one(token, pledge):
    return reverse("my_pledge", args=[token, pledge.pk])


def test_a_pledge_says_what_by_when_and_with_whom(client, someone, token, address, last_afternoon):
    assert client.post(address, SAID).status_code == 302
    pledge = someone.pledges.get()
    assert (pledge.text, pledge.due, pledge.partner) == (SAID["text"], date(2027, 2, 28), "Bea")
    page = client.get(reverse("my_page", args=[token])).text
    assert SAID["text"] in page
    assert "by 28 February 2027, with Bea" in page


def test_what_is_sent_twice_stands_once(client, someone, address, last_afternoon):
    for _time in range(2):
        assert client.post(address, SAID).status_code == 302
    assert someone.pledges.count() == 1
    client.post(address, {**SAID, "text": "And something else."})
    assert someone.pledges.count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": " "}, "Say what you will do."),
        ({"due": "2026-12-01"}, "This day has passed."),
        ({"due": "2206-02-28"}, "more than three years ahead"),
        ({"due": "soon"}, "Give the day as in 2027-02-28"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(
    client, someone, address, last_afternoon, wrong, words
):
    answer = client.post(address, {**SAID, **wrong})
    assert answer.status_code == 422
    assert words in answer.text
    assert all(value in answer.text for value in {**SAID, **wrong}.values())
    assert not someone.pledges.exists()


def test_a_pledge_is_changed_and_says_where_it_stands(
    client, someone, token, address, last_afternoon
):
    client.post(address, SAID)
    pledge = someone.pledges.get()
    client.post(one(token, pledge), {**SAID, "partner": "Bea and Colm", "state": "partly"})
    pledge.refresh_from_db()
    assert (pledge.partner, pledge.state) == ("Bea and Colm", "partly")
    assert "partly done" in client.get(address).text


def test_a_day_that_has_passed_meanwhile_may_stand(client, programme, someone, token):
    pledge = someone.pledges.create(text="Call Bea.", due=programme.ends_on)
    with time_machine.travel(programme.at(programme.ends_on, time(9)) + timedelta(days=60)):
        sent = {"text": "Call Bea.", "due": programme.ends_on.isoformat(), "state": "done"}
        assert client.post(one(token, pledge), sent).status_code == 302
    pledge.refresh_from_db()
    assert pledge.state == "done"


def test_what_was_deleted_can_be_brought_back_as_it_was(client, programme, someone, token, address):
    kept = someone.pledges.create(
        text="Call “Bea” & Colm.", due=programme.ends_on, partner="Bea", state="started"
    )
    with time_machine.travel(programme.at(programme.ends_on, time(9)) + timedelta(days=60)):
        page = client.post(one(token, kept), {"delete": ""})
        assert not someone.pledges.exists()
        assert "Bring it back" in page.text
        fields = {name: getattr(page.context["gone"], name) for name in (*SAID, "state")}
        assert client.post(address, {**fields, "known": fields["due"]}).status_code == 302
    back = someone.pledges.get()
    assert [getattr(back, name) for name in fields] == [getattr(kept, name) for name in fields]


def test_deleting_twice_deletes_nothing_else(client, someone, token, last_afternoon):
    first, other = (someone.pledges.create(text=text) for text in ("One.", "Two."))
    for _time in range(2):
        client.post(one(token, first), {"delete": ""})
    assert list(someone.pledges.all()) == [other]


def test_a_change_to_one_that_is_gone_is_not_lost(client, someone, token, last_afternoon):
    gone = someone.pledges.create(text="One.")
    address = one(token, gone)
    gone.delete()
    client.post(address, {**SAID, "state": "started"})
    assert someone.pledges.get().text == SAID["text"]


def test_nobody_reaches_the_pledge_of_somebody_else(client, programme, token, last_afternoon):
    theirs = factories.participant(programme).pledges.create(text="Mine alone.")
    page = client.get(one(token, theirs), follow=True)
    assert "Mine alone." not in page.text
    client.post(one(token, theirs), {"delete": ""})
    client.post(one(token, theirs), {**SAID, "state": "done"})
    theirs.refresh_from_db()
    assert theirs.text == "Mine alone."


def test_there_is_an_end_to_it(client, someone, address, last_afternoon):
    for number in range(MOST):
        client.post(address, {"text": f"Thing {number}."})
    answer = client.post(address, SAID)
    assert answer.status_code == 422
    assert "Delete one before you write another." in answer.text
    assert SAID["text"] in answer.text


def test_pledges_are_asked_for_from_the_last_day_and_written_from_the_first(
    client, programme, token, address
):
    seen = []
    for day in (programme.starts_on - timedelta(days=1), programme.starts_on, programme.ends_on):
        with time_machine.travel(programme.at(day, time(12)), tick=False):
            page = client.get(reverse("my_page", args=[token])).text
            seen.append(("Make a pledge" in page, client.post(address, SAID).status_code))
            Pledge.objects.all().delete()
    assert seen == [(False, 422), (False, 302), (True, 302)]


def test_words_that_come_too_early_are_given_back(client, programme, address):
    with time_machine.travel(programme.at(programme.starts_on, time(12)) - timedelta(days=3)):
        answer = client.post(address, SAID)
    assert SAID["text"] in answer.text


def test_whoever_did_not_come_is_asked_for_none(client, someone, token, last_afternoon):
    someone.absent = True
    someone.save()
    assert "Make a pledge" not in client.get(reverse("my_page", args=[token])).text


def test_staff_have_no_list_of_pledges():
    assert Pledge not in admin.site._registry


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_write_one_pledge(programme, someone):
    said = {"text": "Call Bea.", "due": None, "partner": "", "state": "planned"}
    start = Barrier(2)

    def tap() -> None:
        start.wait()
        try:
            keep_pledge(participant=someone, said=said)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _tap: tap(), range(2)))
    assert someone.pledges.count() == 1
