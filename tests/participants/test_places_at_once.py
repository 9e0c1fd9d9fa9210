"""Simultaneous clicks, each in a thread and a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from participants.models import Message, Participant, Seat, Step, VisitChoice
from participants.placing.plans import Overtaken
from participants.placing.seats import draft_seats, mend_seats, publish_seats
from participants.placing.visits import NoPlace, draft_visits, rank_visits, take_place
from participants.rota import Day
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deeds):
    """What each deed returned, or the refusal it ended with."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (NoPlace, Overtaken) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_six_who_want_the_last_two_places_at_once_two_get_them():
    programme = make.programme()
    VisitChoice.objects.create(programme=programme, first_come=True)
    visit = make.visit(programme, capacity=2)
    people = make.participants(programme, 6)

    def wish(person):
        return lambda: take_place(participant=person, visit=visit)

    outcomes = at_once([wish(person) for person in people])
    assert sum(isinstance(outcome, NoPlace) for outcome in outcomes) == 4
    assert Participant.objects.filter(visit=visit).count() == 2


def test_of_four_organisers_who_save_at_once_one_goes_through():
    programme = make.programme()
    visit, person = make.visit(programme), make.participant(programme)
    seen = draft_visits(programme=programme, places={person.pk: None}).version
    outcomes = at_once(
        [lambda: draft_visits(programme=programme, places={person.pk: visit.pk}, seen=seen)] * 4
    )
    assert sum(isinstance(outcome, Overtaken) for outcome in outcomes) == 3


def test_a_double_click_on_save_stores_one_ranking():
    programme = make.programme()
    visits, person = [make.visit(programme) for _unused in range(3)], make.participant(programme)
    at_once([lambda: rank_visits(participant=person, ranking=visits)] * 4)
    assert [each.visit for each in person.preferences.all()] == visits


def test_of_four_organisers_who_mend_a_cafe_at_once_one_goes_through():
    programme = make.programme()
    cafe, people = make.cafe(programme, tables=2, rounds=1), make.participants(programme, 4)
    first, second = cafe.tables.all()
    seats = {(p.pk, 1): (first if at < 2 else second).pk for at, p in enumerate(people)}
    seen = draft_seats(cafe=cafe, seats=seats).version

    def mend():
        return mend_seats(cafe=cafe, seats=seats, day=Day(missing=frozenset()), seen=seen)

    outcomes = at_once([mend] * 4)
    assert sum(isinstance(outcome, Overtaken) for outcome in outcomes) == 3
    assert Seat.objects.filter(cafe=cafe).count() == 4
    assert Message.objects.filter(step=Step.PLACES).count() == 4


def test_a_double_click_on_publish_prepares_one_message_for_each():
    programme = make.programme()
    cafe, person = make.cafe(programme, tables=1, rounds=1), make.participant(programme)
    seats = {(person.pk, 1): cafe.tables.first().pk}
    seen = draft_seats(cafe=cafe, seats=seats).version
    at_once([lambda: publish_seats(cafe=cafe, seen=seen)] * 4)
    told = Message.objects.filter(step=Step.PLACES)
    assert Seat.objects.count() == told.count() == 1
