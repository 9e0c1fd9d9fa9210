"""Hosts, café leaders, setters and observers: their links, their page, their forms."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations import actions
from evaluations.models import Ballot, Comment, Invitation, Statement
from participants.actions import issue_links, name_observer
from participants.models import Observer
from programmes.models import Contribution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    ended = timezone.localdate() - timedelta(days=8)
    programme = factories.programme(slug="aldermouth", starts_on=ended, ends_on=ended)
    factories.objective(programme)
    factories.visit(programme)
    factories.cafe(programme)
    return programme


def contribution(programme, kind: str, **fields) -> Contribution:
    made = {"person": factories.person(), "status": "yes", **fields}
    if kind == "host":
        made.setdefault("visit", programme.site_visits.first())
    return Contribution.objects.create(programme=programme, kind=kind, **made)


def token_of(owner) -> str:
    kind = "observers" if isinstance(owner, Observer) else "contributions"
    [issued] = issue_links(**{kind: [owner]})
    return issued.token


def form_of(programme, slug: str):
    [form] = actions.add_questionnaires(programme=programme, moments=[slug])
    now = timezone.now()
    form.opens_at, form.closes_at = now - timedelta(hours=1), now + timedelta(days=9)
    form.save()
    return form


def field(form, code: str) -> str:
    return f"q{form.questions.get(code=code).pk}"


def test_a_host_finds_their_form_on_a_page_of_their_own(client, programme):
    form = form_of(programme, "contributors")
    host = contribution(programme, "host")
    page = client.get(f"/me/{token_of(host)}/").text
    assert "Thank you for taking part as visit host." in page
    assert form.title in page


def test_hosts_answer_like_participants_sealed_until_the_form_closes(client, programme):
    form = form_of(programme, "contributors")
    hosts = [contribution(programme, "host") for _unused in range(5)]
    for host in hosts:
        address = reverse("my_form", args=[token_of(host), "contributors"])
        sent = {field(form, "H1"): "5", field(form, "H2"): f"Words of {host.pk}."}
        assert client.post(address, sent).status_code == 302
    assert Ballot.objects.count() == 5
    assert not Comment.objects.exists()
    assert actions.count_ballots(questionnaire=form) == 5
    assert Comment.objects.count() == 5


def test_a_host_is_named_under_a_quote_only_where_they_say_so(client, programme):
    form = form_of(programme, "contributors")
    words = field(form, "H2")
    for consent in ("none", "named", "role", "sector", "anonymous"):
        host = contribution(programme, "host")
        address = reverse("my_form", args=[token_of(host), "contributors"])
        client.post(address, {words: consent, f"{words}-consent": consent})
    actions.count_ballots(questionnaire=form)
    lines = dict(Comment.objects.values_list("consent", "attribution"))
    assert lines.pop("none") == ""
    assert "Person" in lines.pop("named")
    assert set(lines.values()) == {"A host or café leader"}


def test_somebody_who_hosts_and_leads_a_table_is_asked_once(programme):
    form = form_of(programme, "contributors")
    person = factories.person()
    first = contribution(programme, "host", person=person)
    table = programme.cafe_conversations.first().tables.first()
    second = contribution(programme, "leader", person=person, table=table)
    doors = [Client().get(f"/me/{token_of(one)}/").text for one in (first, second)]
    assert [form.title in page for page in doors] == [True, False]


def test_a_host_who_said_no_is_not_asked(client, programme):
    form_of(programme, "contributors")
    host = contribution(programme, "host", status="no")
    answer = client.get(reverse("my_form", args=[token_of(host), "contributors"]))
    assert "This form is for those who took part." in answer.text


def test_setters_are_told_that_they_answer_in_their_own_name(client, programme):
    form_of(programme, "setters")
    setter = contribution(programme, "setter")
    page = client.get(reverse("my_form", args=[token_of(setter), "setters"])).text
    assert "You answer in your own name." in page
    assert "confidential" not in page
    assert "anonymous: nobody can find out" not in page


def test_what_a_setter_says_is_written_at_once_and_theirs_to_change(client, programme):
    form = form_of(programme, "setters-later")
    setter = contribution(programme, "setter")
    address = reverse("my_form", args=[token_of(setter), "setters-later"])
    words = field(form, "G2a")
    first = {field(form, "G2"): "3", words: "In spring.", f"{words}-consent": "named"}
    client.post(address, first)
    client.post(address, {**first, field(form, "G2"): "4"})
    said = dict(Statement.objects.values_list("question__code", "value"))
    assert said == {"G2": 4, "G2a": None}
    assert not Ballot.objects.exists()
    page = client.get(address).text
    assert "In spring." in page
    assert 'value="4" checked' in page


def test_a_setter_takes_their_answer_back(client, programme):
    form = form_of(programme, "setters")
    setter = contribution(programme, "setter")
    token = token_of(setter)
    client.post(reverse("my_form", args=[token, "setters"]), {field(form, "G1"): "5"})
    client.post(reverse("my_withdrawal", args=[token, "setters"]))
    assert not Statement.objects.exists()
    assert Invitation.objects.get().state == "asked"


def test_a_closed_form_of_setters_takes_nothing_more(client, programme):
    form = form_of(programme, "setters")
    setter = contribution(programme, "setter")
    token = token_of(setter)
    client.post(reverse("my_form", args=[token, "setters"]), {field(form, "G1"): "5"})
    actions.count_ballots(questionnaire=form)
    answer = client.post(reverse("my_form", args=[token, "setters"]), {field(form, "G1"): "2"})
    assert answer.status_code == 403
    assert Statement.objects.get().value == 5


def test_what_setters_read_gets_a_new_version_like_any_other_question(client, programme):
    form = form_of(programme, "setters")
    assert not form.has_answers()
    setter = contribution(programme, "setter")
    client.post(reverse("my_form", args=[token_of(setter), "setters"]), {field(form, "G1"): "5"})
    assert form.has_answers()


@pytest.mark.parametrize("slug", ["end", "contributors", "observers"])
def test_nobody_answers_a_form_that_is_for_others(client, programme, slug):
    form_of(programme, slug)
    setter = contribution(programme, "setter")
    answer = client.post(reverse("my_form", args=[token_of(setter), slug]), {"q1": "5"})
    assert answer.status_code == 403
    assert not Ballot.objects.exists()


def test_a_participant_does_not_answer_for_the_hosts(client, programme):
    form_of(programme, "contributors")
    token = factories.token(factories.participant(programme))
    answer = client.post(reverse("my_form", args=[token, "contributors"]), {"q1": "5"})
    assert answer.status_code == 403
    assert "contributors" not in client.get(f"/me/{token}/").text


def test_a_page_that_only_participants_have_is_unknown_to_others(client, programme):
    token = token_of(contribution(programme, "host"))
    for page in ("visits", "colleagues", "answers", "words"):
        assert client.get(f"/me/{token}/{page}/").status_code == 404


# Observers


@pytest.fixture
def someone(programme):
    return factories.participant(programme)


@pytest.fixture
def naming(client, programme, someone):
    """The page on which somebody names colleagues, while it is asked for."""
    form_of(programme, "observers")
    return reverse("my_colleagues", args=[factories.token(someone)])


HESTER = {"name": "Hester Crane", "email": "hester@example.org"}


def test_a_participant_names_a_colleague_and_takes_them_back(client, someone, naming):
    assert client.post(naming, HESTER).status_code == 302
    observer = someone.observers.get()
    assert "Hester Crane" in client.get(naming).text
    client.post(naming, {"back": observer.pk})
    assert not someone.observers.exists()


def test_the_same_person_is_named_once(client, someone, naming):
    client.post(naming, HESTER)
    answer = client.post(naming, {**HESTER, "email": "HESTER@example.org"})
    assert "You have named this person already." in answer.text
    assert someone.observers.count() == 1


def test_an_address_that_is_none_is_refused_and_stays_on_the_page(client, someone, naming):
    answer = client.post(naming, {**HESTER, "email": "hester"})
    assert answer.status_code == 422
    assert 'value="hester"' in answer.text


def test_whoever_was_asked_is_not_taken_back(client, someone, naming):
    client.post(naming, HESTER)
    observer = someone.observers.get()
    token_of(observer)
    assert "has been asked" in client.get(naming).text
    answer = client.post(naming, {"back": observer.pk})
    assert "has been asked already" in answer.text
    assert someone.observers.exists()


def test_nobody_takes_back_whom_somebody_else_named(client, programme, naming):
    other = factories.participant(programme)
    observer = name_observer(participant=other, **HESTER)
    client.post(naming, {"back": observer.pk})
    assert other.observers.exists()


def test_three_names_are_enough(client, someone, naming):
    for number in range(5):
        client.post(naming, {"name": f"N{number}", "email": f"n{number}@example.org"})
    assert someone.observers.count() == 3


def test_nobody_is_named_where_no_observer_is_asked(client, programme, someone):
    token = factories.token(someone)
    assert reverse("my_colleagues", args=[token]) not in client.get(f"/me/{token}/").text
    client.post(reverse("my_colleagues", args=[token]), HESTER)
    assert not someone.observers.exists()


def test_an_observer_reads_who_named_them_and_answers(client, programme, someone):
    form = form_of(programme, "observers")
    token = token_of(name_observer(participant=someone, **HESTER))
    assert f"{someone} took part and named you" in client.get(f"/me/{token}/").text
    address = reverse("my_form", args=[token, "observers"])
    assert client.post(address, {field(form, "X1"): "5"}).status_code == 302
    assert Invitation.objects.get().observer == someone.observers.get()


# What is told apart from the answers


def test_somebody_who_would_talk_to_us_says_so_beside_their_name(client, programme, someone):
    form = form_of(programme, "follow-up")
    token = factories.token(someone)
    client.post(reverse("my_form", args=[token, "follow-up"]), {field(form, "F4"): "5"})
    thanks = reverse("my_thanks", args=[token, "follow-up"])
    assert "May we talk to you for 20 minutes?" in client.get(thanks).text
    client.post(thanks, {"may_talk": "1"})
    assert Invitation.objects.get().may_talk
    client.post(thanks, {})
    assert not Invitation.objects.get().may_talk


def test_only_the_follow_up_asks_whether_we_may_talk(client, programme, someone):
    form = form_of(programme, "end")
    token = factories.token(someone)
    client.post(reverse("my_form", args=[token, "end"]), {field(form, "R1"): "5"})
    thanks = reverse("my_thanks", args=[token, "end"])
    assert "May we talk to you" not in client.get(thanks).text
    client.post(thanks, {"may_talk": "1"})
    assert not Invitation.objects.get().may_talk


# The organiser's sheets of links


@pytest.mark.parametrize("slug", ["contributors", "setters", "observers"])
def test_links_for_others_come_as_a_sheet(settings, programme, someone, slug):
    settings.REQUIRE_SECOND_FACTOR = False
    contribution(programme, "host")
    contribution(programme, "setter")
    name_observer(participant=someone, **HESTER)
    form_of(programme, slug)
    staff = Client()
    staff.force_login(factories.member(programme))
    address = reverse("personal_links", args=["aldermouth", slug])
    assert "with a new link for the one person" in staff.get(address).text
    answer = staff.post(address, {})
    assert answer["Content-Disposition"].endswith('aldermouth-links.xlsx"')


def test_the_clock_closes_a_form_of_setters_too(programme):
    form = form_of(programme, "setters")
    with time_machine.travel(form.closes_at + timedelta(hours=1)):
        assert actions.count_ballots(questionnaire=form) == 0
    form.refresh_from_db()
    assert form.counted_on
