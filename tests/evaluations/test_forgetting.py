"""Whoever asks to be forgotten is forgotten: by every table, and in mid-programme too."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from evaluations import actions
from evaluations.models import Ballot, ReportVersion
from evaluations.sheet import Said
from participants.models import (
    Observer,
    Participant,
    PeerNote,
    PersonalLink,
    PersonalNeeds,
    Pledge,
)
from programmes.models import Admission, Contribution, Person, SiteVisit
from programmes.trail import trail_of_programme
from tests import factories

pytestmark = pytest.mark.django_db
NAME, EMAIL, SECRET = "Quilla Nightjar", "quilla@nightjar.example.org", "Nightjar’s own secret"


@pytest.fixture
def person() -> Person:
    return factories.person(
        name=NAME,
        email=EMAIL,
        phone=SECRET[:40],
        expertise=SECRET,
        biography=SECRET,
        assistant=SECRET,
        assistant_email=f"assistant.{EMAIL}",
        postal_address=SECRET,
    )


def takes_part(person: Person, starts_on: date, **fields) -> Participant:
    """With everything that somebody can leave behind in a programme."""
    programme = factories.programme(starts_on=starts_on, ends_on=starts_on + timedelta(days=1))
    visit = factories.visit(programme)
    who = factories.participant(programme, person=person, role=SECRET, visit=visit, **fields)
    other = factories.participant(programme)
    factories.message(who, text=SECRET)
    factories.token(who)
    PersonalNeeds.objects.create(participant=who, diet=SECRET)
    Pledge.objects.create(participant=who, text=SECRET)
    PeerNote.objects.create(author=who, receiver=other, valued=SECRET)
    PeerNote.objects.create(author=other, receiver=who, suggestion=SECRET)
    Observer.objects.create(participant=who, name=SECRET, email=EMAIL)
    factories.seat(who, factories.cafe(programme))
    return who


def everything_stored() -> str:
    """Every text in every table of the database, as one string."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.fixture
def organiser(settings, client):
    settings.REQUIRE_SECOND_FACTOR = False
    return client


def test_no_table_tells_any_more_who_somebody_was(person):
    today = timezone.localdate()
    for days in (-30, -1, 0, 30):
        who = takes_part(person, today + timedelta(days=days))
        Contribution.objects.create(
            programme=who.programme, person=person, kind="setter", brief=SECRET, needs=SECRET
        )
        SiteVisit.objects.update(contact=person)
    assert NAME in everything_stored()
    actions.forget(person=person, actor=factories.user())
    left = everything_stored()
    assert [word for word in (NAME, EMAIL, SECRET, "Nightjar") if word in left] == []


def test_in_mid_programme_their_place_is_free_again(person):
    who = takes_part(person, timezone.localdate())
    actions.forget(person=person, actor=factories.user())
    assert list(who.programme.participants.filter(visit=who.visit)) == []
    assert not Person.objects.filter(pk=person.pk).exists()


def test_whoever_waits_is_invited_to_the_place_that_is_free(person):
    who = takes_part(person, timezone.localdate() + timedelta(days=30))
    Admission.objects.create(programme=who.programme, places=2, rule="in order")
    waiting = factories.participant(who.programme, status="waiting", waiting_since=timezone.now())
    actions.forget(person=person, actor=factories.user())
    waiting.refresh_from_db()
    assert waiting.status == "invited"


def test_in_a_programme_that_is_over_somebody_is_still_counted(person):
    who = takes_part(person, timezone.localdate() - timedelta(days=30))
    actions.forget(person=person, actor=factories.user())
    who.refresh_from_db()
    assert who.programme.participants.eligible().count() == 2
    assert str(who.person) == "Somebody who is forgotten"
    assert who.organisation == person.organisation


def test_answers_that_nobody_has_opened_are_destroyed_and_their_link_stops_working(person):
    who = takes_part(person, timezone.localdate() - timedelta(days=3))
    form = factories.end_questionnaire(who.programme)
    said = [Said(question=form.questions.get(code="R1").pk, value=9)]
    actions.submit(participant=who, questionnaire=form, said=said)
    assert Ballot.objects.exists()
    actions.forget(person=person, actor=factories.user())
    assert not Ballot.objects.exists()
    assert not PersonalLink.objects.filter(participant=who).exists()


def test_a_second_click_finds_nothing_more(person):
    takes_part(person, timezone.localdate() - timedelta(days=30))
    actor = factories.user()
    first = actions.forget(person=person, actor=actor)
    assert actions.forget(person=person, actor=actor) == first


def test_a_published_report_that_names_them_is_to_be_reissued(person):
    who = takes_part(person, timezone.localdate() - timedelta(days=30))
    version = factories.report_version(who.programme)
    ReportVersion.objects.filter(pk=version.pk).update(snapshot=f'{{"setter": "{NAME}"}}')
    assert actions.forget(person=person, actor=factories.user()).versions == 1
    version.refresh_from_db()
    assert version.reissue


def test_the_history_says_that_it_was_done_and_not_to_whom(person):
    who = takes_part(person, timezone.localdate() - timedelta(days=30))
    actions.forget(person=person, actor=factories.user(name="Asha Kerr"))
    [entry] = trail_of_programme(who.programme)
    assert entry.sentence == (
        f"Asha Kerr forgot somebody who asked for it, in programme “{who.programme}”."
    )


def test_it_is_said_before_it_is_done_what_goes_and_what_stays(organiser, person):
    who = takes_part(person, timezone.localdate())
    organiser.force_login(factories.member(who.programme))
    page = organiser.get(reverse("forget_person", args=[person.pk])).content.decode()
    said = ("What goes", "What stays", "cannot be undone")
    assert [words for words in said if words not in page] == []
    assert Person.objects.filter(pk=person.pk).exists()
    organiser.post(reverse("forget_person", args=[person.pk]))
    assert not Person.objects.filter(pk=person.pk).exists()


def test_nobody_forgets_a_person_of_somebody_elses_programme(organiser, person):
    mine = takes_part(person, timezone.localdate())
    takes_part(person, timezone.localdate())
    organiser.force_login(factories.member(mine.programme))
    answer = organiser.post(reverse("forget_person", args=[person.pk]))
    assert answer.status_code == 409
    assert "programmes that others look after" in answer.content.decode()
    assert Person.objects.filter(pk=person.pk, name=NAME).exists()
