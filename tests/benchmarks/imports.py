"""A programme of 5,000 participants, from its workbook into an empty database and once more."""

import io
import resource
import time

from django.db import connection, transaction

from tests.benchmarks.table import Measurement

PARTICIPANTS = 5_000
MEGABYTE = 1 << 20


def measure() -> list[Measurement]:
    """Takes place in a transaction that is undone. Memory is that of this process at its peak,
    so the figure is of use when nothing larger ran in it before."""
    from evaluations import workbook
    from tests import workbooks

    stream = workbooks.file_of(workbooks.large(PARTICIPANTS))
    rows = sum(map(len, workbooks.large(PARTICIPANTS).values()))
    before = peak()
    with transaction.atomic():
        first, queries = timed(workbook, stream, expect_new=True)
        again, __ = timed(workbook, stream, expect_new=False)
        transaction.set_rollback(True)
    return [
        Measurement(
            f"Import of {PARTICIPANTS:,} participants ({rows:,} rows)",
            f"{first:.1f} s, {rows / first:,.0f} rows/s, {queries} queries",
        ),
        Measurement("The same file again, nothing to change", f"{again:.1f} s"),
        Measurement(
            "Peak memory of the import",
            f"{peak() / MEGABYTE:.0f} MB in all",
            f"{before / MEGABYTE:.0f} MB before",
        ),
    ]


def timed(workbook, stream: io.BytesIO, *, expect_new: bool) -> tuple[float, int]:
    from django.test.utils import CaptureQueriesContext

    stream.seek(0)
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        outcome = workbook.bring_in(workbook.read(stream))
    assert outcome.saved, outcome.preview.problems[:3]
    assert bool(outcome.preview.new) is expect_new
    return time.perf_counter() - started, len(queries)


def peak() -> int:
    """Bytes; the system counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immersion.settings")
    import django

    django.setup()
    for measurement in measure():
        print(measurement)
