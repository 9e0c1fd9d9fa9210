"""Somebody's own words, found for them alone while the programme's key exists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations import keys, pairing
from evaluations.disclosure import may_quote
from evaluations.models import Comment, Questionnaire
from evaluations.scales import Kind
from participants.models import Participant

from .quotes import line_of, names_nobody_in, texts_of

ABOUT = "question__questionnaire__session"


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """Words of the reader's that may be printed as they stand here. `needs_yes`: only if they
    agree again. `confirmed` is what they said to that."""

    key: str
    question: str
    text: str
    line: str
    needs_yes: bool
    confirmed: bool | None


def own_comments(participant: Participant, moments: Collection[str] = ()) -> QuerySet[Comment]:
    """None where nothing is linked, or the key is gone."""
    plan = getattr(participant.programme, "evaluation_plan", None)
    if plan is None or not plan.has_key:
        return Comment.objects.none()
    try:
        secret = keys.read(participant.programme_id)
    except keys.KeyMissing:
        return Comment.objects.none()
    forms = participant.programme.questionnaires.exclude(counted_on=None)
    forms = forms.filter(moment__in=moments or Questionnaire.SAME_PEOPLE)
    own = [pairing.words_key(secret, participant.pk, form.pk) for form in forms]
    return Comment.objects.filter(question__questionnaire__in=forms, owner_key__in=own)


def own_quotes(participant: Participant) -> tuple[OwnQuote, ...]:
    own = own_comments(participant)
    if own.query.is_empty():  # most of the time, and then there is no query to be composed
        return ()
    approved = own.filter(state=Comment.State.APPROVED, question__kind=Kind.QUOTE)
    agreed = approved.exclude(consent=Comment.Consent.NONE)
    rows = list(agreed.select_related(ABOUT).order_by("question__position", "text"))
    texts = texts_of({row.question.questionnaire_id for row in rows})
    return tuple(_quote(comment, texts[comment.question_id]) for comment in rows)


def _quote(comment: Comment, texts: int) -> OwnQuote:
    return OwnQuote(
        key=str(comment.pk),
        question=comment.question.wording,
        text=comment.text,
        line=line_of(comment),
        needs_yes=not may_quote(texts) or not names_nobody_in(comment),
        confirmed=comment.confirmed,
    )


def own_plan(participant: Participant) -> str:
    """What they meant to do, as they wrote it at the end; empty if that cannot be found."""
    end = own_comments(participant, moments=[Questionnaire.Moment.END])
    plan = end.filter(question__kind=Kind.COMMIT).order_by("question__position").first()
    if plan is None:
        return ""
    return " ".join(filter(None, [plan.text, _when(plan.due), _with(plan.partner)]))


def _when(due: date | None) -> str:
    return _("(by %(day)s)") % {"day": date_format(due, "j F Y")} if due else ""


def _with(partner: str) -> str:
    return _("(with %(partner)s)") % {"partner": partner} if partner else ""
