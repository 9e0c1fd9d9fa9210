"""What staff write to people themselves, worded for each of them and put into the outbox once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Message, Step
from participants.outbox.deeds import Outcome, approve
from programmes.models import Programme, User
from programmes.trail import note_each

from .composing import Composed, compose
from .scene import KINDS, Owner
from .slices import Slice
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Written:
    """`made` is empty where the same was put there before, by a second click for instance."""

    made: tuple[Message, ...]
    approved: Outcome


def letters_to(
    programme: Programme, owners: Iterable[Owner], wording: Wording
) -> dict[Owner, Composed]:
    """Each in the words as they read for them. A constant number of queries."""
    by_kind: dict[type, list[Owner]] = {}
    for owner in owners:
        by_kind.setdefault(type(owner), []).append(owner)
    return {
        owner: letter
        for some in by_kind.values()
        for letters in [compose(programme, wording.step, some, wording=wording)]
        for owner in some
        if (letter := letters.get(owner.pk))
    }


@transaction.atomic
def write(
    *, to: Slice, owners: Iterable[Owner], wording: Wording, token: str, at_once: bool, actor: User
) -> Written:
    """One message for each, in the words as they read for them; `token` stands for the page on
    which they were written, so that a page that is sent twice writes once."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=to.programme.pk)
    occasion = f"by hand {token}"
    if programme.messages.filter(step=Step.BY_HAND, occasion=occasion).exists():
        return Written((), Outcome())
    reason = _("Written by hand, to %(whom)s.") % {"whom": to.title}
    made = Message.objects.bulk_create(
        Message(
            programme=programme,
            step=Step.BY_HAND,
            occasion=occasion,
            reason=reason[:240],
            subject=letter.subject,
            text=letter.text,
            facts=letter.facts,
            missing=list(letter.missing),
            due_at=timezone.now(),
            **{KINDS[type(owner)]: owner},
        )
        for owner, letter in letters_to(programme, owners, wording).items()
    )
    note_each(actor=actor, deed="written", records=made, programme=programme)
    approved = Outcome()
    if at_once:
        pairs = [(row.pk, row.version) for row in made]
        approved = approve(programme=programme, pairs=pairs, actor=actor)
    return Written(tuple(made), approved)


def unwritten(written: Written) -> list[dict]:
    """For `put_back`: undone, they are not to be sent."""
    approved = set(written.approved.done)
    return [
        {
            "key": row.pk,
            "version": row.version,
            "now": Message.State.APPROVED if row.pk in approved else Message.State.WAITING,
            "was": {"state": Message.State.DROPPED},
        }
        for row in written.made
    ]
