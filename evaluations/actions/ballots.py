"""Answers on their way in: typed, submitted, changed, withdrawn. All of it sealed."""

import json
import uuid
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction

from evaluations import sealing, sheet
from evaluations.models import Ballot, Draft, Invitation, Questionnaire
from participants.models import Observer, Participant, PersonalLink
from programmes.models import Contribution


class FormClosed(Exception):
    """The form takes no answers, not yet or no more."""


def ballot_keys() -> list[bytes]:
    """Today's key first, then those that envelopes may still be sealed with."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [sealing.ballot_key(secret) for secret in secrets]


Author = Participant | Contribution | Observer


@transaction.atomic
def submit(*, questionnaire: Questionnaire, said: Iterable[sheet.Said], **author: Author) -> None:
    """Put the answers into this person's one envelope; a second time replaces the first.

    The author is a participant=, a contribution= or an observer=. FormClosed when the form is not
    open. Drafts have done their work and go.
    """
    form = held(questionnaire)
    if not form.is_open():
        raise FormClosed
    invitation = invited(form, author)
    Ballot.objects.bulk_create(
        [Ballot(questionnaire=form, invitation=invitation, sealed=_sealed(form, said))],
        update_conflicts=True,
        unique_fields=["invitation"],
        update_fields=["sealed"],
    )
    forget_drafts(form, author)


def invited(form: Questionnaire, author: dict[str, Author]) -> Invitation:
    """That this person has answered, noted once."""
    [who] = author
    [invitation] = Invitation.objects.bulk_create(
        [Invitation(questionnaire=form, **author, state=Invitation.State.SUBMITTED)],
        update_conflicts=True,
        unique_fields=["questionnaire", who],
        update_fields=["state"],
    )
    return invitation


def forget_drafts(form: Questionnaire, author: dict[str, Author]) -> None:
    mine = {f"link__{who}": somebody for who, somebody in author.items()}
    Draft.objects.filter(**mine, questionnaire=form).delete()


@transaction.atomic
def withdraw(*, questionnaire: Questionnaire, **author: Author) -> bool:
    """Destroy this person's envelope; False when there was none. FormClosed once it is too late."""
    form = held(questionnaire)
    if not form.is_open():
        raise FormClosed
    mine = {f"invitation__{who}": somebody for who, somebody in author.items()}
    deleted, _by_model = Ballot.objects.filter(invitation__questionnaire=form, **mine).delete()
    asked = Invitation.objects.filter(questionnaire=form, **author)
    asked.update(state=Invitation.State.ASKED)
    forget_drafts(form, author)
    return deleted > 0


def offer_to_talk(*, questionnaire: Questionnaire, may_talk: bool, **author: Author) -> None:
    """Noted beside the name, apart from the answers."""
    mine = Invitation.objects.filter(questionnaire=questionnaire, **author)
    mine.update(may_talk=may_talk)


def may_talk(*, questionnaire: Questionnaire, **author: Author) -> bool:
    mine = Invitation.objects.filter(questionnaire=questionnaire, **author)
    return mine.filter(may_talk=True).exists()


@transaction.atomic
def submit_paper(
    *, questionnaire: Questionnaire, said: Iterable[sheet.Said], form_id: uuid.UUID
) -> bool:
    """One typed paper form. `form_id` makes a second sending of the same page count once.

    Paper comes in late, so it is taken after the closing date too, until the answers are opened.
    """
    form = held(questionnaire)
    _ballot, created = Ballot.objects.get_or_create(
        id=form_id,
        defaults={"questionnaire": form, "paper": True, "sealed": _sealed(form, said)},
    )
    return created


def opened_ballot(
    sealed: bytes | None, *, questionnaire: Questionnaire
) -> tuple[sheet.Said, ...] | None:
    """What an envelope holds; nothing if its key is lost, None if there is no envelope."""
    if sealed is None:
        return None
    try:
        return _unsealed(questionnaire.pk, sealed)
    except sealing.SealBroken:
        return ()


def opened(ballot: Ballot) -> tuple[sheet.Said, ...]:
    return _unsealed(ballot.questionnaire_id, ballot.sealed)


def save_draft(
    *,
    link: PersonalLink,
    token: str,
    questionnaire: Questionnaire,
    fields: Mapping[str, list[str]],
) -> None:
    """Keep what is typed so far under a key that only the link carries. FormClosed if it is."""
    if not questionnaire.is_open():
        raise FormClosed
    content = json.dumps(fields).encode()
    sealed = sealing.seal(content, sealing.draft_key(token), _draft_purpose(questionnaire.pk))
    Draft.objects.bulk_create(
        [Draft(link=link, questionnaire=questionnaire, sealed=sealed)],
        update_conflicts=True,
        unique_fields=["link", "questionnaire"],
        update_fields=["sealed"],
    )


def opened_draft(
    sealed: bytes | None, *, token: str, questionnaire: Questionnaire
) -> dict[str, list[str]] | None:
    """The fields typed so far, as they were; None without a draft."""
    if sealed is None:
        return None
    key = sealing.draft_key(token)
    return json.loads(sealing.unseal(sealed, [key], _draft_purpose(questionnaire.pk)))


def held(questionnaire: Questionnaire) -> Questionnaire:
    """The row as it is now, held until the end of the transaction: no answer slips into a form
    that is being counted."""
    asked = Questionnaire.objects.only("opens_at", "closes_at", "counted_on")
    return asked.select_for_update().get(pk=questionnaire.pk)


def _sealed(questionnaire: Questionnaire, said: Iterable[sheet.Said]) -> bytes:
    key = sealing.ballot_key(settings.SECRET_KEY)
    return sealing.seal(sheet.packed(said), key, _purpose(questionnaire.pk))


def _unsealed(questionnaire_id: int, sealed: bytes) -> tuple[sheet.Said, ...]:
    content = sealing.unseal(sealed, ballot_keys(), _purpose(questionnaire_id))
    return sheet.unpacked(content)


def _purpose(questionnaire_id: int) -> str:
    return f"ballot {questionnaire_id}"


def _draft_purpose(questionnaire_id: int) -> str:
    return f"draft {questionnaire_id}"
