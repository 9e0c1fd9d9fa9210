from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from evaluations import actions, sheet
from evaluations.models import Ballot, Comment, Draft, Question
from evaluations.sheet import Said
from participants.actions import revoke_links
from participants.models import Participant
from tests import envelopes, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    programme = factories.programme()
    factories.objective(programme)
    return factories.end_questionnaire(programme)


@pytest.fixture
def someone(form):
    return factories.participant(form.programme)


@pytest.fixture
def token(someone):
    return factories.token(someone)


@pytest.fixture
def address(token):
    return reverse("my_form", args=[token, "end"])


def name(form, code):
    return f"q{form.questions.get(code=code, current=True).pk}"


def test_answers_sent_are_sealed_and_thanked_for(client, form, someone, address):
    answer = client.post(address, {name(form, "R1"): "5", name(form, "Q2"): "More time."})
    assert answer.status_code == 302
    said = envelopes.submitted(participant=someone, questionnaire=form)
    assert [(one.value, one.text) for one in said] == [(5, ""), (None, "More time.")]
    assert "Your answers have arrived" in client.get(answer["Location"]).text


def test_opening_the_link_changes_nothing(client, form, address):
    for _time in range(3):
        assert client.get(address).status_code == 200
    assert not Ballot.objects.exists()
    assert not Draft.objects.exists()


def test_sending_twice_gives_one_answer(client, form, address):
    for value in ("2", "5"):
        client.post(address, {name(form, "R1"): value})
    assert Ballot.objects.count() == 1


def test_no_answer_is_chosen_beforehand(client, form, address):
    page = client.get(address).text
    assert " checked" not in page
    assert '<option value="none" selected>' in page


def test_my_answers_stand_in_the_form_when_i_come_back(client, form, address):
    client.post(address, {name(form, "R1"): "5", name(form, "Q2"): "More time."})
    page = client.get(address).text
    assert f'name="{name(form, "R1")}" value="5" checked' in page
    assert "More time." in page
    assert "You have answered." in page


def test_an_empty_form_is_refused_kindly(client, form, address):
    answer = client.post(address, {name(form, "R1"): ""})
    assert answer.status_code == 422
    assert "Nothing is filled in yet" in answer.text
    assert not Ballot.objects.exists()


def test_a_wrong_value_is_explained_beside_its_question_and_nothing_is_lost(client, form, address):
    factories.question(form, code="N1", kind="number", wording="How many people?")
    answer = client.post(address, {name(form, "N1"): "a few", name(form, "Q2"): "More time."})
    assert answer.status_code == 422
    assert "Write a whole number, such as 12." in answer.text
    assert f'href="#{name(form, "N1")}"' in answer.text
    assert "a few" in answer.text
    assert "More time." in answer.text


@pytest.mark.parametrize(
    ("kind", "sent"),
    [("agree6", "7"), ("agree5", "0"), ("recommend", "11"), ("yesno", "2"), ("date", "31/02/2027"),
     ("number", "-3"), ("agree6", "٣"), ("option", "3"), ("text", "x" * 4001),
     ("count", "100")],
)  # fmt: skip
def test_a_value_off_the_scale_is_refused(client, form, address, kind, sent):
    options = ["One", "Two"] if kind == "option" else []
    factories.question(form, code="N1", kind=kind, options=options)
    assert client.post(address, {name(form, "N1"): sent}).status_code == 422
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [("agree6", "6", 6), ("agree5", "1", 1), ("recommend", "0", 0), ("yesno", "0", 0),
     ("number", "1 200", 1200), ("date", "2027-02-28", 740040), ("date", "28/02/2027", 740040),
     ("option", "2", 2), ("steps", "1", 1), ("count", "99", 99)],
)  # fmt: skip
def test_every_scale_takes_its_answers(client, form, someone, address, kind, sent, value):
    options = ["One", "Two"] if kind in ("option", "steps") else []
    factories.question(form, code="N1", kind=kind, options=options)
    assert client.post(address, {name(form, "N1"): sent}).status_code == 302
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert said.value == value


def test_several_choices_are_kept_together(client, form, someone, address):
    client.post(address, {name(form, "K3"): ["5", "1"]})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert said.chosen == (1, 5)


def test_a_quote_keeps_the_consent_given_beneath_it(client, form, someone, address):
    field = name(form, "Q1")
    client.post(address, {field: "Go.", f"{field}-consent": "sector"})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert (said.text, said.consent) == ("Go.", "sector")


def test_a_quote_without_a_word_about_consent_is_not_quoted(client, form, someone, address):
    client.post(address, {name(form, "Q1"): "Go."})
    assert envelopes.submitted(participant=someone, questionnaire=form)[0].consent == "none"


def test_cant_say_is_kept_where_no_rating_is_given(client, form, someone, address):
    client.post(address, {f"{name(form, 'R1')}-cant": "1"})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert (said.cant_say, said.value) == (True, None)


def test_a_rating_given_wins_over_cant_say(client, form, someone, address):
    field = name(form, "R1")
    client.post(address, {field: "5", f"{field}-cant": "1"})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert (said.cant_say, said.value) == (False, 5)


def test_both_ratings_of_a_pair_win_over_cant_say(client, form, someone, address):
    now, then = name(form, "O1"), name(form, "T1")
    client.post(address, {now: "5", then: "2", f"{now}-cant": "1"})
    said = envelopes.submitted(participant=someone, questionnaire=form)
    assert sorted((one.value, one.cant_say) for one in said) == [(2, False), (5, False)]


def test_cant_say_in_a_pair_speaks_of_the_row_left_empty(client, form, someone, address):
    client.post(address, {name(form, "O1"): "5", f"{name(form, 'O1')}-cant": "1"})
    said = {
        one.question: one for one in envelopes.submitted(participant=someone, questionnaire=form)
    }
    now, then = (form.questions.get(code=code).pk for code in ("O1", "T1"))
    assert said[now].value == 5
    assert said[then].cant_say


def test_the_pair_stands_in_one_fieldset(client, form, address):
    page = client.get(address).text
    fieldset = page.partition(f'id="{name(form, "O1")}"')[2].partition("</fieldset>")[0]
    assert f'name="{name(form, "T1")}"' in fieldset
    assert "Looking back: before the programme, I could do thing 1." in fieldset


def test_the_question_about_the_visit_names_the_visit(client, form, someone, address):
    someone.visit = factories.visit(form.programme, title="Open Data Mill")
    someone.save()
    assert "The visit to <b>Open Data Mill</b> helped us" in client.get(address).text


def test_a_question_not_asked_of_me_is_not_answered_by_me(client, form, someone, address):
    assert "The visit" not in client.get(address).text
    client.post(address, {name(form, "V1"): "5", name(form, "R1"): "5"})
    assert len(envelopes.submitted(participant=someone, questionnaire=form)) == 1


def test_a_late_answer_is_refused_with_the_closing_date_and_its_words_given_back(
    client, form, address
):
    with time_machine.travel(form.closes_at + timedelta(minutes=1)):
        answer = client.post(address, {name(form, "Q2"): "More time."})
    assert answer.status_code == 403
    assert f"This form closed on {form.closes_at:%A}" in answer.text
    assert "More time." in answer.text
    assert not Ballot.objects.exists()


def test_a_form_that_is_not_open_yet_says_when_it_opens(client, form, address):
    with time_machine.travel(form.opens_at - timedelta(hours=1)):
        assert f"This form opens on {form.opens_at:%A}" in client.get(address).text


def test_times_are_those_of_the_venue(client, form, address):
    form.programme.time_zone = "Asia/Tokyo"
    form.programme.save()
    with time_machine.travel(form.opens_at - timedelta(hours=1)):
        hour = (form.opens_at.hour + 9) % 24
        assert f"{hour:02}:{form.opens_at:%M}" in client.get(address).text


@pytest.mark.parametrize(
    "fields",
    [{"absent": True}, {"status": "invited"}, {"status": "declined"}, {"status": "withdrawn"}],
)
def test_whoever_did_not_take_part_is_not_asked(client, form, someone, address, fields):
    Participant.objects.filter(pk=someone.pk).update(**fields)
    assert "for those who took part" in client.get(address).text
    assert client.post(address, {name(form, "R1"): "5"}).status_code == 403
    assert not Ballot.objects.exists()


def draft_address(token):
    return reverse("my_draft", args=[token, "end"])


def test_what_is_typed_comes_back_on_another_day(client, form, token, address):
    draft = {name(form, "Q2"): "Half a sent", name(form, "R1"): "4"}
    assert client.post(draft_address(token), draft).status_code == 204
    page = client.get(address).text
    assert "Half a sent" in page
    assert f'name="{name(form, "R1")}" value="4" checked' in page


def test_a_draft_that_is_far_too_long_is_refused(client, form, token):
    draft = {name(form, "Q2"): "x" * 300_000}
    assert client.post(draft_address(token), draft).status_code == 413


def test_a_draft_after_the_closing_is_refused(client, form, token):
    with time_machine.travel(form.closes_at):
        draft = {name(form, "Q2"): "Late"}
        assert client.post(draft_address(token), draft).status_code == 403


def test_typing_is_saved_without_any_cookie(form, token, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(draft_address(token), {name(form, "R1"): "4"}).status_code == 204
    assert strict.post(address, {name(form, "R1"): "4"}).status_code == 302


def test_withdrawing_is_asked_first_and_then_done(client, form, token, address):
    client.post(address, {name(form, "R1"): "5"})
    withdrawal = reverse("my_withdrawal", args=[token, "end"])
    assert "Withdraw your answers?" in client.get(withdrawal).text
    assert Ballot.objects.count() == 1
    assert "Your answers are gone." in client.post(withdrawal).text
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("page", ["my_thanks", "my_withdrawal"])
def test_whoever_has_sent_nothing_is_led_to_the_form(client, form, token, address, page):
    answer = client.get(reverse(page, args=[token, "end"]))
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_withdrawing_twice_is_withdrawing(client, form, token, address):
    client.post(address, {name(form, "R1"): "5"})
    withdrawal = reverse("my_withdrawal", args=[token, "end"])
    for _time in range(2):
        assert "Your answers are gone." in client.post(withdrawal).text


def test_thanks_after_the_closing_speak_of_it_as_past(client, form, token, address):
    client.post(address, {name(form, "R1"): "5"})
    with time_machine.travel(form.closes_at + timedelta(minutes=1)):
        page = client.get(reverse("my_thanks", args=[token, "end"])).text
    assert f"The form closed on {form.closes_at:%A}" in page
    assert "Until" not in page
    assert "Change my answers" not in page


def test_a_page_read_before_a_rewording_still_counts(client, form, someone, address):
    client.post(address, {name(form, "R1"): "5"})
    old = form.questions.get(code="R1")
    actions.revise_question(question=old, wording="It was worth my time.")
    client.post(address, {f"q{old.pk}": "3"})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert (said.question, said.value) == (old.pk, 3)


def test_one_friendly_page_for_every_link_that_opens_nothing(client, form, someone, token):
    revoke_links(participants=[someone])
    other = factories.token(factories.participant(form.programme))
    pages = [
        client.get(path)
        for path in (
            f"/me/{token}/",
            f"/me/{token}/end/",
            "/me/nonsense/",
            "/me/nonsense/end/",
            f"/me/{token[:-1]}/",
            f"/me/{other}/no-such-form/",
        )
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert "This link opens nothing." in pages[0].text


def test_a_link_does_not_open_another_programmes_form(client, form, token):
    foreign = factories.questionnaire(factories.programme(), slug="other")
    assert client.get(f"/me/{token}/{foreign.slug}/").status_code == 404


@pytest.mark.parametrize("path", ["", "end/", "end/thanks/", "end/withdraw/"])
def test_personal_pages_stay_between_the_reader_and_us(client, form, token, address, path):
    client.post(address, {name(form, "R1"): "5"})
    page = client.get(f"/me/{token}/{path}")
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


def test_the_promise_tells_who_reads_and_the_threshold(client, form, address, settings):
    settings.MINIMUM_CELL = 7
    page = client.get(address).text
    assert "groups of 7 or more" in page
    assert "Nobody until it closes; then your answers are anonymous." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_asks_the_same_of_the_database_however_long_it_is(
    client, form, address, rows, django_assert_num_queries
):
    Question.objects.filter(questionnaire=form).exclude(code__in=["R1", "R2", "R3"][:rows]).delete()
    with django_assert_num_queries(2):
        client.get(address)


def test_sending_asks_a_fixed_number_of_questions(client, form, address, django_assert_num_queries):
    data = {name(form, "R1"): "5", name(form, "Q2"): "More."}
    with django_assert_num_queries(9):
        client.post(address, data)


@pytest.fixture
def plan(form):
    """The names of the three fields of what somebody will do."""
    start = name(form, "K1")
    return start, f"{start}-due", f"{start}-with"


def test_a_commitment_is_kept_with_its_day_and_its_partner(client, form, someone, address, plan):
    what, due, partner = plan
    client.post(address, {what: "Ring the council.", due: "2027-02-28", partner: "Dev"})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    expected = ("Ring the council.", date(2027, 2, 28).toordinal(), "Dev")
    assert (said.text, said.due, said.partner) == expected
    page = client.get(address).text
    assert f'name="{due}" value="2027-02-28"' in page
    assert f'name="{partner}" value="Dev"' in page


def test_a_day_alone_promises_nothing_and_says_so(client, address, plan):
    answer = client.post(address, {plan[1]: "2027-02-28"})
    assert answer.status_code == 422
    assert "Write what you will do, too." in answer.text
    assert 'value="2027-02-28"' in answer.text


def test_a_commitment_needs_neither_day_nor_partner(client, form, someone, address, plan):
    client.post(address, {plan[0]: "Rest."})
    [said] = envelopes.submitted(participant=someone, questionnaire=form)
    assert (said.due, said.partner) == (None, "")


def test_a_commitment_is_in_the_draft_too(client, form, token, address, plan):
    client.post(f"{address}draft/", {plan[0]: "Rest.", plan[2]: "Dev"})
    assert f'name="{plan[2]}" value="Dev"' in client.get(address).text


def test_opened_commitments_keep_their_day(form, plan):
    question = form.questions.get(code="K1").pk
    for someone in factories.participants(form.programme, 5):
        said = [Said(question, text="Rest.", due=date(2027, 2, 28).toordinal(), partner="Dev")]
        actions.submit(participant=someone, questionnaire=form, said=said)
    actions.count_ballots(questionnaire=form)
    found = set(Comment.objects.values_list("text", "due", "partner"))
    assert found == {("Rest.", date(2027, 2, 28), "Dev")}


def test_envelopes_from_before_there_were_commitments_open_too():
    old = b'[[7,5,null,false,"","none"],[8,null,null,false,"Words.","sector"]]'
    assert sheet.unpacked(old) == (Said(7, value=5), Said(8, text="Words.", consent="sector"))
