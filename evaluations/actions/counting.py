"""The envelopes are opened: all at once, shuffled, and nothing is left of who wrote what."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import disclosure, keys, sheet
from evaluations.models import Ballot, Comment, Draft, Questionnaire
from evaluations.sealing import SealBroken
from participants.models import Participant
from programmes.models import Contribution

from .ballots import opened
from .linking import Place, linked_forms, places
from .shuffling import Opened, write_shuffled
from .unlinking import unlink_after


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
    form = _held(questionnaire)
    ballots = list(
        form.ballots.select_related(
            "invitation__participant__person",
            "invitation__participant__organisation",
            "invitation__contribution__person__organisation",
        )
    )
    if form.counted_on and not ballots:
        return form.responses.count()
    refuse_too_few(len(ballots))
    peers, own = _peers(form), _places(form, ballots)
    sheets = [_anonymous(ballot, peers, own) for ballot in ballots]
    total = write_shuffled(form, sheets)
    Ballot.objects.filter(questionnaire=form).delete()
    Draft.objects.filter(questionnaire=form).delete()
    now = timezone.now()
    form.closes_at = min(form.closes_at, max(now, form.opens_at + timedelta(seconds=1)))
    form.counted_on = now.date()
    form.save(update_fields=["closes_at", "counted_on"])
    unlink_after(form)
    return total


def _held(questionnaire: Questionnaire) -> Questionnaire:
    """Locked until the end; a form that is linked comes after those that are locked before it."""
    if questionnaire.is_linked():
        linked_forms(questionnaire.programme)
    locked = Questionnaire.objects.select_for_update(of=("self",)).select_related(
        "programme__evaluation_plan"
    )
    return locked.get(pk=questionnaire.pk)


def _places(form: Questionnaire, ballots: list[Ballot]) -> dict[int, Place]:
    people = [each.invitation.participant for each in ballots if each.invitation]
    try:
        return places(form, [one for one in people if one])
    except keys.KeyMissing as missing:
        raise CannotOpen(missing.args[0]) from missing


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


def _peers(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """(sector, role) of everyone who took part: what a quote's line is checked against."""
    people = Participant.objects.eligible().filter(programme=questionnaire.programme_id)
    return [
        (one.organisation.get_sector_display(), one.role)
        for one in people.select_related("organisation")
    ]


def _anonymous(ballot: Ballot, peers: list[tuple[str, str]], own: dict[int, Place]) -> Opened:
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
    if ballot.invitation and ballot.invitation.contribution:
        lines = _lines_of(ballot.invitation.contribution, said)
    who = ballot.invitation and ballot.invitation.participant_id
    place = own.get(who, Place())
    return Opened(said, lines, **asdict(place))


def line_under(said: sheet.Said, author: disclosure.Author, peers: list[tuple[str, str]]) -> str:
    consent = disclosure.Consent(said.consent)
    if consent is disclosure.Consent.NAMED and not author.name:
        consent = disclosure.Consent.ANONYMOUS
    shown = disclosure.attribution(consent, author, peers, m=settings.MINIMUM_CELL, _=_)
    return shown.value if isinstance(shown, disclosure.Shown) else ""


def _author(ballot: Ballot) -> disclosure.Author:
    """A paper form comes from nobody we know, and nothing is told of an observer."""
    if ballot.invitation is None or ballot.invitation.participant is None:
        return disclosure.Author()
    participant = ballot.invitation.participant
    organisation = participant.organisation
    return disclosure.Author(
        sector=organisation.get_sector_display(),
        role=participant.role,
        name=f"{participant.person}, {organisation}",
    )


def _lines_of(giver: Contribution, said: Iterable[sheet.Said]) -> dict[int, str]:
    """Hosts and café leaders are named where they say so; otherwise they are what they were."""
    kept = {one.question: one.consent for one in said if one.is_words}
    named = f"{giver.person}, {giver.person.organisation}"
    lines = {Comment.Consent.NONE.value: "", Comment.Consent.NAMED.value: named}
    return {pk: lines.get(consent, _("A host or café leader")) for pk, consent in kept.items()}
