"""What passes on when somebody comes instead of somebody else."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Participant


def what_passes_on(row: Participant) -> tuple[str, ...]:
    """Three queries at most."""
    return tuple(_places(row))


def _places(row: Participant) -> Iterator[str]:
    draft = getattr(row, "draft", None)
    if row.visit:
        yield _("the visit to %(visit)s") % {"visit": row.visit}
    elif draft and draft.visit:
        yield _("the visit to %(visit)s, still a draft") % {"visit": draft.visit}
    if row.team:
        yield _("the team %(team)s") % {"team": row.team}
    elif draft and draft.team:
        yield _("the team %(team)s, still a draft") % {"team": draft.team}
    if seats := row.seats.count():
        words = ngettext("%(n)s seat at a café table", "%(n)s seats at café tables", seats)
        yield words % {"n": seats}
    yield _("the agenda and the papers")
