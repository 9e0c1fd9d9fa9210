"""Messages that are prepared when a plan is published, and the page from which people are told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participants.models import Message, Plan
from participants.placing.plans import plan_of
from participants.placing.teams import add_teams, draft_teams, publish_teams
from participants.placing.telling import note_told, prepare, take_back_told
from participants.placing.visits import draft_visits, publish_visits, rank_visits
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme(title="Leading Across Aldermouth")


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme))
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


def page(client, programme):
    return client.get(f"/programmes/{programme.slug}/messages/", secure=True)


def note(client, programme, *keys, **more):
    address = f"/programmes/{programme.slug}/messages/told/"
    return client.post(address, {"message": keys, **more}, secure=True, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_publishing_prepares_a_message_with_place_and_reason(programme, visits, people):
    publish(programme, people, *visits)
    found = waiting(programme)
    bea, colm = found["Bea Marsh"], found["Colm Reid"]
    assert bea.subject == "Your visit: Open Data Mill"
    assert "you go to Open Data Mill, on Friday 20 November, 09:30–11:30." in bea.text
    assert "Meet: North door" in bea.text
    assert "Your first, Open Data Mill, was full: 2 asked for its one place." in colm.text
    assert bea.about == Plan.What.VISITS


def test_only_those_whose_place_changed_are_told_and_of_the_latest_only(programme, visits, people):
    mill, foundry = visits
    publish(programme, people, mill, foundry)
    note_told(programme=programme, keys=[waiting(programme)["Bea Marsh"].pk])
    publish(programme, people, mill, None)
    assert list(waiting(programme)) == ["Colm Reid"]
    assert "you do not go to The Foundry after all" in waiting(programme)["Colm Reid"].text
    publish(programme, people, foundry, None)
    assert sorted(waiting(programme)) == ["Bea Marsh", "Colm Reid"]
    assert "instead of Open Data Mill you go to The Foundry" in waiting(programme)["Bea Marsh"].text
    assert Message.objects.count() == 3


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


def test_the_page_shows_whom_to_tell_what_and_how(organiser, programme, visits, people):
    assert "Everybody knows their place" in text(page(organiser, programme))
    publish(programme, people, *visits)
    [part] = page(organiser, programme).context["page"].waiting
    assert [letter.name for letter in part.letters] == ["Bea Marsh", "Colm Reid"]
    assert part.addresses == people[0].person.email
    assert part.callers == ("Colm Reid",)
    assert part.letters[0].mailto.startswith(
        f"mailto:{people[0].person.email}?subject=Your%20visit"
    )
    assert "no e-mail: call them" in text(page(organiser, programme))


def test_telling_is_noted_and_taken_back(organiser, programme, visits, people):
    publish(programme, people, *visits)
    keys = [row.pk for row in waiting(programme).values()]
    assert "Noted: 2 people know" in text(note(organiser, programme, *keys))
    [done] = page(organiser, programme).context["page"].done
    assert done.names == ("Bea Marsh", "Colm Reid")
    assert "2 messages wait again." in text(note(organiser, programme, *done.keys, back="on"))
    assert len(waiting(programme)) == 2


def test_a_message_that_changed_meanwhile_is_not_noted_as_told(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    seen = waiting(programme)["Bea Marsh"].pk
    publish(programme, people, None, visits[1])
    assert "has changed meanwhile" in text(note(organiser, programme, seen))
    assert len(waiting(programme)) == 2


def test_what_a_newer_message_replaced_does_not_wait_again(programme, visits, people):
    publish(programme, people, *visits)
    old = waiting(programme)["Bea Marsh"].pk
    note_told(programme=programme, keys=[old])
    publish(programme, people, None, visits[1])
    assert take_back_told(programme=programme, keys=[old]) == 0


def test_messages_of_another_programme_are_not_noted(organiser, programme, visits, people):
    other = make.programme()
    stranger = make.participant(other)
    publish(other, [stranger], make.visit(other))
    [key] = [row.pk for row in waiting(other).values()]
    note(organiser, programme, key)
    assert "choose a message" in text(note(organiser, programme))
    assert len(waiting(other)) == 1


def test_whoever_withdrew_needs_no_telling(organiser, programme, visits, people):
    publish(programme, people, *visits)
    people[0].status = "withdrawn"
    people[0].save()
    assert page(organiser, programme).context["page"].people == 1


def test_the_desk_says_who_does_not_know_their_place(organiser, programme, visits, people):
    programme.starts_on = programme.ends_on = timezone.localdate() + timedelta(days=9)
    programme.save()
    publish(programme, people, *visits)
    desk = organiser.get(f"/programmes/{programme.slug}/", secure=True).context["desk"]
    [need] = [need for need in desk.needs if need.deed == "Messages to send"]
    assert need.title == "2 people do not know their new place yet"
    assert need.url == f"/programmes/{programme.slug}/messages/"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_one_as_for_three(
    organiser, programme, number, django_assert_num_queries
):
    people = make.participants(programme, number)
    publish(programme, people, *[make.visit(programme)] * number)
    with django_assert_num_queries(5):
        page(organiser, programme)


def edit(client, programme, key, **words):
    address = f"/programmes/{programme.slug}/messages/{key}/"
    return client.post(address, words, secure=True, follow=True)


def test_words_are_edited_and_wait_as_they_were_written(organiser, programme, visits, people):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    edit(organiser, programme, key, seen=0, subject="The mill", text="Bring boots.\r\nAnd a hat.")
    row = waiting(programme)["Bea Marsh"]
    assert (row.subject, row.text, row.edits) == ("The mill", "Bring boots.\nAnd a hat.", 1)
    assert "Bring%20boots.%0D%0AAnd" in text(page(organiser, programme))


def test_the_second_of_two_editors_keeps_what_they_typed(organiser, programme, visits, people):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    edit(organiser, programme, key, seen=0, subject="A", text="Bring boots.")
    late = edit(organiser, programme, key, seen=0, subject="B", text="Bring a hat.")
    assert "Bring a hat." in text(late)
    assert "Bring boots." in text(late)
    assert waiting(programme)["Bea Marsh"].text == "Bring boots."
    edit(
        organiser, programme, key, seen=late.context["form"]["seen"].value(), subject="B", text="C"
    )
    assert waiting(programme)["Bea Marsh"].text == "C"


def test_words_stay_on_the_screen_when_the_subject_is_missing(organiser, programme, visits, people):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    page = edit(organiser, programme, key, seen=0, subject="", text="Bring boots.")
    assert "Write a subject." in text(page)
    assert "Bring boots." in text(page)


def test_what_they_were_told_is_not_edited(organiser, programme, visits, people):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    note_told(programme=programme, keys=[key])
    late = edit(organiser, programme, key, seen=0, subject="A", text="Bring boots.")
    assert "They have been told already" in text(late)
    assert "Bring boots." in text(late)
    assert Message.objects.get(pk=key).edits == 0


def test_edited_words_stay_beside_those_of_a_new_place(organiser, programme, visits, people):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    edit(organiser, programme, key, seen=0, subject="A", text="Bring boots.")
    publish(programme, people, visits[1], None)
    publish(programme, people, visits[0], None)
    row = waiting(programme)["Bea Marsh"]
    assert "Open Data Mill" in row.text
    assert row.earlier == "Bring boots."


def test_words_for_a_message_that_was_replaced_stay_on_the_screen(
    organiser, programme, visits, people
):
    publish(programme, people, *visits)
    key = waiting(programme)["Bea Marsh"].pk
    publish(programme, people, visits[1], None)
    late = edit(organiser, programme, key, seen=0, subject="A", text="Bring boots.")
    assert late.status_code == 404
    assert "This message is gone" in text(late)
    assert "Bring boots." in text(late)
