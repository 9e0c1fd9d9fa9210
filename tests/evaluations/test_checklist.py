"""The checklist: what the records can tell ticks itself, and the days move with the programme."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from evaluations.actions import add_end_questionnaire
from evaluations.reports.checklist import checklist
from programmes.models import Challenge, Contribution
from tests import factories
from tests.peer_notes import released, team

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 1)
CLOCKS = (time(16), time(18))


@pytest.fixture
def programme():
    start = TODAY + timedelta(days=60)
    return factories.programme(starts_on=start, ends_on=start + timedelta(days=1))


def lines(programme, today=TODAY):
    return {line.code: line for month, some in checklist(programme, today).months for line in some}


def test_what_the_records_show_is_ticked_without_anybody(programme):
    assert not lines(programme)["challenge"].is_done
    Challenge.objects.create(programme=programme, question="Who waits?")
    assert lines(programme)["challenge"].is_done


def test_an_item_says_how_far_it_has_come(programme):
    visits = [factories.visit(programme) for _unused in range(3)]
    assert (lines(programme)["hosts"].note, lines(programme)["hosts"].is_done) == ("0 of 3", False)
    for visit in visits:
        Contribution.objects.create(
            programme=programme, person=factories.person(), kind="host", visit=visit, status="yes"
        )
    assert (lines(programme)["hosts"].note, lines(programme)["hosts"].is_done) == ("3 of 3", True)


def test_joining_instructions_are_done_when_everybody_who_comes_has_them(programme):
    people = factories.participants(programme, 2)
    factories.participant(programme, status="declined")
    for told, someone in enumerate(people):
        line = lines(programme)["joining"]
        assert (line.note, line.is_done) == (f"{told} of 2", False)
        now = timezone.now()
        factories.message(someone, step="joining", occasion="programme", told_at=now)
    assert lines(programme)["joining"].is_done


def test_every_item_leads_to_the_page_where_it_is_done(programme):
    factories.participant(programme)
    factories.visit(programme)
    assert [
        code for code in ("visits", "tell-visits", "joining") if not lines(programme)[code].url
    ] == []


def test_a_programme_without_visits_or_cafe_is_not_asked_for_hosts_and_leaders(programme):
    assert not {"hosts", "ask-hosts", "visits", "leaders", "tell-cafe"} & set(lines(programme))
    factories.visit(programme)
    factories.cafe(programme)
    assert {"hosts", "ask-hosts", "visits", "leaders", "tell-cafe"} <= set(lines(programme))


def test_the_days_move_with_the_programme(programme):
    before = lines(programme)["needs"].day
    programme.starts_on += timedelta(days=7)
    programme.ends_on += timedelta(days=7)
    assert lines(programme)["needs"].day == before + timedelta(days=7)


def test_what_should_have_been_done_by_now_says_so(programme):
    day = lines(programme)["needs"].day
    states = [lines(programme, day + timedelta(days=n))["needs"].state for n in (-15, -14, 0, 1)]
    assert states == ["later", "soon", "soon", "overdue"]


def test_reports_are_expected_only_of_forms_that_are_planned(programme):
    assert not {"end", "report", "follow-up", "impact"} & set(lines(programme))
    opens, closes = (programme.at(programme.ends_on, clock) for clock in CLOCKS)
    add_end_questionnaire(programme=programme, opens_at=opens, closes_at=closes)
    assert {"end", "report"} <= set(lines(programme))


def test_what_no_record_can_tell_is_ticked_and_taken_back_by_hand(programme, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    address = f"/programmes/{programme.slug}/checklist/needs/"
    for _click in range(2):
        client.post(address, secure=True)
    assert lines(programme)["needs"].is_done
    assert lines(programme)["needs"].note.endswith("by Asha Kerr")
    client.post(address, {"undo": "1"}, secure=True)
    assert not lines(programme)["needs"].is_done


def test_what_the_records_tell_cannot_be_ticked_by_hand(programme, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client = Client()
    client.force_login(factories.member(programme))
    answer = client.post(f"/programmes/{programme.slug}/checklist/hosts/", secure=True)
    assert answer.status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_checklist_asks_as_many_questions_whatever_the_programmes_size(
    programme, rows, django_assert_num_queries
):
    for _unused in range(rows):
        factories.visit(programme)
        factories.cafe(programme)
        factories.participant(programme)
    with django_assert_num_queries(18):
        checklist(programme, TODAY)


def test_the_notes_between_team_mates_are_done_when_they_are_released(programme):
    assert "notes" not in lines(programme)
    team(programme, "Ada", "Bo")
    assert not lines(programme)["notes"].is_done
    released(programme)
    assert lines(programme)["notes"].is_done
