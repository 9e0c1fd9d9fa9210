"""What is under way at an instant, what comes next, and what is over. Pure.

Items are whatever begins and ends: the module looks at nothing else of them. All instants are aware
and on the clock of the same place, whose days count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol


class Timed(Protocol):
    """Whatever begins and, later, ends."""

    starts: datetime
    ends: datetime


class Phase(Enum):
    BEFORE = "before"
    EVE = "eve"
    DAYS = "days"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class NowAndNext:
    """Each item stands in one of these, in order. `next` is whatever begins at the same instant,
    `then` the rest of that day, `later` the days after it."""

    phase: Phase
    now: tuple[Timed, ...]
    next: tuple[Timed, ...]
    then: tuple[Timed, ...]
    later: tuple[Timed, ...]
    past: tuple[Timed, ...]


def now_and_next(items: Iterable[Timed], instant: datetime, first: date, last: date) -> NowAndNext:
    """`first` and `last` are the days of the whole, of which the items may tell only a part."""
    ordered = sorted(items, key=lambda item: (_starts(item), _ends(item)))
    clock = instant.timestamp()
    past = tuple(item for item in ordered if _ends(item) <= clock and _starts(item) <= clock)
    under_way = tuple(item for item in ordered if _starts(item) <= clock < _ends(item))
    ahead = [item for item in ordered if clock < _starts(item)]
    soon = tuple(item for item in ahead if _starts(item) == _starts(ahead[0]))
    rest = ahead[len(soon) :]
    same_day = soon[0].starts.date() if soon else None
    return NowAndNext(
        phase=_phase(bool(past), bool(under_way), ahead, instant.date(), (first, last)),
        now=under_way,
        next=soon,
        then=tuple(item for item in rest if item.starts.date() == same_day),
        later=tuple(item for item in rest if item.starts.date() != same_day),
        past=past,
    )


def _starts(item: Timed) -> float:
    """Seconds, since clocks of one zone are compared by what they show, summer time or not."""
    return item.starts.timestamp()


def _ends(item: Timed) -> float:
    return item.ends.timestamp()


def _phase(
    past: bool, under_way: bool, ahead: list[Timed], today: date, days: tuple[date, date]
) -> Phase:
    """The days begin with the first of them, or with the first item if that is earlier; they are
    over with the last item of the last of them."""
    first, last = days
    if past and not under_way and not ahead and today >= last:
        return Phase.AFTER
    if not past and not under_way and today < first:
        begins = min(first, ahead[0].starts.date()) if ahead else first
        return Phase.EVE if today >= begins - timedelta(days=1) else Phase.BEFORE
    return Phase.AFTER if today > last and not under_way and not ahead else Phase.DAYS
