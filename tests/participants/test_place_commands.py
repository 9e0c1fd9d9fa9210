"""allocate_visits, seat_cafe and form_teams: preview by default, stored when asked."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from participants.models import Draft, Plan, Seat
from participants.placing.cafe import scene_of
from participants.placing.teams import set_teams
from participants.placing.visits import rank_visits
from programmes.models import Contribution
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.programme(slug="harbour")


def run(command, *arguments):
    output = io.StringIO()
    call_command(command, "harbour", *arguments, stdout=output)
    return output.getvalue()


def as_json(command, *arguments):
    return json.loads(run(command, "--json", *arguments))


def test_a_preview_of_visits_explains_and_stores_nothing(programme):
    mill = make.visit(programme, title="Mill", capacity=1)
    farm = make.visit(programme, title="Farm")
    for person in make.participants(programme, 2):
        rank_visits(participant=person, ranking=[mill, farm])
    text = run("allocate_visits")
    assert "Mill was full: 2 asked for its one place." in text
    assert "1 × 1st choice and 1 × 2nd choice." in text
    assert "Nothing is stored yet" in text
    assert not Draft.objects.exists()


def test_visits_are_stored_as_a_draft_and_published_when_asked(programme):
    visit, person = make.visit(programme), make.participant(programme)
    data = as_json("allocate_visits", "--save")
    assert (data["saved"], data["optimal"], data["quality"]["unplaced"]) == (True, True, 0)
    person.refresh_from_db()
    assert person.visit is None
    assert as_json("allocate_visits", "--publish")["told"] == [str(person)]
    person.refresh_from_db()
    assert person.visit == visit


def test_too_few_places_come_with_the_change_that_helps(programme):
    make.visit(programme, title="Mill", capacity=1)
    make.participants(programme, 2)
    data = as_json("allocate_visits")
    assert data["clashes"] == ["2 people need a place; there is one."]
    assert data["remedies"] == ["1 more at Mill"]


def test_a_programme_without_visits_says_so(programme):
    with pytest.raises(CommandError, match="no site visits"):
        run("allocate_visits")


@pytest.mark.parametrize("command", ["allocate_visits", "seat_cafe", "form_teams"])
def test_an_unknown_programme_is_answered_with_those_there_are(programme, command):
    with pytest.raises(CommandError, match="harbour"):
        call_command(command, "habour", stdout=io.StringIO())


def cafe_with_leaders(programme, tables=3):
    cafe = make.cafe(programme, tables=tables, rounds=2)
    leaders = [make.person() for _table in range(tables)]
    for leader, table in zip(leaders, cafe.tables.all(), strict=True):
        Contribution.objects.create(
            programme=programme, person=leader, kind="leader", status="yes", table=table
        )
    return cafe, leaders


def drafted(cafe, turn):
    """The draft of one round, as (participant, table)."""
    return {(who, table) for (who, when), table in scene_of(cafe).seats.items() if when == turn}


def test_a_cafe_is_seated_within_its_bound_and_stored_when_asked(programme):
    cafe, _leaders = cafe_with_leaders(programme)
    make.participants(programme, 9)
    data = as_json("seat_cafe")
    assert data["quality"]["repeats"] >= data["bound"]["repeats"]
    assert not scene_of(cafe).seats
    assert as_json("seat_cafe", "--save")["rounds"] == data["rounds"]
    assert len(scene_of(cafe).seats) == 18
    assert not Seat.objects.exists()
    run("seat_cafe", "--publish")
    assert cafe.seats.count() == 18


def test_a_leader_who_is_ill_closes_the_table_for_the_rounds_to_come(programme):
    cafe, leaders = cafe_with_leaders(programme)
    guests = make.participants(programme, 9)
    run("seat_cafe", "--save")
    held = drafted(cafe, 1)
    data = as_json(
        "seat_cafe", "--without", leaders[0].name, guests[0].person.email, "--held", "1", "--save"
    )
    assert drafted(cafe, 1) == held
    assert cafe.tables.first().pk not in {table for _who, table in drafted(cafe, 2)}
    assert guests[0].pk not in {who for who, _table in drafted(cafe, 2)}
    assert {change["round"] for change in data["changes"]} == {2}
    assert len(drafted(cafe, 2)) == 8


def test_what_was_noted_on_the_day_holds_until_it_is_said_otherwise(programme):
    cafe, leaders = cafe_with_leaders(programme)
    guests = make.participants(programme, 9)
    run("seat_cafe", "--save")
    run("seat_cafe", "--without", guests[0].person.email, "--save")
    run("seat_cafe", "--without", leaders[0].name, "--save")
    assert guests[0].pk not in {who for who, _turn in scene_of(cafe).seats}
    run("seat_cafe", "--late", f"{guests[0].person.name}=2", "--save")
    assert [turn for who, turn in scene_of(cafe).seats if who == guests[0].pk] == [2]


def test_who_comes_late_has_no_seat_before(programme):
    cafe_with_leaders(programme)
    late = make.participants(programme, 9)[0]
    run("seat_cafe", "--save")
    run("seat_cafe", "--late", f"{late.person.name}=2", "--publish")
    assert [seat.round for seat in late.seats.all()] == [2]


def test_a_name_nobody_has_is_refused(programme):
    cafe_with_leaders(programme)
    with pytest.raises(CommandError, match="Nobody in this café"):
        run("seat_cafe", "--without", "Nobody Real")
    with pytest.raises(CommandError, match="NAME=ROUND"):
        run("seat_cafe", "--late", "tomorrow")


def test_a_cafe_that_cannot_be_seated_says_what_would_help_and_stores_nothing(programme):
    make.cafe(programme, tables=1, rounds=2)
    make.participants(programme, 4)
    output = io.StringIO()
    with pytest.raises(CommandError, match="cannot be seated"):
        call_command("seat_cafe", "harbour", "--save", stdout=output)
    assert "plan fewer rounds, 1 instead of 2" in output.getvalue()
    assert not Seat.objects.exists()


def test_of_several_cafes_one_has_to_be_named(programme):
    make.cafe(programme, title="Early", rounds=1)
    make.cafe(programme, title="Late", rounds=1)
    with pytest.raises(CommandError, match="Early, Late"):
        run("seat_cafe")
    assert as_json("seat_cafe", "--cafe", "Late")["cafe"] == "Late"


def test_teams_are_previewed_then_made_and_published(programme):
    people = make.participants(programme, 6)
    data = as_json("form_teams", "--teams", "2")
    assert [len(team["members"]) for team in data["teams"]] == [3, 3]
    assert not programme.teams.exists()
    run("form_teams", "--teams", "2", "--publish")
    people[0].refresh_from_db()
    assert people[0].team in programme.teams.all()
    assert Plan.objects.get(what=Plan.What.TEAMS).published_at


def test_sizes_that_do_not_fit_are_refused_with_what_would(programme):
    make.participants(programme, 5)
    output = io.StringIO()
    with pytest.raises(CommandError, match="cannot be formed"):
        call_command("form_teams", "harbour", "--sizes", "2,2", stdout=output)
    assert "1 more in Team" in output.getvalue()
    with pytest.raises(CommandError, match="5,5,6"):
        run("form_teams", "--sizes", "two")


def test_teams_that_were_given_sizes_on_the_board_keep_them(programme):
    make.participants(programme, 4)
    set_teams(programme=programme, sizes=[3, 1])
    found = as_json("form_teams")
    assert [len(team["members"]) for team in found["teams"]] == [3, 1]


def test_saying_twice_who_is_missing_moves_nobody_the_second_time(programme):
    cafe = make.cafe(programme, tables=4)
    guests = make.participants(programme, 12)
    run("seat_cafe", "--save")
    missing = ("--without", guests[0].person.email, "--held", "1", "--save")
    run("seat_cafe", *missing)
    seats = scene_of(cafe).seats
    assert as_json("seat_cafe", *missing)["changes"] == []
    assert scene_of(cafe).seats == seats
