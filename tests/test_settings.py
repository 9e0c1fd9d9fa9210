import os
import subprocess
import sys
from datetime import date, timedelta


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


def test_the_clock_is_never_moved_where_people_work():
    refused = checked(CLOCK_AHEAD="30d", REQUIRE_SECOND_FACTOR="yes")
    assert refused.returncode != 0
    assert "CLOCK_AHEAD moves the clock of a demo" in refused.stderr


def test_a_clock_moved_by_nonsense_says_what_it_wants():
    refused = checked(CLOCK_AHEAD="next month", REQUIRE_SECOND_FACTOR="no")
    assert refused.returncode != 0
    assert "such as 30d or 36h" in refused.stderr


def test_the_whole_app_believes_that_it_is_later():
    asked = "from django.utils import timezone; print(timezone.localdate())"
    days = [
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "--command", asked],
            env={**os.environ, "SECRET_KEY": "for a test", "DEBUG": "yes", "CLOCK_AHEAD": ahead},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for ahead in ("", "30d")
    ]
    assert date.fromisoformat(days[1]) - date.fromisoformat(days[0]) == timedelta(days=30)


LOOK = """
import django
django.setup()
from django.conf import settings
from django.urls import resolve
print(settings.EMAIL_BACKEND, settings.ANYMAIL["POSTMARK_SERVER_TOKEN"])
print(resolve("/mail/postmark/tracking/").func.view_class.__name__)
"""


def test_a_mail_provider_is_named_with_its_keys_by_the_environment():
    provider = {
        "DJANGO_SETTINGS_MODULE": "immersion.settings",
        "SECRET_KEY": "for a test",
        "ANYMAIL_PROVIDER": "postmark",
        "ANYMAIL_POSTMARK_SERVER_TOKEN": "key",
        "ANYMAIL_WEBHOOK_SECRET": "post:man",
    }
    command = [sys.executable, "-c", LOOK]
    said = subprocess.check_output(command, env={**os.environ, **provider}, text=True)
    assert said.split() == [
        "anymail.backends.postmark.EmailBackend",
        "key",
        "PostmarkTrackingWebhookView",
    ]
