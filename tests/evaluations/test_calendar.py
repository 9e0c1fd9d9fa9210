"""The calendar file, read back as other calendars read it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from participants.actions import issue_links, name_observer, revoke_links
from participants.placing.visits import call_off
from programmes.models import Contribution
from programmes.trail import note
from tests import factories
from tests.evaluations import my_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return my_days.programme()


@pytest.fixture
def someone(programme):
    return my_days.participant(programme)


@pytest.fixture
def token(someone):
    return factories.token(someone)


def address(token):
    return reverse("my_calendar", args=[token])


def read(token) -> Calendar:
    answer = Client().get(address(token))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def events(token) -> dict[str, object]:
    return {str(event["summary"]): event for event in read(token).walk("VEVENT")}


def given(programme, kind, **fields) -> str:
    made = {"person": fields.pop("person", None) or factories.person(), "status": "yes", **fields}
    giver = Contribution.objects.create(programme=programme, kind=kind, **made)
    [issued] = issue_links(contributions=[giver])
    return issued.token


def test_my_days_stand_there_with_my_visit_my_tables_and_my_team(programme, token):
    found = events(token)
    assert len(found) == 8
    visit = found["Visit to Open Data Mill"]
    assert visit["location"] == "Guildhall door, taxi 3 at 09:10"
    assert "Bring: Photo ID at reception" in visit["description"]
    assert "Ask for: Ruth Vane, 01632 960 123" in visit["description"]
    cafe = found["Café conversations"]
    assert cafe["location"] == "Long Room, The Guildhall, Aldermouth"
    assert "12:20 table 2, Sub-Lt Harry Moss" in cafe["description"]
    assert "Team Kestrel" in found["Teams at work"]["description"]


def test_times_are_those_of_the_venue_and_its_zone_comes_with_them(programme, token):
    calendar = read(token)
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    starts = events(token)["Visit to Open Data Mill"]["dtstart"]
    assert starts.params["TZID"] == "Europe/London"
    assert starts.dt == programme.at(programme.ends_on, time(9, 30))


def test_a_visit_is_an_hour_earlier_in_greenwich_once_summer_time_has_begun(programme, someone):
    """29 March 2026, 02:00 on the clock in London does not exist."""
    programme.starts_on, programme.ends_on = date(2026, 3, 28), date(2026, 3, 29)
    programme.save()
    programme.sessions.all().delete()
    for day in (programme.starts_on, programme.ends_on):
        factories.session(programme, day=day, title=f"{day:%A}", starts=time(9), ends=time(10))
    found = events(factories.token(someone))
    instants = [found[name]["dtstart"].dt.astimezone(UTC) for name in ("Saturday", "Sunday")]
    assert instants == [
        datetime(2026, 3, 28, 9, tzinfo=UTC),
        datetime(2026, 3, 29, 8, tzinfo=UTC),
    ]
    zone = read(factories.token(someone)).walk("VTIMEZONE")[0].to_tz()
    assert datetime(2026, 3, 29, 9, tzinfo=zone).utcoffset() == timedelta(hours=1)


def test_it_can_be_followed_and_says_how_often(token):
    calendar = read(token)
    assert calendar["version"] == "2.0"
    assert calendar["refresh-interval"].dt == timedelta(hours=1)
    assert calendar["x-published-ttl"] == "PT1H"
    assert calendar["x-wr-calname"] == "Leading Across Aldermouth"
    assert "method" not in calendar


def test_an_event_keeps_its_name_and_counts_its_changes(programme, someone, token):
    before = events(token)["Visit to Open Data Mill"]
    again = events(token)["Visit to Open Data Mill"]
    assert (before["uid"], before["sequence"]) == (again["uid"], again["sequence"])
    assert before.to_ical() == again.to_ical()
    someone.visit = factories.visit(programme, title="Harbour Kitchen", day=programme.ends_on)
    someone.save()
    note(actor=None, deed="changed", record=someone)
    after = events(token)["Visit to Harbour Kitchen"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_names_of_events_are_nobody_elses(programme, someone, token):
    other = factories.token(factories.participant(programme))
    mine, theirs = ({str(one["uid"]) for one in events(some).values()} for some in (token, other))
    assert len(mine) == 8
    assert not mine & theirs


def test_a_visit_called_off_is_cancelled_for_as_long_as_it_stands_there(someone, token):
    before = events(token)["Visit to Open Data Mill"]
    call_off(visit=someone.visit)
    [after] = [one for one in events(token).values() if one["uid"] == before["uid"]]
    assert after["status"] == "CANCELLED"
    assert after["sequence"] > before["sequence"]
    assert "taxi 3" not in after.to_ical().decode()


def test_no_line_holds_the_key_to_the_page(token):
    assert token.encode() not in Client().get(address(token)).content


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("accepted", {"CONFIRMED"}),
        ("invited", {"TENTATIVE"}),
        ("waiting", set()),
        ("withdrawn", set()),
    ],
)
def test_only_who_may_come_has_something_in_their_calendar(someone, token, status, said):
    someone.status = status
    someone.save()
    assert {str(one["status"]) for one in events(token).values()} == said


def test_a_host_finds_their_visit_and_nothing_else(programme, someone):
    found = events(given(programme, "host", visit=someone.visit))
    assert set(found) == {"Visit to Open Data Mill"}


def test_somebody_who_gives_two_things_finds_both_by_either_link(programme, someone):
    """Followed by both links, each stands there once: it has one name."""
    person = factories.person()
    table = programme.cafe_conversations.get().tables.first()
    tokens = [
        given(programme, "host", visit=someone.visit, person=person),
        given(programme, "leader", table=table, person=person, status="asked"),
    ]
    first, second = (events(one) for one in tokens)
    assert {name: one["status"] for name, one in first.items()} == {
        "Visit to Open Data Mill": "CONFIRMED",
        str(programme.cafe_conversations.get()): "TENTATIVE",
    }
    assert [one["uid"] for one in first.values()] == [one["uid"] for one in second.values()]


def test_a_leader_finds_their_cafe_from_the_first_round_to_the_last(programme, someone):
    table = programme.cafe_conversations.get().tables.first()
    [cafe] = events(given(programme, "leader", table=table)).values()
    assert cafe["dtend"].dt - cafe["dtstart"].dt == timedelta(hours=1)


def test_speakers_and_setters_find_their_sessions(programme):
    session = programme.sessions.get(title="Leading beyond authority")
    assert set(events(given(programme, "speaker", session=session))) == {session.title}
    setters = events(given(programme, "setter"))
    assert set(setters) == {"The challenge is set", "Answers to the setters"}


def test_whoever_has_not_answered_yet_may_be_there_and_whoever_said_no_will_not(programme, someone):
    asked = events(given(programme, "host", visit=someone.visit, status="asked"))
    assert {str(one["status"]) for one in asked.values()} == {"TENTATIVE"}
    assert not events(given(programme, "host", visit=someone.visit, status="no"))


def test_an_observer_has_no_calendar(someone):
    observer = name_observer(participant=someone, name="Manager", email="boss@example.org")
    [issued] = issue_links(observers=[observer])
    assert Client().get(address(issued.token)).status_code == 404


def test_a_revoked_link_has_no_calendar(client, someone, token):
    revoke_links(participants=[someone])
    assert client.get(address(token)).status_code == 404


def test_it_comes_as_a_calendar_to_be_kept_for_oneself(client, programme, token):
    answer = client.get(address(token))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{programme.slug}.ics"'
    assert answer["Cache-Control"] == "private, max-age=900"
    head = client.head(address(token))
    assert (head.status_code, head.content) == (200, b"")


def test_whoever_asks_again_is_told_that_nothing_is_new(client, programme, token):
    known = client.get(address(token))["ETag"]
    assert client.get(address(token), HTTP_IF_NONE_MATCH=known).status_code == 304
    programme.sessions.update(room="Library")
    assert client.get(address(token), HTTP_IF_NONE_MATCH=known).status_code == 200


def test_my_page_offers_it_to_be_followed_or_kept(client, token, programme):
    with time_machine.travel(my_days.INSTANTS["weeks before"]):
        page = client.get(reverse("my_page", args=[token])).text
    assert f'href="webcal://testserver{address(token)}"' in page
    assert f'href="{address(token)}"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_more_sessions_and_seats_cost_no_more_questions(
    client, programme, someone, token, rows, django_assert_num_queries
):
    for _row in range(rows):
        factories.session(programme)
        factories.seat(someone, factories.cafe(programme))
    with django_assert_num_queries(9):
        client.get(address(token))
