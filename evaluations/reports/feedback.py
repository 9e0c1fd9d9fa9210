"""How a programme's forms stand: who was asked, how many answered. Never what."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from evaluations.models import Invitation, Questionnaire
from participants.models import Participant
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class FormStanding:
    """`answered` are envelopes and opened answers, `paper` those of them typed in by staff."""

    pk: int
    title: str
    slug: str
    opens_at: datetime
    closes_at: datetime
    asked: int
    answered: int
    waiting: int
    paper: int
    silent: tuple[str, ...]
    is_open: bool
    is_due: bool
    is_counted: bool
    minimum: int

    @property
    def is_too_few(self) -> bool:
        """Opening would tell whose they are; beside answers opened before, the late ones'."""
        return 0 < self.waiting < self.minimum

    @property
    def may_be_opened(self) -> bool:
        return self.is_open or self.is_due or (self.is_counted and self.waiting > 0)


def has_closed(form: Questionnaire) -> bool:
    return form.counted_on is not None or form.closes_at <= timezone.now()


def form_standing(questionnaire: Questionnaire) -> FormStanding:
    [standing] = _standings(questionnaire.programme, [questionnaire])
    return standing


def feedback_of(programme: Programme) -> list[FormStanding]:
    return _standings(programme, list(programme.questionnaires.all()))


def _standings(programme: Programme, forms: list[Questionnaire]) -> list[FormStanding]:
    people = Participant.objects.eligible().filter(programme=programme)
    names = dict(people.values_list("pk", "person__name"))
    return [_standing(form, names) for form in forms]


def _standing(form: Questionnaire, names: dict[int, str]) -> FormStanding:
    submitted = form.invitations.filter(state=Invitation.State.SUBMITTED)
    answered_by = set(submitted.values_list("participant_id", flat=True))
    waiting, paper = form.ballots.count(), form.ballots.filter(paper=True).count()
    silent = tuple(name for pk, name in names.items() if pk not in answered_by)
    return FormStanding(
        pk=form.pk,
        title=form.title,
        slug=form.slug,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        asked=form.eligible if form.eligible is not None else len(names),
        answered=waiting + form.responses.count(),
        waiting=waiting,
        paper=paper,
        silent=silent,
        is_open=form.is_open(),
        is_due=form.counted_on is None and form.closes_at <= timezone.now(),
        is_counted=form.counted_on is not None,
        minimum=settings.MINIMUM_CELL,
    )
