"""Who was there, noted on a phone by one or two people at the door."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from evaluations import actions
from evaluations.audience import asked_by
from participants.actions import forget_presence, note_presence
from participants.models import Attendance
from participants.reports.presence import presence_at, sessions_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.programme(slug="aldermouth")


@pytest.fixture
def session(programme):
    return factories.session(programme, title="The hard question")


@pytest.fixture
def people(programme):
    return factories.participants(programme, 4)


@pytest.fixture
def staff(programme):
    client = Client()
    client.force_login(factories.member(programme))
    return client


def page_of(session):
    return reverse("presence_at", args=["aldermouth", session.pk])


def ticked(people):
    return {"ticked": [one.pk for one in people]}


def shown(people):
    return {"shown": " ".join(str(one.pk) for one in people)}


def there(session) -> set[int]:
    return set(Attendance.objects.filter(session=session).values_list("participant", flat=True))


def test_where_nobody_is_noted_everybody_counts_as_present(programme, session, people):
    form = actions.add_questionnaires(programme=programme, moments=["session"])[0]
    assert asked_by(programme, [form])[form.pk].keys() == {one.pk for one in people}


def test_only_those_noted_are_asked_about_the_session(client, programme, session, people, staff):
    form = actions.add_questionnaires(programme=programme, moments=["session"])[0]
    staff.post(page_of(session), {**ticked(people[:3]), **shown(people)})
    assert asked_by(programme, [form])[form.pk].keys() == {one.pk for one in people[:3]}
    doors = [reverse("my_form", args=[factories.token(one), form.slug]) for one in people]
    refused = ["This form is for those who took part." in client.get(door).text for door in doors]
    assert refused == [False, False, False, True]


def test_a_second_sending_changes_nothing(staff, session, people):
    for _time in range(2):
        staff.post(page_of(session), {**ticked(people[:3]), **shown(people)})
    assert there(session) == {one.pk for one in people[:3]}


def test_two_doors_do_not_undo_each_other(staff, session, people):
    first, second, third, fourth = people
    staff.post(page_of(session), {**ticked([second, third, fourth]), **shown(people)})
    staff.post(page_of(session), {**ticked([first, third, fourth]), **shown(people)})
    assert there(session) == {third.pk, fourth.pk}


def test_an_empty_list_is_refused_and_nothing_is_lost(staff, session, people):
    note_presence(session=session, ticked=people[:2], shown=people)
    answer = staff.post(page_of(session), shown(people))
    assert answer.status_code == 422
    assert "Nobody is ticked." in answer.text
    assert len(there(session)) == 2


def test_the_list_can_be_given_up(staff, session, people):
    note_presence(session=session, ticked=people[:2], shown=people)
    staff.post(page_of(session), {"forget": "1"})
    assert there(session) == set()
    assert presence_at(session).session.present is None


def test_somebody_of_another_programme_is_not_noted(staff, session, people):
    stranger = factories.participant(factories.programme())
    answer = staff.post(page_of(session), {**ticked([*people, stranger]), **shown(people)})
    assert answer.status_code == 422
    assert stranger.pk not in there(session)


def test_a_session_of_another_programme_is_not_there(staff):
    elsewhere = factories.session(factories.programme())
    assert staff.get(page_of(elsewhere)).status_code == 404


def test_those_who_withdrew_are_not_on_the_list(session, people):
    people[0].status = "withdrawn"
    people[0].save()
    assert len(presence_at(session).people) == 3


def test_a_page_without_anybody_says_so(staff, session):
    assert "Nobody has accepted yet." in staff.get(page_of(session)).text


def test_breaks_are_not_on_the_list_of_sessions(programme, session):
    factories.session(programme, title="Lunch", kind="break", starts=time(12), ends=time(13))
    assert [line.title for line in sessions_of(programme)] == ["The hard question"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_sessions_as_for_one(
    programme, number, django_assert_num_queries
):
    for _unused in range(number):
        session = factories.session(programme)
        note_presence(session=session, ticked=factories.participants(programme, 1), shown=[])
    with django_assert_num_queries(4):
        sessions_of(programme)
    forget_presence(session=session)


def test_only_those_with_a_visit_or_a_seat_are_asked_about_it(programme, people):
    visit, cafe = factories.visit(programme), factories.cafe(programme)
    other = factories.visit(programme, called_off=True)
    for one, place in zip(people, (visit, other, None, None), strict=True):
        one.visit = place
        one.save()
    factories.seat(people[2], cafe)
    forms = actions.add_questionnaires(programme=programme, moments=["visit", "café"])
    asked = asked_by(programme, forms)
    by_moment = {form.moment: set(asked[form.pk]) for form in forms}
    assert by_moment == {"visits": {people[0].pk}, "café": {people[2].pk}}


def test_my_page_lists_exactly_the_forms_that_concern_me(client, programme, people):
    factories.visit(programme)
    cafe = factories.cafe(programme, title="The long table")
    factories.seat(people[0], cafe)
    actions.add_questionnaires(programme=programme, moments=["visit", "café", "end", "setters"])
    pages = [client.get(f"/me/{factories.token(one)}/").text for one in people[:2]]
    found = [
        [title in page for title in ("About “The long table”", "About your visit", "How was it")]
        for page in pages
    ]
    assert found == [[True, False, True], [False, False, True]]
