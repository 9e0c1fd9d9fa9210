"""The report's PDF from rows, against WeasyPrint alone on the same HTML; charts; memory."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
from django.db import transaction

from evaluations import charts
from evaluations.reports.evaluation.document import report_html, report_pdf
from evaluations.reports.evaluation.report import composed
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.statistics import AGREE6, Share, from_counts, paired_from_counts
from immersion import pdf
from programmes.models import Organisation, Programme
from tests.benchmarks.table import Measurement
from tests.evaluations import report_case as cases
from tests.paper import cases as paper_cases

ROUNDS = 5
AT_MOST, MILLISECONDS = 1.25, 1.0
CHARTS = 50


def measure() -> Iterator[Measurement]:
    with transaction.atomic():
        case = paper_cases.every_moment()
        html = report_html(_report(case)[0])
        yield paper(case, html)
        transaction.set_rollback(True)
    yield memory(html)
    yield chart()


def paper(case: cases.Case, html: str) -> Measurement:
    ours, alone = _in_turns(lambda: report_pdf(*_report(case)), lambda: _alone(html))
    pages, ratio = len(pypdf.PdfReader(_alone(html)).pages), ours / alone
    return Measurement(
        f"Report of 22 answers, {pages} pages, as PDF from rows",
        f"{ours:.2f} s",
        f"WeasyPrint alone {alone:.2f} s",
        ratio,
        f"at most {AT_MOST}",
        ratio <= AT_MOST,
    )


def _report(case: cases.Case):
    found = evaluate(case.programme, case.questionnaire)
    return composed(read_setting(case.programme), found, paper_cases.WRITING), found


def _alone(html: str):
    """What anybody would write: no checks, no second standard, nothing attached."""
    import io

    import weasyprint

    source = weasyprint.HTML(string=html, base_url=pdf.BASE_URL)
    return io.BytesIO(source.write_pdf(pdf_variant="pdf/a-3a"))


def memory(html: str) -> Measurement:
    """The most that a process of its own takes which has only this report to write."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(html)
        file.flush()
        ours, alone = (_peak(file.name, how) for how in (WRITE, WRITE_ALONE))
    ratio = ours / alone
    return Measurement(
        "The same report, memory at its peak",
        f"{ours:.0f} MB",
        f"WeasyPrint alone {alone:.0f} MB",
        ratio,
        f"at most {AT_MOST}",
        ratio <= AT_MOST,
    )


WRITE = """
import datetime, django, sys
django.setup()
from immersion import pdf
pdf.write(open(sys.argv[1], encoding="utf-8").read(), datetime.date(2026, 11, 2), b"0" * 16)
"""
WRITE_ALONE = """
import sys, weasyprint
source = weasyprint.HTML(filename=sys.argv[1], base_url=sys.argv[2])
source.write_pdf(pdf_variant="pdf/a-3a")
"""
TELL = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def _peak(file: str, how: str) -> float:
    command = [sys.executable, "-c", how + TELL, file, pdf.BASE_URL]
    here = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def chart() -> Measurement:
    """Of every kind that the report has, many times over."""
    kinds = _charts()
    [seconds] = _in_turns(lambda: [draw() for _turn in range(CHARTS) for draw in kinds])
    each = 1000 * seconds / (CHARTS * len(kinds))
    return Measurement(
        f"A chart, on average of {len(kinds)} kinds",
        f"{each:.2f} ms",
        target=f"at most {MILLISECONDS:g} ms",
        met=each <= MILLISECONDS,
    )


def _charts() -> list[Callable[[], str]]:
    counted = from_counts({2: 1, 3: 4, 4: 6, 5: 8, 6: 3}, AGREE6)
    moved = paired_from_counts({(3, 5): 12, (4, 4): 8, (5, 4): 2}, AGREE6)
    names = [title for title, _statement in cases.OBJECTIVES]
    steps = [(name, 20 - at) for at, name in enumerate(names)]
    beside = charts.Beside(names[0], Share(18, 22), (Share(15, 24), Share(9, 20)), Share(24, 44))
    return [
        lambda: charts.diverging_bars([(name, counted) for name in names]),
        lambda: charts.dumbbells([(name, moved) for name in names]),
        lambda: charts.share_bars([(name, counted.agree) for name in names]),
        lambda: charts.rating_strip([(name, counted) for name in names]),
        lambda: charts.aligned_bars([(name, 9, 7) for name in names], ("Came", "Answered")),
        lambda: charts.flow_bars(steps),
        lambda: charts.comparison_strip([beside] * 6),
    ]


def _in_turns(*deeds: Callable[[], object]) -> list[float]:
    """The quickest of each: what else the machine does can only add. In turns, so that a busy
    machine is busy for both."""
    times = [[_seconds(deed) for deed in deeds] for _round in range(ROUNDS)]
    return [min(column) for column in zip(*times, strict=True)]


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
