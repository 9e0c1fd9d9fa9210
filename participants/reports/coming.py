"""Where choosing who comes stands, in counts and a few names."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from participants.coming.places import HOLDING, Places, admission_of
from programmes.models import Admission, Programme

from ..models import Application, Message, Participant, Step

Status = Participant.Status


@dataclass(frozen=True, slots=True)
class ComingStanding:
    """`undecided` are applicants, `unanswered` those invited; names in the order they came.

    `by_itself` tells that a rule fills free places.
    """

    undecided: tuple[str, ...]
    unanswered: tuple[str, ...]
    waiting: int
    places: Places
    by_itself: bool


def coming_of(programme: Programme) -> ComingStanding:
    """Three queries, however many there are."""
    admission = admission_of(programme)
    received = programme.applications.filter(state=Application.State.RECEIVED)
    people = programme.participants.annotate(is_to_be_asked=Exists(_invitations_unsent()))
    rows = list(people.values_list("status", "person__name", "is_to_be_asked"))
    taken = sum(status in HOLDING for status, *_rest in rows)
    return ComingStanding(
        undecided=tuple(received.values_list("name", flat=True)),
        unanswered=tuple(
            name
            for status, name, is_to_be_asked in rows
            if status == Status.INVITED and not is_to_be_asked
        ),
        waiting=sum(status == Status.WAITING for status, *_rest in rows),
        places=Places(admission.places if admission else None, taken),
        by_itself=admission is not None and admission.rule != Admission.Rule.BY_HAND,
    )


def _invitations_unsent() -> QuerySet[Message]:
    """Whoever has not been asked yet cannot have answered."""
    return Message.objects.filter(
        participant=OuterRef("pk"), step=Step.INVITATION, state__in=Message.PENDING, corrects=None
    )
