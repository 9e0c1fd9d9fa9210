"""Pledges, which people made in their own names on their own pages: counted, never printed.

They have nothing to do with the plans in a form, whose authors nobody knows.
"""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Pledge
from programmes.models import Programme

from .figures import Figure, Row, Table
from .parts import Part


@dataclass(frozen=True, slots=True)
class Pledged:
    """How many people made how many pledges, and how many of those stand where."""

    people: int
    pledges: int
    states: dict[str, int]


def pledged(programme: Programme, m: int) -> Pledged | None:
    """Of those who took part. None: too few people to say; no people is no secret."""
    mine = Pledge.objects.filter(participant__in=programme.participants.eligible())
    counts = dict(mine.order_by("state").values_list("state").annotate(Count("pk")))
    people = mine.order_by().values("participant").distinct().count()
    if 0 < people < m:
        return None
    states = {state.value: counts.get(state, 0) for state in Pledge.State}
    return Pledged(people, sum(states.values()), states)


def pledge_parts(programme: Programme, m: int) -> tuple[Part, ...]:
    found = pledged(programme, m)
    title = _("Pledges made by name")
    if found is None:
        line = Row(_("People who made a pledge"), withheld=_("fewer than %(m)s people") % {"m": m})
        table = Table(_("Pledges"), ("", _("People")), (line,))
        return (Part(title, (Figure(table),), about=_about()),)
    if not found.people:
        return ()
    rows = tuple(
        Row(str(Pledge.State(state).label), (str(count),)) for state, count in found.states.items()
    )
    note = _("Pledges of those who took part, as they say themselves where each stands.")
    table = Table(_("Where they stand"), (_("State"), _("Pledges")), rows, note)
    about = f"{_about()} {pledge_words(found)}"
    return (Part(title, (Figure(table),), about=about),)


def _about() -> str:
    return _(
        "On their own pages people could write what they will do, by when and with whom, and say "
        "later what became of it. These pledges are theirs: they are counted, and none is printed."
    )


def pledge_words(found: Pledged) -> str:
    done = found.states[Pledge.State.DONE.value]
    made = ngettext("%(who)s made %(n)d pledge", "%(who)s made %(n)d pledges", found.pledges)
    said = ngettext("%(made)s; %(n)d is done.", "%(made)s; %(n)d are done.", done)
    who = _("%(n)d people") % {"n": found.people}
    return said % {"made": made % {"who": who, "n": found.pledges}, "n": done}


def pledge_data(programme: Programme, m: int) -> dict:
    """The same for figures.json; of too few people only that it is withheld."""
    found = pledged(programme, m)
    if found is None:
        return {"suppressed": True}
    return {
        "suppressed": False,
        "people": found.people,
        "pledges": found.pledges,
        "states": found.states,
    }
