"""The public page: who would like to come or is named, and what nobody learns there."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.views import tries
from participants.models import Application
from programmes.models import Challenge
from tests import factories

pytestmark = pytest.mark.django_db

ANN = {
    "name": "Ann Bell",
    "email": "ann@example.org",
    "organisation": "Shore  Trust",
    "sector": "health",
    "role": "GP",
    "motivation": "To see how others do it.",
}


@pytest.fixture(autouse=True)
def no_tries_before():
    cache.clear()


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return factories.programme(
        title="The Long Shore", starts_on=ahead, ends_on=ahead, contact_email="office@example.org"
    )


@pytest.fixture
def address(programme):
    factories.admission(programme, places=17, introduction="Two days, one question.")
    return f"/apply/{programme.slug}/"


def test_the_page_says_what_it_is_where_how_many_come_and_what_is_asked(client, programme, address):
    Challenge.objects.create(programme=programme, question="Who waits?")
    page = client.get(address)
    for words in ("The Long Shore", "Who waits?", "Aldermouth", "17", "Two days, one question."):
        assert words in page.text


def test_somebody_applies(client, programme, address):
    answer = client.post(address, ANN)
    assert answer["Location"] == f"{address}thanks/"
    row = programme.applications.get()
    assert (row.name, row.organisation, row.state) == ("Ann Bell", "Shore Trust", "received")
    assert client.get(answer["Location"]).status_code == 200


def test_somebody_nominates_somebody(client, programme, address):
    named_by = {"nominated_by": "Eve Cole", "nominator_email": "eve@example.org"}
    assert client.post(f"{address}?nominate", ANN).status_code == 422
    assert client.post(f"{address}?nominate", ANN | named_by).status_code == 302
    row = programme.applications.get()
    assert (row.nominated_by, row.nominator_email) == ("Eve Cole", "eve@example.org")


def test_an_applicant_cannot_write_who_named_them(client, programme, address):
    client.post(address, ANN | {"nominated_by": "The Mayor", "state": "accepted"})
    row = programme.applications.get()
    assert (row.nominated_by, row.state) == ("", "received")


def test_the_same_address_again_changes_nothing_and_is_told_nothing(client, programme, address):
    first = client.post(address, ANN)
    again = client.post(address, ANN | {"email": "ANN@example.org", "name": "Somebody Else"})
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert programme.applications.get().name == "Ann Bell"
    assert "Ann" not in client.get(again["Location"]).text


def test_what_was_typed_stays_when_something_is_missing(client, programme, address):
    answer = client.post(address, ANN | {"email": "no address"})
    assert answer.status_code == 422
    assert 'value="no address"' in answer.text
    assert "To see how others do it." in answer.text
    assert not programme.applications.exists()


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(client, programme, address):
    answer = client.post(address, ANN | {"homepage": "https://spam.example"})
    assert answer["Location"] == f"{address}thanks/"
    assert not programme.applications.exists()


def test_whoever_sends_too_often_waits_and_keeps_what_they_wrote(client, address, monkeypatch):
    monkeypatch.setattr(tries, "TRIES_A_MINUTE", 1)
    client.post(address, ANN)
    answer = client.post(address, ANN | {"email": "bea@example.org"})
    assert answer.status_code == 429
    assert "bea@example.org" in answer.text
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(1, 9, "You can apply here from"), (-9, -1, "Applications closed on")],
)
def test_before_and_after_the_page_says_so_and_takes_nothing(
    client, programme, opens, closes, words
):
    now = timezone.now()
    opens, closes = (now + timedelta(days=days) for days in (opens, closes))
    factories.admission(programme, opens_at=opens, closes_at=closes)
    address = f"/apply/{programme.slug}/"
    page = client.get(address)
    assert words in page.text
    assert "<form" not in page.text
    late = client.post(address, ANN)
    assert late.status_code == 403
    assert "To see how others do it." in late.text
    assert not programme.applications.exists()


def test_without_a_date_it_closes_when_the_days_begin(client):
    today = timezone.localdate()
    programme = factories.programme(starts_on=today, ends_on=today)
    factories.admission(programme, closes_at=None)
    assert "Applications are closed." in client.get(f"/apply/{programme.slug}/").text


def test_a_programme_without_admission_looks_like_one_that_is_not_there(client, programme):
    other = factories.programme()
    factories.admission(other, opens_at=None, closes_at=None)
    pages = [
        client.get(f"/apply/{slug}/{end}")
        for slug in (programme.slug, other.slug, "nothing")
        for end in ("", "thanks/")
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_times_are_those_at_the_venue(client, programme):
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    closes = programme.at(programme.starts_on, timezone.datetime(2026, 1, 1, 17).time())
    factories.admission(programme, closes_at=closes)
    assert "17:00" in client.get(f"/apply/{programme.slug}/").text


def test_the_page_asks_as_often_however_many_have_applied(client, programme, address):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    before = queries()
    for _each in range(3):
        factories.application(programme)
    assert queries() == before
