"""Whom a contributor will meet: how many, and by name only those who agreed to be on the list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.consents import Purpose, agreed
from participants.models import Participant, Seat
from participants.placing.cafe import round_starts
from programmes.models import CafeTable, Contribution, Programme

Kind = Contribution.Kind


@dataclass(frozen=True, slots=True)
class Guests:
    """`rounds`: a line for each round at their table. `names`: of those who come to them and are
    on the list of who is here; the others are only counted."""

    how_many: str = ""
    rounds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def guests_of(contribution: Contribution) -> Guests:
    """Once they have agreed; before that, how many there may be at the most."""
    if contribution.kind == Kind.HOST:
        return _at_the_visit(contribution)
    if contribution.table:
        return _at_the_table(contribution.table)
    return Guests(_taking_part(contribution.programme))


def _at_the_visit(contribution: Contribution) -> Guests:
    visit, agreed_to_host = contribution.visit, contribution.status in Contribution.SAID_YES
    coming = Participant.objects.eligible().filter(visit=visit).select_related("person")
    rows = list(coming.order_by("person__name")) if agreed_to_host else []
    if not rows:
        words = ngettext("up to %(n)s person", "up to %(n)s people", visit.capacity)
        return Guests(words % {"n": visit.capacity})
    on_list = agreed(contribution.programme, Purpose.LIST)
    names = tuple(row.person.name for row in rows if row.person_id in on_list)
    words = ngettext("%(n)s person", "%(n)s people", len(rows))
    return Guests(words % {"n": len(rows)}, names=names)


def _at_the_table(table: CafeTable) -> Guests:
    """As published: a draft is nobody's business yet."""
    cafe = table.cafe
    seats = Counter(Seat.objects.filter(table=table).values_list("round", flat=True))
    rounds = tuple(_rounds(table, seats))
    values = {"rounds": cafe.rounds, "minutes": cafe.minutes}
    return Guests(_("%(rounds)s rounds of %(minutes)s minutes") % values, rounds)


def _rounds(table: CafeTable, seats: Counter) -> Iterable[str]:
    for turn in sorted(seats):
        words = ngettext(
            "round %(turn)s, %(starts)s: %(n)s person",
            "round %(turn)s, %(starts)s: %(n)s people",
            seats[turn],
        )
        starts = time_format(round_starts(table.cafe, turn), "H:i")
        yield words % {"turn": turn, "starts": starts, "n": seats[turn]}


def _taking_part(programme: Programme) -> str:
    coming = Participant.objects.eligible().filter(programme=programme).count()
    words = ngettext("%(n)s person takes part", "%(n)s people take part", coming)
    return words % {"n": coming} if coming else ""
