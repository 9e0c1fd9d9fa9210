from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from immersion.clock import ahead_of


@pytest.mark.parametrize(
    ("words", "ahead"),
    [
        ("", timedelta()),
        ("30d", timedelta(days=30)),
        ("36h", timedelta(hours=36)),
        ("-90m", timedelta(minutes=-90)),
        ("30d 6h", timedelta(days=30, hours=6)),
    ],
)
def test_how_far_the_clock_is_moved_is_said_in_days_hours_and_minutes(words, ahead):
    assert ahead_of(words) == ahead


@pytest.mark.parametrize("words", ["tomorrow", "30", "d30", "1w", "30d!"])
def test_anything_else_is_refused(words):
    with pytest.raises(ImproperlyConfigured, match="30d or 36h"):
        ahead_of(words)
