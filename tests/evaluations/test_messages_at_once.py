"""The outbox follows by itself: after each change, after work in bulk, with several at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluations import workbook
from evaluations.actions import clone_programme
from evaluations.correspondence.following import follow_messages
from participants.models import Message, Participant, Pledge, Step, Template
from participants.placing.visits import call_off, draft_visits, publish_visits
from programmes.models import Programme
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
Status = Participant.Status


@pytest.fixture
def programme():
    """In two days, so that everything about it waits already."""
    first = date.today() + timedelta(days=2)
    programme = make.programme(starts_on=first, ends_on=first)
    make.session(programme, title="Welcome", room="Foyer")
    return programme


def waiting(programme, step=None):
    rows = Message.objects.filter(programme=programme, state__in=Message.PENDING)
    return list(rows.filter(step=step) if step else rows)


def at_once(*deeds):
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result() for future in [pool.submit(run, deed) for deed in deeds]]


def test_whoever_is_added_has_their_messages_at_once(programme):
    make.participant(programme)
    assert {row.step for row in waiting(programme)} >= {Step.JOINING, Step.EVE, Step.THANKS}


def test_another_room_is_in_the_message_as_soon_as_it_is_saved(programme):
    make.participant(programme)
    session = programme.sessions.get()
    session.room = "Long Room"
    session.save()
    [message] = waiting(programme, Step.EVE)
    assert "Long Room" in message.text


def test_a_session_that_is_deleted_is_out_of_the_message(programme):
    make.session(programme, title="Breakfast", starts=time(8))
    make.participant(programme)
    programme.sessions.get(title="Breakfast").delete()
    [message] = waiting(programme, Step.EVE)
    assert "Breakfast" not in message.text


def test_places_published_in_bulk_and_visits_called_off_are_followed(programme):
    mill, one = make.visit(programme, title="Mill"), make.participant(programme)
    draft_visits(programme=programme, places={one.pk: mill.pk})
    publish_visits(programme=programme)
    [message] = waiting(programme, Step.EVE)
    assert "Mill" in message.text
    call_off(visit=mill)
    [message] = waiting(programme, Step.EVE)
    assert "Mill" not in message.text


def test_a_hundred_changes_in_one_transaction_are_followed_once(programme):
    session = programme.sessions.get()
    with CaptureQueriesContext(connection) as few, transaction.atomic():
        session.save()
    with CaptureQueriesContext(connection) as many, transaction.atomic():
        for _time in range(10):
            session.save()
    assert len(many) - len(few) <= 9 * 10


def test_what_is_undone_is_not_followed_and_does_not_keep_the_next_from_it(programme):
    with transaction.atomic():
        make.participant(programme)
        transaction.set_rollback(True)
    assert waiting(programme) == []
    make.participant(programme)
    assert waiting(programme)


def test_an_imported_programme_has_its_messages_and_a_clone_its_wording(programme):
    make.participant(programme)
    Template.objects.create(
        programme=programme, step=Step.EVE, subject="Soon", text="{venue}", clock=time(18)
    )
    assert waiting(programme, Step.EVE)[0].text == "Guildhall"
    file = BytesIO()
    workbook.export(programme, file)
    Message.objects.all().delete()
    file.seek(0)
    assert workbook.bring_in(workbook.read(file)).saved
    assert waiting(programme, Step.EVE)
    clone = clone_programme(
        programme=programme,
        title="Again",
        slug="again",
        starts_on=programme.starts_on + timedelta(days=300),
        leader=make.user(),
    )
    assert clone.message_templates.get().subject == "Soon"
    assert waiting(clone) == []


def test_the_worker_puts_right_what_nobody_told_of(programme):
    make.participant(programme)
    programme.sessions.update(room="Attic")
    call_command("work", once=True)
    [message] = waiting(programme, Step.EVE)
    assert "Attic" in message.text


def test_a_pledge_is_followed(programme):
    one = make.participant(programme)
    Pledge.objects.create(participant=one, text="Ring", due=date.today() + timedelta(days=9))
    assert waiting(programme, Step.PLEDGE)


def test_four_workers_and_an_organiser_at_once_neither_collide_nor_double(programme):
    make.participants(programme, 5)
    Message.objects.all().delete()
    session = programme.sessions.get()

    def change():
        session.room = "Long Room"
        session.save()

    at_once(*[lambda: follow_messages(programme)] * 4, change)
    assert len(waiting(programme, Step.EVE)) == 5
    assert all("Long Room" in row.text for row in waiting(programme, Step.EVE))


def test_a_message_that_is_taken_to_be_sent_meanwhile_is_left_alone(programme):
    make.participant(programme)
    [message] = waiting(programme, Step.EVE)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENDING)
    session = programme.sessions.get()
    session.room = "Long Room"
    session.save()
    message.refresh_from_db()
    assert (message.state, "Foyer" in message.text) == (Message.State.SENDING, True)
    assert waiting(programme, Step.EVE) == []
    Message.objects.filter(pk=message.pk).update(state=Message.State.UNSURE)
    follow_messages(programme)
    [correction] = waiting(programme, Step.EVE)
    assert correction.corrects == message


def queries(programme) -> int:
    """Of one look at which every message is changed, in one batch."""
    follow_messages(programme)
    programme.sessions.update(room=f"Room {programme.participants.count()}")
    with CaptureQueriesContext(connection) as found:
        assert follow_messages(programme).updated
    return len(found)


def test_as_many_queries_for_twelve_as_for_three(programme):
    make.visit_choice(programme)
    form = make.questionnaire(programme)
    people = make.participants(programme, 3)
    for one in people:
        Pledge.objects.create(participant=one, text="Ring", due=date.today() + timedelta(days=9))
    few = queries(programme)
    for one in make.participants(programme, 9):
        Pledge.objects.create(participant=one, text="Ring", due=date.today() + timedelta(days=9))
    assert form.is_open()
    assert queries(programme) == few
    assert few < 80


def test_a_fault_in_one_programme_keeps_no_other_silent(programme, caplog):
    make.participant(programme)
    broken = make.programme(starts_on=programme.starts_on, ends_on=programme.ends_on)
    make.participant(broken)
    Message.objects.all().delete()
    Programme.objects.filter(pk=broken.pk).update(time_zone="Nowhere/Here")
    call_command("work", once=True)
    assert waiting(programme)
    assert "could not be worked out" in caplog.text


def test_what_was_written_by_hand_is_nobody_s_rule(programme):
    one = make.participant(programme)
    make.message(one, step=Step.BY_HAND, plan=None, occasion="by hand 1")
    assert not follow_messages(programme)
    assert waiting(programme, Step.BY_HAND)


def test_publishing_and_following_at_once_wait_for_each_other(programme):
    mill = make.visit(programme)
    people = make.participants(programme, 4)
    draft_visits(programme=programme, places={one.pk: mill.pk for one in people})
    publish_visits(programme=programme)
    draft_visits(programme=programme, places={one.pk: None for one in people})
    at_once(
        *[lambda: publish_visits(programme=programme)] * 2,
        *[lambda: follow_messages(programme)] * 3,
    )
    assert len(waiting(programme, Step.PLACES)) == 4
