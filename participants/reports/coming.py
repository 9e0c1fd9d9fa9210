"""Where choosing who comes stands, in counts and a few names."""

from dataclasses import dataclass

from participants.coming.places import HOLDING, Places, admission_of
from programmes.models import Admission, Programme

from ..models import Application, Participant

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
    rows = list(programme.participants.values_list("status", "person__name"))
    taken = sum(status in HOLDING for status, _name in rows)
    return ComingStanding(
        undecided=tuple(received.values_list("name", flat=True)),
        unanswered=tuple(name for status, name in rows if status == Status.INVITED),
        waiting=sum(status == Status.WAITING for status, _name in rows),
        places=Places(admission.places if admission else None, taken),
        by_itself=admission is not None and admission.rule != Admission.Rule.BY_HAND,
    )
