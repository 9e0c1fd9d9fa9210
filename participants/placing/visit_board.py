"""The board of site visits: who is on which visit, how good that is, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.allocation import Allocation, Case, Kind, Person, described
from participants.allocation.words import clash_sentence, remedy_sentence, why
from participants.models import Plan
from programmes.models import Contribution, Programme, Sector, SiteVisit

from .board import Board, Card, Column, Tool, Words, first_record, state
from .costs import choice, edge, rule_sentence
from .verdict import judged
from .visits import drafted_visits, visit_case


def words() -> Words:
    return Words(
        title=_("Who visits where"),
        lead=_(
            "Everybody will see their visit on their own page. A message to each whose place "
            "changes is prepared; nothing is sent."
        ),
        group=_("Visits and the people on them"),
        waiting=_("Without a visit"),
        nowhere=_("no visit"),
        clash=_("Not everybody can have a place"),
        why=_("Why not the first choice?"),
        plan=_("Plan the visits"),
        again=_("Plan again, keep pins"),
        publish=_("Publish who visits where"),
        told=_("Publish these places?"),
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    programme: Programme
    plan: Plan | None
    found: Allocation
    visits: dict[int, SiteVisit]
    about: dict[int, str]
    why: dict[int, str]

    @property
    def placed(self) -> bool:
        return any(self.found.places.values())

    @property
    def changed(self) -> int:
        people, places = self.found.case.people, self.found.places
        return sum(person.told != places[person.key] for person in people)


def visit_board_of(programme: Programme) -> Board:
    """Nine queries, however many take part."""
    scene = _scene(programme)
    found, planned = scene.found, scene.placed
    numbers, verdict = judged(found) if planned else ((), ())
    return Board(
        programme=programme,
        what=Plan.What.VISITS,
        words=words(),
        version=scene.plan.version if scene.plan else 0,
        state=state(scene.plan, planned, any(person.told for person in found.case.people)),
        empty=_empty(found.case),
        start=_start(found.case, programme),
        planned=planned,
        columns=tuple(_columns(scene)),
        waiting=tuple(_cards(scene, None)),
        figures=numbers,
        verdict=verdict,
        clashes=tuple(clash_sentence(found.case, clash, _) for clash in found.clashes),
        remedies=tuple(remedy_sentence(found.case, each, _) for each in found.remedies),
        whys=tuple(_whys(scene)) if planned else (),
        changed=scene.changed,
        publishable=bool(scene.changed or (planned and scene.plan and scene.plan.is_draft)),
    )


def _scene(programme: Programme) -> _Scene:
    plans = Plan.objects.filter(programme=programme, what=Plan.What.VISITS)
    people = programme.participants.eligible().values_list(
        "pk", "organisation__name", "organisation__sector"
    )
    visits = programme.site_visits.prefetch_related("hosts")
    found = described(visit_case(programme), drafted_visits(programme))
    return _Scene(
        programme=programme,
        plan=plans.select_related("published_by").first(),
        found=found,
        visits={visit.pk: visit for visit in visits},
        about={key: f"{name} · {Sector(sector).label}" for key, name, sector in people},
        why={reason.person: why(found.case, reason, _) for reason in found.reasons},
    )


def _empty(case: Case) -> str:
    if not case.visits:
        return _("This programme has no site visits yet.")
    return "" if case.people else _("Nobody has said yes yet, so there is nobody to place.")


def _start(case: Case, programme: Programme) -> str:
    kind = "participants_participant" if case.visits else "programmes_sitevisit"
    return first_record(kind, programme)


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
            shut=visit.called_off,
            record=reverse("admin:programmes_sitevisit_change", args=[visit.pk]),
            tools=(_tool(scene.programme, visit),),
        )


def _tool(programme: Programme, visit: SiteVisit) -> Tool:
    return Tool(
        label=_("Let it take place") if visit.called_off else _("Call it off"),
        url=reverse("visits_call_off", kwargs={"slug": programme.slug}),
        fields=(("visit", visit.pk), ("off", "" if visit.called_off else "on")),
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
    elif visit.pk in found.cancelled and any(found.places.values()):
        yield _(
            "Nobody is on it, so it cannot take place: it needs at least %(fewest)s. "
            "Call it off, so that its host knows, or ask for fewer people."
        ) % {"fewest": visit.minimum}
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
                why=scene.why[person.key] if scene.placed else "",
                wishes=reverse(
                    "person_wishes",
                    kwargs={"slug": scene.programme.slug, "participant": person.key},
                ),
            )


def _before(case: Case, person: Person, here: int | None) -> str:
    told = case.visit.get(person.told)
    return told.title if told and told.key != here else ""


def _targets(case: Case, person: Person, here: int | None) -> Iterator[tuple[int, str]]:
    for visit in case.visits:
        if visit.key != here and not visit.called_off:
            words = choice(person, visit.key) if person.ranking else ""
            yield visit.key, " · ".join(filter(None, (visit.title, words)))


def _whys(scene: _Scene) -> Iterator[tuple[str, str]]:
    for reason in scene.found.reasons:
        if reason.missed or reason.kind is Kind.UNPLACED:
            yield scene.found.case.person[reason.person].name, scene.why[reason.person]
