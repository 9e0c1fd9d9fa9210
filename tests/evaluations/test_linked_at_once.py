"""Linked answers while several things happen to them at the same moment."""

import pytest

from evaluations import actions, keys
from evaluations.models import Response
from tests import factories
from tests.evaluations.linked_case import answer, answer_and_count, forms_of

from .test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 10


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


def counting(form):
    return lambda: actions.count_ballots(questionnaire=form)


def taking_back(someone):
    return lambda: actions.take_back(participant=someone)


def test_two_forms_that_are_opened_at_once_share_one_key(programme, forms, people):
    for form in forms[:2]:
        answer(form, enumerate(people))
    assert at_once([counting(form) for form in forms[:2]]) == [PEOPLE, PEOPLE]
    assert len(list(keys.file_of(programme.pk).parent.iterdir())) == 1
    assert len(set(Response.objects.values_list("pair_key", flat=True))) == PEOPLE


def test_four_who_take_back_while_a_form_is_opened_are_all_gone(forms, people):
    answer_and_count(forms[0], people)
    answer(forms[1], enumerate(people))
    deeds = [taking_back(someone) for someone in people[:4]]
    at_once([*deeds, counting(forms[1])])
    assert [form.responses.count() for form in forms[:2]] == [PEOPLE - 4, PEOPLE - 4]


def test_whoever_takes_back_while_the_key_is_destroyed_is_gone_or_out_of_reach(
    programme, forms, people
):
    answer_and_count(forms[0], people)
    at_once([taking_back(people[0]), lambda: actions.destroy_key(programme=programme)])
    assert not keys.exists(programme.pk)
    gone = not forms[0].invitations.filter(participant=people[0], state="submitted").exists()
    assert forms[0].responses.count() == PEOPLE - gone
