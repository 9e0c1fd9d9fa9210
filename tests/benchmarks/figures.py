"""Figures from answers: what 30, 1,000 and 10,000 responses of a long form cost."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median

from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from tests.benchmarks.report import clear
from tests.benchmarks.table import Measurement
from tests.evaluations import report_case as cases

SIZES, OBJECTIVES, ROUNDS = (30, 1_000, 10_000), 15, 3
SECONDS, MEGABYTES = 2.0, 200
LEEWAY = 1.25
"""So much more than the responses may the time grow before it counts as growing faster."""


def measure() -> Iterator[Measurement]:
    before = None
    for size in SIZES:
        case = cases.the_standard_form(cases.a_programme(), objectives=OBJECTIVES, eligible=size)
        cases.answer(case, size, cases.like_people)
        seconds = median(_seconds(lambda case=case: _figures(case)) for _round in range(ROUNDS))
        yield _time(case, size, seconds, before)
        if size == SIZES[-1]:
            yield _memory(case, size)
        clear(case)
        before = (size, seconds)


def _figures(case: cases.Case) -> object:
    found = evaluate(case.programme, case.questionnaire)
    return composed(read_setting(case.programme), found)


def _time(
    case: cases.Case, size: int, seconds: float, before: tuple[int, float] | None
) -> Measurement:
    """Held to two seconds, and to growing no faster than the responses."""
    what = f"Figures of {size:,} responses to {len(case.questions)} questions"
    if before is None:
        return Measurement(what, f"{seconds:.2f} s")
    fewer, earlier = before
    growth, allowed = seconds / earlier, LEEWAY * size / fewer
    return Measurement(
        what,
        f"{seconds:.2f} s",
        f"{fewer:,} responses {earlier:.2f} s",
        growth,
        f"at most {allowed:.0f} times, {SECONDS:g} s",
        growth <= allowed and seconds <= SECONDS,
    )


def _memory(case: cases.Case, size: int) -> Measurement:
    """What is allocated at the most beyond what the app takes up already."""
    tracemalloc.start()
    _figures(case)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    megabytes = most / 1_000_000
    return Measurement(
        f"Memory for the figures of {size:,} responses",
        f"{megabytes:.1f} MB",
        target=f"at most {MEGABYTES} MB",
        met=megabytes <= MEGABYTES,
    )


def _seconds(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started
