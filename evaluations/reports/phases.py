"""Where a programme stands in its life, by the clock and by what is there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

FOLLOW_UP_AFTER = timedelta(days=120)


class Stage(IntEnum):
    PLANNING = 0
    INVITING = 1
    PLACING = 2
    DAYS = 3
    FEEDBACK = 4
    REPORT = 5
    FOLLOW_UP = 6

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS = {
    Stage.PLANNING: _("Planning"),
    Stage.INVITING: _("Inviting"),
    Stage.PLACING: _("Placing"),
    Stage.DAYS: _("The days"),
    Stage.FEEDBACK: _("Feedback"),
    Stage.REPORT: _("Report"),
    Stage.FOLLOW_UP: _("Follow-up"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides the stage. Days are those at the venue; counts are of people and visits."""

    starts_on: date
    ends_on: date
    asked: int = 0
    coming: int = 0
    undecided: int = 0
    placed: int = 0
    visits: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    answered: int = 0
    counted: bool = False
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    label: Promise
    note: str
    state: str  # done, now or next: also the name of its style


def stage(standing: Standing, today: date) -> Stage:
    if today > standing.ends_on:
        return _stage_afterwards(standing, today)
    if today >= standing.starts_on:
        return Stage.DAYS
    if not standing.asked:
        return Stage.PLANNING
    return Stage.INVITING if standing.undecided or not standing.coming else Stage.PLACING


def _stage_afterwards(standing: Standing, today: date) -> Stage:
    if not standing.counted:
        return Stage.FEEDBACK
    return Stage.FOLLOW_UP if today >= standing.ends_on + FOLLOW_UP_AFTER else Stage.REPORT


def phases(standing: Standing, today: date, days: str) -> tuple[Phase, ...]:
    """All seven in order; `days` is how people write the programme's days."""
    here = stage(standing, today)
    notes = {
        Stage.PLANNING: _planning(standing),
        Stage.INVITING: _inviting(standing),
        Stage.PLACING: _placing(standing),
        Stage.DAYS: days,
        Stage.FEEDBACK: _feedback(standing, today),
        Stage.REPORT: _report(standing),
        Stage.FOLLOW_UP: date_format(standing.ends_on + FOLLOW_UP_AFTER, "F Y"),
    }
    states = {True: "done", False: "next"}
    return tuple(
        Phase(each.label, notes[each], "now" if each is here else states[each < here])
        for each in Stage
    )


def _planning(standing: Standing) -> str:
    if not standing.visits:
        return gettext("no visits yet")
    return ngettext("%(n)s visit", "%(n)s visits", standing.visits) % {"n": standing.visits}


def _inviting(standing: Standing) -> str:
    if not standing.asked:
        return gettext("nobody yet")
    counts = {"yes": standing.coming, "asked": standing.asked}
    return gettext("%(yes)s of %(asked)s said yes") % counts


def _placing(standing: Standing) -> str:
    if not standing.coming:
        return gettext("visits, café, teams")
    counts = {"placed": standing.placed, "coming": standing.coming}
    return gettext("%(placed)s of %(coming)s have a visit") % counts


def _report(standing: Standing) -> str:
    if standing.published_on:
        return gettext("published %(day)s") % {"day": date_format(standing.published_on, "j M Y")}
    return gettext("to be written") if standing.counted else gettext("after the feedback")


def _feedback(standing: Standing, today: date) -> str:
    if standing.opens_at is None:
        return gettext("no form yet")
    if standing.counted:
        return gettext("%(n)s answered") % {"n": standing.answered}
    opened = today >= standing.opens_at.date()
    moment = standing.closes_at if opened else standing.opens_at
    words = gettext("closes %(when)s") if opened else gettext("opens %(when)s")
    if today > standing.closes_at.date():
        words = gettext("closed %(when)s")
    return words % {"when": f"{date_format(moment, 'j M')}, {time_format(moment, 'H:i')}"}
