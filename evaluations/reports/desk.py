"""One programme on one page: where it stands, what needs somebody, who goes where."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.models import Report
from participants.reports import CafeStanding, People, cafes_of, coming_of, people_of
from participants.reports.consents import to_talk_to_in
from participants.reports.peer_notes import notes_to_do
from participants.reports.post import post_of
from programmes.models import Contribution, Programme
from programmes.reports import Cafe, Outline, Visit, outline, span

from .deeds import Link, Need, Situation, change, link
from .desk_forms import FormLine, form_lines
from .desk_links import placing_links, planning_links, record_links, report_links
from .forms import Form, forms_of
from .needs import needs
from .phases import Phase, Standing, phases, stage
from .progress import progress_of

STYLES = {
    Contribution.Status.ASKED: "wait",
    Contribution.Status.MAYBE: "wait",
    Contribution.Status.NO: "no",
    **dict.fromkeys(Contribution.SAID_YES, "ok"),
}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """`width` and `tick` (the fewest the host asked for) are per cent of the places."""

    title: str
    theme: str
    when: str
    placed: int
    capacity: int
    minimum: int
    width: int
    tick: int
    over: bool
    says: str
    style: str
    url: str


@dataclass(frozen=True, slots=True)
class TableLine:
    number: int
    topic: str
    leader: str
    says: str
    style: str


@dataclass(frozen=True, slots=True)
class CafeBlock:
    """`deed` is what its state asks for, and leads to its seats."""

    title: str
    when: str
    url: str
    state: str
    deed: str
    tables: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    programme: Programme
    when: str
    where: str
    outline: Outline
    phases: tuple[Phase, ...]
    needs: tuple[Need, ...]
    visits: tuple[VisitLine, ...]
    cafes: tuple[CafeBlock, ...]
    people: People
    totals: tuple[str, ...]
    forms: tuple[FormLine, ...]
    all_forms: int
    places: tuple[Link, ...]
    report: tuple[Link, ...]
    planning: tuple[Link, ...]
    records: tuple[Link, ...]


def desk(programme: Programme, now: datetime) -> Desk:
    """A constant number of queries, however many visits, people and answers there are."""
    plan, people, forms = outline(programme), people_of(programme), forms_of(programme)
    today = now.astimezone(ZoneInfo(programme.time_zone)).date()
    progress = progress_of(programme)
    standing = standing_of(programme, plan, people, forms)
    published_on = progress[Report.Kind.PROGRAMME].published_on
    standing = replace(standing, published_on=published_on)
    here, seats = stage(standing, today), cafes_of(programme)
    situation = Situation(
        programme=programme,
        outline=plan,
        people=people,
        forms=forms,
        stage=here,
        now=now,
        cafes=seats,
        progress=progress,
        post=post_of(programme),
        coming=coming_of(programme),
        notes=notes_to_do(programme, now),
        to_talk_to=to_talk_to_in(programme),
    )
    when = span(programme.starts_on, programme.ends_on)
    return Desk(
        programme=programme,
        when=when,
        where=", ".join(filter(None, [programme.venue, programme.place])),
        outline=plan,
        phases=phases(standing, today, when),
        needs=needs(situation),
        visits=tuple(_visit_line(visit, people.placed.get(visit.pk, 0)) for visit in plan.visits),
        cafes=tuple(_cafe_block(programme, cafe, seats[cafe.pk]) for cafe in plan.cafes),
        people=people,
        totals=_totals(people),
        forms=form_lines(programme, forms, now),
        all_forms=len(forms),
        places=placing_links(programme, plan),
        report=report_links(programme, forms),
        planning=planning_links(programme),
        records=record_links(programme),
    )


def standing_of(
    programme: Programme, plan: Outline, people: People, forms: tuple[Form, ...]
) -> Standing:
    """The form at the end decides where feedback stands."""
    final = next((form for form in forms if form.moment == "end"), None)
    return Standing(
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        asked=people.asked,
        coming=people.coming,
        undecided=people.undecided,
        placed=sum(people.placed.values()),
        visits=len(plan.visits),
        opens_at=final.opens_at if final else None,
        closes_at=final.closes_at if final else None,
        answered=final.answered if final else 0,
        counted=final.counted if final else False,
    )


def _visit_line(visit: Visit, placed: int) -> VisitLine:
    most = max(visit.capacity, placed)
    return VisitLine(
        title=visit.title,
        theme=visit.theme,
        when=_clock(visit.day, visit),
        placed=placed,
        capacity=visit.capacity,
        minimum=visit.minimum,
        width=round(100 * placed / most),
        tick=round(100 * visit.minimum / most),
        over=placed > visit.capacity,
        says=_visit_says(visit),
        style=_visit_style(visit),
        url=change("programmes_sitevisit", visit.pk),
    )


def _visit_says(visit: Visit) -> str:
    if visit.called_off:
        return _("called off")
    return visit.host.says if visit.host else _("nobody asked")


def _visit_style(visit: Visit) -> str:
    if visit.called_off:
        return "no"
    return STYLES.get(visit.host.status, "") if visit.host else "wait"


def _clock(day: date, item: Visit) -> str:
    hours = f"{time_format(item.starts, 'H:i')}–{time_format(item.ends, 'H:i')}"
    return f"{date_format(day, 'D j M')}, {hours}"


def _cafe_block(programme: Programme, cafe: Cafe, seats: CafeStanding) -> CafeBlock:
    rounds = _("%(rounds)s rounds of %(minutes)s minutes") % {
        "rounds": cafe.rounds,
        "minutes": cafe.minutes,
    }
    start = f"{date_format(cafe.day, 'D j M')}, {time_format(cafe.starts, 'H:i')}"
    return CafeBlock(
        title=cafe.title,
        when=f"{start} · {rounds}",
        url=link("cafe_rota", slug=programme.slug, cafe=cafe.pk),
        state=_cafe_state(seats),
        deed=_cafe_deed(cafe, seats),
        tables=tuple(
            TableLine(
                number=table.number,
                topic=table.topic,
                leader=", ".join(leader.name for leader in table.leaders) or "–",
                says=table.leaders[0].says if table.leaders else _("nobody asked"),
                style=STYLES.get(table.leaders[0].status, "") if table.leaders else "wait",
            )
            for table in cafe.tables
        ),
    )


def _cafe_state(seats: CafeStanding) -> str:
    if not seats.is_drafted:
        return _("Nobody is seated yet.")
    if not seats.is_published:
        return _("Draft. Nobody has been told.")
    if not seats.changed:
        return _("Published: people see their seats.")
    words = ngettext(
        "Published; changed since for %(n)s person.",
        "Published; changed since for %(n)s people.",
        seats.changed,
    )
    return words % {"n": seats.changed}


def _cafe_deed(cafe: Cafe, seats: CafeStanding) -> str:
    if not seats.is_drafted:
        return _("Seat the café") if cafe.tables else _("See what is missing")
    if seats.changed or not seats.is_published:
        return _("Look at it and publish")
    return _("Who sits where")


def _totals(people: People) -> tuple[str, ...]:
    """What kitchens, taxis and hosts have to know; without names."""
    counted = (
        (people.step_free, _("Step-free access: %(n)s")),
        (people.other_access, _("Other access needs: %(n)s")),
        (people.diets, _("Dietary notes: %(n)s")),
        (len(people.without_address), _("Without e-mail: %(n)s")),
        (people.absent, _("Did not come: %(n)s")),
    )
    return tuple(words % {"n": count} for count, words in counted if count)
