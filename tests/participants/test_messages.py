"""Messages that are prepared when a plan is published, and the outbox in which they wait."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participants.models import Message, Plan
from participants.outbox.deeds import note_told
from participants.outbox.telling import cancel_needless, prepare
from participants.placing.plans import plan_of
from participants.placing.teams import add_teams, draft_teams, publish_teams
from participants.placing.visits import draft_visits, publish_visits, rank_visits
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme(title="Leading Across Aldermouth")


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme, name="Asha Kerr"))
    return client


@pytest.fixture
def visits(programme):
    mill = make.visit(programme, title="Open Data Mill", capacity=1, meeting_point="North door")
    return mill, make.visit(programme, title="The Foundry")


@pytest.fixture
def people(programme, visits):
    """Both want the mill, which has one place; the second has no address."""
    bea, colm = make.person(name="Bea Marsh"), make.person(name="Colm Reid", email=None)
    people = [make.participant(programme, person=person) for person in (bea, colm)]
    for person in people:
        rank_visits(participant=person, ranking=visits)
    return people


def publish(programme, people, *visits):
    places = {p.pk: v and v.pk for p, v in zip(people, visits, strict=True)}
    draft_visits(programme=programme, places=places)
    return publish_visits(programme=programme)


def waiting(programme) -> dict[str, Message]:
    rows = Message.objects.filter(plan__programme=programme, told_at=None)
    return {str(row.participant): row for row in rows}


def page(client, programme, **query):
    return client.get(f"/programmes/{programme.slug}/messages/", query, secure=True)


def decide(client, programme, deed, *rows, **more):
    seen = [f"{row.pk}.{row.version}" for row in rows]
    data = {"seen": seen, "deed": deed, **more}
    address = f"/programmes/{programme.slug}/messages/decide/"
    return client.post(address, data, secure=True, follow=True)


def undo(client, programme):
    return client.post(f"/programmes/{programme.slug}/messages/undo/", secure=True, follow=True)


def tell(programme, row):
    return note_told(programme=programme, pairs=[(row.pk, row.version)])


def text(response) -> str:
    return response.content.decode()


def test_publishing_prepares_a_message_with_place_and_reason(programme, visits, people):
    publish(programme, people, *visits)
    found = waiting(programme)
    bea, colm = found["Bea Marsh"], found["Colm Reid"]
    assert bea.subject == "Your visit: Open Data Mill"
    assert "You go to Open Data Mill, on Friday 20 November, 09:30–11:30." in bea.text
    assert "Meet: North door" in bea.text
    assert "Your first, Open Data Mill, was full: 2 asked for its one place." in colm.text
    assert (bea.about, bea.state, bea.version) == (Plan.What.VISITS, State.WAITING, 1)
    assert bea.reason == "The visits were published, and their place is new."


def test_only_those_whose_place_changed_are_told_and_of_the_latest_only(programme, visits, people):
    mill, foundry = visits
    publish(programme, people, mill, foundry)
    tell(programme, waiting(programme)["Bea Marsh"])
    first = waiting(programme)["Colm Reid"]
    publish(programme, people, mill, None)
    assert list(waiting(programme)) == ["Colm Reid"]
    again = waiting(programme)["Colm Reid"]
    assert "You do not go to The Foundry after all" in again.text
    assert (again.pk, again.version) == (first.pk, 2)
    publish(programme, people, foundry, None)
    assert sorted(waiting(programme)) == ["Bea Marsh", "Colm Reid"]
    assert "instead of Open Data Mill you go to The Foundry" in waiting(programme)["Bea Marsh"].text
    assert Message.objects.count() == 3


def test_what_was_approved_waits_again_when_the_place_changes(programme, visits, people):
    publish(programme, people, *visits)
    Message.objects.update(state=State.APPROVED)
    publish(programme, people, None, visits[1])
    assert waiting(programme)["Bea Marsh"].state == State.WAITING
    assert waiting(programme)["Colm Reid"].state == State.APPROVED


@pytest.mark.parametrize("state", [State.SENDING, State.UNSURE, State.FAILED])
def test_what_is_under_way_is_left_alone_and_a_new_message_waits(programme, visits, people, state):
    publish(programme, people, *visits)
    Message.objects.filter(participant=people[0]).update(state=state)
    publish(programme, people, None, visits[1])
    rows = Message.objects.filter(participant=people[0]).order_by("pk")
    assert [row.state for row in rows] == [state, State.WAITING]
    assert "Open Data Mill" in rows[0].subject


def test_a_new_team_is_told_with_those_in_it(programme, people):
    wren, heron = add_teams(programme=programme, number=2)
    draft_teams(programme=programme, teams={person.pk: wren.pk for person in people})
    publish_teams(programme=programme)
    assert "in Team 1.\n\nWith you: Colm Reid." in waiting(programme)["Bea Marsh"].text
    draft_teams(programme=programme, teams={people[0].pk: heron.pk})
    publish_teams(programme=programme)
    assert "instead of Team 1 you are in Team 2" in waiting(programme)["Bea Marsh"].text


def test_nobody_of_another_programme_gets_a_message(programme, people):
    stranger = make.participant(make.programme())
    plan = plan_of(programme, Plan.What.VISITS)
    words = {stranger.pk: ("S", "T"), people[0].pk: ("A\nsubject", "T")}
    assert [row.subject for row in prepare(plan=plan, words=words)] == ["A subject"]


def test_an_empty_outbox_says_what_will_come_into_it(organiser, programme):
    assert "Nothing waits." in text(page(organiser, programme))
    assert "Each message stays listed here" in text(page(organiser, programme))


def test_the_page_shows_what_waits_and_whom_to_call(organiser, programme, visits, people):
    publish(programme, people, *visits)
    found = page(organiser, programme).context["page"]
    [group], [calls] = found.waiting, found.calls
    assert [line.who.name for line in group.lines] == ["Bea Marsh"]
    assert group.addresses == people[0].person.email
    assert group.when == "goes as soon as it is approved"
    assert group.lines[0].mailto.startswith(f"mailto:{people[0].person.email}?subject=Your%20visit")
    assert [line.who.name for line in calls.lines] == ["Colm Reid"]
    assert found.counts == ("1 waits for approval", "1 to be told by phone or letter")


def test_telling_is_noted_and_undone(organiser, programme, visits, people):
    publish(programme, people, *visits)
    rows = waiting(programme).values()
    assert "Noted: 2 people know." in text(decide(organiser, programme, "told", *rows))
    assert waiting(programme) == {}
    assert "2 messages stand as before" in text(undo(organiser, programme))
    assert len(waiting(programme)) == 2
    assert "nothing to undo" in text(undo(organiser, programme))


def test_a_second_click_changes_nothing_and_says_so(organiser, programme, visits, people):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    decide(organiser, programme, "approve", row)
    assert "done already" in text(decide(organiser, programme, "approve", row))
    row.refresh_from_db()
    assert row.state == State.APPROVED


def test_a_message_that_changed_meanwhile_is_not_noted_as_told(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    seen = waiting(programme)["Bea Marsh"]
    publish(programme, people, None, visits[1])
    assert "has changed meanwhile" in text(decide(organiser, programme, "told", seen))
    assert len(waiting(programme)) == 2


def test_messages_of_another_programme_are_not_decided(organiser, programme, visits, people):
    other = make.programme()
    stranger = make.participant(other)
    publish(other, [stranger], make.visit(other))
    [row] = waiting(other).values()
    for deed in ("approve", "now", "hold", "drop", "told", "arrived", "not arrived", "again"):
        decide(organiser, programme, deed, row)
    row.refresh_from_db()
    assert (row.state, row.told_at) == (State.WAITING, None)


@pytest.mark.parametrize("data", [{}, {"deed": "approve"}, {"deed": "sell", "seen": ["1.1"]}])
def test_a_decision_about_nothing_is_refused_in_words(organiser, programme, data):
    address = f"/programmes/{programme.slug}/messages/decide/"
    answer = organiser.post(address, data, secure=True, follow=True)
    assert "choose a message from this page" in text(answer)


def test_whoever_withdrew_needs_no_telling(organiser, programme, visits, people):
    publish(programme, people, *visits)
    people[0].status = "withdrawn"
    people[0].save()
    assert page(organiser, programme).context["page"].waiting == ()
    assert cancel_needless(programme.plans.all()) == 1
    assert waiting(programme)["Bea Marsh"].state == State.CANCELLED


def test_the_desk_says_who_does_not_know_their_place(organiser, programme, visits, people):
    programme.starts_on = programme.ends_on = timezone.localdate() + timedelta(days=9)
    programme.save()
    publish(programme, people, *visits)
    desk = organiser.get(f"/programmes/{programme.slug}/", secure=True).context["desk"]
    [need] = [need for need in desk.needs if "/messages/" in need.url]
    assert need.title == "2 people do not know their new place yet"


def edit(client, programme, row, **words):
    address = f"/programmes/{programme.slug}/messages/{row.pk}/"
    data = {"seen": row.version, "subject": row.subject, **words}
    return client.post(address, data, secure=True, follow=True)


def test_words_are_edited_and_wait_as_they_were_written(organiser, programme, visits, people):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    edit(organiser, programme, row, subject="The mill", text="Bring boots.\r\nAnd a hat.")
    row.refresh_from_db()
    assert (row.subject, row.text) == ("The mill", "Bring boots.\nAnd a hat.")
    assert (row.edits, row.version, row.state) == (1, 2, State.WAITING)
    assert "Bring%20boots.%0D%0AAnd" in text(page(organiser, programme))


def test_words_are_saved_and_approved_in_one_click_and_undone_in_one(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    before = row.text
    edit(organiser, programme, row, text="Bring boots.", approve="1")
    row.refresh_from_db()
    assert (row.text, row.state) == ("Bring boots.", State.APPROVED)
    undo(organiser, programme)
    row.refresh_from_db()
    assert (row.text, row.state, row.edits, row.version) == (before, State.WAITING, 0, 3)


def test_what_was_typed_is_what_is_sent_now(organiser, programme, visits, people):
    publish(programme, people, *visits)
    row, later = waiting(programme)["Bea Marsh"], timezone.now() + timedelta(days=3)
    Message.objects.update(due_at=later)
    edit(organiser, programme, row, text="Bring boots.", now="1")
    row.refresh_from_db()
    assert (row.text, row.state) == ("Bring boots.", State.APPROVED)
    assert row.due_at <= timezone.now()
    undo(organiser, programme)
    row.refresh_from_db()
    assert (row.state, row.due_at) == (State.WAITING, later)


def test_words_that_are_approved_as_they_stand_are_not_noted_as_edited(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    edit(organiser, programme, row, text=row.text.replace("\n", "\r\n"), approve="1")
    row.refresh_from_db()
    assert (row.edits, row.version, row.state) == (0, 1, State.APPROVED)
    undo(organiser, programme)
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_the_second_of_two_editors_keeps_what_they_typed(organiser, programme, visits, people):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    edit(organiser, programme, row, subject="A", text="Bring boots.")
    late = edit(organiser, programme, row, subject="B", text="Bring a hat.")
    assert "Bring a hat." in text(late)
    assert "Bring boots." in text(late)
    assert waiting(programme)["Bea Marsh"].text == "Bring boots."
    row.version = late.context["form"]["seen"].value()
    edit(organiser, programme, row, subject="B", text="C")
    assert waiting(programme)["Bea Marsh"].text == "C"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"subject": ""}, "Write a subject."),
        ({"text": "Meet {someone}."}, "This would arrive as it stands: {someone}."),
        ({"subject": "For {link}"}, "This would arrive as it stands: {link}."),
    ],
)
def test_words_that_cannot_go_stay_on_the_screen(
    organiser, programme, visits, people, words, refusal
):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    found = edit(organiser, programme, row, **{"text": "Bring boots.", **words})
    assert refusal in text(found)
    assert words.get("text", "Bring boots.") in text(found)
    row.refresh_from_db()
    assert row.edits == 0


def test_what_they_were_told_is_not_edited(organiser, programme, visits, people):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    tell(programme, row)
    late = edit(organiser, programme, row, subject="A", text="Bring boots.")
    assert "It has gone meanwhile" in text(late)
    assert "Bring boots." in text(late)
    assert Message.objects.get(pk=row.pk).edits == 0


def test_edited_words_stay_beside_those_of_a_new_place(organiser, programme, visits, people):
    publish(programme, people, *visits)
    edit(organiser, programme, waiting(programme)["Bea Marsh"], text="Bring boots.")
    publish(programme, people, visits[1], None)
    publish(programme, people, visits[0], None)
    row = waiting(programme)["Bea Marsh"]
    assert "Open Data Mill" in row.text
    assert row.earlier == "Bring boots."
    shown = organiser.get(f"/programmes/{programme.slug}/messages/{row.pk}/", secure=True)
    assert "Bring boots." in text(shown)


def test_words_for_somebody_who_is_forgotten_meanwhile_stay_on_the_screen(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    row = waiting(programme)["Bea Marsh"]
    people[0].delete()
    late = edit(organiser, programme, row, subject="A", text="Bring boots.")
    assert late.status_code == 404
    assert "This message is gone" in text(late)
    assert "Bring boots." in text(late)
