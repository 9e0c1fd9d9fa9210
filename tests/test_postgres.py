import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres

CALLER = """
import time
from tests.postgres import server
with server() as url:
    print(url, flush=True)
    time.sleep(60)
"""


def test_the_server_goes_with_a_caller_that_was_killed(request):
    with subprocess.Popen(
        [sys.executable, "-c", CALLER],
        cwd=request.config.rootpath,
        stdout=subprocess.PIPE,
        text=True,
    ) as caller:
        home = Path(caller.stdout.readline().strip().partition("host=")[2])
        assert (home / "data" / "postmaster.pid").exists()
        caller.kill()
    assert is_gone_within(seconds=10, home=home)


def is_gone_within(seconds: float, home: Path) -> bool:
    deadline = time.monotonic() + seconds
    while home.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not home.exists()


def test_without_a_server_to_start_the_tests_fail_and_say_what_to_install(monkeypatch):
    monkeypatch.setattr(postgres, "find_spec", lambda name: None)
    with pytest.raises(pytest.UsageError, match="apt-get install postgresql"):
        postgres.wheel_binaries()
