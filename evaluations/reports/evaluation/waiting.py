"""What can be said of a report that is not there yet: when it will be, and how many answered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from evaluations.models import Invitation, Questionnaire
from participants.models import Participant
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Waiting:
    """`opens_at` and `closes_at` None: there is no form yet. Numbers are for managers."""

    opens_at: datetime | None
    closes_at: datetime | None
    has_opened: bool
    has_closed: bool
    answered: int
    asked: int


def waiting_for(programme: Programme) -> Waiting:
    forms = programme.questionnaires.filter(moment=Questionnaire.Moment.END, counted_on=None)
    form = forms.order_by("opens_at", "pk").first()
    if form is None:
        return Waiting(None, None, False, False, 0, 0)
    now, people = timezone.now(), Participant.objects.filter(programme=programme).eligible()
    submitted = form.invitations.filter(state=Invitation.State.SUBMITTED).count()
    on_paper = form.ballots.filter(paper=True).count()
    return Waiting(
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        has_opened=form.opens_at <= now,
        has_closed=form.closes_at <= now,
        answered=submitted + on_paper,
        asked=people.count() if form.eligible is None else form.eligible,
    )
