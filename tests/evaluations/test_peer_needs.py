"""What the desk says of notes between team-mates."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.correspondence.slices import slice_of
from evaluations.reports.desk import desk
from participants import notes
from participants.consents import Purpose, say, texts_today
from tests import factories
from tests.peer_notes import closed, note, opened, released, team

pytestmark = pytest.mark.django_db
WORDS = ("team-mate", "reported", "details")


@pytest.fixture
def programme():
    """Its last day was yesterday."""
    today = timezone.localdate()
    return factories.programme(
        starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1)
    )


@pytest.fixture
def three(programme):
    return team(programme, "Ada", "Bo", "Cy")


def needs(programme):
    found = desk(programme, timezone.now()).needs
    return [need for need in found if any(word in need.title.lower() for word in WORDS)]


def test_after_the_teamwork_the_desk_proposes_that_they_write(programme, three):
    [need] = needs(programme)
    assert (need.title, need.pressing) == ("Team-mates could write to each other", False)
    assert need.url == reverse("peer_notes", args=[programme.slug])


def test_without_teams_or_before_the_days_it_proposes_nothing(programme):
    factories.participants(programme, 3)
    assert needs(programme) == []
    day = timezone.localdate() + timedelta(days=60)
    ahead = factories.programme(starts_on=day, ends_on=day)
    team(ahead, "Dee", "Eve")
    assert needs(ahead) == []


def test_while_there_is_time_the_desk_is_quiet(programme, three):
    opened(programme)
    assert needs(programme) == []


def test_shortly_before_they_close_it_names_who_would_receive_nothing(programme, three):
    opened(programme, closes_at=timezone.now() + timedelta(hours=20))
    note(three[0], three[1])
    [need] = needs(programme)
    assert need.pressing
    assert need.detail == "2 people would receive nothing: Ada, Cy."


def test_what_has_closed_is_to_be_released(programme, three):
    closed(programme)
    note(three[0], three[1])
    note(three[1], three[2])
    [need] = needs(programme)
    assert need.title == "The notes to team-mates have closed"
    assert need.detail.endswith("1 person would receive nothing: Ada.")


def test_once_released_the_desk_is_quiet_until_somebody_is_hurt(programme, three):
    released(programme)
    hurts = note(three[0], three[1])
    assert needs(programme) == []
    notes.report(receiver=three[1], key=hurts.pk)
    [need] = needs(programme)
    assert need.title == "A note to a team-mate was reported as hurtful"
    assert "Ada" not in need.title + need.detail
    notes.settle(programme=programme, key=hurts.pk, actor=factories.member(programme))
    assert needs(programme) == []


def test_whoever_objects_to_how_their_details_are_kept_is_named(programme, three):
    opened(programme)
    text = texts_today()[Purpose.PRIVACY]
    say(programme=programme, person=three[1].person, answers={text.pk: False})
    [need] = needs(programme)
    assert need.title == "1 person would like to talk about how their details are kept"
    assert need.detail == "Bo"
    say(programme=programme, person=three[1].person, answers={text.pk: True})
    assert needs(programme) == []


def test_whoever_has_not_written_or_not_answered_can_be_written_to(programme, three):
    opened(programme)
    note(three[0], three[1])
    note(three[0], three[2])
    assert slice_of(programme, "notes-missing").owners == (three[1], three[2])
    texts = texts_today().values()
    answers = {text.pk: False for text in texts}
    say(programme=programme, person=three[1].person, answers=answers)
    assert slice_of(programme, "consents-missing").owners == (three[0], three[2])
