"""What people agree to: each version of a text is asked about, and only a yes to today's counts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from participants.alumni import alumni, people_to_ask
from participants.consents import (
    HOUSE,
    Overtaken,
    Purpose,
    agreed,
    answers_of,
    refused,
    say,
    texts_today,
    word_anew,
)
from participants.models import Consent, ConsentText
from programmes.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def person(programme):
    return factories.participant(programme).person


def says(programme, person, given: bool, purpose=Purpose.LIST, on: date | None = None):
    text = texts_today()[purpose]
    assert say(programme=programme, person=person, answers={text.pk: given}) == set()
    if on:
        Consent.objects.filter(programme=programme, person=person, text=text).update(on=on)


def reword(purpose=Purpose.LIST, words="We would like to list your shoe size too."):
    return word_anew(text=texts_today()[purpose], words=words)


def test_the_texts_of_the_house_are_the_first_versions_and_made_once():
    first, second = texts_today(), texts_today()
    assert list(first) == list(HOUSE)
    assert {text.version for text in first.values()} == {1}
    assert [text.pk for text in first.values()] == [text.pk for text in second.values()]


def test_whoever_has_said_nothing_has_not_agreed(programme, person):
    assert agreed(programme, Purpose.LIST) == set()
    assert answers_of(person, programme) == {}


def test_a_yes_and_a_no_are_kept_with_their_day_and_can_be_changed(programme, person):
    says(programme, person, True)
    assert agreed(programme, Purpose.LIST) == {person.pk}
    says(programme, person, False)
    assert agreed(programme, Purpose.LIST) == set()
    [kept] = Consent.objects.all()
    assert (kept.given, kept.on) == (False, timezone.localdate())


def test_a_yes_is_for_one_purpose_and_one_programme(programme, person):
    says(programme, person, True)
    other = factories.programme()
    factories.participant(other, person=person)
    assert agreed(programme, Purpose.PHOTO) == set()
    assert agreed(other, Purpose.LIST) == set()


def test_a_new_text_carries_no_yes_over(programme, person):
    says(programme, person, True)
    reword()
    said = answers_of(person, programme)[Purpose.LIST]
    assert (said.given, said.is_yes, said.is_no) == (True, False, False)
    assert agreed(programme, Purpose.LIST) == agreed(None, Purpose.LIST) == set()


def test_a_no_holds_whatever_the_text_becomes_and_is_asked_again(programme, person):
    says(programme, person, False)
    reword()
    said = answers_of(person, programme)[Purpose.LIST]
    assert (said.is_no, said.is_current) == (True, False)


def test_a_yes_to_the_new_text_counts_again(programme, person):
    says(programme, person, True)
    reword()
    says(programme, person, True)
    assert agreed(programme, Purpose.LIST) == {person.pk}
    assert Consent.objects.count() == 2


def test_the_text_that_somebody_answered_never_changes(programme, person):
    says(programme, person, True)
    answered = texts_today()[Purpose.LIST]
    new = reword()
    assert (new.version, ConsentText.objects.get(pk=answered.pk).text) == (2, answered.text)


def test_saving_a_text_unchanged_asks_nobody_again(programme, person):
    says(programme, person, True)
    text = texts_today()[Purpose.LIST]
    assert word_anew(text=text, words=f"  {text.text}\r\n") == text
    assert agreed(programme, Purpose.LIST) == {person.pk}


def test_a_text_worded_anew_meanwhile_is_not_replaced_unseen():
    seen = texts_today()[Purpose.LIST]
    reword()
    with pytest.raises(Overtaken):
        word_anew(text=seen, words="Mine.")


def test_a_yes_to_a_text_that_changed_while_it_was_read_is_not_kept(programme, person):
    texts = texts_today()
    listed, photo = texts[Purpose.LIST].pk, texts[Purpose.PHOTO].pk
    reword()
    answers = {listed: True, photo: True}
    assert say(programme=programme, person=person, answers=answers) == {Purpose.LIST}
    assert agreed(programme, Purpose.LIST) == set()
    assert agreed(programme, Purpose.PHOTO) == {person.pk}


def test_across_programmes_the_last_word_counts(programme, person):
    later = factories.programme()
    long_ago = timezone.localdate() - timedelta(days=400)
    says(programme, person, True, Purpose.AFTERWARDS, on=long_ago)
    assert agreed(None, Purpose.AFTERWARDS) == {person.pk}
    says(later, person, False, Purpose.AFTERWARDS)
    assert agreed(None, Purpose.AFTERWARDS) == set()
    assert agreed(programme, Purpose.AFTERWARDS) == {person.pk}


def test_of_two_words_on_one_day_the_no_counts(programme, person):
    earlier = factories.programme()
    says(programme, person, True, Purpose.AFTERWARDS)
    says(earlier, person, False, Purpose.AFTERWARDS)
    says(factories.programme(), person, True, Purpose.AFTERWARDS)
    assert agreed(None, Purpose.AFTERWARDS) == set()


def test_who_agrees_is_found_in_as_many_questions_for_many_people(
    programme, django_assert_num_queries
):
    texts_today()
    for someone in factories.participants(programme, 3):
        says(programme, someone.person, True)
    with django_assert_num_queries(2):
        assert len(agreed(programme, Purpose.LIST)) == 3


def test_what_somebody_said_goes_with_them(programme):
    person = factories.person()
    says(programme, person, True)
    person.delete()
    assert not Consent.objects.exists()


def test_whoever_said_no_last_refuses_whatever_the_text_became(programme, person):
    says(programme, person, False)
    reword()
    assert refused(programme, Purpose.LIST) == {person.pk}
    says(programme, person, True)
    assert refused(programme, Purpose.LIST) == set()


def test_whoever_gave_something_before_and_said_no_is_not_found_again(programme, person):
    gives = Contribution.objects.create(
        programme=programme, person=factories.person(), kind="speaker", status="thanked"
    )
    user = factories.user(is_superuser=True)
    assert gives.person in people_to_ask(user, alumni())
    says(programme, gives.person, False, Purpose.AFTERWARDS)
    assert gives.person not in people_to_ask(user, alumni())
    later = factories.programme()
    says(later, gives.person, True, Purpose.AFTERWARDS)
    Consent.objects.filter(programme=programme).update(on=date(2020, 1, 1))
    assert gives.person in people_to_ask(user, alumni())
