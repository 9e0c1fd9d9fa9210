"""When and where somebody is expected who gives something to a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.placing.cafe import round_starts
from programmes.models import CafeConversation, Contribution, Session

Kind = Contribution.Kind


@dataclass(frozen=True, slots=True)
class Time:
    """`how_long` in words: “2 hours”."""

    title: str
    day: date
    starts: time
    ends: time
    room: str
    how_long: str


def times_of(contribution: Contribution) -> tuple[Time, ...]:
    """None while nothing is decided."""
    programme = contribution.programme
    if contribution.kind == Kind.HOST:
        return (_visit(contribution),)
    if contribution.kind == Kind.LEADER:
        cafes = [contribution.table.cafe] if contribution.table else _only_cafe(contribution)
        return tuple(_cafe(cafe) for cafe in cafes)
    if contribution.kind == Kind.SETTER:
        found = programme.sessions.filter(kind=Session.Kind.CHALLENGE)
        return tuple(_session(session) for session in found)
    return (_session(contribution.session),) if contribution.session else ()


def _visit(contribution: Contribution) -> Time:
    visit = contribution.visit
    return _time(visit.title, visit.day, visit.starts, visit.ends, visit.meeting_point)


def _only_cafe(contribution: Contribution) -> Iterable[CafeConversation]:
    """Where there is just one, its leaders know when to come before they know their table."""
    cafes = list(contribution.programme.cafe_conversations.all()[:2])
    return cafes if len(cafes) == 1 else ()


def _cafe(cafe: CafeConversation) -> Time:
    ends = round_starts(cafe, cafe.rounds + 1).time()
    return _time(cafe.title, cafe.day, cafe.starts, ends, cafe.room)


def _session(session: Session) -> Time:
    return _time(session.title, session.day, session.starts, session.ends, session.room)


def _time(title: str, day: date, starts: time, ends: time, room: str) -> Time:
    return Time(title, day, starts, ends, room, how_long(starts, ends))


def how_long(starts: time, ends: time) -> str:
    """In words; past midnight counts on."""
    some_day = date(2000, 1, 1)
    length = datetime.combine(some_day, ends) - datetime.combine(some_day, starts)
    hours, minutes = divmod((length % timedelta(days=1)).seconds // 60, 60)
    values = {
        "hours": ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours},
        "minutes": ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes},
    }
    if hours and minutes:
        return _("%(hours)s %(minutes)s") % values
    return values["hours"] if hours else values["minutes"]
