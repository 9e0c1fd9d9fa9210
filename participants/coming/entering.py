"""An application, and how an applicant becomes a participant with a record of their own."""

from datetime import datetime
from enum import Enum
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from participants.models import Application, Participant
from programmes.models import Admission, Organisation, Person, Programme
from programmes.trail import note
from programmes.workbook.people import could_be_one

Status = Participant.Status


class Door(Enum):
    """How applying for a programme stands."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


def door(admission: Admission, now: datetime | None = None) -> Door | None:
    """None while nobody has said when it opens: then there is no page. Without a date it closes
    when the days begin."""
    now, programme = now or timezone.now(), admission.programme
    if admission.opens_at is None:
        return None
    if now < admission.opens_at:
        return Door.NOT_YET
    closes = admission.closes_at or programme.at(programme.starts_on, datetime.min.time())
    return Door.OPEN if now < closes else Door.CLOSED


@transaction.atomic
def receive(*, programme: Programme, email: str, **said: Any) -> Application | None:
    """None, and nothing changes, where this address has applied or is a participant's already."""
    taking_part = programme.participants.exclude(status__in=[Status.DECLINED, Status.WITHDRAWN])
    if (
        programme.applications.filter(email__iexact=email).exists()
        or taking_part.filter(person__email__iexact=email).exists()
    ):
        return None
    try:
        with transaction.atomic():
            made = Application.objects.create(programme=programme, email=email, **said)
    except IntegrityError:  # the same form, sent twice in one instant
        return None
    note(actor=None, deed="applied", record=made)
    return made


def participant_of(application: Application) -> tuple[Participant, bool]:
    """Whether they are new is said beside it. What is known of a person stays as it is."""
    if application.participant:
        return application.participant, False
    organisation = organisation_named(application.organisation, application.sector)
    person = person_of(
        name=application.name,
        email=application.email,
        phone=application.phone,
        role=application.role,
        organisation=organisation,
    )
    return Participant.objects.get_or_create(
        programme=application.programme,
        person=person,
        defaults={
            "organisation": organisation,
            "role": application.role,
            "status": Status.WAITING,
        },
    )


def organisation_named(name: str, sector: str) -> Organisation:
    """One of the directory, or a new one."""
    name = " ".join(name.split())
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or Organisation.objects.create(name=name, sector=sector)


def person_of(
    *, name: str, email: str, phone: str, role: str, organisation: Organisation
) -> Person:
    """Found by their address, unless it is plainly somebody else's: two who share one address are
    two people, and the second is reached through it as through an assistant."""
    known = Person.objects.filter(email__iexact=email).first() if email else None
    if known and could_be_one(name, known.name):
        return known
    address = {"assistant_email": email} if known else {"email": email or None}
    about = {"phone": phone, "organisation": organisation, "job_title": role}
    return Person.objects.create(name=name, **about, **address)
