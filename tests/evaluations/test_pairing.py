"""Laws of linking: what a key tells, and in what company every answer stands."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evaluations.pairing import (
    KEY_BYTES,
    OTHER,
    coarsened,
    coarsened_within,
    crowded,
    keys_of,
    lone_key,
    new_secret,
    ratings_key,
    words_key,
)

M = 5
CHANCE = random.Random(2017)
FORMS = {0: 70, 1: 71, 2: 72}
answered = st.lists(st.frozensets(st.sampled_from(sorted(FORMS)), min_size=1), max_size=70)
sectors = st.lists(st.sampled_from(["health", "arts", "council", "faith", OTHER]), max_size=60)


def linked(sets):
    """Everybody's forms linked as far as may be."""
    return crowded({one: (forms,) for one, forms in enumerate(sets)}, M, CHANCE.sample)


def sizes(trails):
    return Counter(part for trail in trails.values() for part in trail)


@given(answered)
def test_whatever_can_be_seen_of_a_trail_is_shared_by_enough_or_by_nobody(sets):
    for part, people in sizes(linked(sets)).items():
        form_as_a_whole = sum(len(part & forms) for forms in sets) if len(part) == 1 else M
        assert people >= min(M, form_as_a_whole)


@given(answered)
def test_nobodys_answers_are_lost_or_made_up(sets):
    for one, trail in linked(sets).items():
        assert sorted(form for part in trail for form in part) == sorted(sets[one])


@given(answered)
def test_at_most_one_part_of_a_trail_links_forms(sets):
    assert all(sum(len(part) > 1 for part in trail) <= 1 for trail in linked(sets).values())


@given(answered)
def test_crowding_what_is_crowded_changes_nothing(sets):
    once = linked(sets)
    assert crowded(once, M, CHANCE.sample) == once


def test_all_links_stay_when_everybody_answers_everything():
    everything = frozenset(FORMS)
    assert set(linked([everything] * 24).values()) == {(everything,)}


def test_one_who_did_not_come_back_hides_among_four_whose_link_is_given_up():
    found = sizes(linked([frozenset({0, 1})] * 23 + [frozenset({0})]))
    assert found == {frozenset({0, 1}): 18, frozenset({0}): 6, frozenset({1}): 5}


def test_a_late_form_does_not_undo_the_links_between_the_earlier_ones():
    found = sizes(linked([frozenset({0, 1, 2})] * 22 + [frozenset({0, 1})] * 2))
    assert found == {frozenset({0, 1, 2}): 17, frozenset({0, 1}): 7, frozenset({2}): 5}


@given(answered, answered)
def test_no_later_form_breaks_a_link_that_enough_people_shared(sets, later):
    """Two forms first; a third then makes nobody's earlier answers unlinked."""
    early = {one: forms - {2} for one, forms in enumerate(sets) if forms - {2}}
    first = crowded({one: (forms,) for one, forms in early.items()}, M, CHANCE.sample)
    if any(n < M for n in sizes(first).values()):
        return
    again = {one for one, forms in enumerate(later) if 2 in forms}
    grown = {
        one: tuple(
            part | {2} if at == 0 and one in again else part for at, part in enumerate(trail)
        )
        for one, trail in first.items()
    }
    found = crowded(grown, M, CHANCE.sample)
    both = frozenset({0, 1})
    kept = sum(any(both <= part for part in trail) for trail in found.values())
    assert kept == sum(both in trail for trail in first.values())


def test_who_gives_up_a_link_is_drawn_by_lot():
    sets = [frozenset({0, 1})] * 23 + [frozenset({0})]
    drawn = {one for _trial in range(60) for one, t in linked(sets).items() if len(t) > 1}
    assert drawn == set(range(23))


@given(answered, st.randoms())
def test_keys_return_from_form_to_form_exactly_where_a_trail_links_them(sets, chance):
    secret = new_secret()
    found = linked(sets)
    keys = {one: keys_of(secret, one, trail, FORMS) for one, trail in found.items()}
    for one, trail in found.items():
        assert set(keys[one]) == {FORMS[form] for form in sets[one]}
        assert len(set(keys[one].values())) == len(trail)
    everything = [key for own in keys.values() for key in set(own.values())]
    assert len(everything) == len(set(everything))


def test_purposes_persons_forms_and_secrets_have_keys_of_their_own():
    first, second = new_secret(), new_secret()
    keys = [
        *(ratings_key(secret, one) for secret in (first, second) for one in (1, 11)),
        *(
            make(first, one, form)
            for make in (lone_key, words_key)
            for one in (1, 11)
            for form in (1, 11)
        ),
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {2 * KEY_BYTES}


def test_a_key_is_the_published_function_of_secret_and_number():
    """HMAC-SHA256 of "ratings|7", as openssl computes it."""
    secret = bytes(range(32))
    assert ratings_key(secret, 7) == "9464eb326c7d3d8f37a35c3b81c935d6"


@given(sectors)
def test_a_sector_is_told_only_where_enough_share_it(groups):
    told = Counter(coarsened(groups, M))
    assert all(n >= M for group, n in told.items() if group != OTHER)
    assert told[OTHER] == 0 or told[OTHER] >= min(M, len(groups))


@given(sectors)
def test_a_sector_is_its_own_or_none(groups):
    pairs = zip(groups, coarsened(groups, M), strict=True)
    assert all(after in (before, OTHER) for before, after in pairs)


@given(sectors)
def test_telling_less_twice_is_telling_less_once(groups):
    once = coarsened(groups, M)
    assert coarsened(once, M) == once


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["health", "arts"]))))
def test_within_each_class_a_sector_is_told_only_where_enough_share_it(rows):
    classes = [one for one, _group in rows]
    told = coarsened_within(classes, [group for _one, group in rows], M)
    found = Counter(zip(classes, told, strict=True))
    assert all(n >= M for (_one, group), n in found.items() if group != OTHER)
