from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from participants.allocation import Allocation, Reason, allocate
from participants.allocation.words import (
    clash_sentence,
    ordinal,
    ranks_sentence,
    remedy_sentence,
    why,
)
from participants.management.planning import PlanningCommand, stored
from participants.models import Plan
from participants.placing.visits import draft_visits, publish_visits, visit_case
from programmes.models import Programme


class Command(PlanningCommand):
    help = "Place everybody on a site visit, as well as can be proved, and say why."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--afresh", action="store_true", help="as if nobody had been told a place yet"
        )

    def handle(self, *, slug: str, save, publish, seed, json, afresh, **options) -> None:
        programme = self.programme(slug)
        seen = self.version(programme, Plan.What.VISITS)
        case = visit_case(programme, afresh)
        if not case.visits:
            raise CommandError(_("This programme has no site visits yet."))
        found = allocate(case, seed)
        told = []
        if save or publish:
            seen = draft_visits(programme=programme, places=found.places, seen=seen).version
        if publish:
            told = publish_visits(programme=programme, seen=seen)
        data = as_data(programme, found) | {
            "saved": save or publish,
            "published": publish,
            "told": [str(change.participant) for change in told],
        }
        self.say(json, data, [*as_text(found), "", stored(save, publish)])


def as_data(programme: Programme, found: Allocation) -> dict[str, Any]:
    return {
        "programme": programme.slug,
        "optimal": found.proved,
        "quality": {key: value for key, value in asdict(found.quality).items() if key != "ranks"},
        "ranks": {str(rank): count for rank, count in found.quality.ranks},
        "places": [_place(found, reason) for reason in found.reasons],
        "cancelled": [found.case.visit[key].title for key in found.cancelled],
        "clashes": [clash_sentence(found.case, clash, _) for clash in found.clashes],
        "remedies": [remedy_sentence(found.case, remedy, _) for remedy in found.remedies],
    }


def _place(found: Allocation, reason: Reason) -> dict[str, Any]:
    visit = found.case.visit.get(reason.visit)
    person = found.case.person[reason.person]
    return {
        "participant": reason.person,
        "name": person.name,
        "visit": visit.title if visit else None,
        "rank": reason.rank,
        "kind": reason.kind.value,
        "pinned": person.pinned is not None,
        "changed": person.told is not None and person.told != reason.visit,
        "why": why(found.case, reason, _),
    }


def as_text(found: Allocation) -> Iterator[str]:
    by_visit: dict[int | None, list[Reason]] = {}
    for reason in found.reasons:
        by_visit.setdefault(reason.visit, []).append(reason)
    for visit in found.case.visits:
        here = by_visit.get(visit.key, [])
        yield f"{visit.title} ({len(here)}/{visit.capacity})" + _note(found, visit)
        yield from (f"  {_line(found, reason)}" for reason in here)
    if left := by_visit.get(None):
        yield _("Without a place")
        yield from (f"  {_line(found, reason)}" for reason in left)
    yield ""
    yield from _summary(found)


def _note(found: Allocation, visit) -> str:
    if visit.called_off:
        return " · " + _("called off")
    return " · " + _("does not take place") if visit.key in found.cancelled else ""


def _line(found: Allocation, reason: Reason) -> str:
    rank = ordinal(reason.rank, _) if reason.rank else "–"
    return f"{rank:>4}  {found.case.person[reason.person].name}. {why(found.case, reason, _)}"


def _summary(found: Allocation) -> Iterator[str]:
    yield ranks_sentence(found.quality, _) + "."
    yield _(
        "Pairs on one visit: %(organisation)s from one organisation, %(sector)s from one sector."
    ) % {
        "organisation": found.quality.organisation_pairs,
        "sector": found.quality.sector_pairs,
    }
    if found.quality.moved:
        yield _("Moved although they had been told another place: %(count)s.") % {
            "count": found.quality.moved
        }
    yield from (clash_sentence(found.case, clash, _) for clash in found.clashes)
    for remedy in found.remedies:
        yield _("It would help: %(change)s.") % {"change": remedy_sentence(found.case, remedy, _)}
    if found.proved:
        yield _("It is proved that nothing better exists.")
