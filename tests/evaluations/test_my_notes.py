"""The page on which somebody writes to their team-mates and reads what they wrote."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions import issue_links
from participants.models import PeerNote, PeerRound
from participants.notes import mark_of
from programmes.models import Contribution
from tests import factories
from tests.peer_notes import closed, note, opened, released, team

pytestmark = pytest.mark.django_db
EMPTY = mark_of("", "")


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def three(programme):
    return team(programme, "Ada", "Bo", "Cy")


@pytest.fixture
def token(three):
    return factories.token(three[0])


def page_of(token):
    return reverse("my_notes", args=[token])


def sent(to, valued: str = "", suggestion: str = "", seen: str = EMPTY) -> dict[str, str]:
    return {
        f"valued-{to.pk}": valued,
        f"suggestion-{to.pk}": suggestion,
        f"seen-{to.pk}": seen,
    }


def test_notes_are_written_saved_together_and_shown_again(client, programme, three, token):
    opened(programme)
    _ada, bo, cy = three
    data = sent(bo, "Your calm.\r\nAnd wit.") | sent(cy, "", "Ask sooner.")
    text = client.post(page_of(token), data, follow=True).content.decode()
    assert "Saved." in text
    assert "Your calm.\nAnd wit." in text
    assert PeerNote.objects.get(receiver=bo).valued == "Your calm.\nAnd wit."
    assert PeerNote.objects.get(receiver=cy).suggestion == "Ask sooner."


def test_a_page_that_was_left_open_saves_only_what_was_changed_on_it(
    client, programme, three, token
):
    opened(programme)
    _ada, bo, cy = three
    client.post(page_of(token), sent(bo, "On my phone."))
    client.post(page_of(token), sent(bo) | sent(cy, "On my laptop."))
    assert PeerNote.objects.get(receiver=bo).valued == "On my phone."
    assert PeerNote.objects.get(receiver=cy).valued == "On my laptop."


def test_what_was_changed_in_two_places_is_shown_twice_and_saved_when_sent_again(
    client, programme, three, token
):
    opened(programme)
    bo = three[1]
    client.post(page_of(token), sent(bo, "On my phone."))
    response = client.post(page_of(token), sent(bo, "On my laptop."))
    assert response.status_code == 409
    text = response.content.decode()
    assert "On my phone." in text
    assert "On my laptop." in text
    [letter] = response.context["page"].errors
    client.post(page_of(token), sent(bo, "On my laptop.", seen=letter.seen))
    assert PeerNote.objects.get().valued == "On my laptop."


def test_what_is_too_long_is_refused_with_all_its_words_and_the_rest_is_kept(
    client, programme, three, token
):
    opened(programme)
    _ada, bo, cy = three
    long = "calm " * 300
    response = client.post(page_of(token), sent(bo, long) | sent(cy, "Your wit."))
    assert response.status_code == 422
    assert long.strip() in response.content.decode()
    assert "1499 characters" in response.content.decode()
    assert PeerNote.objects.get().receiver == cy
    [letter] = response.context["page"].errors
    client.post(page_of(token), sent(bo, "Your calm.", seen=letter.seen))
    assert PeerNote.objects.filter(receiver=bo, valued="Your calm.").exists()


def test_whoever_comes_too_late_gets_their_words_back(client, programme, three, token):
    closed(programme)
    response = client.post(page_of(token), sent(three[1], "Your <calm>.", "Ask sooner."))
    assert response.status_code == 403
    text = response.content.decode()
    assert "This came too late and was not saved." in text
    assert "Your &lt;calm&gt;." in text
    assert "Ask sooner." in text
    assert not PeerNote.objects.exists()


def test_fields_that_belong_to_nobody_are_left_alone(client, programme, three, token):
    opened(programme)
    outsider = factories.participant(factories.programme())
    data = sent(outsider, "Hello.") | {"seen-x": EMPTY, "valued-": "y", "seen-9999999999": "z"}
    assert client.post(page_of(token), data).status_code == 302
    assert not PeerNote.objects.exists()


@pytest.mark.parametrize("state", [None, opened, closed])
def test_nobody_reads_a_note_before_the_release(client, programme, three, token, state):
    """Whatever the page is asked in whichever way."""
    if state:
        state(programme)
    mine = note(three[1], three[0], "A secret kindness.")
    for address in (page_of(token), reverse("my_page", args=[token])):
        assert "kindness" not in client.get(address).content.decode()
    one = reverse("my_note", args=[token, mine.pk])
    assert client.get(one).status_code == client.post(one, {"report": "yes"}).status_code == 404
    mine.refresh_from_db()
    assert mine.reported_at is None


def test_after_the_release_each_reads_what_they_received_with_names_and_nothing_else(
    client, programme, three, token
):
    released(programme)
    ada, bo, cy = three
    note(bo, ada, "Your calm.", suggestion="Ask sooner.")
    note(bo, cy, "For Cy alone.")
    text = client.get(page_of(token)).content.decode()
    assert "From Bo" in text
    assert "Your calm." in text
    assert "Ask sooner." in text
    assert "For Cy alone." not in text
    assert (
        "A note from a team-mate" in client.get(reverse("my_page", args=[token])).content.decode()
    )


def test_some_weeks_later_the_notes_are_one_thing_among_others(client, programme, three, token):
    released(programme)
    note(three[1], three[0])
    mine = reverse("my_page", args=[token])
    assert "A note from a team-mate" in client.get(mine).content.decode()
    PeerRound.objects.update(released_at=timezone.now() - timedelta(days=20))
    text = client.get(mine).content.decode()
    assert "A note from a team-mate" not in text
    assert page_of(token) in text


def test_who_wrote_still_sees_what_they_wrote_and_cannot_change_it(client, programme, three, token):
    released(programme)
    note(three[0], three[1], "Your calm.")
    text = client.get(page_of(token)).content.decode()
    assert "To Bo" in text
    assert "<textarea" not in text
    assert "No note reached you this time." in text


def test_a_note_that_hurts_is_shown_to_the_organisers_after_a_question_and_taken_back(
    client, programme, three, token
):
    released(programme)
    hurts = note(three[1], three[0], "Finally you listened.")
    one = reverse("my_note", args=[token, hurts.pk])
    assert "Show this note to the organisers?" in client.get(one).content.decode()
    assert PeerNote.objects.get().reported_at is None
    text = client.post(one, {"report": "yes"}, follow=True).content.decode()
    assert "Thank you for saying so." in text
    assert PeerNote.objects.get().reported_at
    client.post(one, {"back": "yes"})
    assert PeerNote.objects.get().reported_at is None


def test_a_note_that_was_taken_off_is_named_without_its_words(client, programme, three, token):
    released(programme)
    now = timezone.now()
    hurts = note(three[1], three[0], "Finally.", reported_at=now, withheld_at=now)
    for address in (page_of(token), reverse("my_note", args=[token, hurts.pk])):
        text = client.get(address).content.decode()
        assert "took it off your page" in text
        assert "Finally." not in text


def test_nobody_reports_somebody_elses_note(client, programme, three, token):
    released(programme)
    theirs = note(three[0], three[1])
    one = reverse("my_note", args=[token, theirs.pk])
    assert client.get(one).status_code == client.post(one).status_code == 404
    assert PeerNote.objects.get().reported_at is None


def test_ones_page_says_when_there_is_something_to_write(client, programme, three, token):
    mine = reverse("my_page", args=[token])
    assert "Write to your team-mates" not in client.get(mine).content.decode()
    opened(programme)
    assert "Write to your team-mates" in client.get(mine).content.decode()
    note(three[0], three[1])
    assert "1 of 2 notes is written" in client.get(mine).content.decode()
    PeerRound.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert "notes" not in client.get(mine).content.decode()


def test_who_has_no_team_has_nobody_to_write_to(client, programme):
    opened(programme)
    token = factories.token(factories.participant(programme))
    assert "You have no team-mates to write to." in client.get(page_of(token)).content.decode()
    assert "team-mates" not in client.get(reverse("my_page", args=[token])).content.decode()


@pytest.mark.parametrize(("state", "words"), [(None, "nothing to write"), (closed, "have closed")])
def test_the_page_says_where_the_notes_stand(client, programme, token, state, words):
    if state:
        state(programme)
    assert words in client.get(page_of(token)).content.decode()


def test_contributors_have_no_team_mates(client, programme):
    opened(programme)
    speaker = Contribution.objects.create(
        programme=programme, person=factories.person(), kind="speaker", status="yes"
    )
    [issued] = issue_links(contributions=[speaker])
    assert client.get(page_of(issued.token)).status_code == 404
