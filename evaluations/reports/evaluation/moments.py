"""Every form of a programme whose answers are opened, from before it to the follow-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evaluations.models import Questionnaire, Report
from programmes.models import Programme

from .rows import Answered, Answers, read_all

Moment = Questionnaire.Moment
LATER = (Moment.FOLLOW_UP, Moment.OBSERVERS)
"""Moments that only the edition on learning and impact tells of."""
SETTERS_LATER = "setters-later"


@dataclass(frozen=True, slots=True)
class Counted:
    """One form and everything that was answered in it. `about`: its session or conversation."""

    pk: int
    moment: str
    slug: str
    title: str
    about: str
    counted_on: date
    answers: Answers


@dataclass(frozen=True, slots=True)
class Moments:
    """The forms in the order of the programme; of one moment there may be several."""

    forms: tuple[Counted, ...]

    def at(self, *moments: str) -> tuple[Counted, ...]:
        return tuple(form for form in self.forms if form.moment in moments)

    def pooled(self, moment: str) -> tuple[Answered, ...]:
        """The questions of a moment; those that several forms ask alike, counted together.

        No other figures of one session or conversation may stand beside these: the difference
        would be another's.
        """
        found: dict[tuple, Answered] = {}
        for form in self.at(moment):
            for question in form.answers.questions:
                key = (question.code, question.same)
                found[key] = found[key].joined(question) if key in found else question
        return tuple(found.values())

    def one(self, moment: str) -> Counted | None:
        """The form of a moment that has only one."""
        return next(iter(self.at(moment)), None)


def read_moments(programme: Programme, end: Questionnaire | None, kind: str) -> Moments:
    """Of the forms at the end only this one; of the later moments, what the edition tells of."""
    forms = programme.questionnaires.exclude(counted_on=None).select_related("session", "cafe")
    told = [form for form in forms if _belongs(form, end, kind)]
    answers = read_all([form.pk for form in told])
    return Moments(tuple(_counted(form, answers) for form in _in_order(told)))


def _belongs(form: Questionnaire, end: Questionnaire | None, kind: str) -> bool:
    if form.moment == Moment.END:
        return form == end
    if kind == Report.Kind.FOLLOW_UP:
        return True
    return form.moment not in LATER and form.slug != SETTERS_LATER


def _in_order(forms: Sequence[Questionnaire]) -> list[Questionnaire]:
    order = list(Moment)
    return sorted(forms, key=lambda form: (order.index(form.moment), form.opens_at, form.pk))


def _counted(form: Questionnaire, answers: Mapping[int, Answers]) -> Counted:
    return Counted(
        pk=form.pk,
        moment=form.moment,
        slug=form.slug,
        title=form.title,
        about=str(form.session or form.cafe or ""),
        counted_on=form.counted_on,
        answers=answers[form.pk],
    )
