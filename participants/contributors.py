"""Contributions move by what happens: the brief reaches its reader, the days pass, thanks arrive.

Told from what is known each time anew, so that it does not matter when or how often it is done.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from programmes.models import Contribution
from programmes.trail import note

from .models import Message, Step

Status = Contribution.Status
BRIEFS = (Step.BRIEF_SETTER, Step.BRIEF_HOST, Step.BRIEF_LEADER, Step.BRIEF_SPEAKER)
THANKS = (Step.THANKS_CONTRIBUTOR,)
DAY = timedelta(days=1)


def follow_contributors(now: datetime | None = None) -> int:
    """How many moved on. A brief counts once it is sent or told: that somebody's mail program
    opened a link says nothing."""
    now = now or timezone.now()
    return (
        _move(_knowing(BRIEFS, (Status.YES,)), Status.BRIEFED, "got the brief")
        + _move(_been_there(now), Status.TOOK_PART, "took part")
        + _move(_knowing(THANKS, (Status.TOOK_PART,)), Status.THANKED, "thanked")
    )


def told_of(contributions: Collection[Contribution]) -> frozenset[tuple[int, str]]:
    """Who was sent their brief or their thanks, by key and the status that this means."""
    rows = Message.objects.filter(
        contribution__in=contributions, step__in=BRIEFS + THANKS, state__in=Message.KNOWN
    )
    means = dict.fromkeys(BRIEFS, Status.BRIEFED) | dict.fromkeys(THANKS, Status.THANKED)
    found = rows.values_list("contribution_id", "step")
    return frozenset((giver, means[Step(step)]) for giver, step in found)


def _knowing(steps: Iterable[str], standing: Iterable[str]) -> list[Contribution]:
    known = Message.objects.filter(step__in=steps, state__in=Message.KNOWN)
    rows = Contribution.objects.filter(status__in=standing, pk__in=known.values("contribution_id"))
    return list(rows.select_related("programme"))


def _been_there(now: datetime) -> list[Contribution]:
    """Said yes to what has taken place; the day is over by the clock at the venue."""
    agreed = Contribution.objects.filter(
        status__in=(Status.YES, Status.BRIEFED),
        programme__ends_on__lt=now.date() + DAY,
    ).exclude(visit__called_off=True)
    return [
        row
        for row in agreed.select_related("programme")
        if row.programme.at(row.programme.ends_on + DAY, time(0)) <= now
    ]


def _move(rows: Iterable[Contribution], status: str, deed: str) -> int:
    """Unless somebody has moved them meanwhile."""
    return sum(_moved(row, status, deed) for row in rows)


@transaction.atomic
def _moved(row: Contribution, status: str, deed: str) -> int:
    stands = Contribution.objects.filter(pk=row.pk, status=row.status)
    moved = stands.update(status=status)
    if moved:
        note(actor=None, deed=deed, record=row, programme=row.programme)
    return moved
