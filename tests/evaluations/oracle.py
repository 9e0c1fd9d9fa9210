"""What scipy and numpy say of every small case, frozen in grid.json beside this file.

scipy is no dependency, not even of the tests: it would add 113 MB and half a minute to every fresh
set-up for figures that never change. Wherever it can be imported the tests ask it anew;
`python -m tests.evaluations.oracle` writes the file (scipy 1.17.1 did).
"""

import json
from importlib.util import find_spec
from itertools import chain, combinations_with_replacement
from pathlib import Path

FROZEN = Path(__file__).parent / "grid.json"
DIGITS = 13
LARGE = ({1: 130, -1: 95, 2: 30, -2: 11}, {3: 101, -1: 150, -2: 4, 0: 7}, {1: 120, -1: 120})

SHARES = [(k, n) for n in range(1, 41) for k in range(n + 1)]
CHANGES = [(up, down) for up in range(21) for down in range(21) if up + down]
DIFFERENCES = list(
    chain.from_iterable(combinations_with_replacement((-2, -1, 1, 2), n) for n in range(2, 7))
)
ANSWERS = list(
    chain.from_iterable(combinations_with_replacement(range(1, 7), n) for n in range(2, 6))
)
SMALL = list(chain.from_iterable(combinations_with_replacement((1, 2, 4), n) for n in range(1, 4)))
GROUPS = [(first, second) for first in SMALL for second in SMALL]


def grid() -> dict[str, list]:
    """By figure, one entry a case, in the order of the cases above."""
    return _asked() if find_spec("scipy") else json.loads(FROZEN.read_text())


def _asked() -> dict[str, list]:
    import numpy
    from scipy import stats

    def wilson(k, n):
        return list(stats.binomtest(k, n).proportion_ci(method="wilson"))

    def signed(differences):
        exact = stats.PermutationMethod(n_resamples=numpy.inf)
        return stats.wilcoxon(differences, zero_method="wilcox", method=exact).pvalue

    def large(counts):
        values = [d for d, people in counts.items() for _one in range(people)]
        found = stats.wilcoxon(values, zero_method="wilcox", correction=True, method="asymptotic")
        return found.pvalue

    def dominance(first, second):
        return 2 * stats.mannwhitneyu(first, second).statistic / (len(first) * len(second)) - 1

    def spread(values):
        return [*numpy.quantile(values, (0.25, 0.5, 0.75)), numpy.std(values, ddof=1)]

    return {
        "wilson": [_rounded(wilson(k, n)) for k, n in SHARES],
        "sign": _rounded(stats.binomtest(up, up + down).pvalue for up, down in CHANGES),
        "wilcoxon": _rounded(signed(differences) for differences in DIFFERENCES),
        "large": _rounded(large(counts) for counts in LARGE),
        "dominance": _rounded(dominance(first, second) for first, second in GROUPS),
        "spread": [_rounded(spread(values)) for values in ANSWERS],
    }


def _rounded(numbers) -> list[float]:
    return [float(f"{number:.{DIGITS}g}") for number in numbers]


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(_asked(), separators=(",", ":")) + "\n")
