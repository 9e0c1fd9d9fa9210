"""The personal page by the clock: before, the evening before, in between, and afterwards."""

import re
from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.template.defaultfilters import striptags
from django.test.utils import CaptureQueriesContext

from evaluations.models import PublicPage
from evaluations.reports.personal.reach import telephone, web_address
from programmes.models import Contribution
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
def page_at(client, someone):
    """The page as it stands at an instant: its text in one line."""
    token = factories.token(someone)

    def page_at(instant) -> str:
        with time_machine.travel(my_days.INSTANTS.get(instant, instant), tick=False):
            html = client.get(f"/me/{token}/").text
        return " ".join(striptags(html).split())

    return page_at


def test_weeks_before_it_says_how_long_where_and_what_the_visit_is(page_at):
    text = page_at("weeks before")
    assert "9–10 December 2026 · in 5 weeks" in text
    assert "First · Wednesday 9 December, 12:30 Arrive, lunch" in text
    assert "along Quay Street" in text
    assert text.index("Your visit to Open Data Mill") < text.index("The challenge is set")


def test_the_evening_before_it_says_tomorrow(page_at):
    assert "First · tomorrow, 12:30 Arrive, lunch" in page_at("the evening before")


def test_in_the_morning_the_visit_stands_first_with_its_map_and_whom_to_call(
    client, someone, page_at
):
    text = page_at("in mid-morning")
    assert "Jo Okafor · 09:05 Thursday 10 December" in text
    assert "Next · in 25 minutes Visit to Open Data Mill 09:30–11:30" in text
    assert text.index("Guildhall door, taxi 3 at 09:10") < text.index("Then")
    with time_machine.travel(my_days.INSTANTS["in mid-morning"]):
        html = client.get(f"/me/{factories.token(someone)}/").text
    assert 'href="https://example.org/map/mill" rel="noreferrer"' in html
    assert 'href="tel:01632960123"' in html


def test_during_the_cafe_it_says_where_one_sits_now(client, someone, page_at):
    text = page_at("after lunch")
    assert "Now · until 13:00 Café conversations" in text
    assert "Next · in 80 minutes Teams at work" in text
    with time_machine.travel(my_days.INSTANTS["after lunch"]):
        html = client.get(f"/me/{factories.token(someone)}/").text
    [here] = re.findall(r'<li aria-current="true">(.*?)</li>', html)
    assert here == "12:20 · table 2, Sub-Lt Harry Moss"


def test_what_is_over_is_folded_away(page_at):
    text = page_at("after lunch")
    assert text.index("Earlier") < text.index("Visit to Open Data Mill")
    assert "photo ID" not in text.lower()


def test_on_the_first_evening_the_next_thing_is_tomorrow(page_at, programme):
    text = page_at(programme.at(programme.starts_on, time(20)))
    assert "Next · tomorrow, 09:30 Visit to Open Data Mill" in text
    assert "Thursday 10 December" in text


def test_team_and_mates_stand_where_the_team_meets(page_at):
    text = page_at("in mid-morning")
    assert "13:45 Teams at work Team Kestrel · Great Hall with Ade Bright, Bea Finch" in text
    assert text.count("Ade Bright") == 1


def test_the_feedback_stands_in_the_agenda_where_it_is_asked(page_at, programme):
    assert "“How was it for you?” opens here at 16:00" in page_at("in mid-morning")
    during = page_at(programme.at(programme.ends_on, time(16, 5)))
    assert during.index("Give your feedback") < during.index("Now · until 16:30")


def test_afterwards_it_says_thank_you_and_leads_to_the_feedback_and_the_report(page_at, programme):
    text = page_at("after the days")
    assert "Thank you for coming" in text
    assert "Give your feedback" in text
    assert "Read what came of it" not in text
    PublicPage.objects.create(programme=programme, shown=True)
    assert "Read what came of it" in page_at("after the days")


def test_whoever_did_not_come_is_not_thanked_for_coming(page_at, someone):
    someone.absent = True
    someone.save()
    text = page_at("after the days")
    assert "Thank you for coming" not in text
    assert "The days are over" in text


def test_the_hour_is_that_of_the_venue(page_at, programme):
    programme.time_zone = "Asia/Tokyo"
    programme.save()
    text = page_at(programme.at(programme.ends_on, time(9, 5)))
    assert "09:05 Thursday 10 December" in text
    assert "Next · in 25 minutes" in text


def test_a_visit_called_off_is_said_in_its_place(page_at, someone):
    someone.visit.called_off = True
    someone.visit.save()
    text = page_at("in mid-morning")
    assert "Next · in 25 minutes Your visit to Open Data Mill is called off" in text
    assert "taxi 3" not in text


def test_a_visit_without_a_session_stands_by_itself(page_at, programme):
    programme.sessions.filter(kind="visits").delete()
    assert "Next · in 25 minutes Visit to Open Data Mill" in page_at("in mid-morning")


def test_a_programme_without_an_agenda_still_says_where_it_is(page_at, programme):
    programme.sessions.all().delete()
    programme.site_visits.all().delete()
    programme.cafe_conversations.all().delete()
    text = page_at("weeks before")
    assert "How to get there The Guildhall, Aldermouth" in text


def test_sessions_side_by_side_stand_side_by_side(page_at, programme):
    day = programme.starts_on
    for strand in ("A", "B"):
        factories.session(programme, day=day, starts=time(16), ends=time(17), strand=strand)
    text = page_at(programme.at(day, time(15, 50)))
    assert text.count("Next · in 10 minutes") == 2


@pytest.mark.parametrize("name", my_days.INSTANTS)
def test_more_hosts_leaders_and_mates_cost_no_more_questions(client, programme, someone, name):
    token = factories.token(someone)

    def questions() -> int:
        with (
            time_machine.travel(my_days.INSTANTS[name]),
            CaptureQueriesContext(connection) as asked,
        ):
            assert client.get(f"/me/{token}/").status_code == 200
        return len(asked)

    before = questions()
    for table in programme.cafe_conversations.get().tables.all():
        about = {"programme": programme, "status": "yes", "person": factories.person()}
        Contribution.objects.create(kind="host", visit=someone.visit, **about)
        Contribution.objects.create(kind="leader", table=table, **about)
        factories.participant(programme, team=someone.team)
        factories.session(programme, day=programme.starts_on)
    assert questions() == before


def test_only_the_web_opens_as_a_map_and_only_numbers_are_dialled():
    assert web_address("HTTPS://example.org/map") == "HTTPS://example.org/map"
    assert web_address("ftp://example.org/map") == ""
    assert telephone("+44 (0)1632 960 123") == "+441632960123"
    assert telephone("01632-960123") == "01632960123"
    assert telephone("ask at reception") == ""


def test_an_open_form_stands_before_the_agenda_once_the_days_are_there(page_at, programme):
    form = programme.questionnaires.get()
    form.opens_at = form.opens_at - timedelta(days=10)
    form.save()
    before, during = page_at("weeks before"), page_at("in mid-morning")
    assert "Give your feedback" not in before
    assert during.index("Give your feedback") < during.index("Next · in 25 minutes")
