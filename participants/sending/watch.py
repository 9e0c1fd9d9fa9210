"""Whether messages are being sent at all, and if not, why: a sentence for staff and for the log."""

import socket
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from participants.models import Worker

NOT_A_SERVER = ("console", "dummy")
APART = 120
"""Seconds by which the clocks of a host and of the database may differ."""
AWAKE, FORGOTTEN = timedelta(minutes=15), timedelta(days=1)


def obstacle() -> str:
    """Why nothing can be sent from this host; empty if it can."""
    return _no_server() or _wrong_clock()


def sending_stops() -> str:
    """Why nothing is being sent just now, for the page of the outbox; empty if messages go out."""
    if problem := _no_server():
        return problem
    awake = Worker.objects.filter(seen_at__gt=Now() - AWAKE)
    obstacles = list(awake.order_by("-seen_at").values_list("obstacle", flat=True))
    if not obstacles:
        return _(
            "Nothing is sent just now: no worker is running. Whoever looks after the server starts "
            "one by “./run work”; what waits goes then."
        )
    return "" if "" in obstacles else obstacles[0]


def note_worker(problem: str) -> bool:
    """This host was seen, and what keeps it from sending; whether that is something new."""
    longest = Worker._meta.get_field("obstacle").max_length
    host, words = socket.gethostname()[:200], " ".join(problem.split())[:longest]
    before = Worker.objects.filter(host=host).values_list("obstacle", flat=True).first()
    Worker.objects.update_or_create(host=host, defaults={"seen_at": Now(), "obstacle": words})
    Worker.objects.filter(seen_at__lt=Now() - FORGOTTEN).delete()
    return before != words


def _no_server() -> str:
    is_none = settings.EMAIL_BACKEND.split(".")[-2] in NOT_A_SERVER
    if not is_none or settings.SEND_TO_CONSOLE:
        return ""
    return _(
        "No mail server is set, so nothing is sent. Whoever looks after the server names one in "
        "the setting EMAIL_URL; what waits goes then."
    )


def _wrong_clock() -> str:
    apart = abs(_database_clock() - time.time())
    if apart <= APART:
        return ""
    return _(
        "The clocks of the worker and of the database differ by %(minutes)s minutes, so nothing is "
        "sent: it would go at the wrong time. Set both by a time server; what waits goes then."
    ) % {"minutes": round(apart / 60)}


def _database_clock() -> float:
    """Seconds since 1970. SQLite has the clock of its host."""
    if connection.vendor != "postgresql":
        return time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])
