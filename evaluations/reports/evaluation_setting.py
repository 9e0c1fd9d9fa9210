"""What the report says of the programme itself and of the people who came."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.db.models import Count, Prefetch
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import charts
from evaluations.disclosure import display, suppressed
from evaluations.models import Questionnaire
from participants.models import Participant
from programmes.models import CafeTable, Contribution, Programme, Sector, SiteVisit

from .evaluation_figures import Figure, Row, Table, is_drawn


@dataclass(frozen=True, slots=True)
class Line:
    """One session, visit or café table, as it is listed."""

    title: str
    when: str = ""
    about: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    sessions: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The programme as it was: dates in words, people by name only where they gave something."""

    title: str
    slug: str
    dates: str
    where: str
    commissioner: str
    description: str
    challenge: str
    background: str
    setters: tuple[str, ...]
    days: tuple[Day, ...]
    visits: tuple[Line, ...]
    cafes: tuple[Line, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say of it beyond its name and dates."""
        told = (self.description, self.challenge, self.days, self.visits, self.cafes)
        return any(told)


@dataclass(frozen=True, slots=True)
class Objective:
    pk: int
    number: int
    title: str
    statement: str


@dataclass(frozen=True, slots=True)
class People:
    """Who took part and who answered. `eligible` None: nobody knows how many were asked."""

    eligible: int | None
    answered: int
    organisations: int
    flow: Figure | None
    sectors: Figure | None


def read_setting(programme: Programme) -> Setting:
    challenge = getattr(programme, "challenge", None)
    given = list(
        programme.contributions.filter(
            kind=Contribution.Kind.SETTER, status__in=Contribution.SAID_YES
        ).select_related("person")
    )
    place = [programme.venue, programme.place]
    return Setting(
        title=programme.title,
        slug=programme.slug,
        dates=period(programme.starts_on, programme.ends_on),
        where=", ".join(part for part in place if part),
        commissioner=programme.commissioner.name if programme.commissioner else "",
        description=programme.description.strip(),
        challenge=challenge.question if challenge else "",
        background=challenge.background.strip() if challenge else "",
        setters=tuple(_setter(one) for one in given),
        days=_days(programme),
        visits=_visits(programme),
        cafes=_cafes(programme),
    )


def read_objectives(programme: Programme) -> tuple[Objective, ...]:
    rows = programme.objectives.order_by("number")
    return tuple(Objective(o.pk, o.number, o.title, o.statement) for o in rows)


def period(first: date, last: date) -> str:
    """17–18 January 2017; 30 January – 2 February 2017."""
    end = date_format(last, "j F Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    same_year = first.year == last.year
    return f"{date_format(first, 'j F' if same_year else 'j F Y')} – {end}"


def _setter(contribution: Contribution) -> str:
    return ", ".join(filter(None, [contribution.person.name, contribution.responsibility]))


def clock(start: time, end: time) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"


def _days(programme: Programme) -> tuple[Day, ...]:
    sessions = programme.sessions.all()
    return tuple(
        Day(
            date_format(day, "l j F"),
            tuple(
                Line(s.title, clock(s.starts, s.ends), s.description.strip(), s.room) for s in some
            ),
        )
        for day, some in groupby(sessions, key=lambda session: session.day)
    )


def _said_yes() -> Prefetch:
    said = Contribution.objects.filter(status__in=Contribution.SAID_YES).select_related("person")
    return said


def _visits(programme: Programme) -> tuple[Line, ...]:
    rows = (
        SiteVisit.objects.filter(programme=programme)
        .select_related("host")
        .prefetch_related(Prefetch("hosts", _said_yes()))
    )
    return tuple(
        Line(visit.title, about=visit.theme, who=_hosts(visit.host.name, visit)) for visit in rows
    )


def _hosts(organisation: str, visit: SiteVisit) -> str:
    people = ", ".join(host.person.name for host in visit.hosts.all())
    known = organisation if organisation != visit.title else ""
    return ", ".join(filter(None, [people, known]))


def _cafes(programme: Programme) -> tuple[Line, ...]:
    rows = (
        CafeTable.objects.filter(cafe__programme=programme)
        .select_related("cafe")
        .prefetch_related(Prefetch("leaders", _said_yes()))
    )
    return tuple(
        Line(
            table.topic or str(table),
            when=table.cafe.title,
            who=", ".join(leader.person.name for leader in table.leaders.all()),
        )
        for table in rows
    )


# The people


def read_people(
    programme: Programme, questionnaire: Questionnaire, answered: int, both: int, m: int
) -> People:
    """`both`: how many rated themselves for now and for before."""
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
    steps = _steps(known.count(), took_part, questionnaire, answered, both, m)
    return People(eligible, answered, organisations, _flow(steps, m), _mix(sectors, m))


def _steps(invited: int, took_part: int, questionnaire, answered: int, both: int, m: int) -> list:
    first = [(_("Invited"), invited), (_("Took part"), took_part)]
    if questionnaire.eligible is not None:
        first = [(_("Asked for their answers"), questionnaire.eligible)]
    steps = [*first, (_("Answered at the end"), answered)]
    return [*steps, (_("Rated themselves for now and for before"), both)] if both >= m else steps


def _flow(steps: list[tuple[str, int]], m: int) -> Figure | None:
    """From those invited to those who answered; nothing where a later number is the larger."""
    numbers = [number for _label, number in steps]
    if numbers != sorted(numbers, reverse=True) or not numbers[0]:
        return None
    drawn = is_drawn(numbers[0], m)
    table = Table(
        _("From invitation to answer"),
        (_("Step"), _("People")),
        tuple(Row(label, (str(number),)) for label, number in steps),
    )
    chart = charts.flow_bars(steps, _=_) if drawn else ""
    return Figure(table, mark_safe(chart), _("How many of those invited came, and answered"))


def _mix(sectors: Counter, m: int) -> Figure | None:
    """People who took part by sector; sectors with fewer than m people are put together."""
    total = sectors.total()
    if display(total, m).value == "suppress":
        return None
    rows = _safe_rows(sectors, m)
    lines = tuple(Row(label, (str(number),)) for label, number in rows)
    if not rows:
        lines = (Row(_("Every sector"), withheld=_few_people(m)),)
    table = Table(
        _("People who took part, by sector"),
        (_("Sector"), _("People")),
        lines,
        _("Sectors with fewer than %(m)s people are counted together.") % {"m": m},
    )
    drawn = rows and is_drawn(total, m)
    chart = charts.count_bars(rows, total, _=_, alt=_mix_alt(rows, total)) if drawn else ""
    return Figure(table, mark_safe(chart), _("Where people came from"))


def _few_people(m: int) -> str:
    return _("fewer than %(m)s people") % {"m": m}


def _mix_alt(rows: Sequence[tuple[str, int]], total: int) -> str:
    values = "; ".join(f"{label}: {number}" for label, number in rows)
    intro = _("Bars: people who took part, by sector, %(total)s in all.") % {"total": total}
    return f"{intro} {values}."


def _safe_rows(sectors: Counter, m: int) -> list[tuple[str, int]]:
    hidden = suppressed(sectors, m)
    order = [sector for sector in Sector if sectors[sector.value]]
    rows = [(str(s.label), sectors[s.value]) for s in order if s.value not in hidden]
    if not rows or not hidden:
        return rows
    name = ngettext("%(n)s other sector", "%(n)s other sectors", len(hidden)) % {"n": len(hidden)}
    return [*rows, (name, sum(sectors[key] for key in hidden))]


def moment(instant: datetime, programme: Programme) -> str:
    """An instant as the clock at the venue shows it."""
    from zoneinfo import ZoneInfo

    return date_format(instant.astimezone(ZoneInfo(programme.time_zone)), "j F Y, H:i")
