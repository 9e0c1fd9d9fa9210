"""Workers as they run in earnest: processes of their own, killed, stopped, side by side."""

import contextlib
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from django.db import connection

from participants.models import Message
from tests import factories as make
from tests.letterbox import until
from tests.participants.test_sending import approved

pytestmark = pytest.mark.django_db(transaction=True)

State = Message.State


@pytest.fixture
def programme():
    """So long ago that no rule prepares a message of its own."""
    return make.programme(starts_on=date(2020, 1, 16), ends_on=date(2020, 1, 17))


def database_url():
    """Of the database that this test has its rows in."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].replace("/immersion?", f"/{name}?")


@contextlib.contextmanager
def worker(letterbox, *arguments, **environment):
    """`work` in a process of its own, which sends to this letterbox."""
    known = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}",
        "SITE_URL": "https://immersion.example.org",
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work", "--pause=0.2", *arguments],
        env=known,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=20)


def states():
    return Counter(Message.objects.values_list("state", flat=True))


def recipients(letterbox):
    return Counter(received.to[0] for received in letterbox.received)


def test_a_worker_killed_in_the_middle_loses_nothing_and_sends_nothing_twice(letterbox, programme):
    before = [approved(programme, f"before{number}@example.org") for number in range(3)]
    stuck = approved(programme, "stuck@example.org")
    rest = [approved(programme, f"after{number}@example.org") for number in range(3)]
    with worker(letterbox) as first:
        letterbox.wait_for("stuck@example.org")
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=20)
    stuck.refresh_from_db()
    assert stuck.state == State.SENDING
    Message.objects.exclude(state=State.SENT).update(lease_until=stuck.taken_at)
    with worker(letterbox, "--once") as second:
        assert second.wait(timeout=60) == 0
    assert states() == {State.SENT: len(before + rest), State.UNSURE: 1}
    assert letterbox.begun.count("stuck@example.org") == 1
    assert set(recipients(letterbox).values()) == {1}
    assert len(recipients(letterbox)) == len(before + rest)


def test_two_workers_share_sixty_messages_and_send_each_once(letterbox, programme):
    with worker(letterbox) as one, worker(letterbox) as other:
        for process in (one, other):
            assert "Looking every" in process.stdout.readline()
        for number in range(60):
            approved(programme, f"ana{number}@example.org")
        until(lambda: states() == {State.SENT: 60})
        for process in (one, other):
            process.send_signal(signal.SIGTERM)
            assert "messages dealt with" in process.communicate(timeout=20)[0]
    assert recipients(letterbox) == {f"ana{number}@example.org": 1 for number in range(60)}


def test_two_workers_together_keep_to_the_limit_of_a_minute(letterbox, programme):
    for number in range(20):
        approved(programme, f"ana{number}@example.org")
    limit = {"MESSAGES_PER_MINUTE": "7"}
    with worker(letterbox, "--once", **limit) as one, worker(letterbox, "--once", **limit) as other:
        assert [one.wait(timeout=60), other.wait(timeout=60)] == [0, 0]
    assert states() == {State.SENT: 7, State.APPROVED: 13}


def test_a_worker_that_is_told_to_stop_ends_with_the_message_in_hand(letterbox, programme):
    approved(programme, "slow@example.org")
    approved(programme, "ana@example.org")
    with worker(letterbox) as process:
        letterbox.wait_for("slow@example.org")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert states() == {State.SENT: 1, State.APPROVED: 1}
    assert list(recipients(letterbox)) == ["slow@example.org"]


def test_a_worker_sends_what_is_approved_while_it_runs(letterbox, programme):
    with worker(letterbox):
        approved(programme, "ana@example.org")
        until(lambda: states() == {State.SENT: 1})
