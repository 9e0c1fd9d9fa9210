"""A thousand messages: sent by one and by two workers, against bare smtplib."""

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from participants.models import Message, Participant
from programmes.models import Organisation, Person, Programme
from tests.benchmarks.table import Measurement
from tests.letterbox import Letterbox, Received, open_letterbox

MESSAGES = 1_000
LEAST = 0.2
"""So much of the speed of bare smtplib sending must keep, with a lease and a link for each."""
TEXT = """Good day,

tomorrow we begin at nine in the Guildhall. Everything you need is on your own page:
{link}

Please bring:
- boots for the visit to the mill
- what you would like to ask the leaders in the café

If something is in your way, ring Asha Kerr, 0117 496 0000.

Asha Kerr
"""


def measure() -> Iterator[Measurement]:
    people = _participants()
    for workers in (1, 2):
        _approve(people)
        with open_letterbox() as letterbox:
            seconds = _sent_by(workers, letterbox)
            reference = _bare(workers, letterbox, letterbox.received[:MESSAGES])
        yield _told(workers, MESSAGES / seconds, MESSAGES / reference)
        Message.objects.all().delete()


def _told(workers: int, ours: float, bare: float) -> Measurement:
    by = "one worker" if workers == 1 else f"{workers} workers"
    return Measurement(
        f"{MESSAGES:,} messages sent by {by}, each with a lease and a link of its own",
        f"{ours:.0f} a second",
        f"{bare:.0f} a second by bare smtplib, as many processes",
        ours / bare,
        f"at least {LEAST}",
        ours / bare >= LEAST,
    )


def _participants() -> list[Participant]:
    day = date(2026, 11, 20)
    programme = Programme.objects.create(title="Post", slug="post", starts_on=day, ends_on=day)
    organisation = Organisation.objects.create(name="Post", sector="other")
    people = Person.objects.bulk_create(
        Person(name=f"Reader {n}", email=f"reader{n}@example.org", organisation=organisation)
        for n in range(MESSAGES)
    )
    return Participant.objects.bulk_create(
        Participant(programme=programme, person=person, organisation=organisation)
        for person in people
    )


def _approve(people: list[Participant]) -> None:
    Message.objects.bulk_create(
        Message(
            programme=one.programme,
            participant=one,
            step="by hand",
            occasion="by hand 1",
            subject="Tomorrow at nine",
            text=TEXT,
            state="approved",
        )
        for one in people
    )


def _sent_by(workers: int, letterbox: Letterbox) -> float:
    """Seconds from the first letter to the last, so that no start of a process is in them."""
    environment = {
        **os.environ,
        "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}",
        "MESSAGES_PER_MINUTE": "1000000",
    }
    command = [sys.executable, "manage.py", "work", "--once"]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        for _worker in range(workers)
    ]
    while not letterbox.begun:
        time.sleep(0.002)
    started = time.perf_counter()
    while len(letterbox.received) < MESSAGES:
        time.sleep(0.002)
    seconds = time.perf_counter() - started
    if any(worker.wait(timeout=60) for worker in running):
        raise RuntimeError("A worker ended in trouble.")
    if Message.objects.filter(state="sent").count() != MESSAGES:
        raise RuntimeError("Not every message was sent once.")
    return seconds


def _bare(processes: int, letterbox: Letterbox, letters: list[Received]) -> float:
    """Seconds of the slowest of as many processes, which share the same letters."""
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for share in range(processes):
            file = Path(folder, str(share))
            some = letters[share::processes]
            file.write_bytes(pickle.dumps([(one.sender, one.to, one.raw) for one in some]))
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.bare_post",
                str(letterbox.port),
                file,
            ]
            running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return max(float(process.communicate()[0]) for process in running)
