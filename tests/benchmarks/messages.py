"""A thousand messages: prepared, then sent by one and by two workers, against bare smtplib."""

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.correspondence.following import follow_messages
from participants.models import Message, Participant
from programmes.models import Organisation, Person, Programme
from tests.benchmarks.table import Measurement
from tests.letterbox import Letterbox, Received, open_letterbox

FEW, MESSAGES = 10, 1_000
LONG_AGO = date(2020, 1, 16)
"""No rule follows a programme of that day, so that exactly what is measured is sent."""
LEAST = 0.05
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
    yield from _prepared()
    people = _participants("post", MESSAGES, LONG_AGO)
    for workers in (1, 2):
        _approve(people)
        with open_letterbox() as letterbox:
            seconds = _sent_by(workers, letterbox)
            reference = _bare(workers, letterbox, letterbox.received[:MESSAGES])
        yield _told(workers, MESSAGES / seconds, MESSAGES / reference)
        Message.objects.all().delete()


def _prepared() -> Iterator[Measurement]:
    """The outbox of a programme that begins in a week, from nothing, and once more."""
    week = timezone.localdate() + timedelta(days=7)
    few, many = (_participants(f"few{n}", n, week)[0].programme for n in (FEW, MESSAGES))
    (asked_few, _time), (asked, seconds) = _followed(few), _followed(many)
    made, kinds = many.messages.count(), many.messages.values("step").distinct().count()
    yield Measurement(
        f"{made:,} messages of {kinds} kinds prepared for {MESSAGES:,} people, written in batches",
        f"{asked} queries, {seconds:.1f} s",
        f"{asked_few} queries for {FEW} people",
    )
    (asked_few, _time), (asked, seconds) = _followed(few), _followed(many)
    yield Measurement(
        "The same once more, nothing to change",
        f"{asked} queries, {seconds:.1f} s",
        f"{asked_few} queries for {FEW} people",
        target="the same queries",
        met=asked == asked_few,
    )
    for programme in (few, many):
        programme.delete()


def _followed(programme: Programme) -> tuple[int, float]:
    """Queries and seconds of one look at what everybody has to be told."""
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        follow_messages(programme)
    return len(queries), time.perf_counter() - started


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


def _participants(slug: str, number: int, day: date) -> list[Participant]:
    programme = Programme.objects.create(title=slug, slug=slug, starts_on=day, ends_on=day)
    organisation = Organisation.objects.create(name=slug, sector="other")
    people = Person.objects.bulk_create(
        Person(name=f"Reader {n}", email=f"{slug}{n}@example.org", organisation=organisation)
        for n in range(number)
    )
    return Participant.objects.bulk_create(
        Participant(
            programme=programme, person=person, organisation=organisation, status="accepted"
        )
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
