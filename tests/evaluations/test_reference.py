"""Every figure that the reference vectors hold, and the worked cohort."""

import json
from math import isclose
from pathlib import Path

import pytest

from evaluations import statistics as figures
from evaluations.disclosure import (
    Author,
    Consent,
    NotShown,
    attribution,
    display,
    suppressed,
)
from evaluations.statistics import AGREE6, RECOMMEND, Movement
from evaluations.summary import change_words, quantifier

REFERENCE = json.loads((Path(__file__).parent / "vectors.json").read_text())
COHORT = REFERENCE["worked_example"]
SEED = "20170117"


def ends(interval):
    return interval and [interval.low, interval.high]


def likert(values):
    found = figures.distribution(values, AGREE6)
    first = {"n": found.n, "missing": found.missing, "counts": list(found.counts)}
    if not found.n:
        return first
    agree = {"agree": found.agreeing, "agree_pct": found.agree.percent}
    spread = {"wilson": ends(found.agree.wilson), "mean": found.mean, "median": found.median}
    return (
        first
        | agree
        | spread
        | {"sd": found.sd}
        | dict(zip(("q1", "q3"), found.quartiles, strict=True))
    )


def paired(before, after, seed):
    found = figures.paired(before, after, AGREE6)
    if not found.n:
        return {"n_pairs": 0}
    in_order = [
        a - b for b, a in zip(before, after, strict=True) if a is not None and b is not None
    ]
    return {
        "n_pairs": found.n,
        "improved": found.movement.up,
        "same": found.movement.same,
        "worse": found.movement.down,
        "before_mean": found.before.mean,
        "after_mean": found.after.mean,
        "before_median": found.before.median,
        "after_median": found.after.median,
        "mean_change": found.mean_change,
        "median_change": found.median_change,
        "net": found.movement.net,
        "net_ci": ends(found.movement.interval),
        "sign_p": found.movement.sign_p,
        "wilcoxon": ranked(found.wilcoxon),
        "boot_mean_ci": ends(figures.bootstrap_mean(in_order, seed)),
    }


def ranked(test):
    return test and {
        "n_nonzero": test.nonzero,
        "W_plus": test.w_plus,
        "W_minus": test.w_minus,
        "p": test.p,
        "r_rb": test.rank_biserial,
    }


def cliff(x, y):
    found = figures.cliffs_delta(x, y)
    if not found:
        return None
    interval = {"ci": ends(found.interval)} if found.interval else {}
    return {"delta": found.delta, "var": found.variance} | interval


def newcombe(**counts):
    found = figures.newcombe(**counts)
    return found and [found.value, *ends(found.interval)]


def nps(scores):
    found = figures.recommendation(figures.distribution(scores, RECOMMEND))
    return found.n and {
        "n": found.n,
        "promoters": found.promoters,
        "passives": found.passives,
        "detractors": found.detractors,
        "score": found.net,
        "shown": found.shown,
        "ci": ends(found.interval),
    }


def attributed(consent, sector, role, people, k):
    everyone = [tuple(person) for person in people]
    line = attribution(Consent(consent), Author(sector, role, "NAMED"), everyone, k)
    return None if isinstance(line, NotShown) else line.value


OURS = {
    "pct": figures.percent,
    "wilson": lambda k, n: ends(figures.wilson(k, n)),
    "cohort_bounds": lambda k, n, N: ends(figures.cohort_bounds(k, n, N)),
    "likert": likert,
    "paired": paired,
    "cliff": cliff,
    "newcombe": newcombe,
    "nps": lambda scores: nps(scores) or None,
    "holm": lambda p: list(figures.holm(p)),
    "suppress": lambda groups, m: list(suppressed(groups, m)),
    "quantifier": quantifier,
    "ladder": lambda n: display(n).value,
    "response_note": lambda n, N: (found := figures.response_band(n, N)) and found.value,
    "attribution": attributed,
    "change_words": lambda up, same, down, holm_p: change_words(Movement(up, same, down), holm_p),
}


def same(found, expected):
    """Equal to the six decimals, or six significant digits, of the reference."""
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[k], expected[k]) for k in found)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return isclose(found, expected, rel_tol=5e-6, abs_tol=6e-7)
    return found == expected


@pytest.mark.parametrize("vector", REFERENCE["vectors"], ids=lambda vector: vector["id"])
def test_every_reference_figure_is_ours_too(vector):
    found = OURS[vector["fn"]](**vector["input"])
    assert same(found, vector["expected"]), found


@pytest.mark.parametrize("number", range(6))
def test_the_worked_cohort_gives_every_figure_of_an_objective(number):
    before, after = (
        [row[number] for row in COHORT["raw"][moment]] for moment in ("before", "after")
    )
    answered_before = [r[number] for r in COHORT["raw"]["before"] if r != [None] * 6]
    answered_after = [r[number] for r in COHORT["raw"]["after"] if r != [None] * 6]
    found = {
        "before": likert(answered_before),
        "after": likert(answered_after),
        "paired": paired(before, after, SEED),
    }
    assert same(found, COHORT["objectives"][number]), found


def test_the_worked_cohort_is_adjusted_over_its_six_tests():
    p_values = [objective["paired"]["sign_p"] for objective in COHORT["objectives"]]
    assert same([round(p, 6) for p in figures.holm(p_values)], COHORT["holm"])
