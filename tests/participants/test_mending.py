"""A café mended on the day: what is shown first, what is done and told, and how it is undone."""

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from participants.models import Message, Seat
from participants.placing.cafe import scene_of
from participants.placing.seats import publish_seats
from tests import cafes
from tests import factories as make
from tests.cafes import do, drafted, lead, look, text

pytestmark = pytest.mark.django_db
DAY, LONDON = date(2026, 11, 20), ZoneInfo("Europe/London")
NAMES = (*cafes.NAMES, "Gus Oram", "Hana Brandt", "Ines Pool")
ROUNDS = ((1, 1, 1, 2, 2, 2, 3, 3, 3), (2, 3, 4, 3, 4, 1, 4, 1, 2))


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme()


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme))
    return client


@pytest.fixture
def cafe(programme):
    return make.cafe(programme, title="Evening café", tables=4, rounds=2, day=DAY, starts=time(12))


@pytest.fixture
def guests(cafe):
    """Nine, seated at three and four tables; they have been told."""
    guests = cafes.guests(cafe.programme, NAMES)
    drafted(cafe, guests, *ROUNDS)
    publish_seats(cafe=cafe)
    told = datetime(2026, 11, 1, tzinfo=LONDON)
    Message.objects.update(told_at=told, state=Message.State.TOLD)
    return guests


def at(hour: int, minute: int = 0):
    return time_machine.travel(datetime(2026, 11, 20, hour, minute, tzinfo=LONDON), tick=False)


def mend(client, cafe, **happened):
    """Look and, if that can be done, do what was shown."""
    happened = {"held": 0, "seen": scene_of(cafe).version, **happened}
    page = do(client, cafe, "mend", **happened)
    stamp = page.context["page"].found.stamp
    return page, do(client, cafe, "mend", **happened, stamp=stamp)


def published(cafe, turn=None) -> set:
    rows = Seat.objects.filter(cafe=cafe, **({"round": turn} if turn else {}))
    return set(rows.values_list("participant_id", "round", "table__number"))


def waiting() -> set[str]:
    return {str(each.participant) for each in Message.objects.filter(told_at=None)}


def test_looking_shows_who_must_be_told_what_and_changes_nothing(organiser, cafe, guests):
    before = published(cafe)
    closed = cafe.tables.get(number=4)
    page = do(organiser, cafe, "mend", held=1, closed=closed.pk, seen=scene_of(cafe).version)
    found = page.context["page"].found
    assert found.summary[0].startswith("Nobody else moves.")
    assert "Fewer changes are impossible: proved." in found.summary
    assert set(found.told) >= {"Colm Reid", "Esi Owusu", "Gus Oram"}
    [round_] = found.rounds
    assert round_.turn == 2
    assert {line.name for line in round_.lines} == set(found.told)
    assert {line.instead for line in round_.lines if line.name == "Colm Reid"} == {"Table 4"}
    assert published(cafe) == before


def test_a_closed_table_sends_its_guests_elsewhere_and_messages_wait_for_them_alone(
    organiser, cafe, guests
):
    first = published(cafe, 1)
    closed = cafe.tables.get(number=4)
    page, done = mend(organiser, cafe, held=1, closed=closed.pk)
    told = set(page.context["page"].found.told)
    assert "Done, and published." in text(done)
    assert published(cafe, 1) == first
    assert 4 not in {number for _who, _turn, number in published(cafe, 2)}
    assert waiting() == told
    [round_] = done.context["page"].rounds
    assert {line.name for line in round_.lines} == told


def test_who_is_missing_has_no_seat_to_come_and_who_is_late_only_later_ones(
    organiser, cafe, guests
):
    missing, late = guests[0], guests[4]
    mend(organiser, cafe, **{f"guest-{missing.pk}": "missing", f"guest-{late.pk}": "2"})
    assert missing.pk not in {who for who, _turn, _table in published(cafe)}
    assert [turn for who, turn, _table in published(cafe) if who == late.pk] == [2]
    assert not {str(missing)} & waiting()
    board = look(organiser, cafe).context["board"]
    assert board.away == ("Missing: Ade Bello.", "Esi Owusu comes in round 2.")


def test_somebody_missing_from_a_larger_table_moves_nobody_and_it_is_noted(organiser, cafe, guests):
    page, _done = mend(organiser, cafe, held=1, **{f"guest-{guests[2].pk}": "missing"})
    found = page.context["page"].found
    assert found.summary[0] == "Nobody has to change seats, and nobody has to be told."
    assert waiting() == set()
    assert scene_of(cafe).draft.day.missing == {guests[2].pk}


def test_what_was_noted_stays_on_the_page_and_rounds_over_stay_over(organiser, cafe, guests):
    mend(organiser, cafe, held=1, **{f"guest-{guests[0].pk}": "missing"})
    page = look(organiser, cafe, "mend/").context["page"]
    assert page.guests[0].word == "missing"
    assert [turn for turn, _words, _chosen in page.held] == [1, 2]
    first = published(cafe, 1)
    again = do(organiser, cafe, "mend", held=0, seen=scene_of(cafe).version)
    assert "choose from what this page offers" in text(again)
    mend(organiser, cafe, held=1)
    assert published(cafe, 1) == first
    assert guests[0].pk in {who for who, turn, _table in published(cafe) if turn == 2}


def test_mending_is_undone_for_everybody_at_once(organiser, cafe, guests):
    before = published(cafe)
    _page, done = mend(organiser, cafe, closed=cafe.tables.get(number=1).pk)
    told = waiting()
    assert done.context["page"].undo == "Undo the mending"
    undone = do(organiser, cafe, "undo", seen=scene_of(cafe).version)
    assert "The mending is undone" in text(undone)
    assert published(cafe) == before
    assert waiting() == told
    assert scene_of(cafe).draft.day.is_plain
    do(organiser, cafe, "undo", seen=scene_of(cafe).version)
    assert published(cafe) != before


def test_mending_is_not_undone_once_another_round_has_begun(organiser, cafe, guests):
    with at(12, 5):
        mend(organiser, cafe, held=1, closed=cafe.tables.get(number=4).pk)
        assert look(organiser, cafe).context["board"].undo
    with at(12, 25):
        after = published(cafe)
        assert look(organiser, cafe).context["board"].undo == ""
        do(organiser, cafe, "undo", seen=scene_of(cafe).version)
        assert published(cafe) == after


def test_the_clock_proposes_which_rounds_are_over(organiser, cafe, guests):
    with at(12, 25):
        page = look(organiser, cafe, "mend/").context["page"]
        assert page.is_all_over is False
        assert [turn for turn, _words, chosen in page.held if chosen] == [2]
        assert page.by_the_clock == "By the clock round 2 has begun."
    with at(11):
        assert "By the clock no round has begun." in text(look(organiser, cafe, "mend/"))


def test_while_a_round_runs_the_page_offers_mending_and_not_to_seat_everybody_again(
    organiser, cafe, guests
):
    with at(12, 5):
        page = text(look(organiser, cafe))
    assert "Mend the café" in page
    assert "Seat again" not in page


def test_nothing_else_is_done_than_what_was_shown(organiser, cafe, guests):
    happened = {"held": 1, "closed": cafe.tables.get(number=4).pk, "seen": scene_of(cafe).version}
    stamp = do(organiser, cafe, "mend", **happened).context["page"].found.stamp
    make.participant(cafe.programme, person=make.person(name="Zoe Late"))
    before = published(cafe)
    page = do(organiser, cafe, "mend", **happened, stamp=stamp)
    assert "the records have changed meanwhile" in text(page)
    assert "Zoe Late" in page.context["page"].found.told
    assert published(cafe) == before


def test_a_second_click_does_nothing_more(organiser, cafe, guests):
    happened = {"held": 1, "closed": cafe.tables.get(number=4).pk, "seen": scene_of(cafe).version}
    stamp = do(organiser, cafe, "mend", **happened).context["page"].found.stamp
    do(organiser, cafe, "mend", **happened, stamp=stamp)
    after = published(cafe)
    page = do(organiser, cafe, "mend", **happened, stamp=stamp)
    assert "somebody else changed this plan meanwhile" in text(page)
    assert published(cafe) == after


def test_where_nobody_is_seated_the_page_says_so_and_seats_whoever_is_there(organiser, programme):
    cafe = make.cafe(programme, tables=3, rounds=2)
    people = cafes.guests(programme)
    assert "Nobody is seated yet, so there is nothing to mend." in text(
        look(organiser, cafe, "mend/")
    )
    page, _done = mend(organiser, cafe, **{f"guest-{people[0].pk}": "missing"})
    found = page.context["page"].found
    assert "These seats have not been published yet; this publishes all of them." in found.summary
    assert len({who for who, _turn, _table in published(cafe)}) == 5


def test_what_cannot_be_mended_says_what_would_help(organiser, programme):
    cafe = make.cafe(programme, tables=2, rounds=2)
    people = cafes.guests(programme)
    drafted(cafe, people, (1, 1, 1, 2, 2, 2), (2, 2, 2, 1, 1, 1))
    page = do(organiser, cafe, "mend", held=1, closed=cafe.tables.last().pk, seen=1)
    found = page.context["page"].found
    assert found.seats is None
    assert found.remedies
    assert "This cannot be mended so" in text(page)


def test_a_table_whose_only_leader_is_ill_is_named_with_its_leader(organiser, cafe, guests):
    lead(cafe, cafe.tables.first(), make.person(name="Mara Quist"))
    table = look(organiser, cafe, "mend/").context["page"].tables[0]
    assert (table.title, table.leaders, table.is_closed) == ("Table 1", "Mara Quist", False)


def test_after_the_last_round_nothing_is_left_to_mend(organiser, cafe, guests):
    mend(organiser, cafe, held=2)
    assert "All rounds are over" in text(look(organiser, cafe, "mend/"))


def test_no_table_is_left_with_one_guest_when_many_stay_away(organiser, cafe, guests):
    for one in guests[:5]:
        one.absent = True
        one.save()
    mend(organiser, cafe)
    at = Counter((turn, table) for _who, turn, table in published(cafe))
    assert min(at.values()) > 1


def test_a_stamp_of_something_else_does_nothing(organiser, cafe, guests):
    before = published(cafe)
    happened = {"held": 0, "seen": scene_of(cafe).version, f"guest-{guests[0].pk}": "missing"}
    page = do(organiser, cafe, "mend", **happened, stamp="0123456789abcdef")
    assert "the records have changed meanwhile" in text(page)
    assert published(cafe) == before


def test_a_table_with_a_leader_who_said_no_stays_open_while_another_leads_it(
    organiser, cafe, guests
):
    for status in ("no", "yes"):
        lead(cafe, cafe.tables.first(), make.person(), status)
    mend(organiser, cafe)
    assert 1 in {table for _who, _turn, table in published(cafe)}
