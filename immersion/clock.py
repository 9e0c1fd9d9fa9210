"""The clock, moved: so that a year of messages can be tried out in an afternoon.

CLOCK_AHEAD is honoured outside production alone; everything in the app asks `timezone.now()`.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def ahead_of(words: str) -> timedelta:
    """How far “30d”, “36h”, “-90m” or “30d 6h” moves the clock; ImproperlyConfigured for others."""
    if not re.fullmatch(r"(\s*-?\d{1,5}[dhm])*\s*", words):
        raise ImproperlyConfigured("CLOCK_AHEAD wants days, hours or minutes, such as 30d or 36h.")
    parts = re.findall(r"(-?\d+)([dhm])", words)
    return sum((timedelta(**{UNITS[unit]: int(n)}) for n, unit in parts), timedelta())


def move_clock(ahead: timedelta) -> None:
    """From now on, in this process, it is as much later."""
    if ahead:
        timezone.now = _moved(timezone.now, ahead)


def _moved(now: Callable[[], datetime], ahead: timedelta) -> Callable[[], datetime]:
    return lambda: now() + ahead
