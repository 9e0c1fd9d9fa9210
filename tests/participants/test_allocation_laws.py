"""Laws of the allocation, checked against every assignment there is for up to seven people."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from participants.allocation import (
    Case,
    Person,
    Rule,
    Visit,
    allocate,
    applied,
    broken,
    clashes,
    move,
    quality,
    remedies,
)


@st.composite
def cases(draw, people=5, visits=3, told=False, pins=True):
    hosts = st.sampled_from([None, 1, 2, 90, 91])
    rooms = [
        Visit(
            key=key,
            title=f"Visit {key}",
            organisation=draw(hosts),
            capacity=draw(st.integers(1, 4)),
            minimum=draw(st.sampled_from([0, 1, 1, 2, 3])),
            step_free=draw(st.booleans()),
            called_off=draw(st.integers(0, 7)) == 0,
        )
        for key in range(draw(st.integers(1, visits)))
    ]
    rooms = [replace(room, capacity=max(room.capacity, room.minimum)) for room in rooms]
    keys = [room.key for room in rooms]
    some_visit = st.sampled_from([None, None, None, *keys])
    crowd = [
        Person(
            key=key,
            name=f"Person {key}",
            organisation=(organisation := draw(st.integers(0, 3))),
            sector="ab"[organisation % 2],
            ranking=tuple(draw(st.permutations(keys))[: draw(st.integers(0, len(keys)))]),
            step_free=draw(st.integers(0, 3)) == 0,
            refused=frozenset(draw(st.sets(st.sampled_from(keys), max_size=1))),
            pinned=draw(some_visit) if pins else None,
            told=draw(some_visit) if told else None,
        )
        for key in range(draw(st.integers(1, people)))
    ]
    return Case(tuple(crowd), tuple(rooms))


def every_assignment(case):
    choices = [
        [None, *(v.key for v in case.visits if case.why_not(person, v) is None)]
        for person in case.people
    ]
    for places in itertools.product(*choices):
        assignment = dict(zip(case.person, places, strict=True))
        if not broken(case, assignment):
            yield assignment


def best_by_force(case):
    return min(quality(case, assignment).levels for assignment in every_assignment(case))


@given(cases())
def test_no_assignment_that_keeps_the_rules_is_better(case):
    assert allocate(case).quality.levels == best_by_force(case)


@given(cases(told=True, pins=False))
def test_after_publication_none_moves_fewer_people(case):
    assert allocate(case).quality.levels == best_by_force(case)


@settings(max_examples=15)
@given(cases(people=7))
def test_seven_people_are_placed_as_well_as_possible(case):
    assert allocate(case).quality.levels == best_by_force(case)


@given(cases(people=12, visits=5, told=True))
def test_no_rule_is_ever_broken_and_pins_hold(case):
    allocation = allocate(case)
    assert allocation.broken == ()
    for person in case.people:
        assert allocation.places[person.key] in (None, case.pin(person)) or not case.pin(person)


@given(cases(people=8, visits=4), st.data())
def test_one_more_place_makes_nothing_worse(case, data):
    chosen = data.draw(st.sampled_from(case.visits))
    wider = tuple(
        replace(visit, capacity=visit.capacity + (visit == chosen)) for visit in case.visits
    )
    before, after = allocate(case).quality, allocate(replace(case, visits=wider)).quality
    assert after.levels <= before.levels
    if (after.unplaced, after.cancelled) == (before.unplaced, before.cancelled):
        assert after.worst <= before.worst


@given(cases(people=8, visits=4), st.randoms(use_true_random=False), st.integers(0, 99))
def test_the_order_of_people_and_the_seed_do_not_change_the_quality(case, rng, seed):
    shuffled = list(case.people)
    rng.shuffle(shuffled)
    again = allocate(replace(case, people=tuple(shuffled)), seed=seed)
    assert again.quality.levels == allocate(case).quality.levels


@given(cases(people=8, visits=4))
def test_every_remedy_lets_everybody_in(case):
    found = remedies(case)
    everybody_in = not allocate(case).quality.unplaced
    assert bool(found) == (not everybody_in and not all(visit.called_off for visit in case.visits))
    for remedy in found:
        assert allocate(applied(case, remedy)).quality.unplaced == 0


@given(cases(people=6, visits=3))
def test_fewer_places_than_a_remedy_asks_for_do_not_help(case):
    for remedy in remedies(case):
        if {change.rule for change in remedy} == {Rule.CAPACITY}:
            fewer = sum(change.amount for change in remedy) - 1
            for added in itertools.combinations_with_replacement(case.visits, fewer):
                wider = tuple(
                    replace(visit, capacity=visit.capacity + added.count(visit))
                    for visit in case.visits
                )
                assert clashes(replace(case, visits=wider))


@given(cases(people=8, visits=4))
def test_somebody_is_left_over_exactly_if_a_clash_says_why(case):
    assert bool(clashes(case)) == bool(allocate(case).quality.unplaced)


@given(cases(people=8, visits=4))
def test_a_clash_of_places_is_true_and_no_member_can_be_spared(case):
    for clash in clashes(case):
        members = [case.person[key] for key in clash.people]
        if clash.lacking:
            reach = {v.key for p in members for v in case.visits if not case.why_not(p, v)}
            assert reach == set(clash.visits)
            assert clash.places < len(members)
            for spared in members:
                rest = tuple(p for p in members if p != spared)
                alone = Case(rest, tuple(replace(v, minimum=0) for v in case.visits))
                assert allocate(alone).quality.unplaced == clash.lacking - 1


@given(cases(people=6), st.data())
def test_what_a_move_costs_is_the_difference_of_the_two_plans(case, data):
    places = allocate(case).places
    person = data.draw(st.sampled_from(list(places)))
    target = data.draw(st.sampled_from([None, *case.visit]))
    moved = {**places, person: target}
    found = move(case, places, person, target)
    assert (found.before, found.after) == (quality(case, places), quality(case, moved))
    assert found.broken == broken(case, moved)
