import os
import subprocess
import sys


def checked(**environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "SECRET_KEY": "for a test", **environment},
        capture_output=True,
        text=True,
    )


def test_the_smallest_group_that_was_promised_cannot_be_made_smaller():
    refused = checked(MINIMUM_CELL="4")
    assert refused.returncode != 0
    assert "MINIMUM_CELL may be larger than 5, never smaller" in refused.stderr


def test_it_may_be_larger():
    assert checked(MINIMUM_CELL="8").returncode == 0
