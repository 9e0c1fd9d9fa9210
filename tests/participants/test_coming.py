"""Who comes: places offered and answered, the waiting list, and everything undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participants.coming.answering import may_answer, say_no, say_yes
from participants.coming.changes import Change, Refused
from participants.coming.entering import receive
from participants.coming.following import give_free_places
from participants.coming.offering import TooMany, decline, offer, put_on_list, reopen, take_back
from participants.coming.undoing import undo
from participants.models import Application, Message, Participant
from participants.placing.seats import draft_seats, publish_seats
from participants.placing.visits import draft_visits, publish_visits
from programmes.models import Organisation, Person
from programmes.trail import trail_of
from tests import factories as make

pytestmark = pytest.mark.django_db
Status, State = Participant.Status, Application.State


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return make.programme(starts_on=ahead, ends_on=ahead + timedelta(days=1))


def waiting(programme, days, **fields):
    since = timezone.now() - timedelta(days=days)
    return make.participant(programme, status=Status.WAITING, waiting_since=since, **fields)


def offered(programme, *applications, **how):
    return offer(programme=programme, applications=[each.pk for each in applications], **how)


def statuses(*people):
    return [Participant.objects.get(pk=each.pk).status for each in people]


# offering


def test_an_applicant_who_is_offered_a_place_becomes_an_invited_participant(programme):
    wish = make.application(programme, name="Ann Bell", role="GP", sector="arts", phone="01 23")
    offered(programme, wish)
    row = programme.participants.get()
    assert (row.status, row.role, row.answered_on) == (Status.INVITED, "GP", None)
    assert (row.person.name, row.person.email, row.person.phone) == (
        "Ann Bell",
        wish.email,
        "01 23",
    )
    assert (row.organisation.name, row.organisation.sector) == (wish.organisation, "arts")
    wish.refresh_from_db()
    assert (wish.state, wish.participant) == (State.ACCEPTED, row)


def test_somebody_known_keeps_their_record_and_their_organisation_as_they_are(programme):
    known = make.person(name="Ann Bell", email="Ann@Example.org", phone="old")
    home = make.organisation(name="Shore Trust", sector="health")
    wish = make.application(
        programme,
        name="Dr Ann Bell",
        email="ann@example.ORG",
        phone="new",
        organisation="shore  trust",
        sector="arts",
    )
    offered(programme, wish)
    row = programme.participants.get()
    assert (row.person, row.organisation) == (known, home)
    known.refresh_from_db()
    home.refresh_from_db()
    assert (known.name, known.phone, home.sector) == ("Ann Bell", "old", "health")


def test_two_people_who_share_an_address_stay_two_people(programme):
    make.person(name="Ann Bell", email="office@example.org")
    offered(programme, make.application(programme, name="Tom Hale", email="office@example.org"))
    person = programme.participants.get().person
    assert (person.name, person.email, person.assistant_email) == (
        "Tom Hale",
        None,
        "office@example.org",
    )


def test_a_second_click_offers_nothing_twice(programme):
    wish = make.application(programme)
    assert offered(programme, wish)
    assert not offered(programme, wish)
    assert programme.participants.count() == Person.objects.count() == 1


def test_there_are_never_more_offers_than_places_unless_somebody_says_so(programme):
    make.admission(programme, places=2)
    make.participant(programme, status=Status.INVITED)
    wishes = [make.application(programme) for _each in range(2)]
    with pytest.raises(TooMany, match="1 place is free"):
        offered(programme, *wishes)
    assert programme.participants.count() == 1
    offered(programme, *wishes, more=True)
    assert programme.participants.count() == 3


def test_nothing_of_another_programme_is_offered_listed_or_declined(programme):
    other = make.application(make.programme())
    for deed in (offer, put_on_list, decline):
        assert not deed(programme=programme, applications=[other.pk])
    other.refresh_from_db()
    assert other.state == State.RECEIVED


def test_whoever_is_put_on_the_list_waits_from_now_on(programme):
    put_on_list(programme=programme, applications=[make.application(programme).pk])
    row = programme.participants.get()
    assert row.status == Status.WAITING
    assert timezone.now() - row.waiting_since < timedelta(minutes=1)


def test_an_application_without_a_place_this_time_makes_no_participant(programme):
    wish = make.application(programme)
    decline(programme=programme, applications=[wish.pk])
    wish.refresh_from_db()
    assert (wish.state, wish.participant) == (State.DECLINED, None)
    reopen(programme=programme, applications=[wish.pk])
    wish.refresh_from_db()
    assert wish.state == State.RECEIVED


@pytest.mark.parametrize("deed", [offer, put_on_list, decline])
def test_each_decision_about_an_application_can_be_undone(programme, deed):
    wish = make.application(programme)
    change = deed(programme=programme, applications=[wish.pk])
    undo(programme=programme, change=Change.read(change.stored()))
    wish.refresh_from_db()
    assert (wish.state, programme.participants.count()) == (State.RECEIVED, 0)


def test_whoever_was_told_of_an_offer_stays_known_when_it_is_undone(programme):
    change = offered(programme, make.application(programme))
    row = programme.participants.get()
    make.message(row, told_at=timezone.now())
    undo(programme=programme, change=change)
    assert statuses(row) == [Status.WITHDRAWN]
    assert Message.objects.count() == 1


def test_an_offer_that_was_answered_cannot_be_undone(programme):
    change = offered(programme, make.application(programme))
    row = programme.participants.get()
    say_yes(person=row)
    with pytest.raises(Refused, match=str(row)):
        undo(programme=programme, change=change)
    assert statuses(row) == [Status.ACCEPTED]


def test_an_invitation_nobody_answered_is_taken_back(programme):
    wish = make.application(programme)
    offered(programme, wish)
    first, listed = programme.participants.get(), waiting(programme, 3)
    offer(programme=programme, people=[listed.pk])
    take_back(programme=programme, people=[first.pk, listed.pk])
    assert statuses(listed) == [Status.WAITING]
    assert not Participant.objects.filter(pk=first.pk).exists()
    wish.refresh_from_db()
    assert wish.state == State.RECEIVED


def test_an_answered_invitation_is_not_taken_back(programme):
    row = make.participant(programme, status=Status.INVITED)
    say_yes(person=row)
    assert not take_back(programme=programme, people=[row.pk])
    assert statuses(row) == [Status.ACCEPTED]


# answering


def test_yes_and_no_are_noted_with_their_day_and_can_be_said_twice(programme):
    one, other = (make.participant(programme, status=Status.INVITED) for _each in range(2))
    for _time in range(2):
        say_yes(person=one)
        say_no(person=other)
    assert statuses(one, other) == [Status.ACCEPTED, Status.DECLINED]
    assert Participant.objects.filter(answered_on=timezone.localdate()).count() == 2
    assert len(trail_of(one)) == len(trail_of(other)) == 1


def test_whoever_said_yes_and_cannot_come_is_withdrawn(programme):
    row = make.participant(programme, status=Status.INVITED)
    say_yes(person=row)
    say_no(person=row)
    assert statuses(row) == [Status.WITHDRAWN]


def test_a_place_given_up_is_had_again_while_it_is_free(programme):
    make.admission(programme, places=1)
    row = make.participant(programme)
    say_no(person=row)
    say_yes(person=row)
    assert statuses(row) == [Status.ACCEPTED]


def test_a_place_given_up_and_given_away_is_gone_and_its_owner_waits(programme):
    make.admission(programme, places=1, rule="in order")
    row, other = make.participant(programme), waiting(programme, 5)
    say_no(person=row)
    assert statuses(row, other) == [Status.WITHDRAWN, Status.INVITED]
    say_yes(person=row)
    assert statuses(row) == [Status.WAITING]


def test_whoever_left_the_list_comes_back_to_it_and_not_to_a_place(programme):
    make.admission(programme, places=5)
    row = waiting(programme, 5)
    say_no(person=row)
    say_yes(person=row)
    assert statuses(row) == [Status.WAITING]
    row.refresh_from_db()
    assert timezone.now() - row.waiting_since < timedelta(minutes=1)


def test_nobody_comes_back_whom_the_organisers_took_off(programme):
    row = make.participant(programme, status=Status.INVITED)
    take_back(programme=programme, people=[row.pk])
    row.refresh_from_db()
    assert not may_answer(row).say_yes
    say_yes(person=row)
    assert statuses(row) == [Status.WITHDRAWN]


def test_once_the_days_have_begun_only_the_organisers_note_an_answer():
    programme = make.programme(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    row = make.participant(programme)
    say_no(person=row)
    assert statuses(row) == [Status.ACCEPTED]
    say_no(person=row, user=make.user())
    assert statuses(row) == [Status.WITHDRAWN]


# free places


def test_by_hand_nobody_follows_by_themselves(programme):
    make.admission(programme, places=1)
    row, other = make.participant(programme), waiting(programme, 5)
    say_no(person=row)
    assert statuses(other) == [Status.WAITING]


def test_in_order_the_one_who_has_waited_longest_follows(programme):
    make.admission(programme, places=1, rule="in order")
    row, late, early = make.participant(programme), waiting(programme, 1), waiting(programme, 9)
    say_no(person=row)
    assert statuses(early, late) == [Status.INVITED, Status.WAITING]
    [entry] = trail_of(early)
    assert entry.sentence == f"By the rule for free places, the next was participant “{early}”."
    assert entry.detail.startswith("Waiting since")


def test_by_mix_the_one_who_fills_the_largest_gap_follows_and_it_is_said_why(programme):
    make.admission(programme, places=2, rule="by mix")
    programme.mix_targets.create(by="sector", value="Council", wanted=3)
    programme.mix_targets.create(by="sector", value="health", wanted=2)
    make.participant(programme)
    council = make.organisation(sector="council")
    early, fills = waiting(programme, 9), waiting(programme, 1, organisation=council)
    give_free_places(programme)
    assert statuses(early, fills) == [Status.WAITING, Status.INVITED]
    detail = trail_of(fills)[0].detail
    assert detail.startswith("Council: 0 of 3, the largest gap that can be filled; waiting since")


def test_giving_free_places_again_gives_none_twice(programme):
    make.admission(programme, places=2, rule="in order")
    for days in range(4):
        waiting(programme, days)
    assert len(give_free_places(programme)) == 2
    assert give_free_places(programme) == []


def test_nobody_is_invited_by_a_rule_once_the_days_have_begun():
    programme = make.programme(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    make.admission(programme, places=2, rule="in order")
    waiting(programme, 3)
    assert give_free_places(programme) == []


def test_a_no_undone_takes_back_who_followed_and_gives_back_every_place(programme):
    make.admission(programme, places=2, rule="in order")
    row, mate, other = *make.participants(programme, 2), waiting(programme, 5)
    places = placed(programme, row, mate)
    change = Change()
    say_no(person=row, user=make.user(), change=change)
    assert [name for name, _why in change.invited] == [str(other)]
    assert where(row) == (None, None, [])
    undo(programme=programme, change=Change.read(change.stored()))
    assert statuses(row, other) == [Status.ACCEPTED, Status.WAITING]
    assert where(row) == places


def test_a_no_is_not_undone_once_whoever_followed_has_answered(programme):
    make.admission(programme, places=1, rule="in order")
    row, other = make.participant(programme), waiting(programme, 5)
    change = Change()
    say_no(person=row, user=make.user(), change=change)
    say_yes(person=other)
    with pytest.raises(Refused):
        undo(programme=programme, change=change)
    assert statuses(row, other) == [Status.WITHDRAWN, Status.ACCEPTED]


def test_a_no_is_not_undone_when_its_place_was_given_by_hand(programme):
    make.admission(programme, places=1)
    row, other = make.participant(programme), waiting(programme, 5)
    change = Change()
    say_no(person=row, user=make.user(), change=change)
    offer(programme=programme, people=[other.pk])
    with pytest.raises(Refused, match="given to somebody else"):
        undo(programme=programme, change=change)


# leaving


def placed(programme, *people):
    """Everybody on one visit, in one team and at one table, published; where that is."""
    visit, team = make.visit(programme), programme.teams.create(name="Lighthouse")
    draft_visits(programme=programme, places={row.pk: visit.pk for row in people})
    publish_visits(programme=programme)
    Participant.objects.filter(pk__in=[row.pk for row in people]).update(team=team)
    cafe = make.cafe(programme, tables=1, rounds=2)
    table = cafe.tables.get()
    draft_seats(cafe=cafe, seats={(row.pk, turn): table.pk for row in people for turn in (1, 2)})
    publish_seats(cafe=cafe)
    return where(people[0])


def where(row):
    row = Participant.objects.get(pk=row.pk)
    seats = sorted(row.seats.values_list("cafe", "table", "round"))
    return row.visit_id, row.team_id, seats


def test_whoever_leaves_leaves_visit_team_seats_and_drafts_free(programme):
    row, mate = make.participants(programme, 2)
    placed(programme, row, mate)
    say_no(person=row)
    assert where(row) == (None, None, [])
    assert not hasattr(Participant.objects.get(pk=row.pk), "draft")
    newest = programme.cafe_conversations.get().plan.seatings.first()
    assert {who for who, _turn, _table in newest.seats} == {mate.pk}
    assert len(where(mate)[2]) == 2


def test_rounds_that_have_begun_are_kept_of_whoever_leaves_in_mid_cafe():
    programme = make.programme(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    row = make.participant(programme)
    placed(programme, row)
    cafe = programme.cafe_conversations.get()
    since = timezone.localtime() - timedelta(minutes=1)
    cafe.day, cafe.starts, cafe.minutes = since.date(), since.time(), 30
    cafe.save()
    say_no(person=row, user=make.user())
    assert [turn for *_place, turn in where(row)[2]] == [1]


# applying


def test_the_same_address_applies_once_and_changes_nothing(programme):
    said = {"name": "Ann", "organisation": "Trust", "sector": "health"}
    assert receive(programme=programme, email="ann@example.org", **said)
    assert receive(programme=programme, email="ANN@example.org", **said | {"name": "Eve"}) is None
    assert [row.name for row in programme.applications.all()] == ["Ann"]
    assert Organisation.objects.filter(name="Trust").count() == 0


def test_whoever_takes_part_already_makes_no_application(programme):
    row = make.participant(programme)
    said = {"name": "Ann", "organisation": "Trust", "sector": "health"}
    assert receive(programme=programme, email=row.person.email.upper(), **said) is None
