"""Who took part and who answered: from those invited to those who answered each time, by sector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import charts
from evaluations.disclosure import Display, display, suppressed
from evaluations.models import Questionnaire, Response
from participants.models import Participant
from programmes.models import Programme, Sector

from .figures import Figure, Row, Table, is_drawn
from .moments import Moment, Moments
from .pairs import Across

Step = tuple[str, int]
OTHERS = ""
"""Sectors too small to be named, together."""


@dataclass(frozen=True, slots=True)
class People:
    """Who took part and who answered. `eligible` None: nobody knows how many were asked."""

    eligible: int | None
    answered: int
    organisations: int
    flow: Figure | None
    sectors: Figure | None


def read_people(
    programme: Programme, questionnaire: Questionnaire, answered: int, later: Sequence[Step], m: int
) -> People:
    """`later`: who answered when, as `answered_when` says."""
    known = Participant.objects.filter(programme=programme)
    rows = (
        known.eligible().values_list("organisation__sector").annotate(people=Count("*")).order_by()
    )
    sectors = Counter(dict(rows))
    organisations = known.eligible().values("organisation").distinct().count()
    took_part = sectors.total()
    eligible = took_part if questionnaire.eligible is None else questionnaire.eligible
    if eligible < answered or not eligible:
        eligible = None
    first = [(_("Invited"), known.count()), (_("Took part"), took_part)]
    if questionnaire.eligible is not None:
        first = [(_("Asked for their answers"), questionnaire.eligible)]
    flow = _flow([*first, *later], m)
    respondents = _respondents(questionnaire)
    return People(eligible, answered, organisations, flow, _mix(sectors, respondents, m))


def answered_when(
    moments: Moments, pairs: Sequence[Across], looked_back: int, m: int
) -> list[Step]:
    """Each form for all participants, and how many of one answered another as well."""
    both = {(across.earlier, across.later): across.both for across in pairs}
    words = [
        (_("Answered before the programme"), _n(moments, Moment.BEFORE)),
        (_("Answered at the end"), _n(moments, Moment.END)),
        (_("Answered before and at the end"), both.get((Moment.BEFORE, Moment.END), 0)),
        (_("Rated themselves for now and for before"), looked_back),
        (_("Answered the follow-up"), _n(moments, Moment.FOLLOW_UP)),
        (_("Answered at the end and the follow-up"), both.get((Moment.END, Moment.FOLLOW_UP), 0)),
    ]
    always = _("Answered at the end")
    return [(label, number) for label, number in words if label == always or number >= m]


def _n(moments: Moments, moment: str) -> int:
    form = moments.one(moment)
    return form.answers.responses if form else 0


def _flow(steps: Sequence[Step], m: int) -> Figure | None:
    """From those invited to those who answered; nothing where a later number is the largest."""
    numbers = [number for _label, number in steps]
    if max(numbers) > numbers[0] or not numbers[0]:
        return None
    drawn = is_drawn(numbers[0], m)
    table = Table(
        _("From invitation to answer"),
        (_("Step"), _("People")),
        tuple(Row(label, (str(number),)) for label, number in steps),
    )
    chart = charts.flow_bars(steps, _=_) if drawn else ""
    return Figure(table, chart, _("How many of those invited came, and answered"))


def _respondents(questionnaire: Questionnaire) -> Counter:
    """Who answered, by sector; a sector is recorded only where it is large enough."""
    rows = Response.objects.filter(questionnaire=questionnaire).order_by()
    return Counter(dict(rows.values_list("sector").annotate(people=Count("pk"))))


def _mix(sectors: Counter, respondents: Counter, m: int) -> Figure | None:
    """People who took part by sector, beside those who answered where that is on record; sectors
    with fewer than m people are put together."""
    total = sectors.total()
    if display(total, m) is Display.NOTHING:
        return None
    groups = _named(sectors, m)
    if not groups:
        line = Row(_("Every sector"), withheld=_("fewer than %(m)s people") % {"m": m})
        return Figure(_mix_table((line,), (_("People"),), m))
    if any(respondents[sector] for sector in groups if sector != OTHERS):
        return _beside(sectors, respondents, groups, m)
    rows = [(label, sum(sectors[one] for one in some)) for label, some in groups.values()]
    lines = tuple(Row(label, (str(number),)) for label, number in rows)
    table = _mix_table(lines, (_("People"),), m)
    chart = charts.count_bars(rows, total, _=_, alt=_alt(rows, total)) if is_drawn(total, m) else ""
    return Figure(table, chart, _("Where people came from"))


def _mix_table(lines: tuple[Row, ...], heads: tuple[str, ...], m: int) -> Table:
    caption = _("People who took part, by sector")
    note = _("Sectors with fewer than %(m)s people are counted together.") % {"m": m}
    return Table(caption, (_("Sector"), *heads), lines, note)


def _alt(rows: Sequence[Step], total: int) -> str:
    values = "; ".join(f"{label}: {number}" for label, number in rows)
    intro = _("Bars: people who took part, by sector, %(total)s in all.") % {"total": total}
    return f"{intro} {values}."


def _named(sectors: Counter, m: int) -> dict[str, tuple[str, list[str]]]:
    """Rows of the table: a sector each, and those too small for one together."""
    hidden = suppressed(sectors, m)
    order = [sector for sector in Sector if sectors[sector.value]]
    rows = {s.value: (str(s.label), [s.value]) for s in order if s.value not in hidden}
    if not rows or not hidden:
        return rows
    name = ngettext("%(n)s other sector", "%(n)s other sectors", len(hidden)) % {"n": len(hidden)}
    return rows | {OTHERS: (name, list(hidden))}


def _beside(sectors: Counter, respondents: Counter, groups: dict, m: int) -> Figure:
    """Two sets of bars. Of a sector that few answered from, the answers were counted among others
    when they were opened, so how many they are is not known here either."""
    told = {key: respondents[key] for key in groups if key not in (OTHERS, Sector.OTHER)}
    hidden = {key for key in groups if told.get(key, 0) < m}
    rest = respondents.total() - sum(told[key] for key in groups if key not in hidden)
    if len(hidden) == 1 and not 0 < rest < m:
        told[hidden.pop()] = rest
    rows = [
        (label, sum(sectors[one] for one in some), None if key in hidden else told[key])
        for key, (label, some) in groups.items()
    ]
    heads, few = (_("Took part"), _("Answered")), _("not known")
    lines = tuple(
        Row(label, (str(came), few if number is None else str(number)))
        for label, came, number in rows
    )
    drawn = is_drawn(sectors.total(), m)
    chart = charts.aligned_bars(rows, heads, withheld=few, _=_) if drawn else ""
    table = _mix_table(lines, heads, m)
    return Figure(table, chart, _("Where people came from, and who of them answered"))
