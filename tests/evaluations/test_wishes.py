"""Organisers write down for somebody which visits they would like and which they cannot do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participants.placing.visits import rank_visits
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    programme = factories.programme()
    yesterday = timezone.now() - timedelta(days=1)
    factories.visit_choice(programme, opens_at=yesterday - timedelta(days=9), closes_at=yesterday)
    return programme


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(factories.member(programme))
    return client


@pytest.fixture
def visits(programme):
    names = ("Canal Trust", "Fire Station", "Open Data Mill")
    return [factories.visit(programme, title=name) for name in names]


@pytest.fixture
def someone(programme):
    return factories.participant(programme, person=factories.person(name="Bea Marsh"))


def address(participant) -> str:
    return f"/programmes/{participant.programme.slug}/visits/wishes/{participant.pk}/"


def save(client, participant, *pairs):
    data = {f"v{visit.pk}": value for visit, value in pairs}
    return client.post(address(participant), data, secure=True, follow=True)


def test_wishes_are_written_down_also_when_the_time_is_over(organiser, visits, someone):
    page = save(organiser, someone, (visits[1], "1"), (visits[0], "2"), (visits[2], "conflict"))
    assert "Noted for Bea Marsh" in page.content.decode()
    assert [str(row.visit) for row in someone.preferences.all()] == ["Fire Station", "Canal Trust"]
    assert [str(row.visit) for row in someone.refusals.all()] == ["Open Data Mill"]


def test_what_was_said_before_is_shown_and_kept_when_something_is_wrong(organiser, visits, someone):
    rank_visits(participant=someone, ranking=visits)
    page = organiser.get(address(someone), secure=True)
    [first] = [option.value for option in page.context["page"].lines[0].ranks if option.selected]
    assert first == "1"
    page = save(organiser, someone, (visits[0], "1"), (visits[1], "1"))
    assert page.status_code == 422
    assert [line.title for line in page.context["page"].errors] == ["Canal Trust", "Fire Station"]
    assert someone.preferences.count() == 3


def test_a_visit_that_cannot_be_theirs_says_why(organiser, visits, someone):
    visits[0].called_off = True
    visits[0].save()
    own = factories.visit(someone.programme, title="Weir", host=someone.organisation)
    lines = organiser.get(address(someone), secure=True).context["page"].lines
    said = {line.title: line.why_not for line in lines if line.why_not}
    assert said == {
        "Canal Trust": "This visit is called off.",
        "Weir": "This is their own organisation.",
    }
    save(organiser, someone, (visits[0], "1"), (own, "2"), (visits[1], "2"))
    assert [str(row.visit) for row in someone.preferences.all()] == ["Fire Station"]


def test_somebody_of_another_programme_is_not_found(organiser, visits, programme):
    stranger = factories.participant(factories.programme())
    wrong = f"/programmes/{programme.slug}/visits/wishes/{stranger.pk}/"
    assert organiser.post(wrong, secure=True).status_code == 404


def test_board_and_record_lead_to_the_wishes(organiser, programme, visits, someone):
    for page in (
        f"/programmes/{programme.slug}/visits/",
        f"/admin/participants/participant/{someone.pk}/change/",
    ):
        assert address(someone) in organiser.get(page, secure=True).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_visits_as_for_one(
    organiser, programme, someone, number, django_assert_num_queries
):
    rank_visits(
        participant=someone, ranking=[factories.visit(programme) for _unused in range(number)]
    )
    with django_assert_num_queries(13):
        organiser.get(address(someone), secure=True)
