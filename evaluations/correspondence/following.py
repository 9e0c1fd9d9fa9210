"""The outbox follows the programme: after every change, and with the clock."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import local

from django.db import DatabaseError, transaction
from django.utils import timezone

from participants.outbox.reconciling import Changes, lock, reconcile
from participants.outbox.telling import cancel_needless
from programmes.models import Programme

from .naming import name_of
from .rules import RULES, wanted_of

logger = logging.getLogger(__name__)
BEFORE, AFTER = timedelta(days=200), timedelta(days=400)
"""A programme is alive so long before its first day and after its last."""
AT_ONCE = 200
"""Programmes of more people than that are followed by the worker alone: nobody waits for it."""


@transaction.atomic
def follow_messages(programme: Programme, now: datetime | None = None) -> Changes:
    """Read and written under one lock, so that nobody writes what was true before another's
    change."""
    now = now or timezone.now()
    lock(programme)
    programme = Programme.objects.get(pk=programme.pk)
    cancel_needless(programme.plans.all())
    return reconcile(programme, wanted_of(programme, now), RULES, now, name_of)


def follow_all_messages(now: datetime | None = None) -> Changes:
    """Every programme that is alive. A fault in one keeps no other from being followed."""
    now = now or timezone.now()
    today = now.date()
    total = Changes()
    for programme in Programme.objects.filter(
        starts_on__lte=today + BEFORE, ends_on__gte=today - AFTER
    ):
        try:
            total += follow_messages(programme, now)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("%s: its messages could not be worked out.", programme.slug)
    return total


_waiting = local()


def follow_soon(programme: int) -> None:
    """Once the transaction has ended, once for each programme, however much was written."""
    _programmes_waiting().add(programme)
    transaction.on_commit(_Follow(programme), robust=True)


def _programmes_waiting() -> set[int]:
    if not hasattr(_waiting, "programmes"):
        _waiting.programmes = set()
    return _waiting.programmes


@dataclass(frozen=True, slots=True)
class _Follow:
    programme: int

    def __call__(self) -> None:
        """The first of a transaction does it for all of them."""
        if self.programme not in _programmes_waiting():
            return
        _programmes_waiting().discard(self.programme)
        programme = Programme.objects.filter(pk=self.programme).first()
        if programme and programme.participants.count() <= AT_ONCE:
            follow_messages(programme)
