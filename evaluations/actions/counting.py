"""The envelopes are opened: all at once, shuffled, and nothing is left of who wrote what."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import disclosure, sheet
from evaluations.models import Answer, Ballot, Comment, Draft, Questionnaire, Response
from evaluations.sealing import SealBroken
from participants.models import Participant

from .ballots import opened

BATCH = 2000
CHANCE = secrets.SystemRandom()


class CannotOpen(Exception):
    """The envelopes stay as they are. `args[0]` says why."""


class TooFewToOpen(CannotOpen):
    """So few answers that opening them would tell whose they are."""


@transaction.atomic
def count_ballots(*, questionnaire: Questionnaire) -> int:
    """Close the form and open its envelopes; the number of answers it has then.

    Everything happens in one transaction under one lock, so that each row written bears the same
    transaction number; answers that were there before are shuffled in. Called again it counts the
    paper forms typed since. TooFewToOpen below the threshold, CannotOpen without the key that
    sealed an envelope, and then nothing has happened.
    """
    form = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    ballots = list(
        form.ballots.select_related(
            "invitation__participant__person", "invitation__participant__organisation"
        )
    )
    if form.counted_on and not ballots:
        return form.responses.count()
    refuse_too_few(len(ballots))
    peers = _peers(form)
    sheets = [_anonymous(ballot, peers) for ballot in ballots]
    total = write_shuffled(form, sheets)
    Ballot.objects.filter(questionnaire=form).delete()
    Draft.objects.filter(questionnaire=form).delete()
    now = timezone.now()
    form.closes_at = min(form.closes_at, max(now, form.opens_at + timedelta(seconds=1)))
    form.counted_on = now.date()
    form.save(update_fields=["closes_at", "counted_on"])
    return total


def refuse_too_few(answers: int) -> None:
    """Nobody's answer is opened alone. That holds for late ones too: beside figures that are known
    already, theirs would be the difference."""
    if 0 < answers < settings.MINIMUM_CELL:
        raise TooFewToOpen(too_few(answers))


def too_few(answers: int) -> str:
    return ngettext(
        "There is one answer, and fewer than %(minimum)d are never opened together: it would be "
        "plain whose they are. Leave the form open for longer, or type in answers given on paper.",
        "There are %(answers)d answers, and fewer than %(minimum)d are never opened together: it "
        "would be plain whose they are. Leave the form open for longer, or type in answers given "
        "on paper.",
        answers,
    ) % {"answers": answers, "minimum": settings.MINIMUM_CELL}


def write_shuffled(
    questionnaire: Questionnaire, sheets: Iterable[tuple[Sequence[sheet.Said], dict[int, str]]]
) -> int:
    """Write answers, and write those that are there anew, all in one random order.

    Each sheet comes with the lines that may stand under its quotes, by question. Words are
    shuffled apart from the ratings, so that no order leads from one to the other.
    """
    responses, answers = _stored(questionnaire)
    comments = list(_comments(questionnaire))
    for said, attributions in sheets:
        response = Response(questionnaire=questionnaire)
        responses.append(response)
        answers[response.pk] = [_answer(response, one) for one in said if not one.is_words]
        comments += [_comment(one, attributions) for one in said if one.is_words]
    _destroy(questionnaire)
    CHANCE.shuffle(responses)
    CHANCE.shuffle(comments)
    Response.objects.bulk_create(responses, batch_size=BATCH)
    in_order = [answer for response in responses for answer in answers[response.pk]]
    Answer.objects.bulk_create(in_order, batch_size=BATCH)
    Comment.objects.bulk_create(comments, batch_size=BATCH)
    return len(responses)


def _stored(questionnaire: Questionnaire) -> tuple[list[Response], dict[Any, list[Answer]]]:
    """The responses that are there, each under a new key, with their answers."""
    renamed = {
        old: Response(questionnaire=questionnaire)
        for old in questionnaire.responses.values_list("pk", flat=True)
    }
    answers: dict[Any, list[Answer]] = {response.pk: [] for response in renamed.values()}
    kept = Answer.objects.filter(response__questionnaire=questionnaire)
    for row in kept.values("response_id", "question_id", "value", "chosen", "cant_say"):
        response = renamed[row.pop("response_id")]
        answers[response.pk].append(Answer(response=response, **row))
    return list(renamed.values()), answers


def _comments(questionnaire: Questionnaire) -> Iterable[Comment]:
    kept = Comment.objects.filter(question__questionnaire=questionnaire)
    for row in kept.values("question_id", "text", "consent", "attribution", "due", "partner"):
        yield Comment(**row)


def _destroy(questionnaire: Questionnaire) -> None:
    Answer.objects.filter(response__questionnaire=questionnaire).delete()
    Response.objects.filter(questionnaire=questionnaire).delete()
    Comment.objects.filter(question__questionnaire=questionnaire).delete()


def _answer(response: Response, said: sheet.Said) -> Answer:
    chosen = None if said.chosen is None else list(said.chosen)
    return Answer(
        response=response,
        question_id=said.question,
        value=said.value,
        chosen=chosen,
        cant_say=said.cant_say,
    )


def _comment(said: sheet.Said, attributions: dict[int, str]) -> Comment:
    return Comment(
        question_id=said.question,
        text=said.text,
        consent=said.consent,
        attribution=attributions.get(said.question, ""),
        due=None if said.due is None else date.fromordinal(said.due),
        partner=said.partner,
    )


def _peers(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """(sector, role) of everyone who took part: what a quote's line is checked against."""
    people = Participant.objects.eligible().filter(programme=questionnaire.programme_id)
    return [
        (one.organisation.get_sector_display(), one.role)
        for one in people.select_related("organisation")
    ]


def _anonymous(
    ballot: Ballot, peers: list[tuple[str, str]]
) -> tuple[tuple[sheet.Said, ...], dict[int, str]]:
    try:
        said = opened(ballot)
    except SealBroken as broken:
        raise CannotOpen(
            _(
                "Some answers were sealed with another secret key. Whoever runs the server must "
                "name the earlier key in SECRET_KEY_FALLBACKS; then they open."
            )
        ) from broken
    author = _author(ballot)
    lines = {one.question: line_under(one, author, peers) for one in said if one.is_words}
    return said, lines


def line_under(said: sheet.Said, author: disclosure.Author, peers: list[tuple[str, str]]) -> str:
    consent = disclosure.Consent(said.consent)
    if consent is disclosure.Consent.NAMED and not author.name:
        consent = disclosure.Consent.ANONYMOUS
    shown = disclosure.attribution(consent, author, peers, m=settings.MINIMUM_CELL, _=_)
    return shown.value if isinstance(shown, disclosure.Shown) else ""


def _author(ballot: Ballot) -> disclosure.Author:
    """A paper form comes from nobody we know."""
    if ballot.invitation is None:
        return disclosure.Author()
    participant = ballot.invitation.participant
    organisation = participant.organisation
    return disclosure.Author(
        sector=organisation.get_sector_display(),
        role=participant.role,
        name=f"{participant.person}, {organisation}",
    )
