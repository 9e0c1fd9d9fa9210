"""What a calendar of somebody else's reads: RFC 5545, with what RFC 7986 adds. Pure.

The same file is downloaded once or followed. It says no METHOD, so each DTSTAMP is when the whole
was last changed; SEQUENCE never falls, so that whoever takes the file in again keeps the later one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Immersion//Personal calendar//EN"
AFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """On the clock of the venue. `status` is CONFIRMED, TENTATIVE or CANCELLED."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    about: str = ""
    status: str = "CONFIRMED"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of the programme a calendar tells: it grows with every change."""

    number: int
    changed: datetime


def calendar_file(name: str, appointments: Iterable[Appointment], edition: Edition) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("last-modified", edition.changed.astimezone(UTC))
    calendar.add("refresh-interval", AFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    some = sorted(appointments, key=lambda one: (one.starts.timestamp(), one.uid))
    for one in some:
        calendar.add_component(_event(one, edition))
    if some:
        years = [one.starts.year for one in some]
        # A whole year on either side, so that the changes to and from summer time are told.
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 12, 31))
    return calendar.to_ical()


def _event(one: Appointment, edition: Edition) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("summary", one.title)
    event.add("dtstart", one.starts)
    event.add("dtend", one.ends)
    for key, text in (("location", one.place), ("description", one.about)):
        if text:
            event.add(key, text)
    event.add("status", one.status)
    event.add("sequence", edition.number)
    event.add("transp", "TRANSPARENT" if one.status == "CANCELLED" else "OPAQUE")
    for key in ("dtstamp", "last-modified"):
        event.add(key, edition.changed.astimezone(UTC))
    return event
