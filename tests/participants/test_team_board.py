"""The board of teams: forming, moving, wishes, sizes, and what is said about them."""

import pytest
from django.test import Client

from participants.models import Draft, Message, Team
from participants.placing.teams import add_teams, draft_teams, publish_teams, set_teams, wish
from participants.placing.visits import draft_visits
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme()


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme, name="Asha Kerr"))
    return client


@pytest.fixture
def people(programme):
    """Four; the first two are from one organisation."""
    surgery = make.organisation(name="Harbour Surgery")
    names = ("Bea Marsh", "Colm Reid", "Esi Owusu", "Tom Hale")
    return [
        make.participant(
            programme,
            person=make.person(name=name, organisation=surgery if at < 2 else None),
            role="",
        )
        for at, name in enumerate(names)
    ]


@pytest.fixture
def teams(programme):
    return add_teams(programme=programme, number=2)


def address(programme, deed: str = "") -> str:
    return f"/programmes/{programme.slug}/teams/{deed}"


def look(client, programme):
    return client.get(address(programme), secure=True).context["board"]


def do(client, programme, deed: str, **data):
    return client.post(address(programme, f"{deed}/"), data, secure=True, follow=True)


def text(response) -> str:
    return response.content.decode()


def draft(programme, people, *teams) -> int:
    found = {p.pk: t and t.pk for p, t in zip(people, teams, strict=True)}
    return draft_teams(programme=programme, teams=found).version


def together(programme) -> set[frozenset[str]]:
    rows = Draft.objects.filter(participant__programme=programme).exclude(team=None)
    groups = {}
    for row in rows.select_related("participant__person"):
        groups.setdefault(row.team_id, set()).add(str(row.participant))
    return {frozenset(group) for group in groups.values()}


def team_of(person) -> Team | None:
    return Draft.objects.get(participant=person).team


def test_a_number_of_teams_is_formed_mixed_and_as_a_draft(organiser, programme, people):
    assert look(organiser, programme).state == "Nothing planned yet."
    page = do(organiser, programme, "form", number=2, sizes="", seen=0)
    assert page.context["board"].state == "Draft. Nobody has been told."
    assert team_of(people[0]) != team_of(people[1])
    assert {len(group) for group in together(programme)} == {2}
    assert not Message.objects.exists()


def test_sizes_are_given(organiser, programme, people):
    page = do(organiser, programme, "form", number=9, sizes="3, 1", seen=0)
    assert sorted(len(group) for group in together(programme)) == [1, 3]
    assert page.context["board"].columns[0].places == "3 of 3 people"


@pytest.mark.parametrize("sizes", ["three", "0, 4", "2;2"])
def test_sizes_that_are_none_are_refused_and_kept_as_typed(organiser, programme, people, sizes):
    page = do(organiser, programme, "form", number=2, sizes=sizes, seen=0)
    assert page.status_code == 422
    assert "Write numbers with commas between" in text(page)
    assert page.context["sizes_form"]["sizes"].value() == sizes
    assert not Team.objects.exists()


def test_sizes_that_do_not_add_up_say_what_would_help(organiser, programme, people):
    page = do(organiser, programme, "form", number=2, sizes="3, 2", seen=0)
    assert "see below what would help" in text(page)
    assert page.context["board"].remedies in (("1 fewer in Team 1",), ("1 fewer in Team 2",))
    assert together(programme) == set()


def test_fewer_teams_leave_the_rest_unused_until_they_are_removed(organiser, programme, people):
    page = do(organiser, programme, "form", number=3, sizes="", seen=0)
    page = do(organiser, programme, "form", number=2, sizes="", seen=page.context["board"].version)
    column = page.context["board"].columns[2]
    assert (column.about, column.shut) == ("Not used any more.", True)
    do(organiser, programme, "remove", team=column.key)
    assert [team.name for team in programme.teams.all()] == ["Team 1", "Team 2"]


def test_a_team_with_people_in_it_is_not_removed(organiser, programme, people, teams):
    draft(programme, people, *teams, *teams)
    assert "Nothing was removed" in text(do(organiser, programme, "remove", team=teams[0].pk))
    assert programme.teams.count() == 2


def test_a_card_says_who_is_from_the_same_organisation(organiser, programme, people, teams):
    one, other = teams
    draft(programme, people, one, one, other, other)
    first, second = look(organiser, programme).columns
    assert [card.choice for card in first.cards] == [
        "also from there: Colm Reid",
        "also from there: Bea Marsh",
    ]
    assert {card.choice for card in second.cards} == {"nobody else from there"}


def test_mix_is_said_beside_the_least_possible(organiser, programme, people, teams):
    one, other = teams
    draft(programme, people, one, one, other, other)
    figure = look(organiser, programme).figures[0]
    assert (figure.number, figure.best) == (1, "at least 0")
    draft(programme, people, one, other, one, other)
    assert look(organiser, programme).figures[0].number == 0


def test_what_was_seen_on_visits_is_part_of_the_mix(organiser, programme, people, teams):
    one, other = teams
    mill, foundry = make.visit(programme, title="Mill"), make.visit(programme, title="Foundry")
    places = [mill, mill, foundry, foundry]
    draft_visits(
        programme=programme, places={p.pk: v.pk for p, v in zip(people, places, strict=True)}
    )
    draft(programme, people, one, one, other, other)
    board = look(organiser, programme)
    assert [column.about for column in board.columns] == ["nobody from Foundry", "nobody from Mill"]
    board = do(organiser, programme, "plan", seen=board.version).context["board"]
    assert {column.about for column in board.columns} == {"somebody from every visit"}


def test_a_move_that_mixes_worse_says_so_first_and_is_undone(organiser, programme, people, teams):
    one, other = teams
    seen = draft(programme, people, one, other, one, other)
    move = {"person": people[0].pk, "place": other.pk, "seen": seen}
    page = do(organiser, programme, "move", **move)
    assert page.context["question"].title == "Move Bea Marsh to Team 2?"
    assert "From the same organisation there: Colm Reid." in page.context["question"].costs
    assert team_of(people[0]) == one
    page = do(organiser, programme, "move", **move, sure="on")
    assert "Bea Marsh is in Team 2 now." in text(page)
    do(organiser, programme, "undo", seen=page.context["board"].version)
    assert team_of(people[0]) == one


def test_a_move_says_which_wish_and_which_size_it_breaks(organiser, programme, people, teams):
    one, other = set_teams(programme=programme, sizes=[2, 2])
    wish(programme=programme, kind="together", participants=people[1:3])
    seen = draft(programme, people, one, other, other, one)
    page = do(organiser, programme, "move", person=people[1].pk, place=one.pk, seen=seen)
    said = page.context["question"].costs
    assert "Colm Reid and Esi Owusu were to be in one team." in said
    assert "Team 1: 3 people, and it was to have 2." in said
    assert not page.context["question"].allowed


def test_forming_again_is_undone_as_a_whole(organiser, programme, people, teams):
    one, other = teams
    seen = draft(programme, people, one, one, other, other)
    before = together(programme)
    page = do(organiser, programme, "plan", seen=seen)
    assert together(programme) != before
    do(organiser, programme, "undo", seen=page.context["board"].version)
    assert together(programme) == before


def test_wishes_are_added_on_the_page_followed_and_taken_back(organiser, programme, people, teams):
    wanted = {"person0": people[0].pk, "person1": people[1].pk}
    page = do(organiser, programme, "wish", kind="together", **wanted)
    assert [each.people for each in page.context["wishes"]] == ["Bea Marsh and Colm Reid"]
    page = do(organiser, programme, "plan", seen=0)
    assert frozenset({"Bea Marsh", "Colm Reid"}) in together(programme)
    why = {card.name: card.why for c in page.context["board"].columns for card in c.cards}
    assert why["Bea Marsh"] == "To be kept together with Colm Reid."
    page = do(
        organiser, programme, "drop_wish".replace("_", "-"), wish=page.context["wishes"][0].key
    )
    assert page.context["wishes"] == ()


def test_a_wish_needs_two_people_of_this_programme(organiser, programme, people):
    stranger = make.participant(make.programme())
    for other in (people[0].pk, stranger.pk, ""):
        page = do(organiser, programme, "wish", kind="apart", person0=people[0].pk, person1=other)
        assert page.status_code == 422
    assert not programme.team_wishes.exists()


def test_wishes_that_contradict_one_another_say_which_to_give_up(
    organiser, programme, people, teams
):
    wish(programme=programme, kind="together", participants=people[:2])
    wish(programme=programme, kind="apart", participants=people[:2])
    board = look(organiser, programme)
    assert "do not keep apart Bea Marsh, Colm Reid" in board.remedies
    assert "do not keep together Bea Marsh, Colm Reid" in board.remedies


def test_somebody_pinned_stays_when_teams_are_formed_again(organiser, programme, people, teams):
    one, other = teams
    seen = draft(programme, people, other, other, one, one)
    page = do(organiser, programme, "pin", person=people[0].pk, pinned="on", seen=seen)
    do(organiser, programme, "plan", seen=page.context["board"].version)
    assert team_of(people[0]) == other
    assert team_of(people[1]) == one


def test_whoever_comes_later_finds_a_team_and_nobody_else_moves(
    organiser, programme, people, teams
):
    one, other = teams
    draft(programme, people, one, one, one, other)
    publish_teams(programme=programme)
    late = make.participant(programme)
    page = organiser.get(address(programme), secure=True)
    assert "Find a team for 1, move nobody else" in text(page)
    do(organiser, programme, "fill", seen=page.context["board"].version)
    assert team_of(late) == other
    assert [change.participant for change in publish_teams(programme=programme)] == [late]


def test_publishing_tells_only_those_whose_team_changes(organiser, programme, people, teams):
    one, other = teams
    draft(programme, people, one, one, other, other)
    publish_teams(programme=programme)
    Message.objects.all().delete()
    seen = draft(programme, people, other, one, other, other)
    page = do(organiser, programme, "publish", seen=seen)
    assert "Published. 1 person sees a new place" in text(page)
    assert [str(row.participant) for row in Message.objects.all()] == ["Bea Marsh"]


@pytest.mark.parametrize("deed", ["plan", "move", "pin", "publish", "fill", "form", "undo"])
def test_a_second_organisers_change_is_not_overwritten_unseen(
    organiser, programme, people, teams, deed
):
    one, other = teams
    seen = draft(programme, people, one, one, other, other)
    draft(programme, people, other, one, one, other)
    before = together(programme)
    data = {"person": people[0].pk, "place": one.pk, "sure": "on", "pinned": "on", "number": 3}
    page = do(organiser, programme, deed, seen=seen, **data)
    assert "somebody else changed this plan meanwhile" in text(page)
    assert together(programme) == before


def test_visits_drafted_earlier_take_nobody_out_of_their_team(programme, people, teams):
    for person in people:
        person.team = teams[0]
        person.save()
    draft_visits(programme=programme, places={people[0].pk: make.visit(programme).pk})
    assert team_of(people[0]) == teams[0]
    assert publish_teams(programme=programme) == []


@pytest.mark.parametrize("number", [0, 1])
def test_one_person_or_nobody_is_no_trouble(organiser, programme, number):
    make.participants(programme, number)
    page = do(organiser, programme, "form", number=1, sizes="", seen=0)
    assert page.status_code == 200
    assert len(together(programme)) == number


def test_everybody_from_one_organisation_is_said(organiser, programme):
    one = make.organisation(name="Harbour Surgery")
    make.participants(programme, 4, organisation=one)
    page = do(organiser, programme, "form", number=2, sizes="", seen=0)
    assert page.context["board"].verdict[0].startswith("Everybody is from Harbour Surgery")


def test_more_teams_than_people_are_said(organiser, programme):
    make.participants(programme, 2)
    page = do(organiser, programme, "form", number=5, sizes="", seen=0)
    assert "some teams stay empty" in page.context["board"].verdict[0]
    assert len(together(programme)) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_as_often_for_one_as_for_three(
    organiser, programme, number, django_assert_num_queries
):
    teams = add_teams(programme=programme, number=number)
    people = make.participants(programme, number)
    draft(programme, people, *teams)
    wish(programme=programme, kind="apart", participants=people)
    with django_assert_num_queries(17):
        organiser.get(address(programme), secure=True)
