"""What a deed changed, as it was before: enough to undo it as long as nobody has gone on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from participants.models import Application, Message, Participant

from .leaving import hand_over, places_held

Status = Participant.Status


class Refused(Exception):
    """Something that cannot be done; the message is for people."""


@dataclass
class Change:
    """By key how people and applications stood before; None for somebody who was not there.

    `after` is how the deed left the people. `invited` tells who followed by the rule, and why;
    `done` counts those whom the deed was about.
    """

    people: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    applications: dict[int, str] = field(default_factory=dict)
    after: dict[int, list[str | None]] = field(default_factory=dict)
    invited: list[tuple[str, str]] = field(default_factory=list)
    done: int = 0

    def keep(self, person: Participant) -> None:
        """Before anything happens to this person."""
        self.people.setdefault(person.pk, _as_it_is(person))

    def keep_application(self, application: Application) -> None:
        self.applications.setdefault(application.pk, application.state)

    def left(self, person: Participant) -> None:
        """How the deed leaves somebody, whom it may have made."""
        self.people.setdefault(person.pk, None)
        self.after[person.pk] = stamp(person)

    def stored(self) -> dict[str, Any]:
        """As a session keeps it."""
        return {
            "people": list(self.people.items()),
            "applications": list(self.applications.items()),
            "after": list(self.after.items()),
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**{name: dict(pairs) for name, pairs in stored.items()})

    def __bool__(self) -> bool:
        return bool(self.people or self.applications)


def stamp(person: Participant) -> list[str | None]:
    return [str(person.status), _written(person.answered_on), _written(person.waiting_since)]


def _written(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None


def _as_it_is(person: Participant) -> dict[str, Any]:
    status, answered_on, waiting_since = stamp(person)
    return {
        "status": status,
        "answered_on": answered_on,
        "waiting_since": waiting_since,
        "absent": person.absent,
        "places": places_held(person),
    }


def settle(person: Participant, status: str, **facts: Any) -> None:
    """Let somebody stand elsewhere. Nobody is absent who is not expected."""
    person.status = status
    person.absent = person.absent and status in (Status.ACCEPTED, Status.WITHDRAWN)
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=["status", "absent", *facts])


def was_told(person: Participant) -> bool:
    """Something has reached them, or may have."""
    known = (*Message.KNOWN, Message.State.SENDING, Message.State.UNSURE)
    return person.messages.filter(state__in=known).exists()


def has_said_something(person: Participant) -> bool:
    """On their own page: wishes, a pledge, a consent, a form."""
    said = ("preferences", "refusals", "pledges", "observers")
    return (
        any(getattr(person, name).exists() for name in said)
        or person.invitations.filter(state="submitted").exists()
    )


def unmake(person: Participant) -> None:
    """As if they had never been asked; whoever was told of it stays known, as withdrawn."""
    hand_over(person)
    if was_told(person) or has_said_something(person):
        settle(person, Status.WITHDRAWN, answered_on=None, stands_in_for=None)
    else:
        person.delete()
