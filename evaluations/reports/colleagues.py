"""Whom somebody has named, and whether they may name more."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from participants.models import Participant, PersonalLink

from .personal.forms import asks_colleagues

MOST = 3
"""Enough to be sure of one; each costs somebody two minutes."""


@dataclass(frozen=True, slots=True)
class Colleague:
    pk: int
    name: str
    email: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Colleagues:
    """`opens_at` None: nobody is to be asked, or not any more."""

    named: tuple[Colleague, ...]
    opens_at: datetime | None

    @property
    def may_name(self) -> bool:
        return self.opens_at is not None and len(self.named) < MOST


def colleagues_of(participant: Participant) -> Colleagues:
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    forms = participant.programme.questionnaires.all() if takes_part else ()
    opens = [form.opens_at for form in forms if asks_colleagues(form)]
    asked = Exists(PersonalLink.objects.filter(observer=OuterRef("pk")))
    rows = participant.observers.annotate(is_asked=asked)
    named = tuple(Colleague(row.pk, row.name, row.email, row.is_asked) for row in rows)
    return Colleagues(named, min(opens, default=None))
