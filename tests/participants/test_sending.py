"""Messages go out through a real mail server, and what it says is kept."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from participants.models import Application, Message, Observer, Worker
from participants.sending.happenings import Happened
from participants.sending.rounds import send_due
from participants.sending.taking import note_lost, release, reserve, settle, take
from participants.sending.watch import sending_stops
from programmes.models import Contribution
from tests import factories as make

pytestmark = pytest.mark.django_db

State = Message.State


@pytest.fixture
def programme():
    return make.programme(title="Leading across Aldermouth", contact_email="asha@example.org")


def approved(programme, email="", owner=None, **fields):
    """A message that may go, to a participant of this address unless it has another owner."""
    if owner is None:
        owner = {"participant": make.participant(programme, person=make.person(email=email))}
    made = {"subject": "Where to meet", "text": "At the mill.", "state": "approved"}
    made |= {"step": "by hand", "occasion": f"by hand {Message.objects.count()}"}
    return Message.objects.create(programme=programme, **owner, **{**made, **fields})


def after(message):
    message.refresh_from_db()
    return message


def reserved():
    return reserve(timezone.now())


def happened(message):
    return list(message.events.values_list("what", flat=True))


def test_what_is_approved_is_sent_once_and_known_as_sent(letterbox, programme):
    message = approved(programme, "ana@example.org")
    assert (send_due(), send_due()) == (1, 0)
    [received] = letterbox.received
    assert received.to == ("ana@example.org",)
    assert after(message).state == State.SENT
    assert message.address == "ana@example.org"
    assert timezone.now() - message.told_at < timedelta(minutes=1)
    assert happened(message) == ["accepted"]


def test_it_is_written_down_as_being_sent_before_the_server_hears_of_it(programme):
    message = approved(programme, "ana@example.org")
    assert reserved() == [message]
    assert (after(message).state, message.tries) == (State.APPROVED, 0)
    assert take(message).message == message
    assert after(message).state == State.SENDING
    assert message.lease_until > timezone.now()
    assert (message.tries, message.address) == (1, "ana@example.org")
    assert reserved() == []


def test_what_one_worker_has_reserved_no_other_gets_until_it_is_free_again(programme):
    message = approved(programme, "ana@example.org")
    assert (reserved(), reserved()) == ([message], [])
    release([message])
    assert reserved() == [message]
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert reserved() == [message]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "waiting"},
        {"state": "dropped"},
        {"version": 2},
        {"due_at": timezone.now() + timedelta(days=1)},
        {"tries": 1},
    ],
)
def test_what_changed_after_it_was_reserved_is_not_taken(programme, change):
    approved(programme, "ana@example.org")
    [message] = reserved()
    Message.objects.update(**change)
    assert take(message) is None
    assert after(message).state == change.get("state", "approved")


def test_what_waits_for_approval_waits_unless_its_rule_lets_it_go(letterbox, programme):
    now = timezone.now()
    approved(programme, "waits@example.org", state="waiting", due_at=now)
    approved(programme, "undated@example.org", state="waiting", by_itself=True)
    approved(programme, "stopped@example.org", state="waiting", by_itself=True, due_at=now)
    approved(programme, "goes@example.org", by_itself=True, due_at=now)
    send_due()
    assert [each.to for each in letterbox.received] == [("goes@example.org",)]


def test_nothing_goes_before_its_time_or_with_gaps(letterbox, programme):
    early = timezone.now() + timedelta(minutes=5)
    approved(programme, "early@example.org", due_at=early)
    approved(programme, "gaps@example.org", missing=["venue"])
    assert send_due() == 0
    assert send_due(now=early) == 1
    assert [each.to for each in letterbox.received] == [("early@example.org",)]


@pytest.mark.parametrize("state", ["sent", "told", "unsure", "failed", "cancelled", "dropped"])
def test_what_is_settled_stays_settled(letterbox, programme, state):
    told = timezone.now() if state in ("sent", "told") else None
    approved(programme, "ana@example.org", state=state, told_at=told)
    assert send_due() == 0
    assert letterbox.received == []


def test_people_without_an_address_stay_for_a_call_or_a_letter(letterbox, programme):
    person = make.person(email=None)
    message = approved(programme, owner={"participant": make.participant(programme, person=person)})
    assert send_due() == 0
    assert after(message).state == State.APPROVED


def test_an_assistant_is_in_copy(letterbox, programme):
    person = make.person(email="ana@example.org", assistant_email="diary@example.org")
    message = approved(programme, owner={"participant": make.participant(programme, person=person)})
    send_due()
    [received] = letterbox.received
    assert received.to == ("ana@example.org", "diary@example.org")
    assert received.letter["Cc"] == "diary@example.org"
    assert after(message).copied_to == "diary@example.org"


@pytest.mark.parametrize("step", ["feedback", "peer notes", "pledge"])
def test_no_assistant_reads_what_is_for_them_alone(letterbox, programme, step):
    person = make.person(email="ana@example.org", assistant_email="joe@example.org")
    owner = {"participant": make.participant(programme, person=person)}
    approved(programme, owner=owner, step=step)
    send_due()
    [received] = letterbox.received
    assert received.to == ("ana@example.org",)


def test_two_who_share_an_address_each_get_their_own_by_name(letterbox, programme):
    for name in ("Ana Bell", "Ben Cole"):
        person = make.person(name=name, email=None, assistant_email="office@example.org")
        approved(programme, owner={"participant": make.participant(programme, person=person)})
    send_due()
    assert [each.letter["To"] for each in letterbox.received] == [
        "Ana Bell <office@example.org>",
        "Ben Cole <office@example.org>",
    ]
    assert {each.letter["Cc"] for each in letterbox.received} == {None}


def test_contributors_observers_and_those_who_apply_get_theirs(letterbox, programme):
    person = make.person(email="setter@example.org")
    setter = Contribution.objects.create(programme=programme, person=person, kind="setter")
    observer = Observer.objects.create(
        participant=make.participant(programme), name="Bo", email="bo@example.org"
    )
    application = Application.objects.create(
        programme=programme, name="Cy", email="cy@example.org", organisation="O", sector="health"
    )
    approved(programme, owner={"contribution": setter}, text="Say yes: {link}")
    approved(programme, owner={"observer": observer}, text="Say what you saw: {link}")
    approved(programme, owner={"application": application})
    send_due()
    to = [each.to for each in letterbox.received]
    assert to == [("setter@example.org",), ("bo@example.org",), ("cy@example.org",)]


def test_an_unknown_address_fails_in_the_servers_words(letterbox, programme):
    message = approved(programme, "nobody@example.org")
    good = approved(programme, "ana@example.org")
    assert send_due() == 2
    assert after(message).state == State.FAILED
    assert message.error == "550 5.1.1 No such person here"
    assert happened(message) == ["refused"]
    assert after(good).state == State.SENT


def test_the_refusal_of_a_copy_keeps_nothing_from_its_recipient(letterbox, programme):
    person = make.person(email="ana@example.org", assistant_email="nobody@example.org")
    message = approved(programme, owner={"participant": make.participant(programme, person=person)})
    send_due()
    assert [each.to for each in letterbox.received] == [("ana@example.org",)]
    assert after(message).state == State.SENT
    assert happened(message) == ["accepted", "copy refused"]


def test_what_was_put_off_is_tried_again(letterbox, programme):
    message = approved(programme, "grey@example.org")
    send_due()
    assert after(message).state == State.SENT
    assert (message.tries, len(letterbox.received)) == (2, 1)
    assert happened(message) == ["put off", "accepted"]


def test_it_is_tried_again_only_after_a_pause(letterbox, programme, settings):
    settings.SENDING_PAUSES = [60]
    message = approved(programme, "grey@example.org")
    assert (send_due(), send_due()) == (1, 0)
    assert after(message).state == State.APPROVED
    assert message.error == "451 4.7.1 Come back later"


def test_after_a_few_tries_it_has_failed(letterbox, programme, settings):
    settings.SENDING_PAUSES = []
    message = approved(programme, "grey@example.org")
    send_due()
    assert after(message).state == State.FAILED


def test_a_slow_server_is_waited_for(letterbox, programme):
    message = approved(programme, "slow@example.org")
    send_due()
    assert after(message).state == State.SENT


def test_a_server_that_never_answers_leaves_it_unsure(letterbox, programme, settings):
    settings.EMAIL_TIMEOUT = 0.2
    message = approved(programme, "stuck@example.org")
    good = approved(programme, "ana@example.org")
    send_due()
    assert after(message).state == State.UNSURE
    assert after(good).state == State.SENT


@pytest.mark.parametrize("address", ["cut@example.org", "gone@example.org"])
def test_a_connection_that_breaks_in_the_middle_leaves_it_unsure(letterbox, programme, address):
    message = approved(programme, address)
    good = approved(programme, "ana@example.org")
    assert (send_due(), send_due()) == (2, 0)
    assert after(message).state == State.UNSURE
    assert message.error
    assert happened(message) == ["lost"]
    assert after(good).state == State.SENT
    assert letterbox.begun == [address, "ana@example.org"]


@pytest.mark.parametrize("address", ["closing@example.org", "busy@example.org"])
def test_a_server_that_hangs_up_between_two_letters_is_called_again(letterbox, programme, address):
    messages = [approved(programme, each) for each in (address, "ana@example.org")]
    send_due()
    send_due()
    assert [after(message).state for message in messages] == [State.SENT, State.SENT]
    assert len(letterbox.received) == 2


def test_one_connection_carries_a_whole_round(letterbox, programme):
    for number in range(5):
        approved(programme, f"ana{number}@example.org")
    assert send_due() == 5
    assert letterbox.connections == 1


def test_a_server_that_is_down_costs_no_message_a_try(letterbox, programme, settings):
    settings.EMAIL_PORT = 9
    message = approved(programme, "ana@example.org")
    assert send_due() == 0
    assert (after(message).state, message.tries) == (State.APPROVED, 0)
    assert "cannot be reached" in sending_stops()


def test_a_message_whose_worker_is_gone_is_unsure_and_never_sent_again(
    letterbox, programme, settings
):
    settings.SENDING_LEASE = -1
    message = approved(programme, "ana@example.org")
    take(*reserved())
    assert send_due() == 0
    assert after(message).state == State.UNSURE
    assert happened(message) == ["lost"]
    assert letterbox.received == []


def test_a_worker_that_was_only_slow_tells_that_it_was_sent(programme, settings):
    settings.SENDING_LEASE = -1
    message = approved(programme, "ana@example.org")
    [taken] = map(take, reserved())
    assert note_lost() == 1
    assert settle(taken, Happened.ACCEPTED, state=State.SENT, told_at=timezone.now())
    assert after(message).state == State.SENT


def test_what_staff_decided_meanwhile_stands(programme, settings):
    settings.SENDING_LEASE = -1
    message = approved(programme, "ana@example.org")
    [taken] = map(take, reserved())
    note_lost()
    Message.objects.update(state=State.DROPPED)
    assert not settle(taken, Happened.ACCEPTED, state=State.SENT, told_at=timezone.now())
    assert after(message).state == State.DROPPED
    assert happened(message) == ["lost", "accepted"]


def test_no_more_go_in_a_minute_than_is_set(letterbox, programme, settings):
    settings.MESSAGES_PER_MINUTE = 3
    messages = [approved(programme, f"ana{number}@example.org") for number in range(5)]
    assert (send_due(), send_due()) == (3, 0)
    Message.objects.filter(state=State.SENT).update(taken_at=timezone.now() - timedelta(minutes=2))
    assert send_due() == 2
    assert {after(message).state for message in messages} == {State.SENT}


def test_a_round_ends_after_its_seconds_and_with_the_message_in_hand(letterbox, programme):
    for number in range(4):
        approved(programme, f"ana{number}@example.org")
    assert send_due(seconds=0) == 0
    assert send_due(stopped=lambda: len(letterbox.received) == 3) == 3


def test_without_a_mail_server_nothing_is_marked_as_sent(programme, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    message = approved(programme, "ana@example.org")
    assert send_due() == 0
    assert after(message).state == State.APPROVED
    assert "No mail server is set" in sending_stops()
    settings.SEND_TO_CONSOLE = True
    assert send_due() == 1
    assert "At the mill." in capsys.readouterr().out
    assert after(message).state == State.SENT


def test_without_a_worker_the_outbox_says_so(letterbox):
    assert "no worker is running" in sending_stops()
    send_due()
    assert sending_stops() == ""
    Worker.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    assert "no worker is running" in sending_stops()


def test_one_worker_that_cannot_send_matters_only_if_no_other_can(letterbox):
    send_due()
    Worker.objects.update(obstacle="The mail server cannot be reached.")
    assert sending_stops() == "The mail server cannot be reached."
    Worker.objects.create(host="another", seen_at=timezone.now())
    assert sending_stops() == ""


def test_the_same_obstacle_is_written_into_the_log_once(programme, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    send_due()
    send_due()
    assert len([each for each in caplog.records if "No mail server" in each.getMessage()]) == 1


def test_a_clock_that_is_wrong_by_an_hour_stops_what_would_go_at_the_wrong_time(
    letterbox, programme
):
    """SQLite has the clock of its host, so nothing can differ there."""
    approved(programme, "ana@example.org")
    shared = connection.vendor == "postgresql"
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert send_due() == (0 if shared else 1)
    assert ("differ by 60 minutes" in sending_stops()) is shared
    send_due()
    assert len(letterbox.received) == 1
    assert sending_stops() == ""
