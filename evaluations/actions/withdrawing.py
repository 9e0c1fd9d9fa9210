"""Somebody takes back what they answered, as far as it can still be found."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import pairing
from evaluations.models import (
    Ballot,
    Comment,
    Draft,
    Invitation,
    Questionnaire,
    ReportVersion,
    Response,
)
from participants.models import Participant
from programmes.models import Programme

from .linking import Trails, secret_of


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The forms whose answers were destroyed: `sealed` ones unread, `opened` ones from among the
    others'. `reports`: how many published versions quote words that were taken back."""

    sealed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    reports: int = 0


@transaction.atomic
def take_back(*, participant: Participant) -> TakenBack:
    """Destroy everything this person answered that can be found.

    What others answered to the same forms is written anew, so that neither its order nor a
    transaction's number points at the gap, and those who would now stand out are hidden in a
    larger crowd. Called again it finds nothing more. KeyMissing when the programme's key is lost.
    """
    forms = _held(participant)
    sealed = _destroy_envelopes(participant, forms)
    opened, texts = _destroy_opened(participant, [form for form in forms if form.is_linked()])
    gone = Invitation.objects.filter(participant=participant, questionnaire__in=[*sealed, *opened])
    gone.update(state=Invitation.State.WITHDRAWN, may_talk=False)
    reports = note_withdrawn_words(programme=participant.programme, texts=texts) if texts else 0
    return TakenBack(
        tuple(form.title for form in sealed), tuple(form.title for form in opened), reports
    )


def _held(participant: Participant) -> list[Questionnaire]:
    """All forms of the programme, and its plan as it is now that nobody else can end its key."""
    programme = participant.programme_id
    held = Questionnaire.objects.select_for_update().filter(programme=programme)
    keys = list(held.order_by("pk").values_list("pk", flat=True))
    planned = Questionnaire.objects.select_related("programme__evaluation_plan")
    return list(planned.filter(pk__in=keys).order_by("pk"))


def _destroy_envelopes(participant: Participant, forms: list[Questionnaire]) -> list[Questionnaire]:
    mine = Ballot.objects.filter(invitation__participant=participant)
    found = set(mine.values_list("questionnaire", flat=True))
    mine.delete()
    Draft.objects.filter(link__participant=participant).delete()
    return [form for form in forms if form.pk in found]


def _destroy_opened(
    participant: Participant, forms: list[Questionnaire]
) -> tuple[list[Questionnaire], list[str]]:
    """The forms that had answers of theirs, and their words."""
    known = Response.objects.filter(questionnaire__in=forms).exclude(pair_key=None)
    if not known.exists():
        return [], []
    secret = secret_of(participant.programme)
    trails = Trails.of(participant.programme, secret)
    keys = trails.keys(participant.pk)
    for form, key in keys.items():
        Response.objects.filter(questionnaire=form, pair_key=key).delete()
    texts = _destroy_words(participant, forms, secret)
    rest = trails.without(participant.pk)
    rest.crowded().write(instead_of=rest, anew=keys)
    return [form for form in forms if form.pk in keys], texts


def _destroy_words(
    participant: Participant, forms: list[Questionnaire], secret: bytes
) -> list[str]:
    """A form was answered by whoever wrote in it, so its words are written anew with the rest."""
    keys = [pairing.words_key(secret, participant.pk, form.pk) for form in forms]
    mine = Comment.objects.filter(question__questionnaire__in=forms, owner_key__in=keys)
    texts = list(mine.values_list("text", flat=True))
    mine.delete()
    return texts


def note_withdrawn_words(*, programme: Programme, texts: Collection[str]) -> int:
    """Published versions that print any of these texts are to be reissued, and superseded ones are
    no longer shown; how many there are."""
    written = [json.dumps(" ".join(text.split()), ensure_ascii=False) for text in texts]
    versions = ReportVersion.objects.filter(report__programme=programme)
    shown = versions.exclude(state=ReportVersion.State.WITHDRAWN).only("snapshot")
    found = [one.pk for one in shown if any(text in one.snapshot for text in written)]
    quoting = versions.filter(pk__in=found)
    quoting.filter(state=ReportVersion.State.PUBLISHED).update(reissue=True)
    quoting.filter(state=ReportVersion.State.SUPERSEDED).update(
        state=ReportVersion.State.WITHDRAWN, reason=taken_back_words()
    )
    return len(found)


def taken_back_words() -> str:
    return _("Somebody has taken back words that it quoted.")
