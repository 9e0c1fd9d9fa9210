"""Contributions move by what happens, and past participants are found if they agree."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from participants.alumni import alumni, people_to_ask
from participants.consents import Purpose, say, texts_today
from participants.consents.texts import word_anew
from participants.contributors import follow_contributors
from participants.models import Message
from programmes.models import Contribution, Trail
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def programme():
    return factories.programme(starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 21))


def giver(programme, status="yes", **fields) -> Contribution:
    return Contribution.objects.create(
        programme=programme,
        person=fields.pop("person", None) or factories.person(),
        kind=fields.pop("kind", "setter"),
        status=status,
        **fields,
    )


def told(row: Contribution, step: str, state: str = "sent") -> Message:
    known = {"told_at": timezone.now()} if state in Message.KNOWN else {}
    return Message.objects.create(
        programme=row.programme, contribution=row, step=step, occasion="x", state=state, **known
    )


def at(programme, day: date, hour: int = 12):
    return programme.at(day, time(hour))


def after_all(row: Contribution, day: date = date(2026, 11, 1)) -> str:
    follow_contributors(at(row.programme, day))
    row.refresh_from_db()
    return row.status


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("waiting", "yes"),
        ("unsure", "yes"),
        ("failed", "yes"),
        ("sent", "briefed"),
        ("told", "briefed"),
    ],
)
def test_whoever_was_sent_or_told_their_brief_is_briefed(programme, state, status):
    row = giver(programme)
    told(row, "brief setter", state)
    assert after_all(row) == status


def test_a_brief_makes_nobody_agree(programme):
    row = giver(programme, "asked")
    told(row, "brief setter")
    assert after_all(row) == "asked"


@pytest.mark.parametrize("status", ["yes", "briefed"])
def test_once_the_days_are_over_whoever_agreed_took_part(programme, status):
    row = giver(programme, status)
    last = programme.ends_on
    follow_contributors(at(programme, last, 23))
    row.refresh_from_db()
    assert row.status == status
    follow_contributors(at(programme, last + DAY, 0))
    row.refresh_from_db()
    assert row.status == "took part"


@pytest.mark.parametrize("status", ["considered", "asked", "maybe", "no"])
def test_whoever_did_not_agree_did_not_take_part(programme, status):
    row = giver(programme, status)
    assert after_all(row, programme.ends_on + 9 * DAY) == status


def test_nobody_took_part_in_a_visit_that_was_called_off(programme):
    visit = factories.visit(programme, called_off=True)
    row = giver(programme, kind="host", visit=visit)
    assert after_all(row, programme.ends_on + 9 * DAY) == "yes"


def test_thanks_that_arrived_are_the_last_step(programme):
    row = giver(programme)
    told(row, "thanks contributor")
    assert after_all(row, programme.ends_on + 9 * DAY) == "thanked"


def test_whoever_gave_several_things_is_thanked_for_all_of_them_at_once(programme):
    first = giver(programme, "took part")
    second = giver(programme, "took part", kind="speaker", person=first.person)
    other = giver(programme, "took part")
    elsewhere = giver(factories.programme(), "took part", person=first.person)
    told(first, "thanks contributor")
    follow_contributors(at(programme, date(2026, 11, 1)))
    rows = Contribution.objects.in_bulk()
    assert [rows[row.pk].status for row in (first, second, other, elsewhere)] == [
        "thanked",
        "thanked",
        "took part",
        "took part",
    ]


def test_following_again_changes_and_tells_nothing(programme):
    row = giver(programme)
    told(row, "brief setter")
    assert [follow_contributors(at(programme, date(2026, 11, 1))) for _unused in range(2)] == [1, 0]
    assert list(Trail.objects.values_list("deed", "actor")) == [("got the brief", None)]
    assert row.programme.trail.count() == 1


# Alumni


@pytest.fixture
def past():
    return factories.programme(starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 2))


def said(person, programme, yes: bool) -> None:
    say(programme=programme, person=person, answers={texts_today()[Purpose.AFTERWARDS].pk: yes})


def test_past_participants_are_found_only_if_they_agree(past):
    agreed, refused, silent = (one.person for one in factories.participants(past, 3))
    said(agreed, past, True)
    said(refused, past, False)
    assert list(alumni()) == [agreed]
    assert silent not in alumni()


def test_whoever_comes_only_next_month_is_no_alumnus():
    coming = factories.programme(ends_on=timezone.localdate() + 30 * DAY)
    someone = factories.participant(coming).person
    said(someone, coming, True)
    assert not alumni().exists()


def test_whoever_did_not_come_is_no_alumnus(past):
    someone = factories.participant(past, absent=True).person
    said(someone, past, True)
    assert not alumni().exists()


def test_a_later_no_in_another_programme_holds(past):
    someone = factories.participant(past).person
    said(someone, past, True)
    said(someone, factories.programme(), False)
    assert not alumni().exists()


def test_a_yes_to_an_earlier_text_is_asked_again(past):
    someone = factories.participant(past).person
    said(someone, past, True)
    word_anew(text=texts_today()[Purpose.AFTERWARDS], words="Something else.")
    assert not alumni().exists()


def test_of_those_who_only_took_part_none_is_offered_without_their_yes(past):
    user = factories.member(past)
    gives, came, agreed = (factories.person(name=name) for name in ("Gives", "Came", "Agreed"))
    giver(past, person=gives)
    for person in (gives, came, agreed):
        factories.participant(past, person=person)
    said(agreed, past, True)
    assert list(people_to_ask(user, alumni())) == [agreed, gives]
