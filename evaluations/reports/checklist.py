"""What is to be done, from twelve weeks before a programme to six months after it.

What the records can tell ticks itself; the rest is ticked by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Message, PeerRound, Step
from participants.reports import people_of
from programmes.models import Contribution, Programme, Tick
from programmes.reports import outline

from ..models import ReportVersion
from .checklist_items import BY_HAND, ITEMS, Facts, Progress
from .forms import forms_of

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it stands. `state` is done, overdue, soon or later: also the name of its style."""

    code: str
    title: str
    day: date
    state: str
    note: str
    url: str
    by_hand: bool

    @property
    def is_done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class Checklist:
    programme: Programme
    months: tuple[tuple[str, tuple[Line, ...]], ...]
    done: int
    total: int
    overdue: int


def checklist(programme: Programme, today: date) -> Checklist:
    lines = sorted(_lines(programme, today), key=lambda line: line.day)
    months = groupby(lines, key=lambda line: date_format(line.day, "F Y"))
    return Checklist(
        programme=programme,
        months=tuple((name, tuple(some)) for name, some in months),
        done=sum(line.is_done for line in lines),
        total=len(lines),
        overdue=sum(line.state == "overdue" for line in lines),
    )


def _lines(programme: Programme, today: date) -> Iterator[Line]:
    facts = _facts(programme)
    ticks = {tick.item: tick for tick in programme.ticks.select_related("done_by")}
    for item in ITEMS:
        progress = item.judge(facts) if item.judge else Progress(int(item.code in ticks))
        if progress is None:
            continue
        first = programme.ends_on if item.days > 0 else programme.starts_on
        day = first + timedelta(days=item.days)
        yield Line(
            code=item.code,
            title=str(item.title),
            day=day,
            state="done" if progress.is_done else _urgency(day, today),
            note=_note(progress, ticks.get(item.code)),
            url=item.page(programme),
            by_hand=item.code in BY_HAND,
        )


def _urgency(day: date, today: date) -> str:
    if day < today:
        return "overdue"
    return "soon" if day <= today + SOON else "later"


def _note(progress: Progress, tick: Tick | None) -> str:
    if tick:
        day = date_format(tick.done_on, "j F")
        by = tick.done_by or _("somebody")
        return _("%(day)s, by %(name)s") % {"day": day, "name": by}
    if progress.of > 1:
        return _("%(n)s of %(of)s") % {"n": progress.n, "of": progress.of}
    return ""


def _facts(programme: Programme) -> Facts:
    plans = programme.plans.exclude(published_version=None)
    versions = ReportVersion.objects.filter(report__programme=programme)
    given = programme.contributions.filter(status__in=Contribution.SAID_YES)
    coming = programme.participants.eligible()
    joining = programme.messages.filter(step=Step.JOINING, state__in=Message.KNOWN)
    return Facts(
        programme=programme,
        plan=outline(programme),
        people=people_of(programme),
        forms=forms_of(programme),
        contributors=tuple(given.values_list("status", flat=True)),
        published=frozenset(plans.values_list("what", flat=True)),
        reports=frozenset(
            versions.exclude(state=ReportVersion.State.WITHDRAWN).values_list(
                "report__kind", flat=True
            )
        ),
        instructed=coming.filter(pk__in=joining.values("participant")).count(),
        notes_released=PeerRound.objects.filter(
            programme=programme, released_at__isnull=False
        ).exists(),
    )
