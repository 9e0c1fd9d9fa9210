"""Who is written to when people apply, are chosen, answer, and are replaced."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluations.correspondence.following import follow_messages
from participants.coming.answering import say_no, say_yes
from participants.coming.offering import decline, offer, put_on_list
from participants.coming.substituting import substitute
from participants.coming.undoing import undo
from participants.models import Message, Participant
from tests import factories

pytestmark = pytest.mark.django_db
Status = Participant.Status


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return factories.programme(starts_on=ahead, ends_on=ahead, contact_email="o@example.org")


def pending(programme):
    """Step and name of whoever is to be told, once the rules have been worked out."""
    follow_messages(programme)
    rows = Message.objects.filter(programme=programme, state__in=Message.PENDING)
    return {(str(row.step), str(row.recipient)) for row in rows}


def test_each_decision_prepares_its_message_and_undoing_takes_it_out(programme):
    wishes = [factories.application(programme, name=name) for name in ("Ann", "Bea", "Col")]
    assert pending(programme) == {("received", name) for name in ("Ann", "Bea", "Col")}
    keys = [[each.pk] for each in wishes]
    offer(programme=programme, applications=keys[0])
    put_on_list(programme=programme, applications=keys[1])
    change = decline(programme=programme, applications=keys[2])
    assert pending(programme) == {("invitation", "Ann"), ("waiting", "Bea"), ("not chosen", "Col")}
    undo(programme=programme, change=change)
    assert ("not chosen", "Col") not in pending(programme)


def test_whoever_follows_by_the_rule_is_invited_and_whoever_said_no_is_left_alone(programme):
    factories.admission(programme, places=1, rule="in order", opens_at=None, closes_at=None)
    row = factories.participant(programme, status=Status.INVITED)
    since = timezone.now()
    line = factories.participant(programme, status=Status.WAITING, waiting_since=since)
    assert pending(programme) == {("invitation", str(row)), ("waiting", str(line))}
    say_no(person=row)
    assert pending(programme) == {("invitation", str(line))}


def test_a_substitute_is_invited_and_whoever_is_replaced_is_not_written_to(programme):
    row, person = factories.participant(programme, status=Status.INVITED), factories.person()
    say_yes(person=row)
    before = {who for _step, who in pending(programme)}
    substitute(participant=row, person=person, organisation=person.organisation)
    after = pending(programme)
    assert ("invitation", str(person)) in after
    assert str(row) not in {who for _step, who in after}
    assert before <= {str(row)}
