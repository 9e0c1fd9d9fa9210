"""What contributors need of the organisers: a call, a second question, somebody in their place."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.contributing.deeds import Status, today_of
from programmes.contributing.parts import place_of
from programmes.models import Contribution

from .deeds import Need, Situation, link, some

PATIENCE = timedelta(days=7)
"""After so long without an answer somebody is named as silent."""


def contributor_needs(now: Situation) -> Iterator[Need]:
    """One query."""
    rows = list(
        now.programme.contributions.select_related(
            "person", "visit", "table__cafe", "session"
        ).exclude(status__in=(Status.TOOK_PART, Status.THANKED))
    )
    yield from _calls(now, [row for row in rows if row.wants_call])
    yield from _silent(now, [row for row in rows if row.status == Status.ASKED])
    yield from _speakers(now, [row for row in rows if row.kind == Contribution.Kind.SPEAKER])


def _calls(now: Situation, rows: list[Contribution]) -> Iterator[Need]:
    """One for each: each is a conversation."""
    for row in rows:
        what = " · ".join(filter(None, [row.get_kind_display(), place_of(row), row.person.phone]))
        yield Need(
            _("%(name)s would like to be called") % {"name": row.person},
            what,
            _("See who is asked"),
            f"{_pipeline(now)}#contributor-{row.pk}",
        )


def _silent(now: Situation, rows: list[Contribution]) -> Iterator[Need]:
    since = today_of(now.programme) - PATIENCE
    names = tuple(row.person.name for row in rows if row.asked_on and row.asked_on <= since)
    if names:
        words = ngettext(
            "%(n)s contributor has not answered for a week",
            "%(n)s contributors have not answered for a week",
            len(names),
        )
        yield Need(
            words % {"n": len(names)}, some(names), _("See who is asked"), _pipeline(now), False
        )


def _speakers(now: Situation, rows: list[Contribution]) -> Iterator[Need]:
    """A session whose speakers have all said no."""
    sessions = {row.session: [] for row in rows if row.session}
    for row in rows:
        if row.session:
            sessions[row.session].append(row)
    for session, speakers in sessions.items():
        if all(row.status == Status.NO for row in speakers):
            yield Need(
                _("“%(session)s” has no speaker any more") % {"session": session},
                _("%(names)s: no.") % {"names": some(tuple(s.person.name for s in speakers))},
                _("Find somebody"),
                find(now, f"speaker-{session.pk}"),
            )


def _pipeline(now: Situation) -> str:
    return link("contributors", slug=now.programme.slug)


def find(now: Situation, part: str) -> str:
    """Where somebody is looked for, for this part."""
    return link("find_contributors", slug=now.programme.slug, query=f"?part={part}")
