"""Every small case against the definition of its figure, with nobody else's code between.

What scipy says of the same figures is in test_statistics_grid.py; quartiles, spread and the
approximation for large cohorts are compared with it here.
"""

from itertools import chain, combinations_with_replacement, product
from math import comb, isclose, sqrt

import numpy
import pytest
from scipy import stats

from evaluations import statistics as figures
from evaluations.statistics import AGREE6
from evaluations.statistics.shares import Z

CLOSE = {"rel_tol": 1e-10, "abs_tol": 1e-11}
LARGE = ({1: 130, -1: 95, 2: 30, -2: 11}, {3: 101, -1: 150, -2: 4, 0: 7}, {1: 120, -1: 120})
ANSWERS = chain.from_iterable(combinations_with_replacement(range(1, 7), n) for n in range(2, 6))


def test_the_ends_of_wilsons_interval_are_where_the_score_is_z():
    """For every share of up to 120: (p - p0)² = z² p0(1 - p0)/n at both ends."""
    for n in range(1, 121):
        for k in range(n + 1):
            found = figures.wilson(k, n)
            for end in (found.low, found.high):
                distance = abs(k / n - end)
                assert isclose(distance, Z * sqrt(end * (1 - end) / n), abs_tol=1e-9)


def test_the_sign_test_is_the_share_of_patterns_as_lopsided():
    for up in range(8):
        for down in range(1, 8):
            patterns = sum(
                comb(up + down, heads)
                for heads in range(up + down + 1)
                if abs(2 * heads - up - down) >= abs(up - down)
            )
            assert isclose(figures.sign_test(up, down), patterns / 2 ** (up + down))


def test_the_net_change_lies_in_its_interval_however_people_move():
    """All ways in which up to thirty people can move, there and back."""
    for up, same, down in product(range(31), repeat=3):
        if 0 < up + same + down <= 30:
            found, back = figures.Movement(up, same, down), figures.Movement(down, same, up)
            assert found.net == -back.net
            assert isclose(found.interval.low, -back.interval.high, abs_tol=1e-12)
            assert found.interval.low - 1e-12 <= found.net <= found.interval.high + 1e-12, found


def test_the_bounds_of_the_cohort_hold_the_share_of_those_who_answered():
    for eligible in range(1, 31):
        for n in range(1, eligible + 1):
            for k in range(n + 1):
                found = figures.cohort_bounds(k, n, eligible)
                assert found.low - 1e-12 <= k / n <= found.high + 1e-12


def test_every_small_set_of_answers_has_its_quartiles_and_its_spread():
    for values in ANSWERS:
        found = figures.distribution(values, AGREE6)
        first, third = found.quartiles
        ours = (first, found.median, third, found.sd)
        theirs = (*numpy.quantile(values, (0.25, 0.5, 0.75)), numpy.std(values, ddof=1))
        assert all(isclose(a, b, **CLOSE) for a, b in zip(ours, theirs, strict=True)), values


@pytest.mark.parametrize("counts", LARGE)
def test_beyond_counting_the_normal_approximation_is_the_usual_one(counts):
    values = [d for d, people in counts.items() for _one in range(people)]
    usual = stats.wilcoxon(values, zero_method="wilcox", correction=True, method="asymptotic")
    assert isclose(figures.wilcoxon(counts).p, usual.pvalue, rel_tol=1e-9)
