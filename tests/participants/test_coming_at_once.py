"""Simultaneous offers and refusals: no place is given twice, and none is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from participants.coming.answering import say_no, say_yes
from participants.coming.changes import Refused
from participants.coming.entering import receive
from participants.coming.offering import TooMany, offer
from participants.models import Participant
from participants.placing.plans import Overtaken
from participants.placing.seats import draft_seats
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
Status = Participant.Status


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return make.programme(starts_on=ahead, ends_on=ahead + timedelta(days=1))


def at_once(deeds):
    """What each deed returned, or the refusal it ended with."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (Refused, Overtaken) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def count(programme, status):
    return programme.participants.filter(status=status).count()


def test_when_four_decline_at_once_four_follow_and_each_once(programme):
    make.admission(programme, places=4, rule="in order")
    people = make.participants(programme, 4, status=Status.INVITED)
    for _each in range(6):
        make.participant(programme, status=Status.WAITING, waiting_since=timezone.now())
    at_once([lambda row=row: say_no(person=row) for row in people])
    assert count(programme, Status.DECLINED) == count(programme, Status.INVITED) == 4
    assert count(programme, Status.WAITING) == 2


def test_a_no_does_not_fail_because_somebody_seats_the_cafe_at_the_same_time(programme):
    people = make.participants(programme, 4)
    cafe = make.cafe(programme, tables=1, rounds=1)
    seats = {(row.pk, 1): cafe.tables.get().pk for row in people}
    draft_seats(cafe=cafe, seats=seats)
    begun = Event()

    def seat_slowly():
        with transaction.atomic():
            draft_seats(cafe=cafe, seats=seats)
            begun.set()
            sleep(0.3)

    def leave():
        begun.wait()
        return say_no(person=people[0])

    assert at_once([seat_slowly, leave])[1] == people[0]
    newest = cafe.plan.seatings.first()
    assert {who for who, *_rest in newest.seats} == {row.pk for row in people[1:]}


def test_the_last_place_is_offered_once(programme):
    make.admission(programme, places=1)
    wishes = [make.application(programme) for _each in range(4)]
    outcomes = at_once(
        [lambda w=wish: offer(programme=programme, applications=[w.pk]) for wish in wishes]
    )
    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 3
    assert count(programme, Status.INVITED) == 1


def test_the_last_place_is_taken_again_by_one_of_those_who_gave_it_up(programme):
    make.admission(programme, places=1)
    people = make.participants(programme, 4, status=Status.DECLINED)
    at_once([lambda row=row: say_yes(person=row) for row in people])
    assert (count(programme, Status.ACCEPTED), count(programme, Status.WAITING)) == (1, 3)


def test_a_form_sent_four_times_at_once_makes_one_application(programme):
    said = {"name": "Ann", "organisation": "Trust", "sector": "health"}
    at_once([lambda: receive(programme=programme, email="a@example.org", **said)] * 4)
    assert programme.applications.count() == 1


def test_an_offer_clicked_four_times_at_once_makes_one_participant(programme):
    wish = make.application(programme)
    at_once([lambda: offer(programme=programme, applications=[wish.pk])] * 4)
    assert count(programme, Status.INVITED) == 1
