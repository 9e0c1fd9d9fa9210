"""What organisers see of consents, and how superusers word the texts."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.consents import Purpose, say, texts_today, word_anew
from participants.models import ConsentText
from participants.reports.consents import consents_page_of, no_photo_of
from programmes.models import Contribution, Trail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return factories.programme()


def named(programme, name, **fields):
    return factories.participant(programme, person=factories.person(name=name), **fields)


def says(who, given: bool, *purposes):
    texts = texts_today()
    answers = {texts[purpose].pk: given for purpose in purposes}
    say(programme=who.programme, person=who.person, answers=answers)


def line(programme, purpose):
    page = consents_page_of(programme)
    return page.lines[list(texts_today()).index(purpose)]


def test_yes_no_and_silence_are_counted_for_whoever_is_asked(programme):
    ada, bo, _cy = (named(programme, name) for name in ("Ada", "Bo", "Cy"))
    named(programme, "Invited", status="invited")
    Contribution.objects.create(
        programme=programme, person=factories.person(), kind="speaker", status="yes"
    )
    says(ada, True, Purpose.PHOTO, Purpose.LIST)
    says(bo, False, Purpose.PHOTO, Purpose.LIST)
    photo, listed = line(programme, Purpose.PHOTO), line(programme, Purpose.LIST)
    assert (photo.agreed, photo.refused, photo.open) == (1, 1, 2)
    assert (listed.agreed, listed.refused, listed.open) == (1, 1, 1)


def test_a_yes_to_an_earlier_text_is_told_apart(programme):
    says(named(programme, "Ada"), True, Purpose.PHOTO)
    word_anew(text=texts_today()[Purpose.PHOTO], words="May we film you?")
    photo = line(programme, Purpose.PHOTO)
    assert (photo.version, photo.agreed, photo.open, photo.changed) == (2, 0, 1, 1)


def test_whoever_has_not_answered_is_named_with_what_is_open(programme):
    ada, bo = named(programme, "Ada"), named(programme, "Bo")
    says(ada, True, *Purpose)
    says(bo, False, *set(Purpose) - {Purpose.PHOTO})
    page = consents_page_of(programme)
    assert [(one.who.name, one.titles) for one in page.waiting] == [("Bo", ("Photographs",))]
    assert (page.complete, page.people) == (1, 2)


def test_a_no_to_an_earlier_text_leaves_nothing_open_for_the_organisers(programme):
    says(named(programme, "Ada"), False, *Purpose)
    word_anew(text=texts_today()[Purpose.PHOTO], words="May we film you?")
    assert consents_page_of(programme).waiting == ()


def test_whoever_has_not_agreed_must_not_be_photographed(programme):
    ada, bo, _cy = (named(programme, name) for name in ("Ada", "Bo", "Cy"))
    named(programme, "Gone", status="withdrawn")
    says(ada, True, Purpose.PHOTO)
    says(bo, False, Purpose.PHOTO)
    assert [(one.who.name, one.said_no) for one in no_photo_of(programme)] == [
        ("Bo", True),
        ("Cy", False),
    ]


def test_somebody_who_takes_part_and_gives_something_is_asked_once(programme):
    ada = named(programme, "Ada")
    for kind in ("speaker", "setter"):
        Contribution.objects.create(programme=programme, person=ada.person, kind=kind, status="yes")
    assert [one.who.name for one in no_photo_of(programme)] == ["Ada"]


def test_who_objects_to_how_details_are_kept_is_to_be_talked_to(programme):
    says(named(programme, "Ada"), False, Purpose.PRIVACY)
    assert [one.name for one in consents_page_of(programme).to_talk_to] == ["Ada"]


def test_who_said_no_to_quotes_is_not_named(programme, staff):
    says(named(programme, "Ada Quiet"), True, *Purpose)
    says(named(programme, "Bo Loud"), True, *set(Purpose) - {Purpose.QUOTES})
    says(programme.participants.get(person__name="Bo Loud"), False, Purpose.QUOTES)
    text = staff.get(reverse("consents", args=[programme.slug])).content.decode()
    assert "Bo Loud" not in text
    assert "Ada Quiet" not in text


@pytest.fixture
def staff(programme):
    client = Client()
    client.force_login(factories.member(programme))
    return client


@pytest.mark.parametrize("name", ["consents", "no_photographs"])
def test_the_pages_ask_as_often_for_many_as_for_one(programme, staff, name):
    texts_today()
    counts = []
    for number in (1, 3):
        for one in factories.participants(programme, number):
            says(one, False, Purpose.PHOTO)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse(name, args=[programme.slug])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["consents", "no_photographs"])
def test_the_pages_say_so_when_there_is_nobody(programme, staff, name):
    text = staff.get(reverse(name, args=[programme.slug])).content.decode()
    assert "Nobody is coming yet." in text or "There is nobody" in text


# The texts


@pytest.fixture
def superuser(programme):
    client = Client()
    client.force_login(factories.user(is_superuser=True))
    return client


def change_page(text) -> str:
    return reverse("admin:participants_consenttext_change", args=[text.pk])


def test_a_superuser_words_a_text_anew_and_the_old_version_stays(programme, superuser):
    old = texts_today()[Purpose.PHOTO]
    superuser.post(change_page(old), {"text": "May we film you?"})
    new = texts_today()[Purpose.PHOTO]
    assert (new.version, new.text) == (2, "May we film you?")
    assert ConsentText.objects.get(pk=old.pk).text == old.text
    assert Trail.objects.get(deed="changed").record.endswith(f" {new.pk}")


def test_saving_without_a_change_makes_no_version(superuser):
    old = texts_today()[Purpose.PHOTO]
    assert superuser.post(change_page(old), {"text": old.text}).status_code == 302
    assert texts_today()[Purpose.PHOTO] == old


def test_an_older_version_is_not_changed_and_what_was_typed_stays(superuser):
    old = texts_today()[Purpose.PHOTO]
    word_anew(text=old, words="May we film you?")
    response = superuser.post(change_page(old), {"text": "My own careful words."})
    text = response.content.decode()
    assert "There is a newer version of this text." in text
    assert "My own careful words." in text
    assert texts_today()[Purpose.PHOTO].version == 2


def test_the_texts_of_the_house_are_there_on_the_first_visit(superuser):
    response = superuser.get(reverse("admin:participants_consenttext_changelist"))
    assert response.context["cl"].result_count == len(Purpose)
