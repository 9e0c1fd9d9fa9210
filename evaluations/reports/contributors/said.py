"""What participants said about a contributor's part, as they read it on their own page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evaluations.correspondence.quoted import about_their_part, quoted_of
from programmes.models import Contribution, Programme

from ..quotes import Quote

Kind = Contribution.Kind
HEADINGS = {
    Kind.HOST: _("What participants said about the visits"),
    Kind.LEADER: _("What participants said about the café conversations"),
    Kind.SPEAKER: _("What participants said about your session"),
    Kind.SETTER: _("What participants said about the programme"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Never about one visit or table alone: few go there, and they would be recognised."""

    heading: str
    quotes: tuple[Quote, ...]


def said_about(programme: Programme, rows: Iterable[Contribution]) -> tuple[Said, ...]:
    """For those who took part: the same as their thanks tell them."""
    gave = {(row.kind, row.session_id): row for row in rows if row.status in Contribution.SAID_YES}
    quoted = quoted_of(programme) if gave else ()
    found = (
        Said(str(HEADINGS[Kind(row.kind)]), tuple(about_their_part(quoted, row)))
        for row in gave.values()
    )
    return tuple(said for said in found if said.quotes)
