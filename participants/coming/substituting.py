"""Somebody comes instead of somebody else, and goes wherever they would have gone."""

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant
from programmes.models import Organisation, Person, Programme, User
from programmes.trail import note

from .changes import Refused, has_said_something, settle, unmake
from .leaving import hand_over
from .places import HOLDING, lock, today_at

Status = Participant.Status


def can_have_substitute(person: Participant) -> bool:
    """Somebody with a place, until the days are over."""
    return person.status in HOLDING and today_at(person.programme) <= person.programme.ends_on


@transaction.atomic
def substitute(
    *,
    participant: Participant,
    person: Person,
    organisation: Organisation,
    role: str = "",
    accepted: bool = False,
    user: User | None = None,
) -> Participant:
    """`person` has the visit, team and seats of the participant, who is withdrawn.

    What somebody needs, wishes or has answered is theirs and stays behind. Raises Refused.
    """
    lock(participant.programme)
    old = _row(participant)
    if not can_have_substitute(old):
        raise Refused(_("%(name)s has no place that somebody could take.") % {"name": old})
    new = _newcomer(old.programme, person, organisation, role)
    today = today_at(old.programme)
    answered = {"answered_on": today if accepted else None}
    settle(new, Status.ACCEPTED if accepted else Status.INVITED, stands_in_for=old, **answered)
    hand_over(old, new)
    if old.status == Status.ACCEPTED and old.answered_on is None:
        old.answered_on = today  # tells later that they had said yes
    settle(old, Status.WITHDRAWN, answered_on=old.answered_on)
    note(actor=user, deed="stands in", record=new)
    note(actor=user, deed="replaced", record=old)
    return new


def _row(participant: Participant) -> Participant:
    rows = Participant.objects.select_related("person", "organisation", "programme")
    return rows.get(pk=participant.pk)


def _newcomer(
    programme: Programme, person: Person, organisation: Organisation, role: str
) -> Participant:
    """Whoever waited, declined or withdrew may stand in as well."""
    known = programme.participants.select_related("person").filter(person=person).first()
    if known is None:
        return Participant.objects.create(
            programme=programme,
            person=person,
            organisation=organisation,
            role=role,
            status=Status.INVITED,
        )
    if known.status in HOLDING:
        raise Refused(_("%(name)s has a place already.") % {"name": known})
    if known.stands_in_for_id or Participant.objects.filter(stands_in_for=known).exists():
        raise Refused(_("%(name)s was replaced, or stood in, before.") % {"name": known})
    return known


def can_be_taken_back(person: Participant) -> bool:
    """Whoever stands in, as long as they have said nothing themselves."""
    return bool(
        person.stands_in_for_id
        and person.stands_in_for.status == Status.WITHDRAWN
        and person.status in HOLDING
        and today_at(person.programme) <= person.programme.ends_on
        and not has_said_something(person)
    )


@transaction.atomic
def take_back_substitute(*, participant: Participant, user: User | None = None) -> Participant:
    """The one they stood in for comes after all, and goes where they would have gone."""
    lock(participant.programme)
    new = _row(participant)
    if not can_be_taken_back(new):
        raise Refused(
            _("%(name)s has answered already, or the other was asked again.") % {"name": new}
        )
    old = _row(new.stands_in_for)
    hand_over(new, old)
    settle(old, Status.ACCEPTED if old.answered_on else Status.INVITED)
    note(actor=user, deed="undone", record=old)
    if new.waiting_since:
        settle(new, Status.WAITING, answered_on=None, stands_in_for=None)
    else:
        unmake(new)
    return old
