"""What setters say: in their own name, at once, and theirs to change until the form closes."""

from collections.abc import Iterable

from django.db import transaction

from evaluations import sheet
from evaluations.models import Invitation, Questionnaire, Statement
from programmes.models import Contribution

from .ballots import FormClosed, forget_drafts, held, invited


@transaction.atomic
def state(
    *, contribution: Contribution, questionnaire: Questionnaire, said: Iterable[sheet.Said]
) -> None:
    """Write what somebody says in their own name; a second time replaces the first. FormClosed
    when the form is not open."""
    form = held(questionnaire)
    if not form.is_open():
        raise FormClosed
    author = {"contribution": contribution}
    _forget(form, contribution)
    invited(form, author)
    Statement.objects.bulk_create(
        Statement(
            contribution=contribution,
            question_id=one.question,
            value=one.value,
            cant_say=one.cant_say,
            text=one.text,
            consent=one.consent,
        )
        for one in said
    )
    forget_drafts(form, author)


@transaction.atomic
def unstate(*, contribution: Contribution, questionnaire: Questionnaire) -> None:
    """Take everything back. FormClosed once it is too late."""
    form = held(questionnaire)
    if not form.is_open():
        raise FormClosed
    _forget(form, contribution)
    mine = {"contribution": contribution}
    Invitation.objects.filter(questionnaire=form, **mine).update(state=Invitation.State.ASKED)
    forget_drafts(form, mine)


def _forget(form: Questionnaire, contribution: Contribution) -> None:
    Statement.objects.filter(contribution=contribution, question__questionnaire=form).delete()
