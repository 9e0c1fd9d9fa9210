"""Who might still come: invitations without an answer, a waiting list, applications."""

from datetime import time, timedelta

from django.utils import timezone

from participants.models import Application, Participant
from programmes.models import (
    Admission,
    Contribution,
    MixTarget,
    Organisation,
    Person,
    Programme,
)

from .load import person_of, read


def let_come(programme: Programme, name: str) -> None:
    """What `name`.toml says about people who have not said yes yet."""
    data = read(name)
    for row in data["invited"]:
        _invite(programme, row)
    for row in data["longlist"]:
        _think_of(programme, row)
    _note_who_was_asked(programme)
    for known_as, facts in data["people"].items():
        facts = {key: value.strip() or None for key, value in facts.items()}
        Person.objects.filter(name=known_as).update(**facts)
    today = timezone.localdate()
    Admission.objects.create(
        programme=programme,
        opens_at=programme.at(today - timedelta(days=9), time(9)),
        closes_at=programme.at(today + timedelta(days=12), time(18)),
        **data["admission"],
    )
    MixTarget.objects.bulk_create(MixTarget(programme=programme, **row) for row in data["mix"])
    Application.objects.bulk_create(_application(programme, row) for row in data["applications"])


def _invite(programme: Programme, row: dict) -> None:
    name, role, organisation = row["person"]
    where = Organisation.objects.get(name=organisation)
    waits = row["status"] == Participant.Status.WAITING
    programme.participants.create(
        person=person_of(name, role, where),
        organisation=where,
        role=role,
        status=row["status"],
        waiting_since=timezone.now() if waits else None,
    )


def _think_of(programme: Programme, row: dict) -> None:
    name, job_title, organisation = row["person"]
    where, _is_new = Organisation.objects.get_or_create(
        name=organisation, defaults={"sector": row["sector"]}
    )
    person = person_of(name, job_title, where)
    Person.objects.filter(pk=person.pk).update(expertise=row["expertise"])
    programme.contributions.create(person=person, kind=Contribution.Kind.LEADER)


def _note_who_was_asked(programme: Programme) -> None:
    """Last week; whoever wavers would like to be called."""
    asked = programme.contributions.exclude(status=Contribution.Status.CONSIDERED)
    asked.update(asked_on=timezone.localdate() - timedelta(days=6))
    wavering = asked.filter(status=Contribution.Status.MAYBE)
    wavering.update(wants_call=True, answered_on=timezone.localdate() - timedelta(days=2))


def _application(programme: Programme, row: dict) -> Application:
    address = row["name"].lower().replace(" ", ".")
    return Application(programme=programme, email=f"{address}@example.org", **row)
