"""The pages on which somebody says what they agree to, and reads who else is coming."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.reports.consents import my_consents
from participants.actions import issue_links
from participants.consents import Purpose, agreed, answers_of, say, texts_today, word_anew
from participants.models import Consent
from programmes.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return factories.programme(contact_name="Ana Costa", contact_email="ana@example.org")


@pytest.fixture
def someone(programme):
    return factories.participant(programme)


@pytest.fixture
def token(someone):
    return factories.token(someone)


def page_of(token):
    return reverse("my_consents", args=[token])


def fields(**said: str) -> dict[str, str]:
    texts = texts_today()
    return {f"text-{texts[purpose].pk}": answer for purpose, answer in said.items()}


def agree(programme, *people, purpose=Purpose.LIST):
    for one in people:
        text = texts_today()[purpose]
        say(programme=programme, person=one.person, answers={text.pk: True})


def asked_on(response) -> dict[str, str]:
    return {one.purpose: one.chosen for one in response.context["page"].questions}


def test_every_text_is_asked_and_no_box_is_ticked(client, token):
    response = client.get(page_of(token))
    assert (
        asked_on(response)
        == dict.fromkeys(Purpose.values, "")
        == asked_on(client.get(page_of(token)))
    )
    assert "checked" not in response.content.decode()


def test_answers_are_saved_together_and_shown_when_one_comes_back(
    client, programme, someone, token
):
    response = client.post(page_of(token), fields(photo="no", list="yes"), follow=True)
    assert "Thank you, it is saved." in response.content.decode()
    assert asked_on(response) | {"photo": "no", "list": "yes"} == asked_on(response)
    assert agreed(programme, Purpose.LIST) == {someone.person_id}
    assert answers_of(someone.person, programme)[Purpose.PHOTO].is_no


def test_the_second_click_changes_nothing(client, token):
    for _click in range(2):
        client.post(page_of(token), fields(photo="no", list="yes"))
    assert Consent.objects.count() == 2


def test_a_yes_is_taken_back_at_any_time(client, programme, token):
    client.post(page_of(token), fields(list="yes"))
    client.post(page_of(token), fields(list="no"))
    assert agreed(programme, Purpose.LIST) == set()


@pytest.mark.parametrize(
    "sent", [{}, {"text-": "yes"}, {"text-x": "yes"}, {"text-99999999999": "no"}]
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(client, token, sent):
    texts_today()
    response = client.post(page_of(token), sent)
    assert response.status_code == 422
    assert "Nothing was saved" in response.content.decode()
    assert not Consent.objects.exists()


def test_a_text_that_changes_while_it_is_read_is_asked_again_and_the_rest_is_kept(
    client, programme, someone, token
):
    read = fields(photo="yes", list="yes")
    word_anew(text=texts_today()[Purpose.PHOTO], words="May we film you?")
    response = client.post(page_of(token), read)
    assert response.status_code == 409
    assert response.context["page"].titles_of_new == ("Photographs",)
    answers = asked_on(response)
    assert (answers["photo"], answers["list"]) == ("", "yes")
    assert agreed(programme, Purpose.PHOTO) == set()


def test_whoever_agreed_to_an_earlier_text_is_told_that_it_does_not_count_now(client, token):
    client.post(page_of(token), fields(photo="yes", list="no"))
    for purpose in (Purpose.PHOTO, Purpose.LIST):
        word_anew(text=texts_today()[purpose], words="Something new.")
    text = client.get(page_of(token)).content.decode()
    assert "It does not count for this one until you say yes again." in text
    assert "and that holds. The text has changed since" in text
    assert "checked" not in text


def test_a_contributor_is_asked_what_concerns_them(client, programme):
    speaker = Contribution.objects.create(
        programme=programme, person=factories.person(), kind="speaker", status="yes"
    )
    [issued] = issue_links(contributions=[speaker])
    assert list(asked_on(client.get(page_of(issued.token)))) == ["privacy", "photo", "afterwards"]
    client.post(page_of(issued.token), fields(photo="yes", list="yes"))
    assert agreed(programme, Purpose.PHOTO) == {speaker.person_id}
    assert agreed(programme, Purpose.LIST) == set()


@pytest.mark.parametrize(("status", "is_asked"), [("yes", True), ("asked", False)])
def test_a_contributor_is_asked_on_their_own_page_once_they_said_yes(
    client, programme, status, is_asked
):
    speaker = Contribution.objects.create(
        programme=programme, person=factories.person(), kind="speaker", status=status
    )
    [issued] = issue_links(contributions=[speaker])
    text = client.get(reverse("my_page", args=[issued.token])).content.decode()
    assert ("3 things wait for your yes or no" in text) is is_asked
    assert "Who else is coming" not in text


def test_who_does_not_want_to_be_asked_about_quotes_is_not(client, programme, someone):
    said = my_consents(someone)
    assert said.asks_about_quotes
    texts = texts_today()
    say(programme=programme, person=someone.person, answers={texts[Purpose.QUOTES].pk: False})
    assert not my_consents(someone).asks_about_quotes


def test_an_observer_is_asked_for_nothing(client, someone):
    observer = someone.observers.create(name="Lee", email="lee@example.org")
    [issued] = issue_links(observers=[observer])
    assert client.get(page_of(issued.token)).status_code == 404
    assert client.get(reverse("my_people", args=[issued.token])).status_code == 404


def test_ones_page_asks_until_everything_is_answered(client, token):
    mine = reverse("my_page", args=[token])
    assert "5 things wait for your yes or no" in client.get(mine).content.decode()
    client.post(page_of(token), fields(**dict.fromkeys(Purpose.values, "no")))
    text = client.get(mine).content.decode()
    assert "for your yes or no" not in text
    assert "What I agree to" in text
    word_anew(text=texts_today()[Purpose.LIST], words="Anew.")
    assert "One thing waits for your yes or no" in client.get(mine).content.decode()


@pytest.mark.parametrize("status", ["invited", "waiting", "declined", "withdrawn"])
def test_who_is_not_coming_is_not_asked_but_may_still_say_so(client, programme, status):
    someone = factories.participant(programme, status=status)
    token = factories.token(someone)
    text = client.get(reverse("my_page", args=[token])).content.decode()
    assert "for your yes or no" not in text
    assert client.post(page_of(token), fields(photo="no")).status_code == 302


# Who else is coming


def people_on(client, token) -> dict[str, list[str]]:
    page = client.get(reverse("my_people", args=[token])).context["page"]
    return {group.organisation: [one.name for one in group.people] for group in page.groups}


def test_only_those_who_agreed_are_listed_and_everybody_who_is_coming_reads_it(
    client, programme, someone, token
):
    wharf = factories.organisation(name="The Wharf")
    ada, bo = (
        factories.participant(programme, person=factories.person(name=name), organisation=wharf)
        for name in ("Ada", "Bo")
    )
    factories.participants(programme, 3)
    agree(programme, ada, bo)
    response = client.get(reverse("my_people", args=[token]))
    assert people_on(client, token) == {"The Wharf": ["Ada", "Bo"]}
    page = response.context["page"]
    assert (page.listed, page.others, page.is_listed) == (2, 3, False)
    assert someone.person.name not in response.content.decode()


def test_who_withdrew_or_did_not_come_is_on_no_list(client, programme, token):
    gone = factories.participant(programme, status="withdrawn")
    missing = factories.participant(programme, absent=True)
    agree(programme, gone, missing)
    assert people_on(client, token) == {}


def test_an_older_yes_lists_nobody(client, programme, token):
    agree(programme, factories.participant(programme))
    word_anew(text=texts_today()[Purpose.LIST], words="With a picture, too.")
    assert people_on(client, token) == {}


def test_a_yes_in_another_programme_lists_nobody_here(client, programme, token):
    one = factories.participant(programme)
    elsewhere = factories.participant(factories.programme(), person=one.person)
    agree(elsewhere.programme, elsewhere)
    assert people_on(client, token) == {}


@pytest.mark.parametrize("status", ["invited", "waiting", "declined", "withdrawn"])
def test_who_is_not_coming_does_not_read_the_list(client, programme, status):
    agree(programme, factories.participant(programme))
    reader = factories.token(factories.participant(programme, status=status))
    assert people_on(client, reader) == {}


def test_the_list_asks_as_often_for_many_as_for_one(client, programme, token):
    counts = []
    for number in (1, 3):
        agree(programme, *factories.participants(programme, number))
        with CaptureQueriesContext(connection) as queries:
            people_on(client, token)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nothing_is_shown_without_a_working_link(client):
    assert client.get(page_of("nonsense")).status_code == 404
    assert Client().get(reverse("my_people", args=["nonsense"])).status_code == 404
