"""What the desk says of choosing who comes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations.reports.desk import desk
from participants.coming.answering import say_no
from participants.models import Participant
from participants.placing.seats import draft_seats, publish_seats
from tests import factories as make

pytestmark = pytest.mark.django_db
Status = Participant.Status


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return make.programme(starts_on=ahead, ends_on=ahead)


def needs(programme):
    found = desk(programme, timezone.now()).needs
    return {need.title: (need.detail, need.deed, need.pressing) for need in found}


def wait(programme):
    return make.participant(programme, status=Status.WAITING, waiting_since=timezone.now())


def test_applications_wait_for_a_decision(programme):
    make.application(programme, name="Ann Bell")
    make.application(programme, name="Tom Hale", state="declined")
    assert needs(programme)["1 application waits for a decision"] == (
        "Ann Bell",
        "Choose who comes",
        True,
    )


def test_a_place_is_free_and_somebody_waits(programme):
    make.admission(programme, places=2)
    make.participant(programme)
    for _each in range(3):
        wait(programme)
    assert needs(programme)["A place is free"] == ("3 people wait.", "Invite the next", True)


def test_free_places_for_which_nobody_waits_are_no_hurry(programme):
    make.admission(programme, places=3)
    make.participant(programme)
    assert needs(programme)["2 places are free"] == (
        "Nobody waits for one.",
        "See who comes",
        False,
    )


def test_more_people_than_places_are_said(programme):
    make.admission(programme, places=1)
    make.participants(programme, 2)
    detail, *_rest = needs(programme)["More people have a place than there are places"]
    assert detail == "2 people for 1 places."


def test_invitations_without_an_answer_are_named(programme):
    row = make.participant(programme, status=Status.INVITED)
    detail, *_rest = needs(programme)["1 person has not answered the invitation"]
    assert detail == str(row)


def test_nobody_has_to_answer_an_invitation_that_has_not_gone(programme):
    row = make.participant(programme, status=Status.INVITED)
    make.message(row, step="invitation", occasion="programme")
    assert "1 person has not answered the invitation" not in needs(programme)


def test_whoever_waits_was_not_asked_yet(programme):
    wait(programme)
    assert desk(programme, timezone.now()).people.asked == 0


def test_the_desk_says_when_leaving_has_left_the_tables_of_a_cafe_uneven(programme):
    cafe, people = (
        make.cafe(programme, tables=2, rounds=1, title="Café"),
        make.participants(programme, 6),
    )
    first, second = cafe.tables.all()
    seats = {(p.pk, 1): (first if at < 3 else second).pk for at, p in enumerate(people)}
    draft_seats(cafe=cafe, seats=seats)
    publish_seats(cafe=cafe)
    title = "The tables of Café are uneven"
    say_no(person=people[0])
    assert title not in needs(programme)
    say_no(person=people[1])
    assert needs(programme)[title][1] == "Mend the café"
