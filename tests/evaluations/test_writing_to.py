"""“Message these people”: who they are, how it reads for each, and that it is written once."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations.correspondence.by_hand import write
from evaluations.correspondence.offering import offered_in
from evaluations.correspondence.slices import slice_of
from evaluations.forms.writing_to import worded
from evaluations.models import Invitation
from participants.models import Attendance, Message, Observer, Step, Team
from participants.placing.visits import rank_visits
from programmes.models import Contribution
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme(title="Leading Across Aldermouth", contact_name="Nora Quill")


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme, name="Asha Kerr"))
    return client


def somebody(programme, name, **fields):
    return make.participant(programme, person=make.person(name=name), **fields)


def gives(programme, name, kind, status="yes", **fields):
    person = fields.pop("person", None) or make.person(name=name)
    return Contribution.objects.create(
        programme=programme, person=person, kind=kind, status=status, **fields
    )


def names(programme, name) -> list[str]:
    owners = slice_of(programme, name).owners
    return [str(getattr(owner, "person", owner)) for owner in owners]


# Who they are


def test_a_slice_holds_those_it_names_and_nobody_else(programme):
    mill, foundry = make.visit(programme, title="Open Data Mill"), make.visit(programme)
    team = Team.objects.create(programme=programme, name="Kestrel")
    bea = somebody(programme, "Bea", visit=mill, team=team)
    somebody(programme, "Colm", visit=foundry)
    somebody(programme, "Ivy", status="invited", visit=mill)
    somebody(programme, "Wim", status="waiting")
    somebody(programme, "Gus", absent=True, visit=mill)
    rank_visits(participant=bea, ranking=[mill])
    Observer.objects.create(participant=bea, name="Olu", email="olu@example.org")
    found = {
        "participants": ["Bea", "Colm"],
        "invited": ["Ivy"],
        "waiting": ["Wim"],
        f"visit-{mill.pk}": ["Bea"],
        f"team-{team.pk}": ["Bea"],
        "choice-missing": [],
        "observers": ["Olu"],
        f"participant-{bea.pk}": ["Bea"],
    }
    assert {name: names(programme, name) for name in found} == found
    assert (
        slice_of(programme, f"visit-{mill.pk}").title == "everybody on the visit “Open Data Mill”"
    )


def test_whoever_neither_ranked_nor_has_a_visit_has_not_chosen(programme):
    visit = make.visit(programme)
    rank_visits(participant=somebody(programme, "Bea"), ranking=[visit])
    somebody(programme, "Colm")
    somebody(programme, "Esi", visit=visit)
    assert names(programme, "choice-missing") == ["Colm"]


def test_guests_of_a_table_are_those_who_sit_there_in_any_round(programme):
    cafe = make.cafe(programme)
    first, second, _third = cafe.tables.all()
    bea, colm = somebody(programme, "Bea"), somebody(programme, "Colm")
    for person, table, turn in ((bea, first, 1), (bea, first, 2), (colm, second, 1)):
        person.seats.create(cafe=cafe, table=table, round=turn)
    assert names(programme, f"cafe-{cafe.pk}") == ["Bea", "Colm"]
    assert names(programme, f"cafe-{cafe.pk}-table-{first.pk}") == ["Bea"]


def test_contributors_are_those_who_said_yes_each_once(programme):
    visit = make.visit(programme)
    mara = make.person(name="Mara")
    gives(programme, "Mara", "host", person=mara, visit=visit)
    gives(programme, "Mara", "leader", person=mara)
    gives(programme, "Ned", "setter", "asked")
    gives(programme, "Sal", "speaker", "briefed")
    assert names(programme, "contributors") == ["Mara", "Sal"]
    assert names(programme, "hosts") == names(programme, f"visit-{visit.pk}-hosts") == ["Mara"]
    assert names(programme, "setters") == []


def test_whoever_was_not_at_a_session_is_not_written_to_about_it(programme):
    session = make.session(programme)
    bea = somebody(programme, "Bea")
    somebody(programme, "Colm")
    assert names(programme, f"session-{session.pk}") == ["Bea", "Colm"]
    Attendance.objects.create(session=session, participant=bea)
    assert names(programme, f"session-{session.pk}") == ["Bea"]


def test_whoever_answered_a_form_or_declined_to_is_not_asked_again(programme):
    form = make.questionnaire(programme)
    for name, state in (("Bea", "submitted"), ("Colm", "declined"), ("Esi", "asked")):
        person = somebody(programme, name)
        Invitation.objects.create(questionnaire=form, participant=person, state=state)
    somebody(programme, "Fay")
    assert names(programme, f"form-{form.pk}-unanswered") == ["Esi", "Fay"]


def test_a_form_for_contributors_is_silent_about_contributors(programme):
    form = make.questionnaire(programme, moment="setters", slug="setters")
    asked = gives(programme, "Sal", "setter")
    said = gives(programme, "Tom", "setter")
    Invitation.objects.create(questionnaire=form, contribution=said, state="submitted")
    assert slice_of(programme, f"form-{form.pk}-unanswered").owners == (asked,)


def test_a_slice_of_another_programme_is_not_found(programme):
    other = make.programme()
    cafe, person = make.cafe(other), make.participant(other)
    table = make.cafe(programme).tables.first()
    foreign = (
        f"visit-{make.visit(other).pk}",
        f"visit-{make.visit(other).pk}-hosts",
        f"cafe-{cafe.pk}",
        f"cafe-{cafe.pk}-table-{table.pk}",
        f"team-{Team.objects.create(programme=other, name='Wren').pk}",
        f"session-{make.session(other).pk}",
        f"form-{make.questionnaire(other).pk}-unanswered",
        f"participant-{person.pk}",
        f"contribution-{gives(other, 'Sal', 'setter').pk}",
        "everybody",
        "visit-99999999999999999999",
    )
    for name in foreign:
        with pytest.raises(Http404):
            slice_of(programme, name)


def test_a_slice_asks_as_often_for_thirty_people_as_for_one(programme):
    form = make.questionnaire(programme)

    def asked(name) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert names(programme, name)
        return len(queries)

    slices = ("participants", f"form-{form.pk}-unanswered")
    make.participant(programme)
    one = [asked(name) for name in slices]
    make.participants(programme, 29)
    assert [asked(name) for name in slices] == one


def test_every_slice_that_is_offered_is_there(programme):
    make.visit(programme)
    make.cafe(programme)
    Team.objects.create(programme=programme, name="Kestrel")
    gives(programme, "Sal", "setter")
    make.questionnaire(programme)
    offered = [name for group in offered_in(programme) for name, _title in group.slices]
    assert len(offered) == 13
    assert [slice_of(programme, name).name for name in offered] == offered


# What is written to them


def address(programme, to="participants", page="") -> str:
    return f"/programmes/{programme.slug}/messages/write/{page}?to={to}"


def opened(client, programme, to="participants") -> dict:
    """The form as the page sends it back."""
    page = client.get(address(programme, to), secure=True)
    people = [person.value for person in page.context["page"].people]
    return {"token": page.context["form"]["token"].value(), "who": people}


def send(client, programme, to="participants", **typed):
    return client.post(address(programme, to), typed, secure=True, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_it_is_worded_for_each_and_waits(organiser, programme):
    somebody(programme, "Bea Marsh")
    somebody(programme, "Colm Reid")
    form = opened(organiser, programme)
    said = send(
        organiser, programme, **form, subject="A new room", text="Dear {first_name},\r\n{link}"
    )
    assert "2 messages wait in the outbox, to all participants." in text(said)
    bea, colm = Message.objects.order_by("text")
    assert (bea.text, colm.text) == ("Dear Bea,\n{link}", "Dear Colm,\n{link}")
    assert (bea.step, bea.state, bea.reason) == (
        Step.BY_HAND,
        State.WAITING,
        "Written by hand, to all participants.",
    )
    assert bea.occasion == f"by hand {form['token']}"


def test_a_second_click_writes_no_second_message(organiser, programme):
    somebody(programme, "Bea Marsh")
    typed = {**opened(organiser, programme), "subject": "S", "text": "T"}
    send(organiser, programme, **typed, now="1")
    said = send(organiser, programme, **typed, now="1")
    assert "put into the outbox already" in text(said)
    assert Message.objects.get().state == State.APPROVED


def test_what_was_written_is_undone_in_one_click(organiser, programme):
    somebody(programme, "Bea Marsh")
    send(organiser, programme, **opened(organiser, programme), subject="S", text="T", now="1")
    organiser.post(f"/programmes/{programme.slug}/messages/undo/", secure=True)
    assert Message.objects.get().state == State.DROPPED


def test_only_those_who_are_ticked_get_it(organiser, programme):
    somebody(programme, "Bea Marsh")
    somebody(programme, "Colm Reid")
    form = opened(organiser, programme)
    form["who"] = form["who"][1:]
    send(organiser, programme, **form, subject="S", text="T")
    assert str(Message.objects.get().participant) == "Colm Reid"


def test_nobody_outside_the_slice_can_be_ticked(organiser, programme):
    somebody(programme, "Bea Marsh")
    stranger = make.participant(make.programme())
    form = {**opened(organiser, programme), "who": [f"participant-{stranger.pk}"]}
    assert send(organiser, programme, **form, subject="S", text="T").status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"subject": ""}, "This field is required."),
        ({"text": "Dear {fist_name}"}, "{fist_name} is unknown. Do you mean {first_name}?"),
        ({"who": []}, "Tick at least one person."),
        ({"token": "../1"}, "Enter a valid value."),
    ],
)
def test_what_was_typed_stays_on_the_screen_when_it_cannot_go(organiser, programme, typed, refusal):
    somebody(programme, "Bea Marsh")
    form = {**opened(organiser, programme), "subject": "A room", "text": "We moved.", **typed}
    page = send(organiser, programme, **form)
    assert page.status_code == 422
    assert refusal in text(page)
    assert form["subject"] in text(page)
    assert form["text"] in text(page)
    assert not Message.objects.exists()


def test_a_message_without_a_value_is_named_before_and_waits_after(organiser, programme):
    programme.venue = ""
    programme.save()
    somebody(programme, "Colm Reid")
    typed = {"subject": "S", "text": "We meet at {venue}."}
    page = organiser.post(address(programme, page="preview/"), typed, secure=True)
    assert "Something has no value for: Colm Reid." in text(page)
    said = send(organiser, programme, **opened(organiser, programme), **typed, now="1")
    assert "to Colm Reid was not approved: {venue} is not known yet." in text(said)
    assert Message.objects.get().state == State.WAITING


def test_the_preview_reads_as_it_does_for_whoever_is_chosen(organiser, programme):
    somebody(programme, "Bea Marsh")
    colm = somebody(programme, "Colm Reid")
    typed = {"subject": "S", "text": "Dear {first_name}", "reader": f"participant-{colm.pk}"}
    page = organiser.post(address(programme, page="preview/"), typed, secure=True)
    assert "Dear Colm" in text(page)


def test_people_without_an_address_are_named_and_others_can_be_copied(organiser, programme):
    bea = somebody(programme, "Bea Marsh")
    make.participant(programme, person=make.person(name="Ned Poole", email=None))
    page = organiser.get(address(programme), secure=True)
    assert "Without e-mail: Ned Poole." in text(page)
    assert page.context["page"].addresses == bea.person.email
    assert f"mailto:?bcc={bea.person.email}" in text(page)


def test_an_empty_slice_says_so(organiser, programme):
    assert "Nobody is there now" in text(organiser.get(address(programme), secure=True))


def test_a_name_that_means_nobody_is_not_found(organiser, programme):
    assert organiser.get(address(programme, "sheep"), secure=True).status_code == 404


def test_without_a_name_one_chooses_to_whom(organiser, programme):
    page = organiser.get(f"/programmes/{programme.slug}/messages/write/", secure=True)
    assert re.findall(r'href="\?to=([\w-]+)"', text(page)) == ["participants", "invited", "waiting"]


def test_the_page_asks_as_often_for_thirty_people_as_for_one(organiser, programme):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert organiser.get(address(programme), secure=True).status_code == 200
        return len(queries)

    make.participant(programme)
    one = asked()
    make.participants(programme, 29)
    assert asked() == one


@pytest.mark.django_db(transaction=True)
def test_of_four_clicks_at_once_one_writes(programme):
    make.participants(programme, 3)
    staff = make.member(programme)
    to = slice_of(programme, "participants")

    def click(_number):
        try:
            written = write(
                to=to,
                owners=to.owners,
                wording=worded("S", "T"),
                token="0" * 16,
                at_once=True,
                actor=staff,
            )
            return len(written.made)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == [0, 0, 0, 3]
    assert Message.objects.filter(state=State.APPROVED).count() == 3
