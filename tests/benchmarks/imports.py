"""A programme of 5,000 participants, from its workbook into an empty database and once more.

The import runs in a process of its own, so that the peak of its memory is its own.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.table import Measurement

PARTICIPANTS = 5_000


def measure() -> Iterator[Measurement]:
    from tests import workbooks

    book = workbooks.large(PARTICIPANTS)
    rows = sum(map(len, book.values()))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(workbooks.file_of(book).getvalue())
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.imports", file.name]
        found = json.loads(subprocess.check_output(command, text=True))
    yield Measurement(
        f"Import of {PARTICIPANTS:,} participants ({rows:,} rows)",
        f"{found['first']:.1f} s, {rows / found['first']:,.0f} rows a second",
        f"{found['queries']} queries",
    )
    yield Measurement("The same file again, nothing to change", f"{found['again']:.1f} s")
    yield Measurement(
        "Peak memory of the import",
        f"{found['peak']:.0f} MB",
        f"{found['before']:.0f} MB before it",
    )


def main(file: Path) -> None:
    """Takes place in a transaction that is undone; prints what was found as JSON."""
    import django

    django.setup()
    from django.db import transaction

    before = peak()
    with transaction.atomic():
        first, queries = timed(file, expect_new=True)
        highest = peak()
        again, __ = timed(file, expect_new=False)
        transaction.set_rollback(True)
    found = {"first": first, "again": again, "queries": queries, "before": before, "peak": highest}
    print(json.dumps(found))


def timed(file: Path, *, expect_new: bool) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from evaluations import workbook

    started = time.perf_counter()
    with file.open("rb") as stream, CaptureQueriesContext(connection) as queries:
        outcome = workbook.bring_in(workbook.read(stream))
    assert outcome.saved, outcome.preview.problems[:3]
    assert bool(outcome.preview.new) is expect_new
    return time.perf_counter() - started, len(queries)


def peak() -> float:
    """Megabytes. Not from getrusage: a child starts there with the peak of its parent."""
    status = Path("/proc/self/status").read_text()
    [kilobytes] = re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
