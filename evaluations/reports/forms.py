"""How many have answered which form. Never what, and never who."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from programmes.models import Programme

from ..audience import OF_OTHERS, asked_by
from ..models import Ballot, Comment, Invitation, Question, Questionnaire, Response


@dataclass(frozen=True, slots=True)
class Form:
    """Times are aware and read as the clocks at the venue; `asked` are those eligible, `sealed`
    those of the answers that wait in their envelopes, `unread` comments that nobody has read."""

    pk: int
    slug: str
    title: str
    moment: str
    opens_at: datetime
    closes_at: datetime
    asked: int
    answered: int
    sealed: int
    counted: bool
    objectives: frozenset[int]
    unread: int = 0

    @property
    def is_signed(self) -> bool:
        """Answered in one’s own name, so that nothing is sealed."""
        return self.moment == Questionnaire.Moment.SETTERS

    @property
    def of_others(self) -> bool:
        return self.moment in OF_OTHERS

    @property
    def width(self) -> int:
        """Of the bar, in per cent."""
        return min(100, round(100 * self.answered / self.asked)) if self.asked else 0

    def is_open(self, now: datetime) -> bool:
        return not self.counted and self.opens_at <= now < self.closes_at

    def has_closed(self, now: datetime) -> bool:
        return self.counted or now >= self.closes_at

    def waits_to_be_opened(self, now: datetime) -> bool:
        return not self.counted and not self.is_signed and now >= self.closes_at


def rows_of(model: type, field: str = "questionnaire", **which) -> Coalesce:
    """How many rows of a model belong to a questionnaire, as one subquery."""
    counted = (
        model.objects.filter(**{field: OuterRef("pk")}, **which)
        .order_by()
        .values(field)
        .annotate(rows=Count("pk"))
        .values("rows")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_counts(questionnaires: QuerySet[Questionnaire]) -> QuerySet[Questionnaire]:
    """Setters answer in their own name, without an envelope."""
    signed = {"state": Invitation.State.SUBMITTED, "questionnaire__moment": "setters"}
    return questionnaires.annotate(
        sealed_answers=rows_of(Ballot),
        opened_answers=rows_of(Response),
        signed_answers=rows_of(Invitation, **signed),
    )


def _unread() -> Coalesce:
    return rows_of(Comment, "question__questionnaire", state=Comment.State.SUBMITTED)


def forms_of(programme: Programme) -> tuple[Form, ...]:
    """A constant number of queries, however many forms, people and answers there are."""
    rows = list(with_counts(programme.questionnaires.all()).annotate(unread=_unread()))
    expected = asked_by(programme, rows)
    covered: dict[int, set[int]] = {}
    pairs = Question.objects.filter(questionnaire__programme=programme, current=True)
    for form, objective in pairs.values_list("questionnaire_id", "objective_id"):
        covered.setdefault(form, set()).add(objective)
    zone = ZoneInfo(programme.time_zone)
    return tuple(
        Form(
            pk=row.pk,
            slug=row.slug,
            title=row.title,
            moment=row.moment,
            opens_at=row.opens_at.astimezone(zone),
            closes_at=row.closes_at.astimezone(zone),
            asked=len(expected[row.pk]) if row.eligible is None else row.eligible,
            answered=row.signed_answers + row.sealed_answers + row.opened_answers,
            sealed=row.sealed_answers,
            counted=row.counted_on is not None,
            objectives=frozenset(covered.get(row.pk, ())),
            unread=row.unread if row.counted_on else 0,
        )
        for row in rows
    )
