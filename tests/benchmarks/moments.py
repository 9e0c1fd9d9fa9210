"""Reading and figuring every moment: time and memory against the number of people."""

import time
import tracemalloc
from collections.abc import Iterator
from statistics import median

from django.db import connection

from evaluations.models import Questionnaire, Report
from evaluations.reports.evaluation.results import Evaluation, evaluate
from tests.benchmarks.report import clear
from tests.benchmarks.table import Measurement
from tests.evaluations import report_case as cases

SIZES = (30, 1_000, 10_000)
OBJECTIVES, ROUNDS = 15, 3
SECONDS, MEGABYTES = 2.0, 200
SECTORS = ("health", "council", "voluntary", "public", "other")


def measure() -> Iterator[Measurement]:
    """Answers before, at the end (with looking back) and months later, linked by key."""
    fewest: tuple[int, float] | None = None
    for people in SIZES:
        seconds, megabytes, questions = figures_of(people)
        yield of_time(people, questions, seconds, fewest)
        yield Measurement(
            f"Figures of {people} people, three moments: memory",
            f"{megabytes:.1f} MB",
            target=f"at most {MEGABYTES} MB",
            met=megabytes <= MEGABYTES,
        )
        fewest = fewest or (people, seconds)


def of_time(people: int, questions: int, seconds: float, fewest) -> Measurement:
    what = f"Figures of {people} people, three moments, {questions} questions"
    if fewest is None:
        return Measurement(what, f"{seconds:.2f} s")
    fewer, took = fewest
    growth, allowed = seconds / took, people / fewer
    return Measurement(
        what,
        f"{seconds:.2f} s",
        f"{fewer} people {took:.2f} s",
        growth,
        f"at most {allowed:.0f} times, and {SECONDS} s",
        growth <= allowed and seconds <= SECONDS,
    )


def figures_of(people: int) -> tuple[float, float, int]:
    """Seconds, megabytes at the peak, and questions asked."""
    end, others = answered_by(people)
    seconds = median(_seconds(end) for _round in range(ROUNDS))
    tracemalloc.start()
    _figured(end)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    questions = len(end.questions) + sum(len(form.questions) for form in others)
    for form in others:
        form.questionnaire.responses.all().delete()
        form.questionnaire.questions.all().delete()
        form.questionnaire.delete()
    clear(end)
    return seconds, peak / 1e6, questions


def answered_by(people: int) -> tuple[cases.Case, list[cases.Case]]:
    programme = cases.a_programme()
    end = cases.the_standard_form(programme, objectives=OBJECTIVES, eligible=people)
    codes = [f"O{number + 1}" for number in range(OBJECTIVES)]
    moments = Questionnaire.Moment
    others = [cases.a_form_like(end, one, codes) for one in (moments.BEFORE, moments.FOLLOW_UP)]
    sectors = [SECTORS[i % len(SECTORS)] for i in range(people)]
    keys = cases.keys(0, people)
    cases.answer(end, people, cases.like_people, pair_key=keys, sector=sectors)
    for seed, form in enumerate(others, 2):
        cases.answer(form, people, cases.like_people, seed, pair_key=keys)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    return end, others


def _figured(case: cases.Case) -> Evaluation:
    return evaluate(case.programme, case.questionnaire, Report.Kind.FOLLOW_UP)


def _seconds(case: cases.Case) -> float:
    started = time.perf_counter()
    _figured(case)
    return time.perf_counter() - started
