"""The pages where organisers see where contributors stand, and find and ask others."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.reports.contributors.finding import Wish, finding
from evaluations.reports.contributors.pipeline import pipeline
from evaluations.reports.desk import desk
from participants.consents import Purpose, say, texts_today
from programmes.models import Contribution, Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    first = timezone.localdate() + timedelta(days=30)
    return factories.programme(slug="aldermouth", starts_on=first, ends_on=first)


@pytest.fixture
def asha(programme):
    return factories.member(programme, name="Asha Kerr")


@pytest.fixture
def staff(asha, settings) -> Client:
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    client.force_login(asha)
    return client


def giver(programme, status="considered", name="Moira Lind", **fields) -> Contribution:
    person = fields.pop("person", None) or factories.person(name=name)
    kind = fields.pop("kind", "setter")
    return Contribution.objects.create(
        programme=programme, person=person, kind=kind, status=status, **fields
    )


def move(staff: Client, row: Contribution, deed: str, **fields):
    address = f"/programmes/{row.programme.slug}/contributors/{row.pk}/move/"
    sent = {"deed": deed, "seen": row.status, **fields}
    return staff.post(address, sent, secure=True, follow=True)


def page(staff: Client, path: str = "") -> str:
    return staff.get(f"/programmes/aldermouth/contributors/{path}", secure=True).text


# Where each stands


def test_without_contributors_the_page_says_whom_to_look_for(programme, staff):
    assert "Nobody is on the list yet" in page(staff)


def test_each_stands_in_the_column_of_where_they_stand(programme, asha):
    for status in Contribution.Status.values:
        giver(programme, status, name=status)
    found = pipeline(programme, asha)
    assert [[card.name for card in column.cards] for column in found.columns] == [
        ["considered"],
        ["asked"],
        ["maybe"],
        ["yes"],
        ["briefed"],
        ["took part"],
        ["thanked"],
    ]
    assert [card.name for card in found.refused] == ["no"]
    assert found.lead == "4 have said yes; 2 have been asked and not decided."


def test_before_the_days_there_is_no_column_for_those_who_took_part(programme, asha):
    giver(programme)
    titles = [column.title for column in pipeline(programme, asha).columns]
    assert titles == ["Long list", "Asked", "Maybe", "Said yes", "Briefed"]


def test_asking_moves_the_card_and_can_be_taken_back(programme, staff):
    row = giver(programme)
    assert "Moira Lind counts as asked." in move(staff, row, "ask").text
    row.refresh_from_db()
    assert row.status == "asked"
    move(staff, row, "back")
    row.refresh_from_db()
    assert (row.status, row.asked_on) == ("considered", None)


def test_an_answer_by_phone_is_noted_with_what_they_need(programme, staff):
    row = giver(programme, "asked")
    move(staff, row, "yes", needs="A parking space")
    row.refresh_from_db()
    assert (row.status, row.needs) == ("yes", "A parking space")
    assert "A parking space" in page(staff, f"{row.pk}/")


def test_whoever_was_asked_lately_is_asked_only_when_that_was_read(programme, staff):
    row = giver(programme)
    elsewhere = factories.programme(title="Secret Programme")
    bea = factories.user(name="Bea Marsh")
    giver(elsewhere, "no", person=row.person, asked_on=timezone.localdate(), asked_by=bea)
    text = move(staff, row, "ask").text
    row.refresh_from_db()
    assert row.status == "considered"
    assert "Ask Moira Lind all the same?" in text
    assert "by Bea Marsh: challenge setter, another programme" in text
    assert "Secret Programme" not in text
    move(staff, row, "ask", sure="on")
    row.refresh_from_db()
    assert row.status == "asked"


def test_whoever_was_asked_long_ago_is_asked_at_once(programme, staff, settings):
    row = giver(programme)
    long_ago = timezone.localdate() - timedelta(days=settings.ASKED_LATELY_DAYS + 1)
    giver(factories.programme(), "no", person=row.person, asked_on=long_ago)
    move(staff, row, "ask")
    row.refresh_from_db()
    assert row.status == "asked"


def test_whoever_comes_second_is_told_and_changes_nothing(programme, staff):
    row = giver(programme)
    Contribution.objects.filter(pk=row.pk).update(status="yes")
    assert "Nothing was changed: somebody else was quicker." in move(staff, row, "ask").text
    row.refresh_from_db()
    assert row.status == "yes"


@pytest.mark.parametrize("sent", [{}, {"deed": "sack", "seen": "asked"}, {"deed": "ask"}])
def test_what_no_page_sends_changes_nothing(programme, staff, sent):
    row = giver(programme, "asked")
    address = f"/programmes/aldermouth/contributors/{row.pk}/move/"
    assert (
        "choose somebody from this page" in staff.post(address, sent, secure=True, follow=True).text
    )
    row.refresh_from_db()
    assert row.status == "asked"


def test_a_contributor_of_another_programme_is_not_moved_through_ones_own(programme, staff):
    row = giver(factories.programme(), "asked")
    address = f"/programmes/aldermouth/contributors/{row.pk}/move/"
    staff.post(address, {"deed": "yes", "seen": "asked"}, secure=True)
    row.refresh_from_db()
    assert row.status == "asked"


def test_a_brief_is_saved_and_nobody_elses_is_lost(programme, staff):
    row = giver(programme)
    address = f"/programmes/aldermouth/contributors/{row.pk}/"
    first = {"brief": "Bring the forge.", "needs": "", "seen_brief": "", "seen_needs": ""}
    assert staff.post(address, first, secure=True).status_code == 302
    second = staff.post(address, {**first, "brief": "Bring slides."}, secure=True)
    assert second.status_code == 422
    assert "Bring slides." in second.text
    assert "somebody else wrote here meanwhile" in second.text
    row.refresh_from_db()
    assert row.brief == "Bring the forge."
    again = {**first, "brief": "Bring slides.", "seen_brief": "Bring the forge."}
    assert staff.post(address, again, secure=True).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_the_pipeline_asks_as_often_whatever_its_length(programme, asha, number):
    for index in range(number):
        giver(programme, name=f"Person {index}", asked_on=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as queries:
        assert len(pipeline(programme, asha).columns[0].cards) == number
    assert len(queries) == 5


def test_a_card_says_what_somebody_needs_and_that_no_mail_reaches_them(programme, staff):
    giver(programme, "yes", needs="A parking space", person=factories.person(email=None))
    text = page(staff)
    assert "Needs: A parking space" in text
    assert "no e-mail: call or write a letter" in text


def test_somebody_whose_assistant_has_mail_is_reached(programme, staff):
    assisted = factories.person(email=None, assistant_email="desk@example.org")
    giver(programme, person=assisted)
    assert "no e-mail" not in page(staff)


def test_several_are_asked_at_once_and_whoever_was_asked_lately_is_not_ticked(programme, staff):
    fresh, tired = giver(programme, name="Fresh"), giver(programme, name="Tired")
    today = timezone.localdate()
    giver(factories.programme(), "no", person=tired.person, asked_on=today)
    text = page(staff, "ask/")
    assert f'value="{fresh.pk}" checked' in text
    assert f'value="{tired.pk}"' in text
    assert f'value="{tired.pk}" checked' not in text
    address = "/programmes/aldermouth/contributors/ask/"
    for _unused in range(2):
        staff.post(address, {"contribution": [fresh.pk]}, secure=True)
    statuses = dict(programme.contributions.values_list("person__name", "status"))
    assert statuses == {"Fresh": "asked", "Tired": "considered"}


@pytest.mark.parametrize("sent", [{}, {"contribution": [0]}, {"contribution": ["x"]}])
def test_asking_nobody_says_so(programme, staff, sent):
    giver(programme)
    answer = staff.post("/programmes/aldermouth/contributors/ask/", sent, secure=True)
    assert answer.status_code == 422
    assert programme.contributions.get().status == "considered"


# What the desk says


def test_the_desk_names_who_would_like_a_call_and_who_is_silent(programme):
    giver(programme, "maybe", wants_call=True, name="Ines Calder")
    giver(programme, "asked", asked_on=timezone.localdate() - timedelta(days=8))
    giver(programme, "asked", kind="speaker", asked_on=timezone.localdate(), name="Fresh")
    titles = [need.title for need in desk(programme, timezone.now()).needs]
    assert "Ines Calder would like to be called" in titles
    assert "1 contributor has not answered for a week" in titles


def test_the_desk_sends_organisers_to_find_a_host_for_that_visit(programme):
    visit = factories.visit(programme, title="The Foundry")
    [need] = [n for n in desk(programme, timezone.now()).needs if "The Foundry" in n.title]
    assert need.url == f"/programmes/aldermouth/contributors/find/?part=host-{visit.pk}"


def test_the_desk_misses_a_speaker_who_has_cancelled(programme):
    session = factories.session(programme, title="Opening")
    giver(programme, "no", kind="speaker", session=session)
    titles = [need.title for need in desk(programme, timezone.now()).needs]
    assert "“Opening” has no speaker any more" in titles


# Finding


def found(programme, user, **wish) -> list[str]:
    return [one.name for one in finding(programme, user, Wish(**wish)).candidates]


@pytest.fixture
def people(programme):
    mill = factories.organisation(name="Open Data Mill", sector="arts")
    elsewhere = factories.programme()
    factories.person(name="Ruth Vane", organisation=mill, expertise="open data, consent")
    known = factories.person(name="Harry Moss", expertise="Lifeboats")
    giver(programme, "thanked", person=known, kind="speaker")
    giver(elsewhere, person=factories.person(name="Hidden Hand", organisation=mill))


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ({"words": "vane mill"}, ["Ruth Vane"]),
        ({"sector": "arts"}, ["Ruth Vane"]),
        ({"organisation": "data"}, ["Ruth Vane"]),
        ({"expertise": "lifeboats"}, ["Harry Moss"]),
        ({"kind": "speaker"}, ["Harry Moss"]),
        ({"kind": "speaker", "sector": "arts"}, []),
        ({}, []),
    ],
)
def test_people_are_found_by_what_they_do_and_where(programme, asha, people, wish, names):
    assert found(programme, asha, **wish) == names


def alumnus(elsewhere) -> Person:
    someone = factories.person(
        name="Alma Nusgrove", expertise="Hospices", job_title="Matron", phone="0117 496 0555"
    )
    factories.participant(elsewhere, person=someone)
    text = texts_today()[Purpose.AFTERWARDS].pk
    say(programme=elsewhere, person=someone, answers={text: True})
    return someone


@pytest.fixture
def elsewhere():
    return factories.programme(
        title="Secret Programme", starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 2)
    )


def test_of_other_peoples_alumni_only_four_things_are_shown(programme, staff, elsewhere):
    someone = alumnus(elsewhere)
    text = page(staff, "find/?words=nusgrove")
    shown = (someone.name, someone.organisation.name, "Health", "Hospices", "past participant")
    assert all(words in text for words in shown)
    hidden = ("Matron", "0117 496 0555", someone.email, "Secret Programme")
    assert not any(words in text for words in hidden)


def test_nothing_else_about_other_peoples_alumni_can_be_searched(programme, asha, elsewhere):
    alumnus(elsewhere)
    assert found(programme, asha, words="matron") == []
    assert found(programme, asha, words="hospices") == ["Alma Nusgrove"]


@pytest.mark.parametrize("number", [1, 3])
def test_finding_asks_as_often_whatever_is_found(programme, asha, number):
    for index in range(number):
        someone = factories.person(name=f"Fits {index}")
        giver(programme, "asked", person=someone, asked_on=date(2026, 1, 1), kind="speaker")
    texts_today()
    with CaptureQueriesContext(connection) as queries:
        assert len(found(programme, asha, words="fits")) == number
    assert len(queries) == 9


def listed(staff: Client, **fields):
    address = "/programmes/aldermouth/contributors/list/?words=x&part=setter"
    return staff.post(address, fields, secure=True, follow=True)


def test_somebody_found_is_put_on_the_list_once_and_the_search_is_kept(programme, staff):
    someone = factories.person(name="Ruth Vane")
    answer = listed(staff, person=someone.pk, part="setter")
    assert answer.redirect_chain[0][0].endswith("/contributors/find/?words=x&part=setter")
    assert "Ruth Vane is on the long list: challenge setter." in answer.text
    assert "is there already" in listed(staff, person=someone.pk, part="setter").text
    assert programme.contributions.count() == 1


def test_putting_somebody_on_the_list_says_who_asked_them_lately(programme, staff):
    someone = factories.person(name="Ruth Vane")
    giver(programme, "no", person=someone, kind="speaker", asked_on=timezone.localdate())
    assert (
        "Before you ask Ruth Vane: asked on" in listed(staff, person=someone.pk, part="setter").text
    )


def test_neither_somebody_elses_people_nor_parts_can_be_posted(programme, staff):
    elsewhere = factories.programme()
    hidden = giver(elsewhere).person
    visit = factories.visit(elsewhere)
    own = factories.person()
    listed(staff, person=hidden.pk, part="setter")
    listed(staff, person=own.pk, part=f"host-{visit.pk}")
    listed(staff, person="x", part="setter")
    assert not programme.contributions.exists()


def test_alumni_of_other_programmes_can_be_put_on_the_list(programme, staff, elsewhere):
    listed(staff, person=alumnus(elsewhere).pk, part="setter")
    assert programme.contributions.get().person.name == "Alma Nusgrove"


NEW = {
    "name": "Ann Example",
    "organisation": "Mill Trust",
    "sector": "arts",
    "email": "ann@example.org",
    "part": "setter",
}


def added(staff: Client, **fields):
    address = "/programmes/aldermouth/contributors/add/?words=ann"
    return staff.post(address, {**NEW, **fields}, secure=True, follow=True)


def test_somebody_new_is_taken_down_without_leaving_the_page(programme, staff):
    answer = added(staff)
    assert "Ann Example is on the long list" in answer.text
    row = programme.contributions.get()
    assert (row.person.organisation.name, row.status) == ("Mill Trust", "considered")


def test_whoever_has_that_address_is_not_taken_down_twice(programme, staff):
    factories.person(name="Ann Example", email="ANN@example.org")
    assert "was known already" in added(staff).text
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sector": ""}, "This organisation is new here: choose its sector."),
        ({"name": ""}, "This field is required."),
        ({"part": "host-99"}, "Select a valid choice."),
        ({"email": "moira@example.org"}, "This is the address of Moira Lind."),
    ],
)
def test_what_was_typed_stays_when_something_needs_another_look(programme, staff, fields, words):
    factories.person(name="Moira Lind", email="moira@example.org")
    answer = added(staff, phone="0117 496 0001", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert "0117 496 0001" in answer.text
    assert not programme.contributions.exists()
