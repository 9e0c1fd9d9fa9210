"""The days as they stand for the reader at this minute: now, next, then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.now import NowAndNext, Phase, now_and_next
from programmes.models import Programme

from .agenda import MyItem, MySeat

SOON = 90
"""Minutes up to which one counts them; from then on the clock is easier to read."""


@dataclass(frozen=True, slots=True)
class MyCard:
    """What is on or comes next, and `when` in words; `seat` is where the reader sits now."""

    when: str
    item: MyItem
    seat: MySeat | None = None


@dataclass(frozen=True, slots=True)
class MyDay:
    day: date
    items: tuple[MyItem, ...]


@dataclass(frozen=True, slots=True)
class MyDays:
    """`clock` is the venue's. `then` is the rest of the day on the cards, `ahead` the days after
    it, `behind` what is over."""

    phase: str
    clock: datetime
    starts_in: str
    cards: tuple[MyCard, ...] = ()
    then_title: str = ""
    then: tuple[MyItem, ...] = ()
    ahead: tuple[MyDay, ...] = ()
    behind: tuple[MyDay, ...] = ()

    @property
    def is_before(self) -> bool:
        return self.phase in ("before", "eve")

    @property
    def is_over(self) -> bool:
        return self.phase == "after"

    @property
    def shows_visit(self) -> bool:
        """The visit has a card already, among what is on and comes next, or is over."""
        over = [item for day in self.behind for item in day.items]
        return any(item.visit for item in [*(card.item for card in self.cards), *over])

    @property
    def shows_team(self) -> bool:
        shown = [*(card.item for card in self.cards), *self.then]
        shown += [item for day in (*self.ahead, *self.behind) for item in day.items]
        return any(item.team for item in shown)


def my_days(programme: Programme, items: Iterable[MyItem]) -> MyDays:
    clock = timezone.localtime(timezone.now(), ZoneInfo(programme.time_zone))
    found = now_and_next(items, clock, programme.starts_on, programme.ends_on)
    cards = [MyCard(_now(item), item, _seat_at(item, clock)) for item in found.now]
    cards += [MyCard(_next(item, clock, found), item) for item in found.next]
    return MyDays(
        phase=found.phase.value,
        clock=clock,
        starts_in=_days_until(programme.starts_on, clock.date()),
        cards=tuple(cards),
        then_title=_then_title(found, clock),
        then=found.then,
        ahead=_by_day(found.later),
        behind=_by_day(found.past),
    )


def _then_title(found: NowAndNext, clock: datetime) -> str:
    """The rest of today goes without saying."""
    days = {item.starts.date() for item in found.then} - {clock.date()}
    return date_format(days.pop(), "l j F") if days else _("Then")


def _by_day(items: Iterable[MyItem]) -> tuple[MyDay, ...]:
    days: dict[date, list[MyItem]] = {}
    for item in items:
        days.setdefault(item.starts.date(), []).append(item)
    return tuple(MyDay(day, tuple(some)) for day, some in days.items())


def _now(item: MyItem) -> str:
    return _("Now · until %(clock)s") % {"clock": date_format(item.ends, "H:i")}


def _seat_at(item: MyItem, clock: datetime) -> MySeat | None:
    begun = [seat for seat in item.seats if seat.starts.timestamp() <= clock.timestamp()]
    return next((seat for seat in begun if clock.timestamp() < seat.ends.timestamp()), None)


def _next(item: MyItem, clock: datetime, found: NowAndNext) -> str:
    return _next_word(found) % {"when": in_words(item.starts, clock)}


def _next_word(found: NowAndNext) -> str:
    return (
        _("First · %(when)s") if found.phase in (Phase.BEFORE, Phase.EVE) else _("Next · %(when)s")
    )


def in_words(instant: datetime, clock: datetime) -> str:
    """When something will be, seen from the clock: “in 25 minutes”, “tomorrow, 09:30”."""
    minutes = -int((clock.timestamp() - instant.timestamp()) // 60)
    if minutes <= SOON:
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    days = (instant.date() - clock.date()).days
    at = date_format(instant, "H:i")
    if days > 1:
        return f"{date_format(instant, 'l j F')}, {at}"
    return (_("tomorrow, %(at)s") if days else _("today, %(at)s")) % {"at": at}


def _days_until(first: date, today: date) -> str:
    days = (first - today).days
    if days < 1:
        return ""
    if days == 1:
        return _("tomorrow")
    if days < 15:
        return _("in %(n)d days") % {"n": days}
    return _("in %(n)d weeks") % {"n": days // 7}
