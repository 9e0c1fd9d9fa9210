"""What somebody decided about a message holds when the rules are worked out anew."""

from datetime import date, time

import pytest
import time_machine
from django.test import Client

from evaluations.correspondence.coming import coming_messages
from evaluations.correspondence.following import follow_messages
from participants.models import Message, Participant, Step, Template
from participants.outbox import deeds
from participants.placing.visits import draft_visits, publish_visits
from programmes.models import Programme
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Message.State
FIRST, NOW = date(2026, 12, 9), (date(2026, 11, 26), time(9))


@pytest.fixture
def programme():
    programme = make.programme(
        title="Leading Across Aldermouth",
        starts_on=FIRST,
        ends_on=FIRST,
        contact_name="Nora Quill",
        contact_email="nora@example.org",
    )
    make.session(programme, title="Welcome", day=FIRST, starts=time(9), room="Foyer")
    with time_machine.travel(programme.at(*NOW), tick=False):
        yield programme


@pytest.fixture
def message(programme) -> Message:
    """Joining instructions that wait."""
    make.participant(programme, person=make.person(name="Bea Marsh"))
    follow(programme)
    return programme.messages.get(step=Step.JOINING)


def follow(programme):
    follow_messages(Programme.objects.get(pk=programme.pk), programme.at(*NOW))


def by_itself(programme):
    words = {"subject": "See you", "text": "At {venue}, {link}", "days": -10, "clock": time(9)}
    Template.objects.create(programme=programme, step=Step.JOINING, by_itself=True, **words)


def stand(row) -> str:
    row.refresh_from_db()
    return row.state


def pair(row) -> tuple[int, int]:
    row.refresh_from_db()
    return row.pk, row.version


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (deeds.approve, State.APPROVED),
        (deeds.drop, State.DROPPED),
        (deeds.note_told, State.TOLD),
    ],
)
def test_a_decision_holds_while_the_facts_do(programme, message, deed, state):
    deed(programme=programme, pairs=[pair(message)])
    follow(programme)
    assert stand(message) == state
    assert programme.messages.filter(step=Step.JOINING).count() == 1


def test_what_was_approved_waits_again_with_a_new_fact_and_is_refused_with_the_old(
    programme, message
):
    old = pair(message)
    deeds.approve(programme=programme, pairs=[old])
    Programme.objects.filter(pk=programme.pk).update(venue="The Old Mill")
    follow(programme)
    assert stand(message) == State.WAITING
    assert "The Old Mill" in message.text
    assert deeds.approve(programme=programme, pairs=[old]).overtaken == (message.pk,)


def test_what_goes_by_itself_and_is_stopped_stays_stopped_until_somebody_lets_it_go(programme):
    by_itself(programme)
    make.participant(programme)
    follow(programme)
    message = programme.messages.get(step=Step.JOINING)
    assert message.state == State.APPROVED
    deeds.take_back(programme=programme, pairs=[pair(message)])
    follow(programme)
    assert stand(message) == State.WAITING
    deeds.approve(programme=programme, pairs=[pair(message)])
    follow(programme)
    assert stand(message) == State.APPROVED


def test_words_of_ones_own_are_kept_and_what_goes_by_itself_waits_with_them(programme):
    by_itself(programme)
    make.participant(programme)
    follow(programme)
    message = programme.messages.get(step=Step.JOINING)
    deeds.edit(message=message, seen=message.version, subject="Mine", text="Bring boots.")
    follow(programme)
    assert (stand(message), message.text) == (State.WAITING, "Bring boots.")


def test_a_correction_stands_first_in_the_outbox(programme, message, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    deeds.note_told(programme=programme, pairs=[pair(message)])
    Programme.objects.filter(pk=programme.pk).update(venue="The Old Mill")
    follow(programme)
    client = Client()
    client.force_login(make.member(programme))
    page = client.get(f"/programmes/{programme.slug}/messages/", secure=True).context["page"]
    [group] = page.decisions
    assert group.title == "Correction: joining instructions"
    assert "The Old Mill" in group.lines[0].text


def test_whoever_withdrew_is_not_told_of_a_place(programme):
    visit, person = make.visit(programme), make.participant(programme)
    draft_visits(programme=programme, places={person.pk: visit.pk})
    publish_visits(programme=programme)
    message = programme.messages.get(step=Step.PLACES)
    deeds.approve(programme=programme, pairs=[pair(message)])
    Participant.objects.update(status="withdrawn")
    follow(programme)
    assert stand(message) == State.CANCELLED


def test_what_comes_next_is_told_with_its_dates(programme, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    make.participants(programme, 2)
    early = programme.at(date(2026, 10, 1), time(9))
    [joining, *_later] = coming_messages(programme, early)
    assert (joining.title, joining.count) == ("Joining instructions", 2)
    assert early < joining.enters_at < joining.due_at
    client = Client()
    client.force_login(make.member(programme))
    with time_machine.travel(early, tick=False):
        page = client.get(f"/programmes/{programme.slug}/messages/", secure=True)
    assert "to 2 people as of now" in page.content.decode()


def test_what_is_in_the_outbox_does_not_come_next(programme, message):
    titles = [each.title for each in coming_messages(programme, programme.at(*NOW))]
    assert "Joining instructions" not in titles
