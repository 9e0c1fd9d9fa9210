"""A new programme from an old one: its days, visits, tables, wording and questions; no people."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models, transaction

from evaluations.models import EvaluationPlan, Questionnaire, Theme
from evaluations.models.questionnaire import new_short_code
from participants.models import Template, VisitChoice
from programmes.models import Admission, Membership, Programme, User
from programmes.trail import note

from .moving import later

Twins = dict[models.Model, models.Model]


@transaction.atomic
def clone_programme(
    *, programme: Programme, title: str, slug: str, starts_on: date, leader: User
) -> Programme:
    """Every date moves by as many days as the first one, every time stays what the clock shows.

    ValidationError when the short name is taken. Left out: whoever took part, contributed or
    answered, their places, and what was published.
    """
    days = starts_on - programme.starts_on
    names = {"title": title, "slug": slug, "starts_on": starts_on}
    clone = _like(programme, **names, ends_on=programme.ends_on + days)
    clone.full_clean()
    clone.save()
    Membership.objects.create(programme=clone, user=leader, role=Membership.Role.LEAD)
    twins = _copy_agenda(programme, clone, days)
    _copy_choice_of_visits(programme, clone, days)
    _copy_admission(programme, clone, days)
    _copy_evaluation(programme, clone, days, twins)
    _copied(Template.objects.filter(programme=programme), programme=clone)
    note(actor=leader, deed="cloned", record=clone)
    return clone


def _like(row: models.Model, **changes) -> models.Model:
    """The same facts in a row that is not stored yet."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in changes
    }
    return type(row)(**kept, **changes)


def _copied(rows: Iterable[models.Model], **changes) -> dict[int, models.Model]:
    """New rows by the keys of the old ones."""
    copies = {row.pk: _like(row, **changes) for row in rows}
    for copy in copies.values():
        copy.save()
    return copies


def _copy_agenda(programme: Programme, clone: Programme, days: timedelta) -> Twins:
    """Says which session and which café of the new programme stands for which of the old one."""
    _copied(programme.objectives.all(), programme=clone)
    twins: Twins = {}
    for row in (*programme.sessions.all(), *programme.cafe_conversations.all()):
        twins[row] = _like(row, programme=clone, day=row.day + days)
        twins[row].save()
    for cafe in programme.cafe_conversations.all():
        _copied(cafe.tables.all(), cafe=twins[cafe])
    for visit in programme.site_visits.all():
        changes = {"day": visit.day + days, "contact": None, "called_off": False}
        _like(visit, programme=clone, **changes).save()
    if challenge := getattr(programme, "challenge", None):
        copy = _like(challenge, programme=clone)
        copy.save()
        _copied(challenge.papers.all(), challenge=copy)
    return twins


def _copy_choice_of_visits(programme: Programme, clone: Programme, days: timedelta) -> None:
    _copy_opening(VisitChoice.objects.filter(programme=programme), clone, days)


def _copy_admission(programme: Programme, clone: Programme, days: timedelta) -> None:
    """How many come, of which kind and by which rule; the public page opens as much later."""
    _copy_opening(Admission.objects.filter(programme=programme), clone, days)
    _copied(programme.mix_targets.all(), programme=clone)


def _copy_opening(rows: Iterable[VisitChoice | Admission], clone: Programme, days: timedelta):
    for row in rows:
        opens, closes = (later(at, clone, days) for at in (row.opens_at, row.closes_at))
        _like(row, programme=clone, opens_at=opens, closes_at=closes).save()


def _copy_evaluation(programme: Programme, clone: Programme, days: timedelta, twins: Twins) -> None:
    plans = EvaluationPlan.objects.filter(programme=programme)
    _copied(plans, programme=clone, locked_at=None, key_destroyed_on=None)
    _copied(Theme.objects.filter(programme=programme), programme=clone)
    for form in programme.questionnaires.select_related("session", "cafe"):
        about = twins.get(form.session or form.cafe)
        copy = _like(
            form,
            programme=clone,
            opens_at=later(form.opens_at, programme, days),
            closes_at=later(form.closes_at, programme, days),
            session=twins.get(form.session),
            cafe=twins.get(form.cafe),
            slug=f"{form.slug.rpartition('-')[0]}-{about.pk}" if about else form.slug,
            short_code=new_short_code(),
            eligible=None,
            counted_on=None,
        )
        copy.save()
        _copy_questions(form, copy)


def _copy_questions(form: Questionnaire, copy: Questionnaire) -> None:
    """Only what is asked today; it begins again with its first version."""
    objectives = {one.number: one for one in copy.programme.objectives.all()}
    asked = list(form.questions.filter(current=True).select_related("objective"))
    fresh = {"questionnaire": copy, "version": 1, "looks_back_on": None, "equivalent_to": None}
    copies = {
        question.pk: _like(
            question,
            **fresh,
            objective=objectives[question.objective.number] if question.objective else None,
        )
        for question in asked
    }
    # Those about now are stored before those that look back on them.
    for question in sorted(asked, key=lambda one: one.looks_back_on_id is not None):
        copies[question.pk].looks_back_on = copies.get(question.looks_back_on_id)
        copies[question.pk].save()
