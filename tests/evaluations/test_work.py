import os
import signal
import subprocess
import sys
import time

import pytest

MANAGE = [sys.executable, "manage.py"]


@pytest.fixture
def environment(tmp_path):
    """Of processes of their own, as the container runs them, on an empty database."""
    known = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/work.sqlite3",
        "SECRET_KEY": "a key for one test",
        "PYTHONWARNINGS": "default",
    }
    subprocess.run([*MANAGE, "migrate", "--verbosity=0"], env=known, check=True)
    return known


def started(environment, *arguments):
    worker = subprocess.Popen(
        [*MANAGE, "work", *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert "Looking every" in worker.stdout.readline()
    return worker


def test_the_worker_ends_at_once_and_in_peace_when_it_is_told_to(environment):
    worker = started(environment, "--pause=60")
    told = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    worker.stdout.close()
    assert time.monotonic() - told < 10


def test_a_worker_beside_a_server_does_not_outlive_it(environment):
    server = subprocess.Popen(["sleep", "60"])
    worker = started(environment, "--pause=0.1", f"--beside={server.pid}")
    server.kill()
    server.wait()
    assert worker.wait(timeout=20) == 0
    worker.stdout.close()
