"""The history: sentences about who did what, in which no row keeps a name."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from participants.placing.visits import draft_visits, publish_visits
from programmes.models import Trail
from programmes.trail import note, trail_of, trail_of_programme
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.programme(title="The Long Shore")


@pytest.fixture
def asha(programme):
    return factories.member(programme, name="Asha Kerr")


@pytest.fixture
def browser(asha):
    client = Client()
    client.force_login(asha)
    return client


def sentences(programme):
    return [entry.sentence for entry in trail_of_programme(programme)]


def test_a_change_in_the_admin_is_told_as_a_sentence(programme, browser):
    session = factories.session(programme, title="Arrive, lunch")
    address = f"/admin/programmes/session/{session.pk}/change/"
    data = {"title": "Arrive, tea", "kind": "break", "day": session.day, "starts": "09:00"}
    answer = browser.post(address, data | {"ends": "10:00"}, secure=True)
    assert answer.status_code == 302
    [entry] = trail_of(session)
    assert entry.sentence == "Asha Kerr changed session “Arrive, tea”."
    assert entry.detail == "Kind, Title"


def test_what_is_deleted_is_told_without_its_name(programme, browser):
    session = factories.session(programme, title="Arrive, lunch")
    browser.post(f"/admin/programmes/session/{session.pk}/delete/", {"post": "yes"}, secure=True)
    assert sentences(programme) == ["Asha Kerr deleted a record: session."]


def test_no_row_keeps_the_name_of_anybody(programme, asha):
    participant = factories.participant(programme, person=factories.person(name="Jo Okafor"))
    note(actor=asha, deed="added", record=participant)
    assert sentences(programme) == ["Asha Kerr added participant “Jo Okafor”."]
    written = json.dumps(list(Trail.objects.values()), default=str)
    assert "Okafor" not in written
    assert "Asha" not in written


def test_whoever_is_forgotten_is_forgotten_in_the_history(programme, asha):
    participant = factories.participant(programme)
    note(actor=asha, deed="changed", record=participant)
    participant.delete()
    asha.delete()
    assert sentences(programme) == ["Somebody changed a record that is gone (participant)."]


def test_publishing_is_told(programme, asha):
    visit = factories.visit(programme)
    participant = factories.participant(programme)
    draft_visits(programme=programme, places={participant.pk: visit.pk})
    publish_visits(programme=programme, user=asha)
    assert sentences(programme) == ["Asha Kerr published plan of places “site visits”."]


def test_a_deed_that_no_sentence_tells_is_refused(programme, asha):
    with pytest.raises(KeyError):
        note(actor=asha, deed="polished", record=programme)
    assert not Trail.objects.exists()


def test_djangos_own_log_which_keeps_names_is_not_written(programme, browser):
    browser.post(
        f"/admin/participants/team/add/?programme={programme.pk}",
        {"programme": programme.pk, "name": "Team Kestrel"},
        secure=True,
    )
    assert Trail.objects.count() == 1
    assert not LogEntry.objects.exists()


def test_the_page_of_a_programme_tells_only_its_own(programme, browser, asha):
    other = factories.programme(title="Elsewhere")
    note(actor=asha, deed="added", record=other)
    note(actor=asha, deed="added", record=programme)
    page = browser.get(f"/programmes/{programme.slug}/history/", secure=True).content.decode()
    assert "The Long Shore" in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_deeds_asks_as_many_questions_whatever_its_length(
    programme, asha, rows, django_assert_num_queries
):
    for participant in factories.participants(programme, rows):
        note(actor=asha, deed="added", record=participant)
    with django_assert_num_queries(2):
        trail_of_programme(programme)
