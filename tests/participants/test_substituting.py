"""Somebody stands in for somebody, goes where they would have gone, and inherits nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participants.coming.changes import Refused
from participants.coming.offering import offer
from participants.coming.substituting import substitute, take_back_substitute
from participants.models import Attendance, Participant, PersonalNeeds
from participants.placing.plans import Plan
from participants.placing.seats import pin_seat
from participants.placing.visits import pin_to_visit, rank_visits
from tests import factories as make

from .test_coming import placed, statuses, where

pytestmark = pytest.mark.django_db
Status = Participant.Status


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return make.programme(starts_on=ahead, ends_on=ahead + timedelta(days=1))


@pytest.fixture
def old(programme):
    row, mate = make.participants(programme, 2)
    placed(programme, row, mate)
    PersonalNeeds.objects.create(participant=row, diet="No nuts")
    Attendance.objects.create(participant=row, session=make.session(programme))
    return Participant.objects.get(pk=row.pk)


def stand_in(old, **how):
    person = how.pop("person", None) or make.person()
    return substitute(participant=old, person=person, organisation=person.organisation, **how)


def test_a_substitute_has_the_visit_the_team_and_every_seat_and_pin(old):
    places = where(old)
    pin_to_visit(participant=old)
    cafe = old.programme.cafe_conversations.get()
    pin_seat(cafe=cafe, guest=old.pk, turn=2)
    new = stand_in(old, accepted=True)
    assert (where(new), where(old)) == (places, (None, None, []))
    assert (new.status, new.stands_in_for, statuses(old)) == (
        Status.ACCEPTED,
        old,
        [Status.WITHDRAWN],
    )
    assert Participant.objects.get(pk=new.pk).draft.visit_pinned
    newest = cafe.plan.seatings.first()
    assert sorted(turn for who, turn, _table in newest.seats if who == new.pk) == [1, 2]
    assert [pin[:2] for pin in newest.pins] == [[new.pk, 2]]
    assert old.pk not in {who for who, *_rest in newest.seats}


def test_nothing_is_published_anew_and_nobody_else_moves(old):
    plans = list(Plan.objects.exclude(what=Plan.What.CAFE))
    assert not any(plan.is_draft for plan in plans)
    mate = old.programme.participants.exclude(pk=old.pk).get()
    before = where(mate)
    stand_in(old)
    assert where(mate) == before
    assert not any(plan.is_draft for plan in Plan.objects.exclude(what=Plan.What.CAFE))


def test_needs_and_attendance_are_not_inherited(old):
    new = stand_in(old)
    assert not hasattr(new, "needs")
    assert not new.attendances.exists()
    assert (PersonalNeeds.objects.get().participant, old.attendances.count()) == (old, 1)


def test_a_substitute_who_has_not_said_yes_is_invited(old):
    new = stand_in(old)
    assert (new.status, new.answered_on) == (Status.INVITED, None)


def test_a_place_that_passes_on_invites_nobody_from_the_list(old):
    make.admission(old.programme, places=2, rule="in order")
    since = timezone.now()
    line = make.participant(old.programme, status=Status.WAITING, waiting_since=since)
    stand_in(old)
    assert statuses(line) == [Status.WAITING]


@pytest.mark.parametrize("status", [Status.INVITED, Status.ACCEPTED])
def test_a_substitute_is_taken_back_and_everything_is_as_it_was(old, status):
    Participant.objects.filter(pk=old.pk).update(status=status)
    places = where(old)
    new = stand_in(old, accepted=True)
    take_back_substitute(participant=new)
    assert statuses(old) == [status]
    assert where(old) == places
    assert not Participant.objects.filter(pk=new.pk).exists()


def test_a_substitute_from_the_waiting_list_goes_back_there(old):
    since = timezone.now() - timedelta(days=4)
    line = make.participant(old.programme, status=Status.WAITING, waiting_since=since)
    new = stand_in(old, person=line.person)
    assert new == line
    take_back_substitute(participant=new)
    line.refresh_from_db()
    assert (line.status, line.waiting_since, line.stands_in_for) == (Status.WAITING, since, None)


def test_a_substitute_who_has_said_something_stays(old):
    new = stand_in(old)
    rank_visits(participant=new, ranking=[make.visit(old.programme)])
    with pytest.raises(Refused, match="has answered already"):
        take_back_substitute(participant=new)


def test_a_substitute_stays_once_the_other_was_asked_again(old):
    new = stand_in(old)
    offer(programme=old.programme, people=[old.pk])
    with pytest.raises(Refused):
        take_back_substitute(participant=new)
    assert statuses(old, new) == [Status.INVITED, Status.INVITED]


def test_whoever_has_a_place_cannot_stand_in(old):
    mate = old.programme.participants.exclude(pk=old.pk).get()
    with pytest.raises(Refused, match="has a place already"):
        stand_in(old, person=mate.person)
    assert statuses(old) == [Status.ACCEPTED]


def test_nobody_stands_in_once_the_days_are_over():
    yesterday = timezone.localdate() - timedelta(days=1)
    programme = make.programme(starts_on=yesterday, ends_on=yesterday)
    with pytest.raises(Refused, match="no place"):
        stand_in(make.participant(programme))
