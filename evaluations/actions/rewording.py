"""How a programme words a step is changed, and nobody's words are lost to somebody else's."""

from django.db import transaction

from evaluations.correspondence.wording import Wording, house_wording, wordings_of
from participants.models import Step, Template
from programmes.models import Programme, User
from programmes.trail import note

FIELDS = ("subject", "text", "in_use", "days", "clock", "by_itself")


class RewordedMeanwhile(Exception):
    """Somebody else has changed it meanwhile. `theirs` is how it stands now."""

    def __init__(self, theirs: Wording) -> None:
        super().__init__(theirs.step)
        self.theirs = theirs


@transaction.atomic
def reword(
    *, programme: Programme, wording: Wording, seen: str, actor: User | None = None
) -> Wording:
    """Put it in the place of the version that was `seen`; sent twice it is written once.

    What says the same as the house's is the house's, and follows it from then on.
    RewordedMeanwhile when another stands there, and then nothing has happened.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    stands = wordings_of(programme)[wording.step]
    if _said(wording) == _said(stands):
        return stands
    if stands.version != seen:
        raise RewordedMeanwhile(stands)
    _keep(programme, wording)
    fields = [Step(wording.step).label]
    note(actor=actor, deed="reworded", record=programme, fields=fields)
    return wordings_of(programme)[wording.step]


def _keep(programme: Programme, wording: Wording) -> None:
    mine = Template.objects.filter(programme=programme, step=wording.step)
    if _said(wording) == _said(house_wording(wording.step)):
        mine.delete()
        return
    row = mine.first() or Template(programme=programme, step=wording.step)
    for field, value in _said(wording).items():
        setattr(row, field, value)
    row.edits += 1
    row.save()


def _said(wording: Wording) -> dict[str, object]:
    return {field: getattr(wording, field) for field in FIELDS}


def is_changed(wording: Wording) -> bool:
    """The programme says something else than the house."""
    return _said(wording) != _said(house_wording(wording.step))
