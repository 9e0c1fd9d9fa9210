"""Contributions move by what happens: the brief reaches its reader, the days pass, thanks arrive.

Told from what is known each time anew, so that it does not matter when or how often it is done.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
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
    opened a link says nothing. Whoever gave several things is thanked for all of them at once."""
    now = now or timezone.now()
    brief = Exists(_known(BRIEFS).filter(contribution=OuterRef("pk")))
    thanks = Exists(
        _known(THANKS).filter(
            programme=OuterRef("programme"), contribution__person=OuterRef("person")
        )
    )
    return (
        _move(_standing(Status.YES).filter(brief), Status.BRIEFED, "got the brief")
        + _move(_been_there(now), Status.TOOK_PART, "took part")
        + _move(_standing(Status.TOOK_PART).filter(thanks), Status.THANKED, "thanked")
    )


def told_of(contributions: Collection[Contribution]) -> frozenset[tuple[int, str]]:
    """Who was sent their brief or their thanks, by key and the status that this means."""
    known = _known(BRIEFS + THANKS).filter(
        programme__in={row.programme_id for row in contributions},
        contribution__person__in={row.person_id for row in contributions},
    )
    found = list(known.values_list("contribution", "contribution__person", "programme", "step"))
    briefed = {giver for giver, _person, _programme, step in found if step in BRIEFS}
    thanked = {(person, where) for _giver, person, where, step in found if step in THANKS}
    return frozenset(
        {(row.pk, Status.BRIEFED) for row in contributions if row.pk in briefed}
        | {
            (row.pk, Status.THANKED)
            for row in contributions
            if (row.person_id, row.programme_id) in thanked
        }
    )


def _known(steps: Iterable[str]) -> QuerySet[Message]:
    return Message.objects.filter(step__in=steps, state__in=Message.KNOWN)


def _standing(*statuses: str) -> QuerySet[Contribution]:
    return Contribution.objects.filter(status__in=statuses).select_related("programme")


def _been_there(now: datetime) -> list[Contribution]:
    """Said yes to what has taken place; the day is over by the clock at the venue."""
    agreed = _standing(Status.YES, Status.BRIEFED).exclude(visit__called_off=True)
    ended = agreed.filter(programme__ends_on__lt=now.date() + DAY)
    return [row for row in ended if row.programme.at(row.programme.ends_on + DAY, time(0)) <= now]


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
