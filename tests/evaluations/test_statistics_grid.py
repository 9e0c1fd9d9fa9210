"""Our statistics beside scipy's, over every case that a cohort of this kind can give.

scipy is an oracle for tests only; where it has no function of its own, its parts are put together.
"""

from functools import cache
from itertools import combinations_with_replacement, product
from math import inf, isclose, sqrt

import pytest
from scipy import stats

from evaluations.statistics import cliffs_delta, newcombe, sign_test, wilcoxon, wilson

CLOSE = {"rel_tol": 1e-9, "abs_tol": 1e-12}


def ends(interval):
    return interval.low, interval.high


@cache
def scipys_wilson(k, n):
    found = stats.binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")
    return found.low, found.high


def same(ours, theirs):
    return all(isclose(x, y, **CLOSE) for x, y in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("n", range(1, 61))
def test_every_share_of_up_to_sixty_people_has_scipys_wilson_interval(n):
    wrong = [k for k in range(n + 1) if not same(ends(wilson(k, n)), scipys_wilson(k, n))]
    assert wrong == []


@pytest.mark.parametrize("n", range(6, 61))
def test_every_split_of_up_to_sixty_changed_answers_has_scipys_sign_test(n):
    wrong = [
        up
        for up in range(n + 1)
        if not isclose(sign_test(up, n - up), stats.binomtest(up, n).pvalue, **CLOSE)
    ]
    assert wrong == []


@pytest.mark.parametrize("n", range(2, 7))
def test_every_pattern_of_changes_with_ties_has_the_exact_wilcoxon_test(n):
    """Exact by permutation: scipy's own exact method is not made for ties."""
    exact = stats.PermutationMethod(n_resamples=inf)
    wrong = []
    for changes in combinations_with_replacement((-3, -2, -1, 1, 2, 3), n):
        ours = wilcoxon({change: changes.count(change) for change in changes})
        theirs = stats.wilcoxon(changes, method=exact)
        if not isclose(ours.p, theirs.pvalue, rel_tol=1e-9):
            wrong.append(changes)
    assert wrong == []


def test_every_difference_of_shares_of_up_to_twelve_people_is_newcombes():
    wrong = []
    for n1, n2 in product(range(5, 13), repeat=2):
        for k1, k2 in product(range(n1 + 1), range(n2 + 1)):
            p1, p2 = k1 / n1, k2 / n2
            (low1, high1), (low2, high2) = scipys_wilson(k1, n1), scipys_wilson(k2, n2)
            low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
            high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
            if not same(ends(newcombe(k1, n1, k2, n2).interval), (low, high)):
                wrong.append((k1, n1, k2, n2))
    assert wrong == []


def test_cliffs_delta_of_every_two_small_groups_is_what_mann_and_whitney_count():
    wrong = []
    groups = [g for n in (2, 3, 4) for g in combinations_with_replacement((1, 3, 4, 6), n)]
    for first, second in product(groups, repeat=2):
        wins = stats.mannwhitneyu(first, second, method="asymptotic").statistic
        if not isclose(
            cliffs_delta(first, second).delta,
            2 * wins / len(first) / len(second) - 1,
            abs_tol=1e-12,
        ):
            wrong.append((first, second))
    assert wrong == []
