"""Laws of the café rota; small cafés are compared with every rota there is."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.rota import (
    Cafe,
    Day,
    Guest,
    Table,
    applied,
    bound,
    company,
    faults,
    moves,
    quality,
    remedies,
    repair,
    repeated,
    seat,
    what_is_left,
)
from participants.rota.seating import fitted, start

quick = settings(max_examples=40)


@st.composite
def cafes(draw, guests=(1, 14), tables=(1, 5), rounds=(1, 3), rules=True):
    count = draw(st.integers(*guests))
    people = tuple(
        Guest(
            key=key,
            name=f"Guest {key}",
            organisation=(organisation := draw(st.integers(0, 4))),
            sector="abc"[organisation % 3],
            step_free=rules and draw(st.integers(0, 5)) == 0,
        )
        for key in range(count)
    )
    places = tuple(
        Table(
            key=key,
            title=f"Table {key}",
            organisations=frozenset({draw(st.integers(0, 12))} if rules else ()),
            step_free=draw(st.booleans()) if rules else True,
        )
        for key in range(draw(st.integers(*tables)))
    )
    return Cafe(people, places, draw(st.integers(*rounds)))


def every_rota(cafe):
    """Round by round, every way to seat everybody; rules are judged at the end."""
    seats = list(itertools.product(cafe.guests, cafe.turns))
    for choice in itertools.product([table.key for table in cafe.tables], repeat=len(seats)):
        rota = {
            (guest.key, turn): table for (guest, turn), table in zip(seats, choice, strict=True)
        }
        if not faults(cafe, rota):
            yield rota


@quick
@given(cafes(guests=(1, 5), tables=(1, 2), rounds=(1, 2)))
def test_small_cafes_are_seated_exactly_if_they_can_be(cafe):
    full = [rota for rota in every_rota(cafe) if uses_enough(cafe, rota)]
    assert (start(cafe) is not None) == bool(full)


def uses_enough(cafe, rota):
    return all(
        len({table for (_guest, when), table in rota.items() if when == turn}) == cafe.in_use(turn)
        for turn in cafe.turns
    )


@quick
@given(cafes(guests=(2, 5), tables=(1, 2), rounds=(1, 2)))
def test_no_rota_at_all_is_below_the_bound(cafe):
    limit = bound(cafe)
    for rota in every_rota(cafe):
        found = quality(cafe, rota)
        assert found.repeats >= limit.repeats
        assert found.organisation_pairs >= limit.organisation_pairs
        assert found.sector_pairs >= limit.sector_pairs


@quick
@given(cafes())
def test_a_rota_breaks_no_rule_and_is_not_below_its_bound(cafe):
    rota = seat(cafe, steps=2_000, tries=1)
    if rota.seats is not None:
        assert faults(cafe, rota.seats) == ()
        assert rota.quality == quality(cafe, rota.seats)
        assert rota.quality.repeats >= rota.bound.repeats
        assert rota.quality.sector_pairs >= rota.bound.sector_pairs


@quick
@given(cafes(guests=(8, 14), tables=(1, 4)))
def test_flow_and_whole_numbers_agree_on_what_can_be_seated(cafe):
    assert (start(cafe) is None) == (fitted(cafe) is None)


@quick
@given(cafes(guests=(1, 10)))
def test_what_cannot_be_seated_comes_with_remedies_that_work(cafe):
    if start(cafe) is None:
        found = remedies(cafe)
        assert found
        for remedy in found:
            assert start(applied(cafe, remedy)) is not None


@quick
@given(cafes(guests=(4, 14), tables=(2, 5), rules=False), st.data())
def test_pinned_seats_stay(cafe, data):
    if start(cafe) is None:
        return
    guest = data.draw(st.sampled_from(cafe.guests)).key
    table = data.draw(st.sampled_from(cafe.tables)).key
    pinned = replace(cafe, pins=frozenset({(guest, 1, table)}))
    rota = seat(pinned, steps=500, tries=1)
    if rota.seats is None:
        assert rota.remedies
    else:
        assert rota.seats[guest, 1] == table
        assert faults(pinned, rota.seats) == ()


@quick
@given(cafes(guests=(3, 14), tables=(3, 5), rounds=(2, 3), rules=False), st.data())
def test_a_repair_keeps_held_rounds_and_tells_only_those_who_change(cafe, data):
    planned = seat(cafe, steps=500, tries=1)
    if planned.seats is None:
        return
    guests = st.sampled_from([guest.key for guest in cafe.guests])
    missing = data.draw(st.sets(guests, max_size=2))
    late = dict.fromkeys(data.draw(st.sets(guests, max_size=1)) - missing, 3)
    closed = data.draw(st.sets(st.sampled_from([t.key for t in cafe.tables]), max_size=1))
    mended = repair(cafe, planned.seats, held=1, missing=missing, late=late, closed=closed)
    if mended.seats is None:
        assert mended.remedies or not mended.cafe.open_tables(2)
        return
    for at, table in planned.seats.items():
        if at[1] == 1:
            assert mended.seats[at] == table
    assert faults(mended.cafe, mended.seats, spread=3) == ()
    assert len(mended.changes) >= mended.least
    for at, table in mended.seats.items():
        if at[0] not in mended.told:
            assert planned.seats[at] == table
    for guest in missing:
        assert all(turn == 1 for key, turn in mended.seats if key == guest)


@quick
@given(cafes(guests=(4, 12), tables=(2, 4)), st.integers(0, 5))
def test_the_same_seed_gives_the_same_rota(cafe, seed):
    assert seat(cafe, seed, 500, 1).seats == seat(cafe, seed, 500, 1).seats


@quick
@given(cafes(guests=(2, 12), tables=(2, 4)), st.integers(1, 10**6), st.randoms())
def test_other_names_and_keys_for_people_and_tables_change_no_figure(cafe, shift, rng):
    """In the same order the rota is as good; in any order its bound is the same."""
    guests = tuple(
        replace(guest, key=guest.key * 7 + shift, name="Somebody") for guest in cafe.guests
    )
    tables = tuple(replace(table, key=table.key * 5 + shift) for table in cafe.tables)
    renamed = replace(cafe, guests=guests, tables=tables)
    assert seat(renamed, steps=300, tries=1).quality == seat(cafe, steps=300, tries=1).quality
    shuffled = replace(
        cafe,
        guests=tuple(rng.sample(cafe.guests, len(cafe.guests))),
        tables=tuple(rng.sample(cafe.tables, len(cafe.tables))),
    )
    assert bound(shuffled) == bound(cafe)
    assert (start(shuffled) is None) == (start(cafe) is None)


def plain(guests, tables, rounds):
    people = tuple(Guest(key, f"Guest {key}", key, str(key)) for key in range(guests))
    return Cafe(people, tuple(Table(key, f"Table {key}") for key in range(tables)), rounds)


@pytest.mark.parametrize(
    ("guests", "tables", "rounds"), [(24, 6, 3), (36, 6, 3), (60, 10, 4), (120, 20, 5)]
)
def test_the_fewest_repeats_are_reached(guests, tables, rounds):
    rota = seat(plain(guests, tables, rounds), mix=False)
    assert rota.least_repeats


def test_thirty_six_people_at_six_tables_cannot_avoid_eighteen_repeats():
    """Six people leave each table for five others, so two of them meet again; three round pairs."""
    assert bound(plain(36, 6, 3)).repeats == 18


def test_more_tables_than_pairs_leave_tables_at_rest():
    rota = seat(plain(5, 4, 2))
    assert faults(rota.cafe, rota.seats) == ()
    assert len(rota.at_rest) == 4
    assert rota.sizes == ((2, 2), (3, 2))


def test_one_guest_sits_alone_with_the_leader_as_there_is_nobody_else():
    assert seat(plain(1, 3, 2)).sizes == ((1, 2),)


def test_more_rounds_than_tables_are_refused_with_the_number_that_works():
    rota = seat(plain(7, 2, 3))
    assert rota.seats is None
    assert [remedy.rounds for remedy in rota.remedies] == [2]


def test_a_cafe_without_tables_has_no_remedy_and_one_without_guests_is_seated():
    assert seat(plain(4, 0, 2)).remedies == ()
    assert seat(plain(4, 0, 2)).seats is None
    assert seat(plain(0, 3, 2)).seats == {}


def test_two_who_leave_from_different_tables_change_nobodys_seat():
    cafe = plain(24, 6, 3)
    planned = seat(cafe, mix=False)
    first, *others = planned.seats
    other = next(at for at in others if at[1] == 1 and planned.seats[at] != planned.seats[first])
    mended = repair(cafe, planned.seats, missing={first[0], other[0]})
    assert mended.changes == ()


@quick
@given(cafes(guests=(2, 12), tables=(2, 5)), st.data())
def test_a_move_costs_what_counting_afresh_says(cafe, data):
    """Whatever it breaks is broken then, and what nobody broke before is named."""
    seats = seat(cafe, steps=200, tries=1).seats
    if not seats:
        return
    guest, turn = data.draw(st.sampled_from(sorted(seats)))
    before = quality(cafe, seats).repeats
    for move in moves(cafe, seats, guest, turn):
        moved = seats | {(guest, turn): move.after}
        assert quality(cafe, moved).repeats - before == move.repeats
        assert {each.fault for each in faults(cafe, moved)} == {b.fault for b in move.broken}


@quick
@given(cafes(guests=(2, 12), tables=(2, 4)))
def test_whom_somebody_meets_is_mutual_and_repeats_are_those_met_twice(cafe):
    seats = seat(cafe, steps=200, tries=1).seats or {}
    met = {guest.key: company(seats, guest.key) for guest in cafe.guests}
    for guest, mates in met.items():
        assert all(met[mate][guest] == rounds for mate, rounds in mates.items())
    twice = {(guest, mate) for guest in met for mate, rounds in met[guest].items() if rounds[1:]}
    assert {(g, mate) for (g, _turn), mates in repeated(seats).items() for mate in mates} == twice


def test_when_too_few_are_left_to_meet_new_leaders_ending_early_is_the_remedy():
    """Three are left who have each met another of the three leaders, and nobody may sit alone."""
    cafe = plain(3, 3, 2)
    held = {(guest, 1): guest for guest in range(3)}
    mended = repair(cafe, held | {(0, 2): 1, (1, 2): 2, (2, 2): 0}, held=1)
    assert mended.seats is None
    assert [remedy.rounds for remedy in mended.remedies] == [1]


def test_what_is_left_of_a_cafe_knows_who_is_away_and_which_tables_are_gone():
    day = Day(held=1, missing=frozenset({0}), late={1: 3}, closed=frozenset({2}))
    rest = what_is_left(plain(6, 3, 3), {(0, 1): 0}, day)
    assert [guest.absent for guest in rest.guests[:3]] == [{2, 3}, {2}, set()]
    assert [len(rest.open_tables(turn)) for turn in (1, 2)] == [3, 2]
    assert (rest.first, rest.held) == (2, ((0, 1, 0),))


def test_a_repair_of_nothing_seats_whoever_is_there():
    mended = repair(plain(9, 3, 2), {}, missing={0})
    assert faults(mended.cafe, mended.seats) == ()
    assert len(mended.told) == 8
