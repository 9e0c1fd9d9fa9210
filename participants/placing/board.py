"""The board of site visits: who is on which visit, how good that is, and why, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.allocation import (
    Allocation,
    Case,
    Kind,
    Person,
    described,
)
from participants.allocation.words import clash_sentence, remedy_sentence, why
from participants.models import Plan
from programmes.models import Contribution, Programme, Sector, SiteVisit

from .costs import choice, edge, rule_sentence
from .verdict import figures, verdict
from .visits import drafted_visits, visit_case


@dataclass(frozen=True, slots=True)
class Card:
    """One person; `edge` is how their place is drawn, `choice` says the same in words.

    `before` is the visit they know of, if it is another; `targets` are the visits they may be moved
    to, each with the choice it is for them.
    """

    key: int
    name: str
    about: str
    choice: str
    edge: str
    pinned: bool
    before: str
    breaks: tuple[str, ...]
    targets: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One visit; `free` has one entry a free place."""

    key: int
    title: str
    about: str
    places: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    free: tuple[int, ...]
    called_off: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`empty` says what is missing before anything can be planned; `version` is what was seen."""

    programme: Programme
    version: int
    state: str
    empty: str
    planned: bool
    columns: tuple[Column, ...]
    waiting: tuple[Card, ...]
    figures: tuple[tuple[int, str], ...]
    verdict: tuple[str, ...]
    clashes: tuple[str, ...]
    remedies: tuple[str, ...]
    whys: tuple[tuple[str, str], ...]
    changed: int
    publishable: bool

    @property
    def broken(self) -> tuple[str, ...]:
        cards = chain(self.waiting, *(column.cards for column in self.columns))
        notes = chain.from_iterable(column.notes for column in self.columns)
        return (*notes, *chain.from_iterable(card.breaks for card in cards))


@dataclass(frozen=True, slots=True)
class _Scene:
    programme: Programme
    plan: Plan | None
    found: Allocation
    visits: dict[int, SiteVisit]
    about: dict[int, str]

    @property
    def placed(self) -> bool:
        return any(self.found.places.values())

    @property
    def changed(self) -> int:
        people, places = self.found.case.people, self.found.places
        return sum(person.told != places[person.key] for person in people)


def board_of(programme: Programme) -> Board:
    """Nine queries, however many take part."""
    scene = _scene(programme)
    found, planned = scene.found, scene.placed
    return Board(
        programme=programme,
        version=scene.plan.version if scene.plan else 0,
        state=_state(scene),
        empty=_empty(found.case),
        planned=planned,
        columns=tuple(_columns(scene)),
        waiting=tuple(_cards(scene, None)),
        figures=tuple(figures(found)) if planned else (),
        verdict=tuple(verdict(found)) if planned else (),
        clashes=tuple(clash_sentence(found.case, clash, _) for clash in found.clashes),
        remedies=tuple(remedy_sentence(found.case, each, _) for each in found.remedies),
        whys=tuple(_whys(found)) if planned else (),
        changed=scene.changed,
        publishable=bool(scene.changed or (planned and scene.plan and scene.plan.is_draft)),
    )


def _scene(programme: Programme) -> _Scene:
    plans = Plan.objects.filter(programme=programme, what=Plan.What.VISITS)
    people = programme.participants.eligible().values_list(
        "pk", "organisation__name", "organisation__sector"
    )
    visits = programme.site_visits.prefetch_related("hosts")
    return _Scene(
        programme=programme,
        plan=plans.select_related("published_by").first(),
        found=described(visit_case(programme), drafted_visits(programme)),
        visits={visit.pk: visit for visit in visits},
        about={key: f"{name} · {Sector(sector).label}" for key, name, sector in people},
    )


def _state(scene: _Scene) -> str:
    plan = scene.plan
    if plan is None or not plan.version:
        return _("These places are in the records.") if scene.placed else _("Nothing planned yet.")
    if plan.published_version is None:
        if any(person.told for person in scene.found.case.people):
            return _("Draft. People still see the places they had before.")
        return _("Draft. Nobody has been told.")
    published = _("Published on %(day)s") % {"day": date_format(plan.published_at, "j F Y")}
    if plan.published_by:
        published += " " + _("by %(name)s") % {"name": plan.published_by}
    if not plan.is_draft:
        return published + "."
    return _("%(published)s; changed since, and nobody has been told of that.") % {
        "published": published
    }


def _empty(case: Case) -> str:
    if not case.visits:
        return _("This programme has no site visits yet.")
    return "" if case.people else _("Nobody has said yes yet, so there is nobody to place.")


def _columns(scene: _Scene) -> Iterator[Column]:
    for visit in scene.visits.values():
        cards = tuple(_cards(scene, visit.pk))
        free = 0 if visit.called_off else visit.capacity - len(cards)
        yield Column(
            key=visit.pk,
            title=visit.title,
            about=" · ".join(_about(visit)),
            places=_places(visit, len(cards)),
            notes=tuple(_notes(scene.found, visit)),
            cards=cards,
            free=tuple(range(max(0, free))),
            called_off=visit.called_off,
        )


def _about(visit: SiteVisit) -> Iterator[str]:
    if visit.theme:
        yield visit.theme
    yield f"{date_format(visit.day, 'D j M')}, {visit.starts:%H:%M}"
    if visit.step_free:
        yield _("step-free")
    yield _host(visit)


def _host(visit: SiteVisit) -> str:
    said = {host.status for host in visit.hosts.all()} - {Contribution.Status.NO}
    if said & set(Contribution.SAID_YES):
        return _("host said yes")
    return _("host has not said yes") if said else _("no host asked")


def _places(visit: SiteVisit, taken: int) -> str:
    words = _("%(taken)s of %(capacity)s places, at least %(minimum)s")
    if visit.minimum < 2:
        words = _("%(taken)s of %(capacity)s places")
    return words % {"taken": taken, "capacity": visit.capacity, "minimum": visit.minimum}


def _notes(found: Allocation, visit: SiteVisit) -> Iterator[str]:
    if visit.called_off:
        yield _("%(visit)s is called off: nobody can be placed on it.") % {"visit": visit.title}
    for each in found.broken:
        if each.person is None and each.visit == visit.pk:
            yield rule_sentence(found.case, each)


def _cards(scene: _Scene, visit: int | None) -> Iterator[Card]:
    case, places = scene.found.case, scene.found.places
    for person in case.people:
        if places[person.key] == visit:
            yield Card(
                key=person.key,
                name=person.name,
                about=scene.about.get(person.key, ""),
                choice=choice(person, visit),
                edge=edge(person.ranking, visit),
                pinned=visit is not None and person.pinned == visit,
                before=_before(case, person, visit),
                breaks=tuple(
                    rule_sentence(case, each)
                    for each in scene.found.broken
                    if each.person == person.key
                ),
                targets=tuple(_targets(case, person, visit)),
            )


def _before(case: Case, person: Person, here: int | None) -> str:
    told = case.visit.get(person.told)
    return told.title if told and told.key != here else ""


def _targets(case: Case, person: Person, here: int | None) -> Iterator[tuple[int, str]]:
    for visit in case.visits:
        if visit.key != here and not visit.called_off:
            words = choice(person, visit.key) if person.ranking else ""
            yield visit.key, " · ".join(filter(None, (visit.title, words)))


def _whys(found: Allocation) -> Iterator[tuple[str, str]]:
    for reason in found.reasons:
        if reason.missed or reason.kind is Kind.UNPLACED:
            yield found.case.person[reason.person].name, why(found.case, reason, _)
