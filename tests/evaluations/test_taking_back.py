"""Somebody takes back what they said, while it can be found, and learns what cannot be undone."""

import json
from collections import Counter

import pytest
from django.urls import reverse

from evaluations import actions, keys
from evaluations.models import (
    Answer,
    Ballot,
    Coding,
    Comment,
    Draft,
    Invitation,
    Report,
    ReportVersion,
    Response,
    Theme,
)
from evaluations.reports.feedback import form_standing
from tests import factories
from tests.evaluations.linked_case import answer, answer_and_count, forms_of

pytestmark = pytest.mark.django_db
PEOPLE, M = 14, 5


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.PAIRING_KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def programme():
    programme = factories.programme()
    factories.plan(programme)
    return programme


@pytest.fixture
def forms(programme):
    return forms_of(programme)


@pytest.fixture
def people(programme):
    return factories.participants(programme, PEOPLE)


@pytest.fixture
def answered(forms, people):
    """Everybody answered before and at the end, both counted; the follow-up is open."""
    for form in forms[:2]:
        answer_and_count(form, people)
    return people


def page(client, someone, name="my_answers"):
    return reverse(name, args=[factories.token(someone)])


def numbers(form):
    found = Answer.objects.filter(response__questionnaire=form, question__code="A1")
    return sorted(found.values_list("value", flat=True))


def texts():
    return set(Comment.objects.values_list("text", flat=True))


def test_ratings_and_words_of_every_linked_form_go_and_nobody_elses(forms, answered):
    actions.take_back(participant=answered[3])
    rest = [number for number in range(PEOPLE) if number != 3]
    assert [numbers(form) for form in forms[:2]] == [rest, rest]
    assert texts() == {
        text
        for number in rest
        for moment in ("before", "end")
        for text in (f"{moment} {number}", f"Quote {moment} {number}")
    }


def test_what_is_still_sealed_goes_unread_with_what_was_being_typed(forms, answered):
    answer(forms[2], [(3, answered[3]), (4, answered[4])])
    gone = actions.take_back(participant=answered[3])
    assert (len(gone.sealed), len(gone.opened)) == (1, 2)
    assert Ballot.objects.get().invitation.participant == answered[4]
    assert not Draft.objects.exists()


def test_that_somebody_took_it_back_is_known_and_nothing_else(forms, answered):
    actions.take_back(participant=answered[3])
    states = Counter(Invitation.objects.values_list("participant", "state"))
    assert states.pop((answered[3].pk, "withdrawn")) == 2
    assert set(states) == {
        (one.pk, "submitted") for number, one in enumerate(answered) if number != 3
    }


def test_whoever_took_it_back_is_not_among_those_to_be_reminded(forms, answered):
    answer(forms[2], [(3, answered[3])])
    actions.take_back(participant=answered[3])
    assert answered[3].person.name not in form_standing(forms[2]).silent
    assert answered[4].person.name in form_standing(forms[2]).silent


def test_whoever_took_everything_back_may_answer_what_is_still_open(forms, answered):
    answer(forms[2], [(3, answered[3])])
    actions.take_back(participant=answered[3])
    answer(forms[2], [(3, answered[3])])
    mine = Invitation.objects.get(participant=answered[3], questionnaire=forms[2])
    assert mine.state == "submitted"
    assert Ballot.objects.count() == 1


def test_taking_back_twice_is_taking_back(answered):
    assert actions.take_back(participant=answered[3]).opened
    again = actions.take_back(participant=answered[3])
    assert again == actions.TakenBack()


def test_what_others_said_is_written_anew_with_all_that_was_made_of_it(forms, answered):
    theme = Theme.objects.create(programme=forms[1].programme, name="Time")
    other = Comment.objects.get(text="Quote end 7")
    Coding.objects.create(comment=other, theme=theme)
    Comment.objects.filter(pk=other.pk).update(state="approved", is_critical=True)
    before = set(Response.objects.values_list("pk", flat=True))
    actions.take_back(participant=answered[3])
    assert not before & set(Response.objects.values_list("pk", flat=True))
    kept = Comment.objects.get(text="Quote end 7")
    assert (kept.state, kept.is_critical, kept.codings.get().theme) == ("approved", True, theme)


def test_those_who_would_stand_out_now_are_hidden_in_a_larger_crowd(forms, people):
    """Five answered before only. One of them goes, so one of the others joins them."""
    answer_and_count(forms[0], people)
    answer_and_count(forms[1], people, but=range(5))
    actions.take_back(participant=people[2])
    shown = Counter(
        frozenset(Response.objects.filter(pair_key=key).values_list("questionnaire", flat=True))
        for key in set(Response.objects.values_list("pair_key", flat=True))
    )
    assert all(n >= M for n in shown.values()), shown


def test_unlinked_answers_stay_once_they_were_opened(programme, people):
    form = factories.questionnaire(programme, moment="café", slug="café-1")
    for code, kind in (("A1", "number"), ("W1", "text"), ("Q1", "quote")):
        factories.question(form, code=code, kind=kind)
    answer_and_count(form, people)
    assert actions.take_back(participant=people[0]) == actions.TakenBack()
    assert Response.objects.count() == PEOPLE
    assert not Invitation.objects.filter(state="withdrawn").exists()


def published(programme, text):
    report = Report.objects.create(programme=programme)
    return ReportVersion.objects.create(
        report=report,
        number=1,
        snapshot=json.dumps({"quotes": [{"text": text}]}, separators=(",", ":")),
        snapshot_sha256="0" * 64,
        pdf=b"",
        pdf_sha256="0" * 64,
        published_at=programme.questionnaires.first().opens_at,
    )


@pytest.mark.parametrize(("quoted", "reissue"), [(3, True), (4, False)])
def test_a_published_report_that_quotes_them_is_to_be_issued_anew(
    programme, forms, answered, quoted, reissue
):
    version = published(programme, f"Quote end {quoted}")
    gone = actions.take_back(participant=answered[3])
    version.refresh_from_db()
    assert (version.reissue, gone.reports) == (reissue, int(reissue))


# The page


def test_the_page_says_what_would_be_deleted_and_deletes_nothing(client, forms, answered):
    answer(forms[2], [(3, answered[3])])
    text = client.get(page(client, answered[3])).text
    assert "Take back your answers?" in text
    assert "Deleted unread" in text
    assert "Deleted from among the others’ answers" in text
    assert Response.objects.count() == 2 * PEOPLE


def test_the_page_deletes_on_post_and_says_what_cannot_be_undone(client, programme, answered):
    published(programme, "Quote end 3")
    answer_page = client.post(page(client, answered[3])).text
    assert "Your answers are gone." in answer_page
    assert "cannot be brought back" in answer_page
    assert "One published report quotes words of yours." in answer_page
    assert Response.objects.count() == 2 * (PEOPLE - 1)


def test_a_second_click_finds_nothing_and_is_no_error(client, answered):
    address = page(client, answered[3])
    client.post(address)
    again = client.post(address)
    assert again.status_code == 200
    assert "There was nothing to take back." in again.text


def test_after_the_key_nobody_finds_them_not_even_we(client, programme, forms, answered):
    answer_and_count(forms[2], answered)
    text = client.get(page(client, answered[3])).text
    assert "Nobody can find your answers any more." in text
    assert "was destroyed on" in text
    client.post(page(client, answered[3]))
    assert Response.objects.count() == 3 * PEOPLE
    assert not Invitation.objects.filter(state="withdrawn").exists()


def test_a_lost_key_deletes_nothing_and_says_whom_to_tell(client, programme, answered):
    keys.destroy(programme.pk)
    assert "cannot be found just now" in client.get(page(client, answered[3])).text
    refused = client.post(page(client, answered[3]))
    assert refused.status_code == 409
    assert "Nothing has been deleted" in refused.text
    assert Response.objects.count() == 2 * PEOPLE


def test_whoever_answered_nothing_is_told_so(client, forms, people):
    assert "There is no answer of yours." in client.get(page(client, people[0])).text


def test_the_page_keeps_its_link_private(client, answered):
    found = client.get(page(client, answered[3]))
    assert found["Cache-Control"] == "private, no-store"
    assert not found.cookies


# Own words


@pytest.fixture
def quotable(forms, people):
    """Everybody agreed to be quoted by name, and staff approved it all."""
    answer_and_count(forms[1], people, consent="named")
    Comment.objects.filter(question__kind="quote").update(state="approved")
    return people


def confirmed(number):
    return Comment.objects.get(text=f"Quote end {number}").confirmed


def test_their_own_quotes_are_shown_to_them_alone(client, quotable):
    text = client.get(page(client, quotable[3], "my_words")).text
    assert "“Quote end 3”" in text
    assert "only if you say yes" in text
    assert text.count("“Quote end") == 1
    assert "end 3" not in text.replace("Quote end 3", "")


@pytest.mark.parametrize(("texts", "asked"), [(9, True), (10, False)])
def test_of_fewer_than_ten_each_author_is_asked_again(client, quotable, texts, asked):
    quotes = Comment.objects.filter(question__kind="quote")
    rest = quotes.exclude(text="Quote end 3").values("pk")[: len(quotable) - texts]
    quotes.filter(pk__in=[row["pk"] for row in rest]).delete()
    quotes.update(consent="anonymous", attribution="Participant")
    text = client.get(page(client, quotable[3], "my_words")).text
    assert ("only if you say yes" in text) is asked


@pytest.mark.parametrize(("may", "stands"), [("yes", True), ("no", False)])
def test_an_author_says_again_whether_they_may_be_quoted(client, quotable, may, stands):
    quote = Comment.objects.get(text="Quote end 3")
    address = page(client, quotable[3], "my_words")
    assert client.post(address, {"quote": quote.pk, "may": may}).status_code == 302
    assert confirmed(3) is stands
    assert confirmed(4) is None
    assert not Comment.objects.filter(pk=quote.pk).exists()


def test_nobody_answers_for_somebody_elses_words(client, quotable):
    quote = Comment.objects.get(text="Quote end 4")
    refused = client.post(page(client, quotable[3], "my_words"), {"quote": quote.pk, "may": "yes"})
    assert refused.status_code == 409
    assert confirmed(4) is None


@pytest.mark.parametrize("quote", ["", "nonsense", "00000000-0000-4000-8000-000000000001"])
def test_a_sentence_that_is_not_there_is_no_crash(client, quotable, quote):
    address = page(client, quotable[3], "my_words")
    assert client.post(address, {"quote": quote, "may": "yes"}).status_code == 409


def test_saying_no_marks_a_report_that_prints_it(client, programme, quotable):
    version = published(programme, "Quote end 3")
    quote = Comment.objects.get(text="Quote end 3")
    client.post(page(client, quotable[3], "my_words"), {"quote": quote.pk, "may": "no"})
    version.refresh_from_db()
    assert version.reissue


def test_without_the_key_nobodys_words_are_offered(client, programme, quotable):
    actions.destroy_key(programme=programme)
    text = client.get(page(client, quotable[3], "my_words")).text
    assert "nobody can find it any more" in text
    assert "“" not in text
