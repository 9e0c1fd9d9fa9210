from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations import actions
from evaluations.reports.desk import desk
from evaluations.reports.home import home, search
from evaluations.reports.phases import Stage, Standing, stage
from participants.models import Participant, PersonalNeeds, VisitPreference
from programmes.models import Challenge, Contribution
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
AFTER = datetime(2026, 12, 20, 12, tzinfo=UTC)


@pytest.fixture
def programme():
    return factories.programme()


def titles(programme, now=BEFORE) -> list[str]:
    return [need.title for need in desk(programme, now).needs]


def host(visit, status: str) -> Contribution:
    return Contribution.objects.create(
        programme=visit.programme,
        person=factories.person(),
        kind="host",
        visit=visit,
        status=status,
    )


def test_an_empty_programme_asks_for_its_parts_one_by_one(programme):
    assert titles(programme) == [
        "There is no challenge yet",
        "There are no objectives yet",
        "There are no site visits yet",
        "The agenda is empty",
        "Nobody is invited yet",
        "There is no feedback form yet",
    ]


def test_every_need_offers_a_deed_with_an_address(programme):
    assert all(need.deed and need.url for need in desk(programme, BEFORE).needs)


@pytest.mark.parametrize("status", ["considered", "asked", "maybe", "no"])
def test_a_visit_needs_a_host_who_has_said_yes(programme, status):
    visit = factories.visit(programme, title="The Foundry")
    host(visit, status)
    factories.participant(programme, visit=visit)
    need = desk(programme, BEFORE).needs[0]
    assert need.title == "The Foundry has no host who has said yes"
    assert need.detail.endswith("1 person is placed there.")


def test_one_host_who_said_yes_is_enough(programme):
    visit = factories.visit(programme, title="The Foundry")
    host(visit, "no")
    host(visit, "briefed")
    assert not any("The Foundry" in title for title in titles(programme))


def test_a_visit_with_more_people_than_places_is_named(programme):
    visit = factories.visit(programme, title="The Mill", capacity=2)
    factories.participants(programme, 3, visit=visit)
    assert "The Mill has more people than places" in titles(programme)


def test_a_visit_with_fewer_people_than_its_host_wants_is_named(programme):
    visit = factories.visit(programme, title="The Mill", minimum=3)
    factories.participants(programme, 2, visit=visit)
    assert "The Mill has too few people" in titles(programme)


def test_who_declined_takes_no_place(programme):
    visit = factories.visit(programme, title="The Mill", capacity=1)
    factories.participant(programme, visit=visit)
    factories.participant(programme, visit=visit, status=Participant.Status.DECLINED)
    assert "The Mill has more people than places" not in titles(programme)


def test_a_visit_that_is_not_step_free_is_named_when_somebody_needs_it(programme):
    visit = factories.visit(programme, title="The Tower", step_free=False)
    placed = factories.participant(programme, visit=visit)
    assert "The Tower is not step-free" not in titles(programme)
    PersonalNeeds.objects.create(participant=placed, step_free=True)
    assert "The Tower is not step-free" in titles(programme)


def test_only_those_who_have_not_ranked_are_named(programme):
    visit = factories.visit(programme)
    ranked, silent = factories.participants(programme, 2)
    VisitPreference.objects.create(participant=ranked, visit=visit, rank=1)
    [need] = [n for n in desk(programme, BEFORE).needs if "not ranked" in n.title]
    assert (need.title, need.detail) == ("1 person has not ranked the visits", silent.person.name)


def test_a_café_table_needs_a_leader_who_has_said_yes(programme):
    cafe = factories.cafe(programme, tables=3)
    Contribution.objects.create(
        programme=programme,
        person=factories.person(),
        kind="leader",
        table=cafe.tables.first(),
        status="yes",
    )
    [need] = [n for n in desk(programme, BEFORE).needs if "leader" in n.title]
    assert need.title == "2 café tables have no leader who has said yes"
    assert need.detail == f"{cafe.title}: 2, 3."


def test_what_happens_outside_the_days_is_named(programme):
    factories.session(programme, title="Close", day=programme.ends_on + timedelta(days=1))
    [need] = [n for n in desk(programme, BEFORE).needs if "not on a day" in n.title]
    assert need.title == "“Close” is not on a day of the programme"
    assert need.detail == "It is planned for Sunday 22 November 2026."


def test_an_objective_nobody_is_asked_about_is_named(programme):
    factories.objective(programme, 1)
    factories.end_questionnaire(programme)
    factories.objective(programme, 2)
    assert "Objective 2 has no question" in titles(programme)

    [need] = [n for n in desk(programme, BEFORE).needs if "no question" in n.title]
    assert need.url.endswith("/forms/end/")


def test_nobody_is_urged_to_make_links_for_a_closed_form(programme):
    factories.participant(programme)
    closes = BEFORE + timedelta(hours=20)
    factories.questionnaire(programme, opens_at=BEFORE - timedelta(days=1), closes_at=closes)
    title = "1 person has no personal link yet"
    assert title in titles(programme, BEFORE)
    assert title not in titles(programme, closes)


def test_one_visit_is_one_visit(programme):
    factories.visit(programme)
    assert desk(programme, BEFORE).phases[0].note == "1 visit"
    factories.visit(programme)
    assert desk(programme, BEFORE).phases[0].note == "2 visits"


def test_home_calls_nothing_settled_that_the_desk_asks_for(programme):
    [line] = home(factories.member(programme), BEFORE).current
    assert line.note == "Nobody is invited yet"
    assert line.note in titles(programme)


def test_a_challenge_needs_a_setter_who_agreed(programme):
    Challenge.objects.create(programme=programme, question="Who waits alone?")
    assert "Nobody has agreed to set the challenge" in titles(programme)
    Contribution.objects.create(
        programme=programme, person=factories.person(), kind="setter", status="yes"
    )
    assert "Nobody has agreed to set the challenge" not in titles(programme)


def test_a_closed_form_asks_to_be_opened_and_then_shows_the_report(programme):
    with time_machine.travel("2026-11-21 16:30", tick=False):
        form = factories.end_questionnaire(programme)
    [need] = [n for n in desk(programme, AFTER).needs if "has closed" in n.title]
    assert need.url.endswith(f"/programmes/{programme.slug}/forms/end/count/")
    with time_machine.travel(AFTER, tick=False):
        actions.count_ballots(questionnaire=form)
    assert titles(programme, AFTER) == ["The report is ready"]


def test_a_form_that_closes_soon_says_when_and_how_many_answered(programme):
    factories.participants(programme, 3)
    closes = BEFORE + timedelta(hours=20)
    factories.questionnaire(programme, opens_at=BEFORE - timedelta(days=1), closes_at=closes)
    [need] = [n for n in desk(programme, BEFORE).needs if "closes" in n.title]
    assert need.title == "“How was it for you?” closes Monday, 08:00"
    assert need.detail == "0 of 3 have answered."


def test_pressing_needs_come_first(programme):
    factories.visit(programme)
    pressing = [need.pressing for need in desk(programme, BEFORE).needs]
    assert pressing == sorted(pressing, reverse=True)


STANDING = Standing(starts_on=date(2026, 12, 9), ends_on=date(2026, 12, 10))


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, date(2026, 11, 1), Stage.PLANNING),
        ({"asked": 9, "undecided": 2, "coming": 7}, date(2026, 11, 1), Stage.INVITING),
        ({"asked": 9, "coming": 0}, date(2026, 11, 1), Stage.INVITING),
        ({"asked": 9, "coming": 8}, date(2026, 11, 1), Stage.PLACING),
        ({}, date(2026, 12, 9), Stage.DAYS),
        ({}, date(2026, 12, 10), Stage.DAYS),
        ({}, date(2026, 12, 11), Stage.FEEDBACK),
        ({"counted": True}, date(2026, 12, 22), Stage.REPORT),
        ({"counted": True}, date(2027, 4, 9), Stage.FOLLOW_UP),
    ],
)
def test_the_clock_and_the_data_decide_the_stage(changes, today, expected):
    facts = {name: getattr(STANDING, name) for name in Standing.__slots__}
    assert stage(Standing(**{**facts, **changes}), today) is expected


def test_sessions_that_start_together_share_a_moment(programme):
    factories.session(programme, title="A", strand="one")
    factories.session(programme, title="B", strand="two")
    factories.session(programme, title="C", starts=time(11), ends=time(12))
    [day] = desk(programme, BEFORE).outline.days
    assert [[item.title for item in moment] for moment in day.moments] == [["A", "B"], ["C"]]


def test_sectors_are_counted_among_those_who_said_yes(programme):
    health, council = (factories.organisation(sector=name) for name in ("health", "council"))
    factories.participants(programme, 2, organisation=health)
    factories.participant(programme, organisation=council)
    factories.participant(programme, organisation=council, status=Participant.Status.DECLINED)
    sectors = desk(programme, BEFORE).people.sectors
    assert [(str(line.label), line.count) for line in sectors] == [("Health", 2), ("Council", 1)]


def queries(address: str, user) -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address, secure=True).status_code == 200
    return len(captured)


def furnish(programme, rows: int) -> None:
    for number in range(1, rows + 1):
        visit = factories.visit(programme)
        host(visit, "asked")
        factories.cafe(programme)
        factories.session(programme)
        factories.objective(programme, number)
        factories.questionnaire(programme, slug=f"form-{number}")
        PersonalNeeds.objects.create(participant=factories.participant(programme, visit=visit))


def test_the_desk_asks_the_database_as_often_for_one_row_as_for_three(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    counts = []
    for rows in (1, 3):
        programme = factories.programme()
        furnish(programme, rows)
        lead = factories.member(programme)
        counts.append(queries(f"/programmes/{programme.slug}/", lead))
    assert counts == [28, 28]


LISTS = ["programmes_programme", "programmes_sitevisit", "participants_participant"]


@pytest.mark.parametrize("address", ["/", *[f"/admin/{n.replace('_', '/')}/" for n in LISTS]])
def test_home_and_lists_ask_as_often_for_two_programmes_as_for_twelve(settings, address):
    settings.REQUIRE_SECOND_FACTOR = False
    lead = factories.user(is_superuser=True)
    counts = []
    for more in (2, 10):
        for _unused in range(more):
            furnish(factories.programme(), 1)
        counts.append(queries(address, lead))
    assert counts[0] == counts[1]


def test_home_shows_what_presses_and_puts_finished_programmes_apart(programme):
    lead = factories.member(programme)
    factories.visit(programme)
    [line] = home(lead, BEFORE).current
    assert line.needs == ("1 visit without a host who has said yes",)
    factories.questionnaire(programme, counted_on=date(2026, 12, 1))
    later = home(lead, AFTER)
    assert (len(later.current), len(later.earlier)) == (0, 1)


def test_a_report_reader_sees_reports_and_no_desk(programme):
    reader = factories.member(programme, "report reader")
    seen = home(reader, BEFORE)
    assert (seen.current, seen.earlier, seen.may_start) == ((), (), False)
    assert (seen.reports, seen.has_role) == ((), True)
    version = factories.report_version(programme)
    [line] = home(reader, BEFORE).reports
    assert line.title == programme.title
    assert line.url.endswith(f"/report/programme/{version.number}/")


def test_the_search_finds_people_by_name_place_and_expertise(programme):
    lead = factories.member(programme, name="Asha")
    who = factories.person(name="Moira Lind", expertise="public health")
    factories.participant(programme, person=who)
    for text in ("lind", "PUBLIC", who.organisation.name):
        assert [found.title for found in search(lead, text).people] == ["Moira Lind"]
    assert search(lead, "m").empty


def test_a_visit_called_off_names_who_still_believes_in_it(programme):
    visit = factories.visit(programme, title="The Foundry", called_off=True)
    factories.participant(programme, visit=visit)
    [need] = [need for need in desk(programme, BEFORE).needs if "called off" in need.title]
    assert (need.title, need.detail) == (
        "The Foundry is called off",
        "1 person still sees it as theirs.",
    )
    assert not [need for need in desk(programme, BEFORE).needs if "no host" in need.title]


def test_whoever_has_no_team_is_named_once_others_have_one(programme):
    team = programme.teams.create(name="Kestrel")
    late = factories.participant(programme)
    assert "1 person has no team" not in titles(programme)
    factories.participant(programme, team=team)
    [need] = [need for need in desk(programme, BEFORE).needs if "no team" in need.title]
    assert (need.title, need.detail) == ("1 person has no team", str(late))
