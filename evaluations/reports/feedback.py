"""How a programme's forms stand: who was asked, how many answered. Never what."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from evaluations.audience import OF_OTHERS, asked_by
from evaluations.models import Ballot, Invitation, Questionnaire
from programmes.models import Programme

from .forms import rows_of, with_counts


@dataclass(frozen=True, slots=True)
class FormStanding:
    """`answered` are envelopes and opened answers, `paper` those of them typed in by staff.

    A form that is `signed` has no envelopes: those few who answer it do so in their own name. One
    `of_others` is not for participants.
    """

    pk: int
    title: str
    slug: str
    moment: str
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
    def is_signed(self) -> bool:
        return self.moment == Questionnaire.Moment.SETTERS

    @property
    def of_others(self) -> bool:
        return self.moment in OF_OTHERS

    @property
    def width(self) -> int:
        """Of the bar, in per cent."""
        return min(100, round(100 * self.answered / self.asked)) if self.asked else 0

    @property
    def is_too_few(self) -> bool:
        """Opening would tell whose they are; beside answers opened before, the late ones'."""
        return 0 < self.waiting < self.minimum

    @property
    def may_be_opened(self) -> bool:
        due = self.is_open or self.is_due or (self.is_counted and self.waiting > 0)
        return due and not self.is_signed

    @property
    def is_pressing(self) -> bool:
        """Somebody may want to do something about it today."""
        return self.is_open or self.is_due or (self.is_counted and self.waiting > 0)


def has_closed(form: Questionnaire) -> bool:
    return form.counted_on is not None or form.closes_at <= timezone.now()


def form_standing(questionnaire: Questionnaire) -> FormStanding:
    forms = Questionnaire.objects.filter(pk=questionnaire.pk)
    [standing] = _standings(questionnaire.programme, forms)
    return standing


def feedback_of(programme: Programme) -> list[FormStanding]:
    """In the order of the programme's life; as many queries for fifteen forms as for one."""
    return _standings(programme, programme.questionnaires.all())


def _standings(programme: Programme, forms: QuerySet[Questionnaire]) -> list[FormStanding]:
    rows = list(with_counts(forms).annotate(paper=rows_of(Ballot, paper=True)))
    asked, answered = asked_by(programme, rows), _answered_by(rows)
    return [_standing(form, asked[form.pk], answered.get(form.pk, set())) for form in rows]


def _answered_by(forms: list[Questionnaire]) -> dict[int, set[int]]:
    """By form, the keys of those who answered it, whatever they are to the programme, or who said
    that they would not: nobody asks them again."""
    waiting = Invitation.State.ASKED
    sent = Invitation.objects.filter(questionnaire__in=forms).exclude(state=waiting).order_by()
    answered: dict[int, set[int]] = {}
    for form, *keys in sent.values_list(
        "questionnaire_id", "participant_id", "contribution_id", "observer_id"
    ):
        answered.setdefault(form, set()).update(key for key in keys if key)
    return answered


def _standing(form: Questionnaire, names: dict[int, str], answered: set[int]) -> FormStanding:
    silent = sorted(name for pk, name in names.items() if pk not in answered)
    return FormStanding(
        pk=form.pk,
        title=form.title,
        slug=form.slug,
        moment=form.moment,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
        asked=form.eligible if form.eligible is not None else len(names),
        answered=form.signed_answers + form.sealed_answers + form.opened_answers,
        waiting=form.sealed_answers,
        paper=form.paper,
        silent=tuple(silent),
        is_open=form.is_open(),
        is_due=form.counted_on is None and form.closes_at <= timezone.now(),
        is_counted=form.counted_on is not None,
        minimum=settings.MINIMUM_CELL,
    )
