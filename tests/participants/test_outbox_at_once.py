"""Two organisers, or an organiser and a worker, at the same message in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from participants.models import Message, Step
from participants.outbox import deeds
from participants.outbox.telling import prepare
from participants.placing.plans import plan_of
from participants.sending.taking import reserve, take
from programmes.models import Trail
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State


def at_once(*some):
    start = Barrier(len(some))

    def run(deed):
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(some)) as pool:
        return list(pool.map(run, some))


@pytest.fixture
def row() -> Message:
    """Of a programme that no rule has anything to say about yet."""
    later = timezone.localdate() + timedelta(days=90)
    participant = make.participant(make.programme(starts_on=later, ends_on=later))
    return make.message(participant, step=Step.BY_HAND, occasion="by hand 1", plan=None)


def test_of_four_clicks_on_approve_one_approves(row):
    def approve():
        return deeds.approve(programme=row.programme, pairs=[(row.pk, 1)])

    found = at_once(*[approve] * 4)
    assert sorted(len(one.done) for one in found) == [0, 0, 0, 1]
    assert sorted(len(one.already) for one in found) == [0, 1, 1, 1]
    assert Trail.objects.filter(deed="approved").count() == 1


def test_nobody_approves_words_that_somebody_changes_in_that_moment(row):
    approved, edited = at_once(
        lambda: deeds.approve(programme=row.programme, pairs=[(row.pk, 1)]),
        lambda: deeds.edit(message=row, seen=1, subject="Mine", text="Bring boots."),
    )
    row.refresh_from_db()
    assert edited
    assert (row.state, row.text) == (State.WAITING, "Bring boots.")
    assert approved.done == (row.pk,) or approved.overtaken == (row.pk,)


def test_what_a_worker_takes_is_not_stopped_and_what_is_stopped_is_not_taken(row):
    Message.objects.update(state=State.APPROVED)
    [reserved] = reserve(timezone.now())
    taken, stopped = at_once(
        lambda: take(reserved),
        lambda: deeds.take_back(programme=row.programme, pairs=[(row.pk, 1)]),
    )
    row.refresh_from_db()
    assert bool(taken) is not bool(stopped.done)
    assert row.state == (State.SENDING if taken else State.WAITING)


def test_what_was_told_does_not_wait_again_beside_what_is_published_in_that_moment(row):
    plan = plan_of(row.programme, "visits")
    row.delete()
    [old] = prepare(plan=plan, words={row.participant_id: ("Old", "Old")})
    deeds.note_told(programme=row.programme, pairs=[(old.pk, 1)])
    at_once(
        lambda: prepare(plan=plan, words={row.participant_id: ("New", "New")}),
        lambda: deeds.take_back(programme=row.programme, pairs=[(old.pk, 1)]),
    )
    pending = Message.objects.filter(state__in=Message.PENDING)
    assert [each.text for each in pending] == ["New"]
