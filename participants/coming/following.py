"""Who comes next when a place is free, by the rule that the organisers chose."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.mix import Follower, next_by_mix, next_in_order
from participants.models import Participant
from programmes.models import Admission, Programme
from programmes.trail import note

from .changes import Change, settle
from .places import (
    HOLDING,
    admission_of,
    cohort,
    lock,
    participant_as_someone,
    places_of,
    target_name,
    targets_of,
    today_at,
)

Status = Participant.Status
Rule = Admission.Rule
EVER = datetime.min.replace(tzinfo=UTC)


@transaction.atomic
def give_free_places(programme: Programme, change: Change | None = None) -> list[Participant]:
    """Invite from the waiting list by the programme's rule, until no place is free.

    Nothing happens where the organisers decide by hand, or once the days have begun. Doing it again
    does nothing more.
    """
    lock(programme)
    admission = admission_of(programme)
    if not _goes_by_itself(programme, admission):
        return []
    return _invite(programme, admission, Change() if change is None else change)


def _goes_by_itself(programme: Programme, admission: Admission | None) -> bool:
    by_rule = admission is not None and admission.rule != Rule.BY_HAND
    return by_rule and today_at(programme) < programme.starts_on


def _invite(programme: Programme, admission: Admission, change: Change) -> list[Participant]:
    free = places_of(programme).free or 0
    waiting = {row.pk: row for row in waiting_list(programme)} if free else {}
    followers = _followers(programme, admission.rule, list(waiting.values()), free)
    for follower in followers:
        person, why = waiting[follower.someone.key], why_next(follower, waiting)
        change.keep(person)
        settle(person, Status.INVITED, answered_on=None)
        change.left(person)
        change.invited.append((str(person), why))
        note(actor=None, deed="followed", record=person, fields=[why])
    return [waiting[follower.someone.key] for follower in followers]


def _followers(
    programme: Programme,
    rule: str,
    waiting: list[Participant],
    free: int,
    leaving: Collection[int] = (),
) -> tuple[Follower, ...]:
    line = [participant_as_someone(row) for row in waiting]
    if rule == Rule.IN_ORDER:
        return next_in_order(line, free)
    rows = programme.participants.exclude(pk__in=leaving).select_related("organisation")
    return next_by_mix(targets_of(programme), cohort(rows), line, free)


def would_follow(programme: Programme, leaving: Collection[int]) -> list[tuple[str, str]]:
    """Who would be invited if these people left, and why; nothing is done."""
    admission = admission_of(programme)
    if not _goes_by_itself(programme, admission):
        return []
    places = places_of(programme)
    gone = programme.participants.filter(pk__in=leaving, status__in=HOLDING).count()
    free = max(0, places.total - places.taken + gone)
    waiting = {row.pk: row for row in waiting_list(programme) if row.pk not in leaving}
    found = _followers(programme, admission.rule, list(waiting.values()), free, leaving)
    return [(str(waiting[each.someone.key]), why_next(each, waiting)) for each in found]


def waiting_list(programme: Programme) -> list[Participant]:
    """The longest first; whoever has no time noted has waited longest of all."""
    rows = programme.participants.filter(status=Status.WAITING)
    rows = rows.select_related("person", "organisation", "programme")
    return sorted(rows, key=waiting_key)


def waiting_key(row: Participant) -> tuple[datetime, int]:
    return row.waiting_since or EVER, row.pk


def why_next(follower: Follower, waiting: dict[int, Participant]) -> str:
    """A sentence without a name: it is kept in the history."""
    since = waiting[follower.someone.key].waiting_since
    waited = _("waiting since %(day)s") % {"day": date_format(since, "j F Y")} if since else ""
    if follower.fills:
        words = _("%(what)s: %(present)s of %(wanted)s, the largest gap that can be filled") % {
            "what": target_name(follower.fills.target),
            "present": follower.fills.present,
            "wanted": follower.fills.target.wanted,
        }
        return f"{words}; {waited}" if waited else words
    return waited or _("first on the waiting list")
