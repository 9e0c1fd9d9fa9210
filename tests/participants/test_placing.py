"""Drafts, publication and first-come places, as rows."""

import pytest

from participants.models import Draft, Plan, TeamWish, VisitChoice
from participants.placing.cafe import cafe_case, scene_of
from participants.placing.plans import Overtaken, follow_record
from participants.placing.seats import draft_seats, pin_seat, publish_seats
from participants.placing.teams import add_teams, draft_teams, publish_teams, team_case
from participants.placing.visits import (
    NoPlace,
    draft_visits,
    drafted_visits,
    pin_to_visit,
    publish_visits,
    rank_visits,
    take_place,
    visit_case,
)
from programmes.models import Contribution
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.programme()


def test_a_case_holds_those_who_come_with_their_needs_wishes_and_refusals(programme):
    mill, farm = make.visit(programme), make.visit(programme, step_free=True)
    comes = make.participant(programme)
    make.participant(programme, status="declined")
    make.participant(programme, absent=True)
    rank_visits(participant=comes, ranking=[farm, mill], refusals={mill: "conflict"})
    case = visit_case(programme)
    [person] = case.people
    assert (person.key, person.ranking, person.refused) == (comes.pk, (farm.pk,), {mill.pk})
    assert [visit.step_free for visit in case.visits] == [False, True]


@pytest.mark.parametrize("number", [1, 3])
def test_a_case_takes_the_same_queries_however_many_come(
    programme, number, django_assert_num_queries
):
    make.visit(programme)
    make.participants(programme, number)
    with django_assert_num_queries(4):
        visit_case(programme)


def test_ranking_again_replaces_what_was_ranked(programme):
    mill, farm = make.visit(programme), make.visit(programme)
    person = make.participant(programme)
    rank_visits(participant=person, ranking=[mill, farm])
    rank_visits(participant=person, ranking=[farm])
    assert [(row.rank, row.visit) for row in person.preferences.all()] == [(1, farm)]


def test_a_visit_of_another_programme_cannot_be_ranked(programme):
    with pytest.raises(ValueError, match="another programme"):
        rank_visits(participant=make.participant(programme), ranking=[make.visit(make.programme())])


def test_a_draft_tells_nobody_and_publication_names_those_whose_place_changes(programme):
    mill, farm = make.visit(programme), make.visit(programme)
    stays = make.participant(programme, visit=mill)
    moves = make.participant(programme, visit=mill)
    draft_visits(programme=programme, places={stays.pk: mill.pk, moves.pk: farm.pk})
    moves.refresh_from_db()
    assert moves.visit == mill
    staff = make.member(programme)
    [told] = publish_visits(programme=programme, user=staff)
    assert (told.participant, told.before, told.after) == (moves, str(mill), str(farm))
    moves.refresh_from_db()
    assert moves.visit == farm
    plan = Plan.objects.get(programme=programme)
    assert (plan.is_draft, plan.published_by) == (False, staff)


def test_of_two_organisers_who_saw_the_same_draft_the_second_is_stopped(programme):
    visit, person = make.visit(programme), make.participant(programme)
    seen = draft_visits(programme=programme, places={person.pk: None}).version
    draft_visits(programme=programme, places={person.pk: visit.pk}, seen=seen)
    with pytest.raises(Overtaken, match="Somebody else"):
        draft_visits(programme=programme, places={person.pk: None}, seen=seen)
    with pytest.raises(Overtaken):
        publish_visits(programme=programme, seen=seen)
    assert drafted_visits(programme) == {person.pk: visit.pk}


def test_a_draft_leaves_participants_of_other_programmes_alone(programme):
    stranger = make.participant(make.programme())
    draft_visits(programme=programme, places={stranger.pk: make.visit(programme).pk})
    assert not Draft.objects.exists()


def test_a_pin_holds_in_the_next_case_and_a_new_draft_keeps_it(programme):
    visit, person = make.visit(programme), make.participant(programme)
    draft_visits(programme=programme, places={person.pk: visit.pk})
    pin_to_visit(participant=person)
    draft_visits(programme=programme, places={person.pk: visit.pk})
    assert visit_case(programme).people[0].pinned == visit.pk
    pin_to_visit(participant=person, pinned=False)
    assert visit_case(programme).people[0].pinned is None


def test_the_last_place_is_taken_once(programme):
    VisitChoice.objects.create(programme=programme, first_come=True)
    visit = make.visit(programme, capacity=1)
    first, second = make.participants(programme, 2)
    take_place(participant=first, visit=visit)
    take_place(participant=first, visit=visit)
    with pytest.raises(NoPlace, match="no place"):
        take_place(participant=second, visit=visit)
    first.refresh_from_db()
    assert first.visit == visit


def test_places_cannot_be_taken_where_organisers_give_them(programme):
    with pytest.raises(NoPlace, match="organisers"):
        take_place(participant=make.participant(programme), visit=make.visit(programme))


def test_nobody_takes_a_place_at_their_own_organisation(programme):
    VisitChoice.objects.create(programme=programme, first_come=True)
    person = make.participant(programme)
    with pytest.raises(NoPlace):
        take_place(participant=person, visit=make.visit(programme, host=person.organisation))


def test_teams_are_named_drafted_and_published(programme):
    one, other = make.participants(programme, 2)
    wish = TeamWish.objects.create(programme=programme, kind=TeamWish.Kind.APART)
    wish.participants.set([one, other])
    first, second = add_teams(programme=programme, number=2)
    assert [team.name for team in (first, second)] == ["Team 1", "Team 2"]
    case = team_case(programme, [first.pk, second.pk])
    assert case.apart == (frozenset({one.pk, other.pk}),)
    draft_teams(programme=programme, teams={one.pk: first.pk, other.pk: second.pk})
    assert len(publish_teams(programme=programme)) == 2
    one.refresh_from_db()
    assert one.team == first


def test_a_leader_who_said_no_does_not_keep_their_organisation_away(programme):
    cafe = make.cafe(programme, tables=2)
    comes, declines = make.person(), make.person()
    for leader, status in ((comes, "yes"), (declines, "no")):
        Contribution.objects.create(
            programme=programme,
            person=leader,
            kind="leader",
            status=status,
            table=cafe.tables.first(),
        )
    make.participant(programme)
    first, second = cafe_case(cafe).tables
    assert first.organisations == {comes.organisation_id}
    assert second.organisations == frozenset()


def test_new_seats_replace_the_draft_and_keep_its_pins(programme):
    cafe, person = make.cafe(programme, tables=2), make.participant(programme)
    first, other = cafe.tables.all()
    make.seat(person, cafe)
    pin_seat(cafe=cafe, guest=person.pk, turn=1)
    draft_seats(cafe=cafe, seats={(person.pk, 1): first.pk, (person.pk, 2): other.pk})
    scene = scene_of(cafe)
    assert scene.seats == {(person.pk, 1): first.pk, (person.pk, 2): other.pk}
    assert scene.cafe.pins == {(person.pk, 1, first.pk)}
    assert cafe.seats.count() == 1
    assert publish_seats(cafe=cafe) == (person.pk,)
    assert cafe.seats.count() == 2


def test_a_place_written_into_the_record_holds_for_the_draft_too(programme):
    mill, farm = make.visit(programme), make.visit(programme)
    person = make.participant(programme)
    draft_visits(programme=programme, places={person.pk: mill.pk})
    publish_visits(programme=programme)
    person.refresh_from_db()
    person.visit = farm
    person.save()
    before = Plan.objects.get().version
    follow_record(person, ["visit", "role"])
    plan = Plan.objects.get()
    assert drafted_visits(programme) == {person.pk: farm.pk}
    assert (plan.version, plan.is_draft) == (before + 1, False)
    assert publish_visits(programme=programme) == []
