"""Whether a participant may say now which visits they want, and what they have said."""

from enum import Enum

from django.utils import timezone

from participants.models import Participant, Plan

# How a contribution stands of somebody who can be named as a host.
COMING = ("yes", "briefed", "took part", "thanked")


class Choosing(Enum):
    """How the choice of visits stands towards one participant."""

    NOTHING = "nothing"
    NOT_ASKED = "not asked"
    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


def choosing(participant: Participant) -> Choosing:
    """Once places are published nobody ranks visits; first come, first served goes on."""
    choice = getattr(participant.programme, "visit_choice", None)
    if choice is None or choice.opens_at is None:
        return Choosing.NOTHING
    if participant.status != Participant.Status.ACCEPTED or participant.absent:
        return Choosing.NOT_ASKED
    if not choice.first_come and is_published(participant):
        return Choosing.PUBLISHED
    now = timezone.now()
    if now < choice.opens_at:
        return Choosing.NOT_YET
    return Choosing.OPEN if choice.is_open(now) else Choosing.CLOSED


def is_published(participant: Participant) -> bool:
    plans = participant.programme.plans.filter(what=Plan.What.VISITS)
    return plans.filter(published_version__isnull=False).exists()


def has_wishes(participant: Participant) -> bool:
    return participant.preferences.exists() or participant.refusals.exists()
