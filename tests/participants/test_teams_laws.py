"""Laws of the teams; small groups are compared with every way to split them."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from participants.teams import (
    Case,
    Member,
    applied,
    bound,
    broken,
    even_sizes,
    form,
    quality,
    remedies,
)
from participants.teams.fitting import start

quick = settings(max_examples=40)


@st.composite
def cases(draw, people=(1, 7), teams=(1, 3)):
    keys = list(range(draw(st.integers(*people))))
    rooms = list(range(10, 10 + draw(st.integers(*teams))))
    members = tuple(
        Member(
            key=key,
            name=f"Member {key}",
            organisation=(organisation := draw(st.integers(0, 3))),
            sector="ab"[organisation % 2],
            role=draw(st.sampled_from(["", "nurse", "planner"])),
            visit=draw(st.sampled_from([None, 1, 2, 3])),
            pinned=draw(st.sampled_from([None, None, None, *rooms])),
        )
        for key in keys
    )
    wishes = st.lists(st.frozensets(st.sampled_from(keys), min_size=2, max_size=3), max_size=2)
    some = len(keys) > 2
    return Case(
        members,
        even_sizes(len(keys), rooms),
        together=tuple(draw(wishes)) if some else (),
        apart=tuple(draw(wishes)) if some else (),
    )


def every_way(case):
    rooms = [team for team, _size in case.sizes]
    for choice in itertools.product(rooms, repeat=len(case.members)):
        teams = dict(zip(case.member, choice, strict=True))
        if not broken(case, teams):
            yield teams


@quick
@given(cases())
def test_small_groups_are_mixed_as_well_as_can_be(case):
    formed = form(case, steps=3_000)
    ways = [quality(case, teams) for teams in every_way(case)]
    assert (formed.quality is None) == (not ways)
    if ways:
        assert formed.broken == ()
        assert formed.quality == min(ways)


@quick
@given(cases())
def test_no_teams_at_all_are_below_the_bound(case):
    limit = bound(case)
    for teams in every_way(case):
        found = quality(case, teams)
        assert found.unseen >= limit.unseen
        assert found.organisation_pairs >= limit.organisation_pairs
        assert found.sector_pairs >= limit.sector_pairs
        assert found.role_pairs >= limit.role_pairs


@quick
@given(cases(people=(3, 12), teams=(1, 4)))
def test_clashing_wishes_come_with_remedies_that_work(case):
    found = remedies(case)
    assert bool(found) == (start(case) is None)
    for remedy in found:
        assert start(applied(case, remedy)) is not None


@quick
@given(cases(people=(3, 12)), st.integers(0, 9))
def test_the_same_seed_forms_the_same_teams(case, seed):
    assert form(case, seed, 200).teams == form(case, seed, 200).teams


def test_each_team_holds_what_was_seen_on_every_visit():
    members = tuple(Member(k, str(k), k % 8, "ab"[k % 2], visit=k // 4) for k in range(24))
    formed = form(Case(members, even_sizes(24, range(4))))
    assert formed.quality.unseen == 0
    assert formed.quality.organisation_pairs == formed.bound.organisation_pairs


def test_more_teams_than_people_leave_teams_empty():
    formed = form(Case((Member(1, "Ada", 1, "a"),), even_sizes(1, [1, 2, 3])))
    assert formed.teams == {1: 1}


def test_sizes_that_do_not_add_up_are_said_to():
    members = tuple(Member(key, str(key), key, "a") for key in range(5))
    formed = form(Case(members, ((1, 2), (2, 2))))
    assert formed.teams is None
    assert [sum(change.amount for change in remedy) for remedy in formed.remedies] == [1]
