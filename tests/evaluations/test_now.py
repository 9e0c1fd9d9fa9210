"""Now and next, by laws: whatever the agenda and the hour, each item stands in one place."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from evaluations.now import Phase, now_and_next

VENUE = ZoneInfo("Europe/London")
FIRST, LAST = date(2026, 12, 9), date(2026, 12, 10)


@dataclass(frozen=True)
class Item:
    number: int
    starts: datetime
    ends: datetime


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=VENUE)


@st.composite
def agendas(draw):
    """Up to eight items on the two days, some of them side by side."""
    spans = draw(
        st.lists(st.tuples(st.integers(9, 10), st.integers(28, 80), st.integers(1, 12)), max_size=8)
    )
    return [
        Item(number, at(day, 0) + timedelta(minutes=15 * quarter), _end(day, quarter, length))
        for number, (day, quarter, length) in enumerate(spans)
    ]


def _end(day, quarter, length):
    return at(day, 0) + timedelta(minutes=15 * (quarter + length))


instants = st.datetimes(
    datetime(2026, 12, 6), datetime(2026, 12, 13), timezones=st.just(VENUE), allow_imaginary=False
)


def found(items, instant):
    return now_and_next(items, instant, FIRST, LAST)


def parts(state):
    return [*state.past, *state.now, *state.next, *state.then, *state.later]


@given(agendas(), instants)
def test_every_item_stands_in_exactly_one_place(items, instant):
    assert sorted(parts(found(items, instant)), key=lambda one: one.number) == items


@given(agendas(), instants)
def test_what_is_on_has_begun_and_not_ended_and_what_comes_next_begins_soonest(items, instant):
    state = found(items, instant)
    assert all(one.starts <= instant < one.ends for one in state.now)
    rest = [*state.then, *state.later]
    for one in state.next:
        assert instant < one.starts
        assert all(one.starts < other.starts for other in rest)
    assert state.next or not rest


@given(agendas(), instants)
def test_the_rest_of_the_day_is_the_day_of_what_comes_next(items, instant):
    state = found(items, instant)
    days = {one.starts.date() for one in state.next}
    assert {one.starts.date() for one in state.then} <= days
    assert days.isdisjoint(one.starts.date() for one in state.later)


@given(agendas(), instants, st.timedeltas(timedelta(0), timedelta(days=4)))
def test_time_goes_one_way(items, instant, later):
    order = list(Phase)
    first, second = found(items, instant), found(items, instant + later)
    assert set(first.past) <= set(second.past)
    assert order.index(first.phase) <= order.index(second.phase)


@given(agendas(), instants, st.randoms())
def test_the_order_in_which_items_are_told_changes_nothing(items, instant, random):
    shuffled = random.sample(items, len(items))
    assert {f.number for f in found(items, instant).next} == {
        f.number for f in found(shuffled, instant).next
    }


def test_the_evening_before_is_told_from_the_weeks_before():
    items = [Item(0, at(9, 12, 30), at(9, 13))]
    assert found(items, at(7, 23, 59)).phase is Phase.BEFORE
    assert found(items, at(8, 0)).phase is Phase.EVE
    assert found(items, at(9, 7)).phase is Phase.DAYS


def test_the_days_are_over_with_the_last_item_of_the_last_day():
    items = [Item(0, at(9, 12), at(9, 13)), Item(1, at(10, 16), at(10, 16, 30))]
    assert found(items, at(9, 22)).phase is Phase.DAYS
    assert found(items, at(10, 16, 29)).phase is Phase.DAYS
    assert found(items, at(10, 16, 30)).phase is Phase.AFTER


def test_without_an_agenda_the_days_count_alone():
    phases = [found([], at(day, 12)).phase for day in (7, 8, 9, 10, 11)]
    assert phases == [Phase.BEFORE, Phase.EVE, Phase.DAYS, Phase.DAYS, Phase.AFTER]


def test_an_item_on_the_night_of_summer_time_lasts_as_long_as_it_lasts():
    """25 October 2026, 02:00 British Summer Time is 01:00 Greenwich time again."""
    night = date(2026, 10, 25)
    item = Item(
        0, datetime.combine(night, time(1, 30), VENUE), datetime.combine(night, time(2, 30), VENUE)
    )
    second = datetime(2026, 10, 25, 1, 15, fold=1, tzinfo=VENUE)
    assert now_and_next([item], second, night, night).now == (item,)
    spring = date(2027, 3, 28)
    gap = Item(
        0,
        datetime.combine(spring, time(1, 30), VENUE),
        datetime.combine(spring, time(2, 15), VENUE),
    )
    state = now_and_next([gap], datetime(2027, 3, 28, 3, 0, tzinfo=VENUE), spring, spring)
    assert parts(state) == [gap]
