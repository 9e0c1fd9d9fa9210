"""Confidential or anonymous: each word only where and when it is true, on every page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from evaluations import actions
from evaluations.models import Comment
from evaluations.reports.promise import Word, promise
from evaluations.sheet import Said
from participants.consents import Purpose, say, texts_today
from tests import factories
from tests.evaluations.linked_case import answer, answer_and_count, forms_of

pytestmark = pytest.mark.django_db
PEOPLE = 8
ONLY_FOR_LATER = ("From that day your answers are anonymous", "From that moment they are anonymous")


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.PAIRING_KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def programme():
    return factories.programme()


@pytest.fixture
def plan(programme):
    return factories.plan(programme)


@pytest.fixture
def forms(programme):
    return forms_of(programme)


@pytest.fixture
def people(programme):
    return factories.participants(programme, PEOPLE)


def sentences(text, word):
    """Those on the page that say the word, but for the names of choices."""
    plain = " ".join(strip_tags(re.sub(r"<option.*?</option>", "", text, flags=re.S)).split())
    return [each for each in re.split(r"(?<=[.!?]) ", plain) if word in each.lower()]


def pages(client, form, someone):
    """Every page of this form that a participant or a whole room sees."""
    token = factories.token(someone)
    own = [reverse(name, args=[token, form.slug]) for name in ("my_form", "my_thanks")]
    own += [reverse("my_withdrawal", args=[token, form.slug])]
    places = [*own, reverse("my_page", args=[token]), reverse("slide", args=[form.short_code])]
    return [client.get(place, follow=True).text for place in places]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_while_a_key_links_them_answers_are_confidential_and_nothing_else(
    client, plan, forms, people, at
):
    form = forms[at]
    answer(form, [(1, people[1])])
    for text in pages(client, form, people[1]):
        for sentence in sentences(text, "anonymous"):
            assert any(later in sentence for later in ONLY_FOR_LATER), sentence
    assert promise(form).word is Word.CONFIDENTIAL
    assert (
        "confidential"
        in client.get(reverse("my_form", args=[factories.token(people[2]), form.slug])).text
    )


def test_opened_and_still_linked_is_still_confidential(client, plan, forms, people):
    answer_and_count(forms[1], people)
    assert promise(forms[1]).word is Word.CONFIDENTIAL
    closed = client.get(reverse("my_form", args=[factories.token(people[1]), "end"])).text
    assert sentences(closed, "anonymous") == []
    assert "Your answers are confidential." in closed
    assert "Take back my answers" in closed


def test_after_the_key_they_are_anonymous_and_the_page_says_since_when(client, plan, forms, people):
    for form in forms:
        answer_and_count(form, people)
    for form in forms:
        form.refresh_from_db()
        assert promise(form).word is Word.ANONYMOUS
    closed = client.get(reverse("my_form", args=[factories.token(people[1]), "end"])).text
    assert "Your answers are anonymous." in closed
    assert sentences(closed, "confidential") == []
    assert "was destroyed on" in " ".join(promise(forms[1]).lines)


@pytest.mark.parametrize("moment", ["session", "visits", "café", "contributors", "observers"])
def test_what_is_never_linked_is_sealed_and_then_anonymous(plan, programme, moment):
    form = factories.questionnaire(programme, moment=moment, slug="one")
    assert promise(form).word is Word.ANONYMOUS
    assert "From that moment they are anonymous" in " ".join(promise(form).lines)
    assert "confidential" not in str(promise(form))


def test_without_a_plan_that_links_nothing_is_said_of_a_key(client, forms, people):
    answer(forms[1], [(1, people[1])])
    for text in pages(client, forms[1], people[1]):
        assert sentences(text, "confidential") == []
        assert sentences(text, " key ") == []


def test_setters_answer_in_their_own_name_and_nobody_says_otherwise(programme):
    said = promise(factories.questionnaire(programme, moment="setters", slug="setters"))
    assert said.word is Word.OWN_NAME
    assert "confidential" not in str(said)
    assert "nobody could be anonymous" in str(said) or "no answer could be anonymous" in str(said)


def test_the_last_day_of_the_key_is_named(plan, forms):
    last = plan.programme.ends_on + timedelta(days=210)
    assert f"{last:%-d %B %Y} at the latest" in " ".join(promise(forms[0]).lines)


def test_on_paper_nothing_is_linked_and_it_says_so(client, plan, forms, programme, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(factories.member(programme))
    page = client.get(reverse("paper_form", args=[programme.slug, "end"])).text
    assert "anonymous from the start" in page
    assert "linked with nothing else" in page
    assert sentences(page, "confidential") == []


def test_closed_and_sealed_is_neither_opened_nor_findable_yet(client, forms, people):
    answer(forms[1], [(1, people[1])])
    token = factories.token(people[1])
    with time_machine.travel(forms[1].closes_at + timedelta(hours=1)):
        page = client.get(reverse("my_thanks", args=[token, "end"])).text
    assert "Nobody has read your answers yet" in page


def test_the_letter_with_the_link_says_neither(client, people, mailoutbox):
    client.post(reverse("my_door"), {"who": people[0].person.email})
    assert "anonymous" not in mailoutbox[0].body
    assert "confidential" not in mailoutbox[0].body
    assert "who reads your answers" in mailoutbox[0].body


# What somebody wrote themselves, shown to them alone


def plan_of(form, words="I will ring the council", **more):
    question = factories.question(form, code="K1", kind="commit")
    return Said(question.pk, text=words, **more)


@pytest.fixture
def committed(plan, forms, people):
    said = plan_of(forms[1], due=timezone.localdate().toordinal(), partner="Dev")
    factories.question(forms[2], code="F1", kind="option", options=["No", "Done"])
    for number, someone in enumerate(people):
        own = [said] if number == 3 else [Said(said.question, text=f"Plan {number}")]
        actions.submit(participant=someone, questionnaire=forms[1], said=own)
    actions.count_ballots(questionnaire=forms[1])
    return people


def follow_up(client, someone):
    return client.get(reverse("my_form", args=[factories.token(someone), "follow-up"])).text


def test_the_follow_up_shows_everybody_their_own_plan_and_nobody_elses(client, committed):
    for number, someone in enumerate(committed):
        page = follow_up(client, someone)
        assert page.count("You wrote, and only you see it here") == 1
        assert ("I will ring the council" in page) == (number == 3)
        assert {n for n in range(PEOPLE) if f"Plan {n}" in page} == {number} - {3}
    assert "(with Dev)" in follow_up(client, committed[3])


def test_a_plan_is_shown_beside_what_was_typed_too(client, committed, forms):
    answer(forms[2], [(3, committed[3])])
    assert "I will ring the council" in follow_up(client, committed[3])


def test_without_the_key_no_plan_is_found_and_the_form_works(client, programme, committed):
    actions.destroy_key(programme=programme)
    page = follow_up(client, committed[3])
    assert "You wrote, and only you see it here" not in page
    assert "Send my answers" in page


def test_a_person_with_quotes_to_agree_to_is_led_there(client, plan, forms, people):
    answer_and_count(forms[1], people, consent="named")
    page = reverse("my_page", args=[factories.token(people[3])])
    assert "May we quote you?" not in client.get(page).text
    Comment.objects.filter(question__kind="quote").update(state="approved")
    assert "one sentence of yours waits" in client.get(page).text
    assert "Take back my answers" in client.get(page).text


def test_who_does_not_want_to_be_asked_about_quotes_is_not_led_there_and_no_word_changes(
    client, programme, plan, forms, people
):
    """What is kept of their words is what it was: nobody could tell from it who does not ask."""
    answer_and_count(forms[1], people, consent="named")
    Comment.objects.filter(question__kind="quote").update(state="approved")
    before = list(Comment.objects.order_by("pk").values())
    text = texts_today()[Purpose.QUOTES]
    say(programme=programme, person=people[3].person, answers={text.pk: False})
    page = reverse("my_page", args=[factories.token(people[3])])
    assert "May we quote you?" not in client.get(page).text
    assert list(Comment.objects.order_by("pk").values()) == before
    other = reverse("my_page", args=[factories.token(people[4])])
    assert "May we quote you?" in client.get(other).text


@pytest.mark.parametrize("forms_answered", [1, 2])
def test_the_follow_up_asks_as_little_of_the_database_however_much_was_answered(
    client, plan, forms, people, forms_answered, django_assert_max_num_queries
):
    for form in forms[:forms_answered]:
        answer_and_count(form, people)
    address = reverse("my_form", args=[factories.token(people[0]), "follow-up"])
    with django_assert_max_num_queries(5):
        client.get(address)
