import os
import signal
import subprocess
import sys
import time


def test_the_worker_ends_at_once_and_in_peace_when_it_is_told_to(tmp_path):
    """A process of its own, as the container runs it, on an empty database."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/work.sqlite3",
        "SECRET_KEY": "a key for one test",
        "PYTHONWARNINGS": "default",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity=0"], env=environment, check=True)
    worker = subprocess.Popen(
        [*manage, "work", "--pause=60"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "Looking every 60 seconds" in worker.stdout.readline()
    started = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    worker.stdout.close()
    assert time.monotonic() - started < 10
