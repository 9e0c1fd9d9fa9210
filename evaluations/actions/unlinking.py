"""The key is destroyed: from then on nobody can find anybody's answers, not even we."""

from django.db import transaction
from django.utils import timezone

from evaluations import keys
from evaluations.models import Comment, EvaluationPlan, Questionnaire
from programmes.models import Programme

from .linking import linked_forms
from .shuffling import shuffle_words


@transaction.atomic
def destroy_key(*, programme: Programme) -> bool:
    """False when there was no key, or it is gone already.

    The row comes first: once it says so, no file is read any more, and `destroy_due_keys` takes
    away a file that a crash has left behind.
    """
    plans = EvaluationPlan.objects.filter(programme=programme, pairs=True, key_destroyed_on=None)
    if not plans.exists():
        return False
    linked_forms(programme)
    plan = plans.select_for_update().first()
    if plan is None:
        return False
    found = Comment.objects.filter(question__questionnaire__programme=programme)
    forms = set(found.exclude(owner_key=None).values_list("question__questionnaire", flat=True))
    found.update(owner_key=None)
    for form in Questionnaire.objects.filter(pk__in=forms):
        shuffle_words(form)
    plan.key_destroyed_on = timezone.localdate()
    plan.save(update_fields=["key_destroyed_on"])
    transaction.on_commit(lambda: keys.destroy(programme.pk))
    return True


def unlink_after(form: Questionnaire) -> None:
    """The last follow-up has been counted, so the key has done its work."""
    follow_up = Questionnaire.Moment.FOLLOW_UP
    if form.moment != follow_up:
        return
    if not form.programme.questionnaires.filter(moment=follow_up, counted_on=None).exists():
        destroy_key(programme=form.programme)


def destroy_due_keys() -> list[Programme]:
    """Those of programmes that ended long ago, and files that outlived their key."""
    plans = EvaluationPlan.objects.filter(pairs=True).select_related("programme")
    for gone in plans.exclude(key_destroyed_on=None):
        keys.destroy(gone.programme_id)
    today = timezone.localdate()
    due = [
        plan.programme for plan in plans.filter(key_destroyed_on=None) if plan.key_ends_on < today
    ]
    return [programme for programme in due if destroy_key(programme=programme)]
