"""Yes or no: said on one's own page, or by phone and noted by the organisers."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from participants.models import Participant
from programmes.models import User
from programmes.trail import note

from .changes import Change, settle
from .following import give_free_places
from .leaving import hand_over
from .places import HOLDING, lock, places_of, today_at

Status = Participant.Status


@dataclass(frozen=True, slots=True)
class May:
    """What somebody may answer now."""

    say_yes: bool = False
    say_no: bool = False


def may_answer(person: Participant) -> May:
    """Until the days begin. Whoever was taken off by the organisers cannot come back by themselves,
    nor whoever has somebody standing in for them."""
    if today_at(person.programme) >= person.programme.starts_on:
        return May()
    status = person.status
    if status == Status.INVITED:
        return May(say_yes=True, say_no=True)
    if status in (Status.ACCEPTED, Status.WAITING):
        return May(say_no=True)
    gave_up = status == Status.DECLINED or person.answered_on is not None
    return May(say_yes=gave_up and not has_substitute(person))


def has_substitute(person: Participant) -> bool:
    return Participant.objects.filter(stands_in_for=person).exists()


@transaction.atomic
def say_yes(
    *, person: Participant, user: User | None = None, change: Change | None = None
) -> Participant:
    """They come. Whoever had said no before has a place only while one is free, else they wait.

    Saying it again changes nothing. `user` has noted it for them.
    """
    row, change = _locked(person), change if change is not None else Change()
    if not may_say_yes(row, user):
        return row
    change.keep(row)
    if row.status == Status.INVITED or (
        not row.waiting_since and places_of(row.programme).holds(1)
    ):
        facts = {"answered_on": today_at(row.programme), "waiting_since": None}
        settle(row, Status.ACCEPTED, **facts)
    else:
        settle(row, Status.WAITING, answered_on=None, waiting_since=timezone.now())
    change.left(row)
    change.done += 1
    _note(row, user, "yes")
    return row


def may_say_yes(row: Participant, user: User | None) -> bool:
    """On the phone as well, but there also while the days go on."""
    if user:
        return row.status == Status.INVITED
    return may_answer(row).say_yes


@transaction.atomic
def say_no(
    *, person: Participant, user: User | None = None, change: Change | None = None
) -> Participant:
    """They do not come: what was theirs is free, and whoever is next by the rule is invited."""
    row, change = _locked(person), change if change is not None else Change()
    may = row.status in (*HOLDING, Status.WAITING) if user else may_answer(row).say_no
    if not may:
        return row
    change.keep(row)
    status = Status.WITHDRAWN if row.status == Status.ACCEPTED else Status.DECLINED
    waited = row.waiting_since if row.status == Status.WAITING else None
    settle(row, status, answered_on=today_at(row.programme), waiting_since=waited)
    hand_over(row)
    change.left(row)
    change.done += 1
    _note(row, user, "no")
    give_free_places(row.programme, change)
    return row


@transaction.atomic
def follow_status(person: Participant) -> None:
    """What was written into somebody's record: whoever comes no more leaves their places free."""
    lock(person.programme)
    if person.status in (Status.DECLINED, Status.WITHDRAWN):
        hand_over(person)
        give_free_places(person.programme)
    elif person.status == Status.WAITING and person.waiting_since is None:
        settle(person, Status.WAITING, waiting_since=timezone.now())


def _note(row: Participant, user: User | None, answer: str) -> None:
    note(actor=user, deed=f"{answer} noted" if user else f"said {answer}", record=row)


def _locked(person: Participant) -> Participant:
    """As they stand once nobody else changes who comes."""
    lock(person.programme)
    return Participant.objects.select_related("person", "programme").get(pk=person.pk)
