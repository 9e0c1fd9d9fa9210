"""One thing that somebody is asked to give, as they read it on their own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import PersonalLink
from programmes.contributing.briefs import brief_of
from programmes.contributing.deeds import can_answer
from programmes.models import Contribution, Programme

from .their_guests import Guests, guests_of
from .their_times import Time, times_of

Status = Contribution.Status
Kind = Contribution.Kind


AHEAD = {
    Kind.SETTER: gettext_lazy("You set the challenge"),
    Kind.HOST: gettext_lazy("You host the visit “%(visit)s”"),
    Kind.LEADER: gettext_lazy("You lead a table at the café conversations"),
    "leader somewhere": gettext_lazy("You lead a table: %(table)s"),
    Kind.SPEAKER: gettext_lazy("You speak"),
    "speaker somewhere": gettext_lazy("You speak at “%(session)s”"),
}
DONE = {
    Kind.SETTER: gettext_lazy("You set the challenge"),
    Kind.HOST: gettext_lazy("You hosted the visit “%(visit)s”"),
    Kind.LEADER: gettext_lazy("You led a table at the café conversations"),
    "leader somewhere": gettext_lazy("You led a table: %(table)s"),
    Kind.SPEAKER: gettext_lazy("You spoke"),
    "speaker somewhere": gettext_lazy("You spoke at “%(session)s”"),
}


class Stands(Enum):
    """How a part stands towards whoever was asked."""

    ASKED = "asked"
    CALL = "call"
    YES = "yes"
    NO = "no"
    OVER = "over"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class TheirPart:
    """`question` while they are asked, `title` once they agreed. Where a place is not the
    programme's, `at` says whose. `wants_call` also of those who agreed already."""

    pk: int
    stands: Stands
    kind: str
    question: str
    title: str
    answered_on: date | None
    wants_call: bool
    may_answer: bool
    brief: str
    times: tuple[Time, ...]
    at: str
    map_address: str
    directions: str
    dress: str
    identification: str
    guests: Guests
    table: str
    topic: str

    @property
    def is_asked(self) -> bool:
        return self.stands in (Stands.ASKED, Stands.CALL)

    @property
    def has_agreed(self) -> bool:
        return self.stands in (Stands.YES, Stands.OVER)


def parts_on(link: PersonalLink) -> list[Contribution]:
    """All that the owner of a link is asked to give in its programme, that of the link first:
    whoever sets the challenge and hosts a visit answers both on one page."""
    rows = Contribution.objects.filter(
        programme=link.contribution.programme_id, person=link.contribution.person_id
    ).select_related("programme", "person", "visit__host", "table__cafe", "session")
    own = link.contribution_id
    mine = [row for row in rows if row.pk == own or row.status != Status.CONSIDERED]
    return sorted(mine, key=lambda row: row.pk != own)


def their_parts(rows: Iterable[Contribution]) -> tuple[TheirPart, ...]:
    return tuple(their_part(row) for row in rows)


def their_part(row: Contribution) -> TheirPart:
    programme, visit, where = row.programme, row.visit, stands(row)
    if row.table:
        row.table.cafe.programme = programme
    return TheirPart(
        pk=row.pk,
        stands=where,
        kind=row.get_kind_display(),
        question=_question(row),
        title=_title(row, where),
        answered_on=row.answered_on,
        wants_call=row.wants_call,
        may_answer=can_answer(row),
        brief=brief_of(row),
        times=times_of(row),
        at=visit.host.name if visit else _venue(programme),
        map_address=visit.map_address if visit else programme.map_address,
        directions="" if visit else programme.directions,
        dress=visit.dress if visit else "",
        identification=visit.identification if visit else "",
        guests=Guests() if where is Stands.OVER else guests_of(row),
        table=str(row.table or ""),
        topic=row.table.topic if row.table else "",
    )


def stands(row: Contribution) -> Stands:
    agreed = row.status in Contribution.SAID_YES
    if not can_answer(row):
        return Stands.OVER if agreed else Stands.NOTHING
    if row.visit and row.visit.called_off:
        return Stands.NOTHING
    if agreed:
        return Stands.YES
    if row.status == Status.NO:
        return Stands.NO
    return Stands.CALL if row.wants_call else Stands.ASKED


def _venue(programme: Programme) -> str:
    return ", ".join(filter(None, [programme.venue, programme.place]))


def _question(row: Contribution) -> str:
    values = {"visit": row.visit, "session": row.session}
    if row.kind == Kind.SPEAKER and row.session:
        return _("Would you speak at “%(session)s”?") % values
    return {
        Kind.SETTER: _("Would you set the challenge?"),
        Kind.HOST: _("Would you host the visit “%(visit)s”?"),
        Kind.LEADER: _("Would you lead a table at the café conversations?"),
        Kind.SPEAKER: _("Would you speak?"),
    }[Kind(row.kind)] % values


def _title(row: Contribution, where: Stands) -> str:
    values = {"visit": row.visit, "session": row.session, "table": row.table}
    titles = DONE if where is Stands.OVER else AHEAD
    key = row.kind
    if (row.kind == Kind.LEADER and row.table) or (row.kind == Kind.SPEAKER and row.session):
        key = f"{row.kind} somewhere"
    return str(titles[key]) % values
