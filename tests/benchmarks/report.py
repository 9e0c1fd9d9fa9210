"""The report's PDF from rows, against the renderer alone on the finished HTML."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from evaluations.reports.evaluation import composed
from evaluations.reports.evaluation_document import report_html, report_pdf
from evaluations.reports.evaluation_results import evaluate
from evaluations.reports.evaluation_setting import read_setting
from immersion import pdf
from programmes.models import Organisation, Programme
from tests.benchmarks.table import Measurement
from tests.evaluations import report_case as cases

ROUNDS = 5
AT_MOST = 1.25


def measure() -> Iterator[Measurement]:
    yield paper()


def paper() -> Measurement:
    case = cases.a_counted_programme()
    cases.say(case, "Q1", cases.QUOTES * 2)
    html, when = report_html(_report(case)[0]), case.questionnaire.counted_on
    ours, alone = _in_turns(
        lambda: report_pdf(*_report(case)), lambda: pdf.write(html, when, b"0" * 16)
    )
    clear(case)
    ratio = ours / alone
    return Measurement(
        "Report of 22 answers as PDF, from rows",
        f"{ours:.2f} s",
        f"renderer alone {alone:.2f} s",
        ratio,
        f"at most {AT_MOST}",
        ratio <= AT_MOST,
    )


def _report(case: cases.Case):
    found = evaluate(case.programme, case.questionnaire)
    return composed(read_setting(case.programme), found), found


def _in_turns(*deeds: Callable[[], object]) -> list[float]:
    """The middle time of each; in turns, so that a busy machine is busy for both."""
    times = [[_seconds(deed) for deed in deeds] for _round in range(ROUNDS)]
    return [median(column) for column in zip(*times, strict=True)]


def _seconds(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started


def clear(case: cases.Case) -> None:
    """Leaves the database to the next measurement."""
    for question in case.questions.values():
        question.answers.all().delete()
        question.comments.all().delete()
    case.questionnaire.questions.update(looks_back_on=None)
    case.questionnaire.questions.all().delete()
    case.programme.participants.all().delete()
    case.programme.contributions.all().delete()
    Programme.objects.filter(pk=case.programme.pk).delete()
    for organisation in Organisation.objects.filter(commissioned=None):
        organisation.people.all().delete()
        organisation.delete()
    Organisation.objects.filter(name="Care Partnership").delete()
