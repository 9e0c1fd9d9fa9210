"""What people read about places, in the cases that are hard to say well."""

from dataclasses import replace

import pytest

from participants.allocation import (
    Case,
    Cause,
    Kind,
    Person,
    Visit,
    allocate,
    described,
    price_of_pin,
    price_of_wish,
    without_visit,
)
from participants.allocation.words import (
    clash_sentence,
    ranks_sentence,
    remedy_sentence,
    why,
    why_you,
)

MILL = Visit(1, "Mill", 91, capacity=2)
FARM = Visit(2, "Farm", 92, capacity=3, step_free=True)


def people(number, **fields):
    return tuple(Person(key, f"Person {key}", key, "a", **fields) for key in range(number))


def said(allocation, key):
    return why(allocation.case, allocation.reasons[key])


def clashes_of(case):
    allocation = allocate(case)
    return [clash_sentence(case, clash) for clash in allocation.clashes]


def remedies_of(case):
    return [remedy_sentence(case, remedy) for remedy in allocate(case).remedies]


def test_a_second_choice_is_explained_with_how_many_asked_for_how_many_places():
    allocation = allocate(Case(people(5, ranking=(1, 2)), (MILL, FARM)))
    second = next(reason for reason in allocation.reasons if reason.kind is Kind.LOWER)
    assert said(allocation, second.person) == (
        "This is their 2nd choice. Mill was full: 5 asked for 2 places."
    )
    assert why_you(allocation.case, second) == (
        "Your second choice. Your first, Mill, was full: 5 asked for 2 places."
    )


def test_a_first_choice_needs_no_more_words():
    allocation = allocate(Case(people(1, ranking=(1, 2)), (MILL, FARM)))
    assert said(allocation, 0) == "This is their first choice."


def test_without_any_preferences_everybody_is_placed_and_it_is_said():
    allocation = allocate(Case(people(5), (MILL, FARM)))
    assert allocation.quality.unplaced == 0
    assert said(allocation, 0) == "They gave no preferences, so any visit was right."
    assert ranks_sentence(allocation.quality) == "5 without preferences"


def test_if_everybody_wants_the_same_visit_it_is_full_and_the_others_did_not_name_theirs():
    allocation = allocate(Case(people(5, ranking=(1,)), (MILL, FARM)))
    assert allocation.quality.ranks == ((1, 2), (2, 3))
    assert allocation.quality.unnamed == 3


def test_more_people_than_places_are_counted_and_places_offered():
    case = Case(people(7), (MILL, FARM))
    assert clashes_of(case) == ["7 people need a place; there are 5."]
    assert sum(change.amount for change in allocate(case).remedies[0]) == 2


def test_step_free_access_that_is_too_scarce_is_named_with_the_visit_and_its_places():
    small = replace(FARM, capacity=2)
    case = Case(people(3, step_free=True), (replace(MILL, capacity=9), small))
    assert clashes_of(case) == [
        "Person 0, Person 1 and Person 2 need step-free access, which only Farm can give, "
        "with 2 places in all."
    ]
    assert remedies_of(case) == ["1 more at Farm", "a step-free way at Mill"]


def test_too_few_people_for_any_visit_are_told_what_each_needs():
    case = Case(people(2), (replace(MILL, capacity=4, minimum=3),))
    assert clashes_of(case) == [
        "Person 0 and Person 1 are left over, too few for a visit of their own: Mill (3)."
    ]
    assert remedies_of(case) == ["Mill with 2 people or more"]


def test_a_pin_against_a_rule_clashes_and_taking_it_out_helps():
    [pinned] = people(1, pinned=1)
    case = Case((replace(pinned, organisation=91),), (MILL, FARM))
    [clash] = clashes_of(case)
    assert clash.startswith("Person 0 cannot go on any visit.")
    assert "taking out the pin of Person 0" in remedies_of(case)


def test_if_everything_is_called_off_it_is_said_once_for_all():
    case = Case(people(4), (replace(MILL, called_off=True),))
    assert clashes_of(case) == ["No visit takes place."]
    assert allocate(case).remedies == ()


def test_after_a_visit_is_called_off_only_its_people_move():
    first = allocate(Case(people(4, ranking=(1, 2)), (MILL, replace(FARM, capacity=4))))
    told = tuple(replace(p, told=first.places[p.key]) for p in first.case.people)
    again = allocate(Case(told, (replace(MILL, called_off=True), replace(FARM, capacity=4))))
    moved = [key for key, place in again.places.items() if place != first.places[key]]
    assert sorted(moved) == sorted(key for key, place in first.places.items() if place == 1)
    assert "Mill is called off." in said(again, moved[0])


def test_one_participant_gets_the_first_choice_and_the_empty_visits_are_named():
    allocation = allocate(Case(people(1, ranking=(2, 1)), (MILL, FARM)))
    assert allocation.places == {0: 2}
    assert allocation.cancelled == (1,)


def test_all_from_one_organisation_are_spread_as_evenly_as_places_allow():
    crowd = tuple(replace(person, organisation=5) for person in people(4))
    allocation = allocate(Case(crowd, (MILL, FARM)))
    assert allocation.quality.organisation_pairs == 2


def test_a_visit_hosted_by_ones_own_organisation_is_never_the_place():
    [person] = people(1, ranking=(1, 2))
    allocation = allocate(Case((replace(person, organisation=91),), (MILL, FARM)))
    assert said(allocation, 0) == (
        "This is their 2nd choice. Mill is hosted by their own organisation."
    )


def test_the_minimum_of_ones_own_visit_can_be_the_reason():
    crowd = people(4, ranking=(1, 2))
    case = Case(crowd, (replace(MILL, capacity=4), replace(FARM, minimum=2)))
    causes = {missed.cause for reason in allocate(case).reasons for missed in reason.missed}
    assert causes == {Cause.NEEDED}


def test_nobody_and_nothing_are_placed_without_fuss():
    assert allocate(Case((), (MILL,))).quality.unplaced == 0
    assert clashes_of(Case(people(1), ())) == ["No visit takes place."]


def test_a_wish_has_a_price_and_so_has_a_pin():
    case = Case(people(3, ranking=(1, 2)), (MILL, FARM))
    last = next(key for key, place in allocate(case).places.items() if place == 2)
    assert price_of_wish(case, last, 1).free
    pinned = Case((replace(case.people[0], pinned=2), *case.people[1:]), case.visits)
    assert price_of_pin(pinned, 0).free
    assert not without_visit(case, 1).free


def test_places_made_by_hand_get_the_same_account():
    case = Case(people(3, ranking=(1, 2)), (MILL, FARM))
    allocation = described(case, {0: 1, 1: 1, 2: 1})
    assert [broken.people for broken in allocation.broken] == [3]
    assert not allocation.proved


@pytest.mark.parametrize("seed", range(3))
def test_the_seed_decides_only_who_and_not_how_well(seed):
    allocation = allocate(Case(people(5, ranking=(1, 2)), (MILL, FARM)), seed=seed)
    assert allocation.quality.ranks == ((1, 2), (2, 3))
