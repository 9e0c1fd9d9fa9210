"""Days and times as letters say them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format


def day_words(day: date) -> str:
    """“Thursday 10 December”."""
    return date_format(day, "l j F")


def hours(starts: time, ends: time) -> str:
    """“09:30–11:30”."""
    return f"{starts:%H:%M}–{ends:%H:%M}"


def instant(at: datetime, zone: ZoneInfo) -> str:
    """“Thursday 10 December, 16:00”, by the clock at the venue."""
    return date_format(timezone.localtime(at, zone), "l j F, H:i")
