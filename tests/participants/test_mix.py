"""The mix of a cohort, held by laws."""

from hypothesis import given
from hypothesis import strategies as some

from participants.mix import Someone, Target, gaps, largest_gap, next_by_mix, next_in_order

SECTORS = ["health", "council", "arts"]
ROLES = ["GP partner", "Director", "gp", "Team lead"]

people = some.lists(
    some.tuples(some.sampled_from(SECTORS), some.sampled_from(ROLES), some.sampled_from("AB")),
    max_size=9,
)
targets = some.lists(
    some.one_of(
        some.builds(Target, some.just("sector"), some.sampled_from(SECTORS), some.integers(0, 5)),
        some.builds(
            Target, some.just("role"), some.sampled_from(["GP", "lead"]), some.integers(0, 5)
        ),
        some.builds(
            Target, some.just("organisation"), some.sampled_from("AB"), some.integers(0, 5)
        ),
    ),
    max_size=4,
)


def those(facts, first=1):
    return [Someone(key, *each) for key, each in enumerate(facts, start=first)]


@given(targets, people)
def test_what_is_missing_and_what_is_there_make_what_is_wanted_or_more(wanted, facts):
    for gap in gaps(wanted, those(facts)):
        assert gap.present + gap.missing - gap.too_many == gap.target.wanted
        assert not (gap.missing and gap.too_many)


@given(targets, people, people)
def test_one_more_person_closes_no_gap_by_more_than_one(wanted, facts, more):
    there = those(facts + more)
    for one in range(len(there)):
        before, after = gaps(wanted, there[:one]), gaps(wanted, there[: one + 1])
        for was, now in zip(before, after, strict=True):
            assert now.present - was.present == was.target.counts(there[one])


@given(targets, people)
def test_the_order_of_people_changes_no_gap(wanted, facts):
    there = those(facts)
    assert gaps(wanted, there) == gaps(wanted, there[::-1])


@given(targets, people, people, some.integers(-1, 9))
def test_everybody_follows_once_and_as_many_as_there_are_places(wanted, facts, line, places):
    waiting = those(line, first=100)
    found = next_by_mix(wanted, those(facts), waiting, places)
    keys = [each.someone.key for each in found]
    assert len(keys) == len(set(keys)) == min(max(0, places), len(waiting))
    assert set(keys) <= {one.key for one in waiting}


@given(targets, people, people)
def test_nobody_who_waits_would_fill_a_larger_gap_than_whoever_is_next(wanted, facts, line):
    waiting = those(line, first=100)
    found = gaps(wanted, those(facts))
    for first in next_by_mix(wanted, those(facts), waiting, 1):
        widest = [gap.missing if (gap := largest_gap(found, one)) else 0 for one in waiting]
        mine = first.fills.missing if first.fills else 0
        assert mine == max(widest)
        assert first.someone == waiting[widest.index(mine)]


@given(targets, people, people, some.integers(0, 9))
def test_two_places_given_at_once_are_given_as_one_after_the_other(wanted, facts, line, places):
    there, waiting = those(facts), those(line, first=100)
    together = [each.someone for each in next_by_mix(wanted, there, waiting, places)]
    apart = []
    for _place in range(places):
        for each in next_by_mix(wanted, there + apart, [w for w in waiting if w not in apart], 1):
            apart.append(each.someone)
    assert together == apart


@given(people, some.integers(-1, 9))
def test_without_targets_the_mix_is_the_order_of_waiting(line, places):
    waiting = those(line)
    assert next_by_mix((), (), waiting, places) == next_in_order(waiting, places)


def test_a_role_is_counted_by_whole_words():
    wanted = Target("role", "GP", 1)
    said = ("GP", "gp partner", "Lead GP, Shore Road", "GPS engineer", "")
    assert [wanted.counts(Someone(1, "health", role, "A")) for role in said] == [
        True,
        True,
        True,
        False,
        False,
    ]
