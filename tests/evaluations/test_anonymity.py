"""Attacks by somebody who holds the whole database, every row, key, order and transaction number.

Each test takes the part of that somebody, after the answers have been opened.
"""

import json
import random
import uuid

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection

from evaluations import actions
from evaluations.models import Answer, Ballot, Comment, Draft, Invitation, Response
from evaluations.sheet import Said
from participants.actions import issue_links
from participants.models import PersonalLink
from tests import factories
from tests.evaluations.attacks import ANSWERS, agreement, physical

PEOPLE = 24
# Each person's number is their answer too, so that an attack is right when the two agree.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form():
    form = factories.questionnaire(factories.programme())
    factories.question(form, code="A1", kind="number")
    factories.question(form, code="A2", kind="number")
    factories.question(form, code="Q1", kind="text")
    return form


@pytest.fixture
def people(form):
    return factories.participants(form.programme, PEOPLE)


def submit_in_order(form, people):
    first, second, words = form.questions.order_by("code")
    for number, someone in enumerate(people):
        said = [
            Said(first.pk, value=number),
            Said(second.pk, value=number),
            Said(words.pk, text=f"{number}"),
        ]
        actions.submit(participant=someone, questionnaire=form, said=said)


def first_answers(form):
    code = form.questions.get(code="A1").pk
    asked = physical(Answer, "question_id")
    return [
        value
        for question, value in zip(asked, physical(Answer, "value"), strict=True)
        if question == code
    ]


def test_the_order_of_the_rows_is_not_the_order_of_answering(form, people):
    """Over twenty countings neither the order nor its reverse comes through."""
    taus = {"ratings": [], "words": []}
    for _trial in range(20):
        submit_in_order(form, people)
        actions.count_ballots(questionnaire=form)
        taus["ratings"].append(agreement(first_answers(form), range(PEOPLE)))
        texts = [int(text) for text in physical(Comment, "text")]
        taus["words"].append(agreement(texts, range(PEOPLE)))
        for model in (Answer, Response, Comment, Invitation):
            model.objects.all().delete()
        type(form).objects.update(counted_on=None, closes_at=form.closes_at)
    for trials in taus.values():
        assert abs(sum(trials) / len(trials)) < 0.2
        assert max(map(abs, trials)) < 0.8


def test_the_order_of_the_words_is_not_the_order_of_the_ratings(form, people):
    trials = []
    for _trial in range(20):
        submit_in_order(form, people)
        actions.count_ballots(questionnaire=form)
        words = [int(text) for text in physical(Comment, "text")]
        trials.append(agreement(words, first_answers(form)))
        for model in (Answer, Response, Comment, Invitation):
            model.objects.all().delete()
        type(form).objects.update(counted_on=None, closes_at=form.closes_at)
    assert abs(sum(trials) / len(trials)) < 0.2


def test_sorting_by_key_does_not_give_the_order_of_answering(form, people):
    submit_in_order(form, people)
    actions.count_ballots(questionnaire=form)
    by_key = Answer.objects.filter(question__code="A1").order_by("response_id")
    assert abs(agreement(list(by_key.values_list("value", flat=True)), range(PEOPLE))) < 0.8


def test_all_answers_bear_one_transaction_number_and_no_invitation_bears_it(form, people):
    if connection.vendor != "postgresql":
        return assert_no_transaction_numbers()
    submit_in_order(form, people)
    actions.count_ballots(questionnaire=form)
    numbers = {number for model in ANSWERS for number in physical(model, "xmin::text")}
    assert len(numbers) == 1
    assert not numbers & set(physical(Invitation, "xmin::text"))
    return None


def assert_no_transaction_numbers():
    """SQLite keeps none: a row has its columns and its rowid."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA table_info(evaluations_response)")
        assert {row[1] for row in cursor.fetchall()} == {
            *("id", "questionnaire_id", "pair_key", "sector", "visit_id")
        }


def test_answers_that_were_there_before_bear_the_same_transaction_number(form, people):
    if connection.vendor != "postgresql":
        return assert_no_transaction_numbers()
    submit_in_order(form, people)
    actions.count_ballots(questionnaire=form)
    first = set(physical(Response, "xmin::text"))
    said = [Said(form.questions.get(code="A1").pk, value=99)]
    late = 5
    for _typed in range(late):
        actions.submit_paper(questionnaire=form, said=said, form_id=uuid.uuid4())
    actions.count_ballots(questionnaire=form)
    now = physical(Response, "xmin::text")
    assert len(now) == PEOPLE + late
    assert len(set(now)) == 1
    assert not first & set(now)
    return None


def test_envelopes_and_drafts_are_gone(form, people):
    [issued] = issue_links(participants=people[:1])
    link = PersonalLink.objects.get()
    submit_in_order(form, people[1:])
    actions.save_draft(link=link, token=issued.token, questionnaire=form, fields={"q1": ["0"]})
    actions.count_ballots(questionnaire=form)
    assert not Ballot.objects.exists()
    assert not Draft.objects.exists()


def test_answers_hold_nothing_that_any_other_table_holds_about_people(form, people):
    submit_in_order(form, people)
    actions.count_ballots(questionnaire=form)
    held = {
        model._meta.label: {field.attname for field in model._meta.concrete_fields}
        for model in ANSWERS
    }
    assert held == {
        "evaluations.Response": {"id", "questionnaire_id", "pair_key", "sector", "visit_id"},
        "evaluations.Answer": {"response_id", "question_id", "value", "chosen", "cant_say"},
        "evaluations.Comment": {
            *("id", "question_id", "text", "consent", "attribution", "due", "partner"),
            *("state", "original", "cuts", "is_critical", "confirmed", "unnamed", "owner_key"),
        },
    }


def test_no_other_table_points_at_an_answer():
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in (Response, Comment)
    }
    assert pointing == {"evaluations.Answer", "evaluations.Coding"}


def test_keys_of_answers_appear_nowhere_else(form, people):
    submit_in_order(form, people)
    actions.count_ballots(questionnaire=form)
    keys = {str(pk) for pk in Response.objects.values_list("pk", flat=True)}
    keys |= {str(pk) for pk in Comment.objects.values_list("pk", flat=True)}
    rest = [model for model in apps.get_models() if model not in ANSWERS]
    written = json.dumps([list(model.objects.values()) for model in rest], default=str)
    assert not [key for key in keys if key in written or key.replace("-", "") in written]


def test_an_envelopes_key_is_not_the_key_of_its_answer(form, people):
    submit_in_order(form, people)
    envelopes = set(Ballot.objects.values_list("pk", flat=True))
    actions.count_ballots(questionnaire=form)
    assert not envelopes & set(Response.objects.values_list("pk", flat=True))
    assert not envelopes & set(Comment.objects.values_list("pk", flat=True))


def test_envelopes_have_one_length_whatever_is_in_them(form, people):
    question = form.questions.get(code="Q1")
    for someone in people:
        text = "word " * random.randrange(1, 300)
        actions.submit(participant=someone, questionnaire=form, said=[Said(question.pk, text=text)])
    assert len({len(ballot.sealed) for ballot in Ballot.objects.all()}) == 1


def test_two_equal_answers_make_two_different_envelopes(form, people):
    said = [Said(form.questions.get(code="A1").pk, value=5)]
    for someone in people:
        actions.submit(participant=someone, questionnaire=form, said=said)
    assert len({bytes(ballot.sealed) for ballot in Ballot.objects.all()}) == PEOPLE


def test_before_the_opening_no_table_shows_an_answer(form, people):
    said = [Said(form.questions.get(code="Q1").pk, text="Marmalade")]
    actions.submit(participant=people[0], questionnaire=form, said=said)
    rows = [list(model.objects.values()) for model in apps.get_models()]
    assert "Marmalade" not in json.dumps(
        rows,
        default=lambda value: (
            bytes(value).decode("latin-1") if isinstance(value, memoryview | bytes) else str(value)
        ),
    )


def test_answering_leaves_no_trace_in_the_admins_log_or_in_sessions(form, people, client):
    token = factories.token(people[0])
    question = form.questions.get(code="A1")
    address = f"/me/{token}/end/"
    client.get(address)
    answer = client.post(address, {f"q{question.pk}": "5"})
    assert answer.status_code == 302
    assert Ballot.objects.count() == 1
    assert not LogEntry.objects.exists()
    assert not Session.objects.exists()
    assert not client.cookies


def test_the_database_does_not_know_the_key_of_a_link(form, people):
    [issued] = issue_links(participants=people[:1])
    rows = json.dumps([list(model.objects.values()) for model in apps.get_models()], default=str)
    assert issued.token not in rows
    assert issued.code not in rows
    assert issued.code.replace("-", "") not in rows
