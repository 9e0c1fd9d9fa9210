from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from evaluations import actions
from evaluations.models import Ballot, Draft, Invitation
from evaluations.sealing import SealBroken
from evaluations.sheet import Said
from participants.actions import issue_links
from participants.models import PersonalLink
from tests import envelopes, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    form = factories.questionnaire(factories.programme())
    factories.question(form, code="A1")
    return form


@pytest.fixture
def someone(form):
    return factories.participant(form.programme)


def said(form, value):
    return [Said(form.questions.get().pk, value=value)]


def test_an_answer_is_one_sealed_envelope(form, someone):
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    ballot = Ballot.objects.get()
    assert ballot.invitation.participant == someone
    assert b"value" not in bytes(ballot.sealed)
    assert envelopes.submitted(participant=someone, questionnaire=form) == tuple(said(form, 5))


def test_answering_again_replaces_the_first_answer(form, someone):
    for value in (2, 5):
        actions.submit(participant=someone, questionnaire=form, said=said(form, value))
    assert Ballot.objects.count() == Invitation.objects.count() == 1
    assert envelopes.submitted(participant=someone, questionnaire=form)[0].value == 5


def test_whoever_answered_is_known(form, someone):
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    assert Invitation.objects.get(participant=someone).state == Invitation.State.SUBMITTED


def test_a_late_answer_is_refused(form, someone):
    with time_machine.travel(form.closes_at), pytest.raises(actions.FormClosed):
        actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    assert not Ballot.objects.exists()


def test_an_early_answer_is_refused(form, someone):
    with (
        time_machine.travel(form.opens_at - timedelta(seconds=1)),
        pytest.raises(actions.FormClosed),
    ):
        actions.submit(participant=someone, questionnaire=form, said=said(form, 5))


def test_nothing_enters_a_form_that_has_been_counted(form, someone):
    stale = type(form).objects.get(pk=form.pk)
    actions.count_ballots(questionnaire=form)
    with pytest.raises(actions.FormClosed):
        actions.submit(participant=someone, questionnaire=stale, said=said(form, 5))


def test_a_withdrawn_answer_is_destroyed_and_the_author_may_answer_anew(form, someone):
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    assert actions.withdraw(participant=someone, questionnaire=form) is True
    assert not Ballot.objects.exists()
    assert Invitation.objects.get().state == Invitation.State.ASKED
    actions.submit(participant=someone, questionnaire=form, said=said(form, 4))
    assert envelopes.submitted(participant=someone, questionnaire=form)[0].value == 4


def test_nobody_withdraws_somebody_elses_answer(form, someone):
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    other = factories.participant(form.programme)
    assert actions.withdraw(participant=other, questionnaire=form) is False
    assert Ballot.objects.count() == 1


def draft(form, someone, fields):
    [issued] = issue_links(participants=[someone])
    link = PersonalLink.objects.latest("pk")
    actions.save_draft(link=link, token=issued.token, questionnaire=form, fields=fields)
    return link, issued.token


def test_a_draft_comes_back_by_the_link_that_wrote_it(form, someone):
    link, token = draft(form, someone, {"q1": ["4"]})
    assert envelopes.draft_of(link=link, token=token, questionnaire=form) == {"q1": ["4"]}


def test_a_draft_is_nobodys_answer(form, someone):
    draft(form, someone, {"q1": ["4"]})
    assert not form.has_answers()
    assert not Invitation.objects.exists()


def test_a_draft_is_closed_to_whoever_has_only_the_database(form, someone, settings):
    link, _token = draft(form, someone, {"q1": ["4"]})
    for guess in (link.token_sha256, settings.SECRET_KEY, str(link.pk)):
        with pytest.raises(SealBroken):
            envelopes.draft_of(link=link, token=guess, questionnaire=form)


def test_each_saving_replaces_the_draft_before(form, someone):
    link, token = draft(form, someone, {"q1": ["4"]})
    actions.save_draft(link=link, token=token, questionnaire=form, fields={"q1": ["6"]})
    assert Draft.objects.count() == 1
    assert envelopes.draft_of(link=link, token=token, questionnaire=form) == {"q1": ["6"]}


def test_drafts_go_when_the_answer_is_sent_whichever_link_they_came_by(form, someone):
    for _link in range(2):
        draft(form, someone, {"q1": ["4"]})
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    assert not Draft.objects.exists()


def test_no_draft_is_kept_of_a_closed_form(form, someone):
    form.closes_at = timezone.now()
    with pytest.raises(actions.FormClosed):
        draft(form, someone, {"q1": ["4"]})


def test_an_envelope_sealed_before_the_key_changed_still_opens(form, someone, settings):
    actions.submit(participant=someone, questionnaire=form, said=said(form, 5))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret key"
    assert envelopes.submitted(participant=someone, questionnaire=form)[0].value == 5
