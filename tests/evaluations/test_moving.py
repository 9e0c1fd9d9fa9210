"""A programme moves to other days, and nobody is left with the old ones."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from evaluations.actions import CannotMove, add_end_questionnaire, move_programme
from participants import notes
from participants.models import Message
from programmes.trail import trail_of_programme
from tests import factories

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    ahead = timezone.localdate() + timedelta(days=40)
    return factories.programme(starts_on=ahead, ends_on=ahead + timedelta(days=1))


@pytest.fixture
def staff(programme):
    client = Client()
    client.force_login(factories.member(programme, name="Asha Kerr"))
    return client


def moved(programme, by=WEEK, **fields):
    starts_on = programme.starts_on + by
    return move_programme(
        programme=programme, starts_on=starts_on, actor=factories.user(name="Asha Kerr"), **fields
    )


def test_every_day_moves_and_every_time_stays(programme):
    rows = [
        factories.session(programme),
        factories.visit(programme),
        factories.cafe(programme),
    ]
    before = [(row.day, row.starts) for row in rows]
    assert moved(programme) == 7
    for row in (programme, *rows):
        row.refresh_from_db()
    assert programme.ends_on - programme.starts_on == timedelta(days=1)
    assert [(row.day - WEEK, row.starts) for row in rows] == before


@pytest.mark.parametrize("days", [1, -1])
def test_a_session_of_the_same_name_on_the_day_before_is_not_in_the_way(programme, days):
    for day in range(2):
        factories.session(programme, title="Welcome", day=programme.starts_on + timedelta(days=day))
    moved(programme, timedelta(days=days))
    programme.refresh_from_db()
    expected = [programme.starts_on, programme.ends_on]
    assert [session.day for session in programme.sessions.order_by("day")] == expected


def test_what_opened_already_did_so_on_its_day(programme):
    now = timezone.now()
    choice = factories.visit_choice(programme, opens_at=now - WEEK, closes_at=now + WEEK)
    moved(programme)
    choice.refresh_from_db()
    assert choice.opens_at == now - WEEK
    assert choice.closes_at - now > WEEK + timedelta(days=6)


def test_a_form_that_follows_the_dates_moves_with_them(programme):
    opens = programme.at(programme.ends_on, timezone.now().time())
    add_end_questionnaire(programme=programme, opens_at=opens, closes_at=opens + WEEK)
    programme.questionnaires.update(follows_dates=True)
    moved(programme)
    programme.refresh_from_db()
    assert programme.questionnaires.get().opens_at.date() == programme.ends_on


def test_a_programme_that_has_begun_stays_where_it_is(programme):
    programme.starts_on = programme.ends_on = timezone.localdate()
    programme.save()
    with pytest.raises(CannotMove, match="has begun"):
        moved(programme)


def test_nothing_moves_into_the_past(programme):
    with pytest.raises(CannotMove, match="This day is over"):
        moved(programme, timedelta(days=-60))


def test_moving_to_the_same_day_changes_nothing_and_is_not_noted(programme):
    assert moved(programme, timedelta()) == 0
    assert trail_of_programme(programme) == []


def test_moving_there_and_back_leaves_everything_as_it_was(programme):
    session = factories.session(programme)
    choice = factories.visit_choice(programme, opens_at=timezone.now() + WEEK)
    before = (session.day, choice.opens_at, choice.closes_at, programme.starts_on)
    moved(programme)
    programme.refresh_from_db()
    moved(programme, -WEEK)
    for row in (session, choice, programme):
        row.refresh_from_db()
    assert (session.day, choice.opens_at, choice.closes_at, programme.starts_on) == before


def test_the_page_says_how_many_were_told_and_leads_to_the_outbox(staff, programme):
    factories.message(factories.participant(programme), told_at=timezone.now())
    address = f"/programmes/{programme.slug}/move/"
    assert "1 message was sent already" in staff.get(address, secure=True).text
    day = programme.starts_on + WEEK
    answer = staff.post(address, {"starts_on": day.isoformat()}, secure=True, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/messages/")
    assert "move it back to" in answer.text
    assert trail_of_programme(programme)[0].sentence.startswith("Asha Kerr moved programme")


@pytest.mark.parametrize("page", ["move", "clone"])
def test_a_year_that_was_mistyped_is_asked_about(staff, programme, page):
    typed = {"starts_on": "9999-12-31", "title": "Again", "slug": "again"}
    answer = staff.post(f"/programmes/{programme.slug}/{page}/", typed, secure=True)
    assert answer.status_code == 422
    assert "Look at the year" in answer.text


def test_a_day_that_cannot_be_stays_on_the_page(staff, programme):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = staff.post(
        f"/programmes/{programme.slug}/move/", {"starts_on": yesterday}, secure=True
    )
    assert answer.status_code == 422
    assert "This day is over" in answer.text
    assert yesterday in answer.text


@pytest.mark.django_db(transaction=True)
def test_whoever_was_told_the_old_days_has_a_correction_waiting(staff, programme):
    programme.starts_on = timezone.localdate() + timedelta(days=10)
    programme.ends_on = programme.starts_on
    programme.contact_name = "Asha Kerr"
    programme.save()
    factories.session(programme)
    factories.participant(programme)
    joining = programme.messages.filter(step="joining")
    joining.update(state=Message.State.SENT, told_at=timezone.now())
    assert joining.count() == 1
    day = programme.starts_on + WEEK
    staff.post(f"/programmes/{programme.slug}/move/", {"starts_on": day.isoformat()}, secure=True)
    [correction] = joining.filter(state=Message.State.WAITING)
    assert correction.corrects == joining.get(state=Message.State.SENT)
    assert "was" in correction.text


@pytest.mark.parametrize("by_hand", [False, True])
def test_notes_to_team_mates_move_once_whether_they_follow_the_agenda_or_not(programme, by_hand):
    factories.session(programme, kind="teamwork", day=programme.ends_on)
    times = notes.times_by_the_agenda(programme)
    if by_hand:
        times = notes.Times(times.opens_at + timedelta(hours=2), times.closes_at)
    staff = factories.user()
    before = notes.open_round(programme=programme, times=times, actor=staff)
    assert before.follows_dates is not by_hand
    moved(programme)
    after = notes.round_of(programme)
    assert local(after.opens_at, programme) == local(before.opens_at, programme) + WEEK
    assert local(after.closes_at, programme) == local(before.closes_at, programme) + WEEK


def local(instant, programme):
    """What the clock at the venue shows."""
    return instant.astimezone(ZoneInfo(programme.time_zone)).replace(tzinfo=None)
