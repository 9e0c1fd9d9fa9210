"""What the report says of the programme itself."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.db.models import Prefetch
from django.utils.formats import date_format

from programmes.models import CafeTable, Contribution, Programme, SiteVisit


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


def moment(instant: datetime, programme: Programme) -> str:
    """An instant as the clock at the venue shows it."""
    from zoneinfo import ZoneInfo

    return date_format(instant.astimezone(ZoneInfo(programme.time_zone)), "j F Y, H:i")
