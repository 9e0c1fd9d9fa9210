"""Attacks on linked answers by somebody who holds the whole database and the secret key of the
installation, but not the file with the programme's own key.
"""

import hashlib
import random
from collections import Counter

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from evaluations import actions, keys, pairing, sealing
from evaluations.models import Answer, Comment, Invitation, Response
from evaluations.sheet import Said
from tests import factories
from tests.evaluations.attacks import (
    ANSWERS,
    agreement,
    candidates,
    everything_written,
    physical,
)
from tests.evaluations.linked_case import answer_and_count, forms_of

PEOPLE, M = 14, 5
# Each person's number is their answer too, so that an attack is right when the two agree.
pytestmark = pytest.mark.django_db(transaction=True)


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


def stored():
    own = set(Response.objects.exclude(pair_key=None).values_list("pair_key", flat=True))
    words = set(Comment.objects.exclude(owner_key=None).values_list("owner_key", flat=True))
    return own, words


def derived(secret, people, forms):
    """Every key that this secret would give."""
    made = set()
    for one in people:
        made.add(pairing.ratings_key(secret, one.pk))
        for form in forms:
            made.add(pairing.lone_key(secret, one.pk, form.pk))
            made.add(pairing.words_key(secret, one.pk, form.pk))
    return made


def test_no_secret_that_the_database_or_the_installation_has_gives_a_key(
    programme, forms, people, settings
):
    for form in forms[:2]:
        answer_and_count(form, people, but=[2])
    texts = [settings.SECRET_KEY, programme.slug, str(programme.pk), forms[0].short_code]
    texts += [link for link in physical(Response, "id") if isinstance(link, str)]
    secrets = [sealing.ballot_key(settings.SECRET_KEY), bytes(32)]
    for text in texts:
        secrets += [text.encode(), hashlib.sha256(text.encode()).digest()]
    own, words = stored()
    assert own
    assert words
    for secret in secrets:
        assert not derived(secret, people, forms) & (own | words)
    with_the_key = derived(keys.read(programme.pk), people, forms)
    assert own | words <= with_the_key


def test_the_key_is_nowhere_in_the_database(programme, forms, people):
    answer_and_count(forms[0], people)
    secret = keys.read(programme.pk)
    written = everything_written()
    assert secret.hex() not in written
    assert str(secret) not in written
    assert not [key for key in set().union(*stored()) if key in everything_written(ANSWERS)]


def test_ratings_and_words_have_no_key_in_common(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people, but=[1])
    own, words = stored()
    assert not own & words


def test_words_are_not_linked_from_form_to_form(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people)
    rows = set(Comment.objects.values_list("owner_key", "question__questionnaire"))
    assert max(Counter(key for key, _form in rows).values()) == 1


@pytest.mark.parametrize("seed", range(4))
def test_who_answered_which_forms_singles_nobody_out(forms, people, seed):
    """Who answered is known. Whatever fits that, nobody has fewer than five answers that may be
    theirs, except in a form with fewer in all."""
    chance = random.Random(seed)
    for form in forms[: 2 + seed % 2]:
        answer_and_count(form, people, but=chance.sample(range(PEOPLE), chance.randint(0, 4)))
        assert least_choice() >= M


def least_choice():
    """The fewest ratings, over all people and forms, that may be somebody's."""
    fewest = PEOPLE
    known = set(
        Invitation.objects.filter(state="submitted").values_list("participant", "questionnaire")
    )
    rows = Response.objects.values_list("pair_key", "questionnaire", "sector")
    shown, sectors = {}, {}
    for key, form, sector in rows:
        shown.setdefault(key, set()).add(form)
        sectors.setdefault(key, set()).add(sector)
    for form in {form for _one, form in known}:
        truth = {
            one: {other for who, other in known if who == one}
            for one, answered in known
            if answered == form
        }
        here = {key: forms for key, forms in shown.items() if form in forms}
        fewest = min([fewest, *map(len, candidates(truth, here).values())])
    return fewest


def test_without_the_crowd_the_attack_would_succeed(forms, people, monkeypatch):
    """The same attack on the same answers, all linked: whoever is missing at the end is found."""
    monkeypatch.setattr(pairing, "crowded", lambda trails, m, draw: dict(trails))
    answer_and_count(forms[0], people)
    answer_and_count(forms[1], people, but=[3])
    assert least_choice() == 1


def test_taking_back_singles_nobody_out(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people, but=[form.pk % 3])
    for someone in people[5:8]:
        actions.take_back(participant=someone)
        assert least_choice() >= M


def numbers_of(model, form):
    column = {"Comment": "question_id", "Answer": "question_id"}.get(model.__name__)
    where = f"WHERE questionnaire_id = {form.pk}"
    if column:
        ids = ",".join(str(pk) for pk in form.questions.values_list("pk", flat=True))
        where = f"WHERE {column} IN ({ids})"
    return physical(model, "xmin::text", where)


def test_after_taking_back_order_and_transaction_tell_nothing(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people)
    before = {form: first_numbers(form) for form in forms[:2]}
    actions.take_back(participant=people[3])
    for form in forms[:2]:
        after = first_numbers(form)
        assert sorted(after) == sorted(n for n in range(PEOPLE) if n != 3)
        assert abs(agreement(after, [n for n in before[form] if n != 3])) < 0.9
        if connection.vendor == "postgresql":
            for model in ANSWERS:
                assert len(set(numbers_of(model, form))) == 1


def first_numbers(form):
    question = form.questions.get(code="A1").pk
    return physical(Answer, "value", f"WHERE question_id = {question}")


def test_a_late_counting_rewrites_the_forms_it_touches_as_a_whole(forms, people):
    answer_and_count(forms[0], people)
    answer_and_count(forms[1], people, but=[3])
    if connection.vendor == "postgresql":
        for form in forms[:2]:
            assert len({number for model in ANSWERS for number in numbers_of(model, form)}) == 1
        assert not set(numbers_of(Response, forms[0])) & set(physical(Invitation, "xmin::text"))
    assert abs(agreement(first_numbers(forms[0]), range(PEOPLE))) < 0.9


def test_after_the_key_is_destroyed_words_are_in_one_new_order_without_keys(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people)
    before = words_of(forms[0])
    answer_and_count(forms[2], people)
    assert set(physical(Comment, "owner_key")) == {None}
    assert abs(agreement(words_of(forms[0]), before)) < 0.7
    if connection.vendor == "postgresql":
        assert len(set(physical(Comment, "xmin::text"))) == 1


def words_of(form):
    return [text for text in physical(Comment, "text") if form.moment in text]


def test_after_the_key_is_destroyed_no_file_and_no_row_has_it(programme, forms, people):
    answer_and_count(forms[0], people)
    secret, place = keys.read(programme.pk), keys.file_of(programme.pk).parent
    actions.destroy_key(programme=programme)
    assert list(place.iterdir()) == []
    assert not keys.exists(programme.pk)
    assert secret.hex() not in everything_written()


def test_a_copy_of_the_key_defeats_it_for_ratings_but_not_for_words(programme, forms, people):
    """What we cannot promise: a copy that somebody made of the file still finds ratings. That is
    why the file must be in no backup. Words are out of reach even then."""
    answer_and_count(forms[0], people)
    copy = keys.read(programme.pk)
    actions.destroy_key(programme=programme)
    found = Answer.objects.get(
        response__pair_key=pairing.ratings_key(copy, people[3].pk), question__code="A1"
    )
    assert found.value == 3
    words = {pairing.words_key(copy, one.pk, form.pk) for one in people for form in forms}
    assert not Comment.objects.filter(owner_key__in=words).exists()


def test_saying_yes_to_a_quote_leaves_no_mark_on_its_row_alone(forms, people, client):
    answer_and_count(forms[1], people, consent="named")
    Comment.objects.filter(question__kind="quote").update(state="approved")
    quote = Comment.objects.get(text="Quote end 3")
    address = reverse("my_words", args=[factories.token(people[3])])
    assert client.post(address, {"quote": quote.pk, "may": "yes"}).status_code == 302
    if connection.vendor == "postgresql":
        assert len(set(numbers_of(Comment, forms[1]))) == 1


def test_taking_back_and_confirming_leave_no_session_and_no_log(forms, people, client):
    answer_and_count(forms[0], people)
    token = factories.token(people[3])
    for name in ("my_answers", "my_words"):
        client.get(reverse(name, args=[token]))
        client.post(reverse(name, args=[token]))
    assert not Session.objects.exists()
    assert not LogEntry.objects.exists()
    assert not client.cookies


@pytest.mark.parametrize("silent", [0, 1, 4])
def test_a_sector_never_points_at_fewer_than_five_of_those_who_answered(forms, people, silent):
    scouts = factories.organisation(sector="forces")
    crowd = people + factories.participants(forms[1].programme, 6, organisation=scouts)
    answer_and_count(forms[0], crowd, but=[15] if silent else [])
    answer_and_count(forms[1], crowd, but=range(14, 14 + silent))
    back = set(Response.objects.filter(questionnaire=forms[0]).values_list("pair_key", flat=True))
    rows = Response.objects.filter(questionnaire=forms[1]).values_list("pair_key", "sector")
    told = Counter((key in back, sector) for key, sector in rows)
    assert all(n >= M for (_linked, sector), n in told.items() if sector != "other")


def test_the_number_of_answers_is_the_number_of_those_who_gave_one(forms, people):
    for form in forms[:2]:
        answer_and_count(form, people, but=[0])
    actions.take_back(participant=people[5])
    for form in forms[:2]:
        given = form.invitations.filter(state="submitted").count()
        assert form.responses.count() == given == PEOPLE - 2


def test_late_paper_hides_among_the_others_and_is_linked_with_nothing(forms, people):
    answer_and_count(forms[1], people)
    said = [Said(forms[1].questions.get(code="A1").pk, value=99)]
    for number in range(M):
        form_id = f"00000000-0000-4000-8000-00000000002{number}"
        actions.submit_paper(questionnaire=forms[1], said=said, form_id=form_id)
    actions.count_ballots(questionnaire=forms[1])
    assert set(Response.objects.filter(answers__value=99).values_list("pair_key", "sector")) == {
        (None, "")
    }
    if connection.vendor == "postgresql":
        assert len({number for model in ANSWERS for number in numbers_of(model, forms[1])}) == 1
