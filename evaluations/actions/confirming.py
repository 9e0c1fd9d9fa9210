"""An author says again whether their words may be quoted as they stand."""

import uuid

from django.db import transaction

from evaluations.models import Comment
from evaluations.reports.own_words import own_comments
from participants.models import Participant

from .linking import linked_forms
from .shuffling import shuffle_words
from .withdrawing import note_withdrawn_words


@transaction.atomic
def confirm_quote(*, participant: Participant, quote: uuid.UUID, agrees: bool) -> bool:
    """False when it is not theirs, or cannot be found any more.

    All words of the form are written anew, so that no row shows that it was somebody's who opened
    their page just then.
    """
    linked_forms(participant.programme)
    mine = own_comments(participant).filter(pk=quote, state=Comment.State.APPROVED)
    mine = mine.exclude(consent=Comment.Consent.NONE).select_related("question__questionnaire")
    comment = mine.first()
    if comment is None:
        return False
    Comment.objects.filter(pk=comment.pk).update(confirmed=agrees)
    shuffle_words(comment.question.questionnaire)
    if not agrees:
        note_withdrawn_words(programme=participant.programme, texts=[comment.text])
    return True
