"""Yes and no on one's own page, one's needs, and how it is told where one stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.coming.answering import say_no
from participants.coming.offering import take_back
from participants.coming.substituting import substitute
from participants.models import Participant, PersonalNeeds
from tests import factories

pytestmark = pytest.mark.django_db
Status = Participant.Status


@pytest.fixture
def programme():
    ahead = timezone.localdate() + timedelta(days=60)
    return factories.programme(starts_on=ahead, ends_on=ahead, contact_email="office@example.org")


@pytest.fixture
def invited(programme):
    return factories.participant(programme, status=Status.INVITED)


def page(client, person):
    return client.get(reverse("my_page", args=[factories.token(person)])).text


def say(client, person, answer):
    address = reverse("my_coming_said", args=[factories.token(person)])
    return client.post(address, {"answer": answer})


def status(person):
    return Participant.objects.get(pk=person.pk).status


def test_an_invited_person_reads_what_to_say_and_says_yes_in_one_tap(client, invited):
    assert "You are invited" in page(client, invited)
    assert say(client, invited, "yes").status_code == 302
    assert status(invited) == Status.ACCEPTED
    assert "You are coming. You said so on" in page(client, invited)


def test_no_cookie_is_needed_and_a_second_tap_changes_nothing(client, invited):
    client.cookies.clear()
    for _tap in range(2):
        say(client, invited, "no")
    assert status(invited) == Status.DECLINED


def test_an_answer_can_be_changed_until_the_days_begin(client, invited):
    for answer, then in (("no", "declined"), ("yes", "accepted"), ("no", "withdrawn")):
        say(client, invited, answer)
        assert status(invited) == then
    programme = invited.programme
    programme.starts_on = programme.ends_on = timezone.localdate()
    programme.save()
    say(client, invited, "yes")
    assert status(invited) == Status.WITHDRAWN
    assert 'value="yes"' not in page(client, invited)


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_anything_but_yes_and_no_is_no_answer(client, invited, answer):
    say(client, invited, answer)
    assert status(invited) == Status.INVITED


@pytest.mark.parametrize("status", Status.values)
def test_nothing_is_asked_any_more_once_the_days_have_begun(client, programme, status):
    row, today = factories.participant(programme, status=status), timezone.localdate()
    programme.starts_on = programme.ends_on = today
    programme.save()
    words = page(client, row)
    assert 'name="answer"' not in words
    assert ("The days have begun." in words) == (status != Status.ACCEPTED)
    programme.starts_on = programme.ends_on = today - timedelta(days=1)
    programme.save()
    assert "The days have begun." not in page(client, row)


def test_whoever_declines_is_told_that_the_place_may_go(client, programme, invited):
    assert "somebody else at once" not in page(client, invited)
    factories.participant(programme, status=Status.WAITING, waiting_since=timezone.now())
    assert "somebody else at once" in page(client, invited)


def test_whoever_gave_up_a_place_that_is_gone_can_only_wait(client, programme, invited):
    factories.admission(programme, places=1, rule="in order")
    line = factories.participant(programme, status=Status.WAITING, waiting_since=timezone.now())
    say(client, invited, "no")
    assert status(line) == Status.INVITED
    assert "you can wait for a place" in page(client, invited)
    say(client, invited, "yes")
    assert status(invited) == Status.WAITING
    assert "You are on the waiting list" in page(client, invited)


def test_the_waiting_list_is_told_without_a_rank(client, programme):
    for days in (3, 2, 1):
        since = timezone.now() - timedelta(days=days)
        row = factories.participant(programme, status=Status.WAITING, waiting_since=since)
    words = page(client, row)
    assert "You are on the waiting list" in words
    assert "Take me off the list" in words
    say(client, row, "no")
    assert status(row) == Status.DECLINED


@pytest.mark.parametrize("status", [Status.WAITING, Status.DECLINED, Status.WITHDRAWN])
def test_whoever_has_no_place_is_shown_no_days_to_come(client, programme, status):
    factories.session(programme, title="Arrive, lunch")
    row = factories.participant(programme, status=status)
    words = page(client, row)
    assert "Arrive, lunch" not in words
    assert "How to get there" not in words
    Participant.objects.filter(pk=row.pk).update(status=Status.INVITED)
    assert "Arrive, lunch" in page(client, row)


def test_whoever_was_taken_off_is_asked_to_ask(client, programme, invited):
    take_back(programme=programme, people=[invited.pk])
    words = page(client, invited)
    assert "If that is a mistake, ask the organisers." in words
    assert 'value="yes"' not in words


def test_a_substitute_reads_for_whom_and_the_other_that_somebody_comes(client, programme):
    old, person = factories.participant(programme), factories.person()
    new = substitute(participant=old, person=person, organisation=person.organisation)
    assert f"You would come instead of {old}" in page(client, new)
    assert "Somebody comes in your place" in page(client, old)


def test_needs_are_told_and_changed_by_whoever_comes(client, programme):
    row = factories.participant(programme)
    address = reverse("my_needs", args=[factories.token(row)])
    client.post(address, {"step_free": "on", "diet": "No nuts"})
    client.post(address, {"diet": "No nuts, no fish"})
    needs = PersonalNeeds.objects.get()
    assert (needs.participant, needs.step_free, needs.diet) == (row, False, "No nuts, no fish")
    assert "No nuts, no fish" in page(client, row)


def test_needs_that_are_too_long_stay_on_the_page_with_the_reason(client, programme):
    address = reverse("my_needs", args=[factories.token(factories.participant(programme))])
    answer = client.post(address, {"diet": "Nuts. " * 60})
    assert answer.status_code == 422
    assert "Nuts. Nuts." in answer.text
    assert not PersonalNeeds.objects.exists()


def test_needs_come_too_late_once_the_days_have_begun_and_are_not_lost(client, programme):
    programme.starts_on = programme.ends_on = timezone.localdate()
    programme.save()
    row = factories.participant(programme)
    address = reverse("my_needs", args=[factories.token(row)])
    answer = client.post(address, {"diet": "No nuts"})
    assert answer.status_code == 403
    assert "No nuts" in answer.text
    assert not PersonalNeeds.objects.exists()


def test_nobody_answers_for_somebody_else(client, programme, invited):
    other = factories.participant(programme, status=Status.INVITED)
    say(client, other, "yes")
    assert status(invited) == Status.INVITED


def test_staff_see_the_answer_and_its_day(programme, invited):
    say_no(person=invited)
    assert Participant.objects.get().answered_on == timezone.localdate()
