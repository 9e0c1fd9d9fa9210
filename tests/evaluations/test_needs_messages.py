"""What the desk says of the outbox."""

from datetime import UTC, datetime, timedelta

import pytest

from evaluations.reports.desk import desk
from evaluations.reports.home import home
from participants.models import Message, Step
from tests import factories as make

pytestmark = pytest.mark.django_db
State, Delivery = Message.State, Message.Delivery
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def programme():
    return make.programme()


def message(programme, name="Bea Marsh", step=Step.JOINING, **fields) -> Message:
    person = make.person(name=name, **fields.pop("person", {}))
    participant = make.participant(programme, person=person)
    return make.message(participant, step=step, occasion="programme", plan=None, **fields)


def need(programme, word: str):
    [found] = [each for each in desk(programme, NOW).needs if word in each.title]
    return found


def test_what_waits_is_counted_with_its_steps_and_the_first_date(programme):
    for name, days in (("Bea Marsh", 5), ("Colm Reid", 6)):
        message(programme, name, due_at=NOW + timedelta(days=days))
    found = need(programme, "wait in the outbox")
    assert found.title == "2 messages wait in the outbox"
    assert found.detail == "Joining instructions, the first due on Tuesday 6 October, 10:00."
    assert not found.pressing
    assert found.url == f"/programmes/{programme.slug}/messages/#waiting"


def test_what_is_due_presses(programme):
    message(programme, due_at=NOW - timedelta(hours=1))
    assert need(programme, "waits in the outbox").pressing


@pytest.mark.parametrize(
    ("fields", "title", "detail"),
    [
        ({"state": State.UNSURE}, "1 message may have been sent", "Bea Marsh"),
        ({"state": State.FAILED}, "1 message did not reach anybody", "Bea Marsh"),
        (
            {"state": State.SENT, "told_at": NOW, "delivery": Delivery.BOUNCED},
            "1 message did not reach anybody",
            "Bea Marsh",
        ),
        ({"missing": ["venue"]}, "1 message misses a fact", "{venue}"),
        ({"person": {"email": None}}, "1 person has to be called", "Bea Marsh"),
    ],
)
def test_what_needs_a_decision_is_a_need_of_its_own(programme, fields, title, detail):
    message(programme, **fields)
    found = need(programme, title)
    assert (found.detail, found.pressing) == (detail, True)


def test_what_is_no_longer_true_is_named_with_its_step(programme):
    told = message(programme, state=State.SENT, told_at=NOW)
    make.message(
        told.participant, step=Step.JOINING, occasion="programme", plan=None, corrects=told
    )
    found = need(programme, "no longer true")
    assert found.detail == "Joining instructions. The corrections are written."


def test_home_counts_what_has_to_be_decided_soon(programme):
    asha = make.member(programme)
    message(programme, "Bea Marsh", due_at=NOW)
    message(programme, "Colm Reid", state=State.UNSURE)
    message(programme, "Esi Owusu", due_at=NOW + timedelta(days=9))
    [line] = home(asha, NOW).current
    assert "2 messages wait in the outbox" in line.needs


def test_what_may_go_needs_nobody(programme):
    message(programme, state=State.APPROVED)
    assert [each for each in desk(programme, NOW).needs if "message" in each.title] == []


def test_messages_go_on_after_the_days(programme):
    message(programme, step=Step.FOLLOW_UP)
    later = datetime(2027, 3, 1, tzinfo=UTC)
    assert "1 message waits in the outbox" in [each.title for each in desk(programme, later).needs]
