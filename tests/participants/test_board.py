"""The board of site visits: what it shows, what a move says first, and who may overwrite whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participants.models import Draft, Plan
from participants.placing.visits import (
    draft_visits,
    pin_to_visit,
    publish_visits,
    rank_visits,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme()


@pytest.fixture
def staff(programme):
    return make.member(programme, name="Asha Kerr")


@pytest.fixture
def organiser(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def visits(programme):
    mill = make.visit(programme, title="Open Data Mill", capacity=2)
    return mill, make.visit(programme, title="The Foundry", capacity=2, minimum=2)


@pytest.fixture
def people(programme, visits):
    """Three; the first two want the mill first, the third gave no preferences."""
    names = ("Bea Marsh", "Colm Reid", "Esi Owusu")
    people = [make.participant(programme, person=make.person(name=name)) for name in names]
    for person in people[:2]:
        rank_visits(participant=person, ranking=visits)
    return people


def address(programme, deed: str = "") -> str:
    return f"/programmes/{programme.slug}/visits/{deed}"


def look(client, programme):
    return client.get(address(programme), secure=True)


def do(client, programme, deed: str, **data):
    return client.post(address(programme, f"{deed}/"), data, secure=True, follow=True)


def text(response) -> str:
    return response.content.decode()


def draft(programme, people, *places) -> int:
    found = {p.pk: v and v.pk for p, v in zip(people, places, strict=True)}
    return draft_visits(programme=programme, places=found).version


def places(programme) -> list[str | None]:
    rows = Draft.objects.filter(participant__programme=programme).order_by("participant_id")
    return [row.visit.title if row.visit else None for row in rows]


def test_nothing_is_planned_until_somebody_plans(organiser, programme, people):
    page = look(organiser, programme)
    assert "Nothing planned yet." in text(page)
    assert "Plan the visits" in text(page)
    assert [card.name for card in page.context["board"].waiting] == [str(p) for p in people]


def test_planning_makes_a_draft_that_nobody_is_told(organiser, programme, visits, people):
    page = do(organiser, programme, "plan", seen=0)
    board = page.context["board"]
    assert board.state == "Draft. Nobody has been told."
    assert board.waiting == ()
    assert None not in places(programme)
    people[0].refresh_from_db()
    assert people[0].visit is None
    page = do(organiser, programme, "plan", seen=board.version)
    assert "everybody stays where they were" in text(page)


def test_a_card_says_who_it_is_and_which_choice_this_place_is(organiser, programme, visits, people):
    mill, foundry = visits
    draft(programme, people, mill, foundry, foundry)
    first, second = look(organiser, programme).context["board"].columns
    assert [(card.name, card.choice, card.edge) for card in first.cards] == [
        ("Bea Marsh", "1st choice", "first")
    ]
    assert [(card.choice, card.edge) for card in second.cards] == [
        ("2nd choice", "second"),
        ("no preferences", "any"),
    ]
    assert first.cards[0].about == f"{people[0].organisation} · Health"
    assert (first.places, len(first.free)) == ("1 of 2 places", 1)


def test_whoever_lacks_their_first_choice_is_told_why(organiser, programme, visits, people):
    mill, foundry = visits
    draft(programme, people, mill, foundry, foundry)
    [(name, sentence)] = look(organiser, programme).context["board"].whys
    assert name == "Colm Reid"
    assert sentence.startswith("This is their 2nd choice.")


def test_a_draft_as_good_as_can_be_says_so_and_a_worse_one_says_what_is_lost(
    organiser, programme, visits, people
):
    mill, foundry = visits
    foundry.minimum = 1
    foundry.save()
    draft(programme, people, mill, mill, foundry)
    assert look(organiser, programme).context["board"].verdict == ("As good as it can be: proved.",)
    draft(programme, people, mill, foundry, mill)
    [verdict] = look(organiser, programme).context["board"].verdict
    assert verdict == "Planning again would do better: nobody is below their 1st choice."


def test_a_pin_that_costs_is_named_with_its_price(organiser, programme, visits, people):
    mill, foundry = visits
    foundry.minimum = 1
    foundry.save()
    draft(programme, people, foundry, mill, mill)
    pin_to_visit(participant=people[0])
    verdict = look(organiser, programme).context["board"].verdict
    assert any(sentence.startswith("Without the pin on Bea Marsh") for sentence in verdict)


def test_a_move_that_costs_nothing_is_made_at_once(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, foundry, foundry, foundry)
    foundry.minimum = 1
    foundry.save()
    page = do(organiser, programme, "move", person=people[0].pk, place=mill.pk, seen=seen)
    assert places(programme)[0] == "Open Data Mill"
    assert "Bea Marsh is on Open Data Mill now." in text(page)


def test_a_move_that_costs_says_what_before_it_is_made(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, mill, mill, foundry)
    move = {"person": people[0].pk, "place": foundry.pk, "seen": seen}
    page = do(organiser, programme, "move", **move)
    assert "Move Bea Marsh to The Foundry?" in text(page)
    assert "For them: 1st choice before, 2nd choice now." in text(page)
    assert "Nothing forbids it." in text(page)
    assert places(programme)[0] == "Open Data Mill"
    do(organiser, programme, "move", **move, sure="on")
    assert places(programme)[0] == "The Foundry"


def test_a_move_says_which_rule_it_breaks(organiser, programme, visits, people):
    mill, foundry = visits
    rank_visits(participant=people[2], ranking=[], refusals={mill: "conflict"})
    seen = draft(programme, people, mill, mill, foundry)
    page = do(organiser, programme, "move", person=people[2].pk, place=mill.pk, seen=seen)
    said = page.context["question"].costs
    assert "Nothing forbids it." not in text(page)
    assert "Open Data Mill: 3 people for 2 places." in said
    assert "Esi Owusu said they cannot go to Open Data Mill." in said


def test_making_a_visit_less_overfull_breaks_nothing(organiser, programme, visits, people):
    mill, foundry = visits
    mill.capacity, foundry.minimum = 1, 1
    mill.save()
    foundry.save()
    seen = draft(programme, people, mill, mill, mill)
    do(organiser, programme, "move", person=people[2].pk, place=foundry.pk, seen=seen)
    assert places(programme)[2] == "The Foundry"


def test_the_last_move_is_undone_with_one_button(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, mill, foundry, foundry)
    page = do(
        organiser, programme, "move", person=people[0].pk, place=foundry.pk, seen=seen, sure="on"
    )
    assert "Undo: Bea Marsh back" in text(page)
    do(organiser, programme, "undo", seen=page.context["board"].version)
    assert places(programme)[0] == "Open Data Mill"


def test_a_move_is_not_undone_over_somebody_elses_change(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, foundry, foundry, foundry)
    do(organiser, programme, "move", person=people[0].pk, place=mill.pk, seen=seen, sure="on")
    draft(programme, people, mill, mill, foundry)
    assert look(organiser, programme).context["undo"] is None


@pytest.mark.parametrize("deed", ["plan", "move", "pin", "publish"])
def test_a_second_organisers_change_is_not_overwritten_unseen(
    organiser, programme, visits, people, deed
):
    mill, foundry = visits
    seen = draft(programme, people, mill, mill, foundry)
    draft(programme, people, foundry, foundry, mill)
    data = {"person": people[0].pk, "place": mill.pk, "sure": "on", "pinned": "on", "seen": seen}
    page = do(organiser, programme, deed, **data)
    assert "somebody else changed this plan meanwhile" in text(page)
    assert places(programme) == ["The Foundry", "The Foundry", "Open Data Mill"]
    assert not Draft.objects.filter(visit_pinned=True).exists()
    assert Plan.objects.get().published_at is None


def test_somebody_pinned_stays_when_it_is_planned_again(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, foundry, mill, mill)
    page = do(organiser, programme, "pin", person=people[0].pk, pinned="on", seen=seen)
    page = do(organiser, programme, "plan", seen=page.context["board"].version)
    assert places(programme)[0] == "The Foundry"
    page = do(organiser, programme, "pin", person=people[0].pk, seen=page.context["board"].version)
    assert "Bea Marsh may be moved when you plan again." in text(page)
    assert not Draft.objects.filter(visit_pinned=True).exists()


def test_publishing_names_first_whose_place_changes(organiser, programme, visits, people, staff):
    mill, foundry = visits
    people[0].visit = mill
    people[0].save()
    seen = draft(programme, people, mill, mill, foundry)
    page = organiser.get(address(programme, "publish/"), secure=True)
    assert [str(change.participant) for change in page.context["changes"]] == [
        "Colm Reid",
        "Esi Owusu",
    ]
    assert Plan.objects.get().published_at is None
    page = do(organiser, programme, "publish", seen=seen)
    assert "Published. 2 people see a new place" in text(page)
    assert look(organiser, programme).context["board"].state.endswith(f"by {staff}.")
    people[1].refresh_from_db()
    assert people[1].visit == mill


def test_a_change_after_publishing_says_that_nobody_knows_of_it(
    organiser, programme, visits, people
):
    mill, foundry = visits
    seen = draft(programme, people, mill, mill, foundry)
    do(organiser, programme, "publish", seen=seen)
    do(organiser, programme, "move", person=people[2].pk, place=mill.pk, seen=seen, sure="on")
    board = look(organiser, programme).context["board"]
    assert board.state.endswith("changed since, and nobody has been told of that.")
    assert board.changed == 1


def test_more_people_than_places_are_said_with_what_would_help(organiser, programme):
    make.visit(programme, title="Open Data Mill", capacity=1)
    make.participants(programme, 3)
    board = look(organiser, programme).context["board"]
    assert board.clashes == ("3 people need a place; there is one.",)
    assert board.remedies == ("2 more at Open Data Mill",)


def test_a_visit_called_off_shows_who_needs_another_place(organiser, programme, visits, people):
    mill, foundry = visits
    draft(programme, people, mill, foundry, foundry)
    mill.called_off = True
    mill.save()
    column = look(organiser, programme).context["board"].columns[0]
    assert column.notes == ("Open Data Mill is called off: nobody can be placed on it.",)
    assert column.cards[0].breaks == (
        "Open Data Mill is called off; Bea Marsh needs another place.",
    )
    assert column.free == ()


def test_without_visits_or_people_the_board_says_what_is_missing(organiser, programme):
    assert "This programme has no site visits yet." in text(look(organiser, programme))
    make.visit(programme)
    assert "there is nobody to place" in text(look(organiser, programme))


def test_where_nobody_gave_preferences_the_board_says_what_decides(organiser, programme):
    draft(programme, [make.participant(programme)], make.visit(programme))
    assert "Nobody gave preferences" in text(look(organiser, programme))


def test_somebody_of_another_programme_is_not_moved(organiser, programme, visits):
    other = make.programme()
    stranger = make.participant(other)
    page = do(organiser, programme, "move", person=stranger.pk, place=visits[0].pk, seen=0)
    assert "Nothing was changed" in text(page)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_as_often_for_one_as_for_three(
    organiser, programme, number, django_assert_num_queries
):
    for _unused in range(number):
        visit = make.visit(programme)
        draft(programme, [make.participant(programme)], visit)
    with django_assert_num_queries(13):
        look(organiser, programme)


def test_the_desk_leads_those_without_a_visit_to_the_board(organiser, programme, visits, people):
    programme.starts_on = programme.ends_on = timezone.localdate() + timedelta(days=9)
    programme.save()
    page = organiser.get(f"/programmes/{programme.slug}/", secure=True)
    needs = {need.deed: need.url for need in page.context["desk"].needs}
    assert needs["Place them"] == address(programme)


def test_a_card_names_the_place_somebody_still_believes_in(organiser, programme, visits, people):
    mill, foundry = visits
    people[0].visit = mill
    people[0].save()
    draft(programme, people, foundry, mill, foundry)
    board = look(organiser, programme).context["board"]
    assert board.state == "Draft. People still see the places they had before."
    before = {c.name: c.before for column in board.columns for c in column.cards}
    assert before == {"Bea Marsh": "Open Data Mill", "Colm Reid": "", "Esi Owusu": ""}


def test_the_places_offered_say_which_choice_they_are(organiser, programme, visits, people):
    mill, foundry = visits
    foundry.called_off = True
    foundry.save()
    board = look(organiser, programme).context["board"]
    assert board.waiting[0].targets == ((mill.pk, "Open Data Mill · 1st choice"),)
    assert board.waiting[2].targets == ((mill.pk, "Open Data Mill"),)


def test_a_report_reader_and_a_stranger_see_no_board(programme, people):
    for user in (make.member(programme, "report reader"), make.user()):
        client = Client()
        client.force_login(user)
        assert look(client, programme).status_code == 404


def call_off(client, programme, visit, seen, **more):
    return do(client, programme, "call-off", visit=visit.pk, off="on", seen=seen, **more)


def test_calling_a_visit_off_says_first_what_it_costs(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, mill, mill, foundry)
    page = call_off(organiser, programme, mill, seen)
    question = page.context["question"]
    assert question.title == "Call off Open Data Mill?"
    assert question.costs[0] == "These people need another place: Bea Marsh, Colm Reid."
    assert question.costs[1] == "Without it 1 person finds no place at all."
    mill.refresh_from_db()
    assert not mill.called_off


def test_a_visit_called_off_leaves_its_people_without_one_and_planning_moves_the_fewest(
    organiser, programme, visits, people
):
    mill, foundry = visits
    make.visit(programme, title="Harbour Farm")
    publish_visits(programme=programme, seen=draft(programme, people, mill, foundry, foundry))
    seen = Plan.objects.get().version
    page = call_off(organiser, programme, mill, seen, sure="on")
    assert places(programme) == [None, "The Foundry", "The Foundry"]
    assert "Open Data Mill is called off." in text(page)
    page = do(organiser, programme, "plan", seen=page.context["board"].version)
    assert places(programme) == ["Harbour Farm", "The Foundry", "The Foundry"]
    assert [str(c.participant) for c in publish_visits(programme=programme)] == ["Bea Marsh"]


def test_calling_off_is_undone_with_the_places(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, mill, mill, foundry)
    page = call_off(organiser, programme, mill, seen, sure="on")
    assert "Undo: Open Data Mill takes place" in text(page)
    do(organiser, programme, "undo", seen=page.context["board"].version)
    mill.refresh_from_db()
    assert not mill.called_off
    assert places(programme) == ["Open Data Mill", "Open Data Mill", "The Foundry"]


def test_a_visit_takes_place_after_all(organiser, programme, visits, people):
    mill, _foundry = visits
    mill.called_off = True
    mill.save()
    page = do(organiser, programme, "call-off", visit=mill.pk, off="", seen=0)
    assert "Open Data Mill takes place." in text(page)
    mill.refresh_from_db()
    assert not mill.called_off


def test_a_visit_that_too_few_can_go_on_is_left_out_and_may_be_called_off(
    organiser, programme, visits, people
):
    mill, foundry = visits
    foundry.minimum = foundry.capacity = 4
    foundry.save()
    mill.capacity = 3
    mill.save()
    page = do(organiser, programme, "plan", seen=0)
    column = page.context["board"].columns[1]
    assert column.notes[0].startswith("Nobody is on it, so it cannot take place")
    assert [tool.label for tool in column.tools] == ["Call it off"]


def test_planning_again_is_undone_as_a_whole(organiser, programme, visits, people):
    mill, foundry = visits
    seen = draft(programme, people, foundry, foundry, mill)
    page = do(organiser, programme, "plan", seen=seen)
    assert places(programme) != ["The Foundry", "The Foundry", "Open Data Mill"]
    assert "Undo: as it was before" in text(page)
    page = do(organiser, programme, "undo", seen=page.context["board"].version)
    assert places(programme) == ["The Foundry", "The Foundry", "Open Data Mill"]
    assert page.context["undo"] is None


def test_a_worse_draft_shows_the_figures_of_the_best(organiser, programme, visits, people):
    mill, foundry = visits
    foundry.minimum = 1
    foundry.save()
    draft(programme, people, mill, foundry, mill)
    board = look(organiser, programme).context["board"]
    figures = {figure.label: (figure.number, figure.best) for figure in board.figures}
    assert figures["first choice"] == (1, "best plan: 2")


def test_a_visit_full_of_people_who_did_not_ask_says_no_number_of_wishes(
    organiser, programme, visits, people
):
    mill, foundry = visits
    mill.capacity = 1
    mill.save()
    draft(programme, people, foundry, foundry, mill)
    whys = dict(look(organiser, programme).context["board"].whys)
    assert whys["Bea Marsh"].endswith("Open Data Mill was full: 2 asked for its one place.")
    rank_visits(participant=people[1], ranking=[foundry])
    whys = dict(look(organiser, programme).context["board"].whys)
    assert whys["Bea Marsh"].endswith("Open Data Mill was full: its one place is taken.")
