"""Every small case, against scipy and against the definition."""

import json
from collections import Counter
from itertools import product
from math import comb, isclose, sqrt

import pytest

from evaluations import statistics as figures
from evaluations.statistics import AGREE6
from evaluations.statistics.shares import Z
from tests.evaluations import oracle

CLOSE = {"rel_tol": 1e-10, "abs_tol": 1e-11}


@pytest.fixture(scope="module")
def grid():
    return oracle.grid()


def agree(ours, theirs):
    return all(isclose(a, b, **CLOSE) for a, b in zip(ours, theirs, strict=True))


def test_what_was_frozen_is_what_scipy_says_where_it_is_at_hand(grid):
    frozen = json.loads(oracle.FROZEN.read_text())
    assert frozen.keys() == grid.keys()
    for name, expected in frozen.items():
        assert json.dumps(expected) == json.dumps(grid[name])


def test_every_share_of_up_to_forty_has_wilsons_interval(grid):
    for (k, n), expected in zip(oracle.SHARES, grid["wilson"], strict=True):
        found = figures.wilson(k, n)
        assert agree((found.low, found.high), expected), (k, n)


def test_the_ends_of_wilsons_interval_are_where_the_score_is_z():
    """The definition, for every share of up to 120: (p - p0)² = z² p0(1 - p0)/n at both ends."""
    for n in range(1, 121):
        for k in range(n + 1):
            found = figures.wilson(k, n)
            for end in (found.low, found.high):
                distance = abs(k / n - end)
                assert isclose(distance, Z * sqrt(end * (1 - end) / n), abs_tol=1e-9)


def test_every_change_of_up_to_twenty_each_way_has_the_exact_sign_test(grid):
    for (up, down), expected in zip(oracle.CHANGES, grid["sign"], strict=True):
        assert isclose(figures.sign_test(up, down), expected, **CLOSE), (up, down)


def test_the_sign_test_is_the_share_of_patterns_as_lopsided():
    for up in range(8):
        for down in range(1, 8):
            patterns = sum(
                comb(up + down, heads)
                for heads in range(up + down + 1)
                if abs(2 * heads - up - down) >= abs(up - down)
            )
            assert isclose(figures.sign_test(up, down), patterns / 2 ** (up + down))


def test_every_small_set_of_differences_has_the_exact_signed_rank_test(grid):
    for differences, expected in zip(oracle.DIFFERENCES, grid["wilcoxon"], strict=True):
        assert isclose(figures.wilcoxon(Counter(differences)).p, expected, **CLOSE), differences


def test_beyond_counting_the_normal_approximation_is_the_usual_one(grid):
    for counts, expected in zip(oracle.LARGE, grid["large"], strict=True):
        assert isclose(figures.wilcoxon(counts).p, expected, rel_tol=1e-9), counts


def test_every_two_small_groups_have_their_dominance(grid):
    for (first, second), expected in zip(oracle.GROUPS, grid["dominance"], strict=True):
        found = figures.cliffs_delta(first, second).delta
        assert isclose(found, expected, **CLOSE), (first, second)


def test_every_small_set_of_answers_has_its_quartiles_and_its_spread(grid):
    for values, expected in zip(oracle.ANSWERS, grid["spread"], strict=True):
        found = figures.distribution(values, AGREE6)
        first, third = found.quartiles
        assert agree((first, found.median, third, found.sd), expected), values


def test_the_net_change_lies_in_its_interval_wherever_somebody_stayed_or_moved():
    """All ways in which up to thirty people can move."""
    for up, same, down in product(range(31), repeat=3):
        n = up + same + down
        if 0 < n <= 30:
            found = figures.Movement(up, same, down)
            back = figures.Movement(down, same, up)
            assert found.net == -back.net
            assert isclose(found.interval.low, -back.interval.high, abs_tol=1e-12)
            assert found.interval.low - 1e-12 <= found.net <= found.interval.high + 1e-12, found


def test_the_bounds_of_the_cohort_hold_the_share_of_those_who_answered():
    for eligible in range(1, 31):
        for n in range(1, eligible + 1):
            for k in range(n + 1):
                found = figures.cohort_bounds(k, n, eligible)
                assert found.low - 1e-12 <= k / n <= found.high + 1e-12
