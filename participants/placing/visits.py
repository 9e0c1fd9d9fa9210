"""Site visits: who is placed where, from preferences to publication."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from participants.allocation import Case, Person, Rule, Visit, reasons
from participants.allocation.words import why_you
from participants.models import Draft, Participant, Plan, VisitPreference, VisitRefusal
from programmes.models import Programme, SiteVisit, User

from ..outbox.telling import prepare
from .letters import envelope_of, visit_letter
from .plans import Told, draft, drafted, mark_published, next_version, pin, plan_of, publish, store


def visit_case(programme: Programme, afresh: bool = False) -> Case:
    """Everybody who comes and every visit; `afresh` forgets what was published.

    Four queries, however many take part.
    """
    rows = (
        programme.participants.eligible()
        .select_related("person", "organisation", "needs", "draft")
        .prefetch_related("preferences", "refusals")
    )
    return Case(
        people=tuple(_person(row, afresh) for row in rows),
        visits=tuple(_visit(visit) for visit in programme.site_visits.all()),
    )


def obstacles(participant: Participant, visits: Sequence[SiteVisit]) -> dict[int, Rule]:
    """By visit, the first rule that keeps this person from it; a visit without one is left out."""
    person = _person(participant, afresh=True)
    case = Case((person,), tuple(_visit(visit) for visit in visits))
    rules = {visit.key: case.why_not(person, visit) for visit in case.visits}
    return {key: rule for key, rule in rules.items() if rule}


def _person(row: Participant, afresh: bool) -> Person:
    draft: Draft | None = getattr(row, "draft", None)
    needs = getattr(row, "needs", None)
    ranking = sorted(row.preferences.all(), key=lambda preference: preference.rank)
    return Person(
        key=row.pk,
        name=str(row),
        organisation=row.organisation_id,
        sector=row.organisation.sector,
        ranking=tuple(preference.visit_id for preference in ranking),
        step_free=bool(needs and needs.step_free),
        refused=frozenset(refusal.visit_id for refusal in row.refusals.all()),
        pinned=draft.visit_id if draft and draft.visit_pinned else None,
        told=None if afresh else row.visit_id,
    )


def _visit(visit: SiteVisit) -> Visit:
    return Visit(
        key=visit.pk,
        title=visit.title,
        organisation=visit.host_id,
        capacity=visit.capacity,
        minimum=visit.minimum,
        step_free=visit.step_free,
        called_off=visit.called_off,
    )


def drafted_visits(programme: Programme) -> dict[int, int | None]:
    return drafted(Plan.What.VISITS, programme)


def draft_visits(
    *, programme: Programme, places: Mapping[int, int | None], seen: int | None = None
) -> Plan:
    return draft(what=Plan.What.VISITS, programme=programme, places=places, seen=seen)


def pin_to_visit(*, participant: Participant, pinned: bool = True, seen: int | None = None) -> Plan:
    return pin(what=Plan.What.VISITS, participant=participant, pinned=pinned, seen=seen)


@transaction.atomic
def publish_visits(
    *, programme: Programme, user: User | None = None, seen: int | None = None
) -> list[Told]:
    """The draft becomes everybody's place; a message waits for those whose place changes by it."""
    plan = plan_of(programme, Plan.What.VISITS)
    mark_published(plan, seen, user)
    told = publish("visit", programme)
    why = published_reasons(programme) if told else {}
    envelope = envelope_of(programme)
    prepare(
        plan=plan,
        words={
            change.participant.pk: visit_letter(envelope, change, why[change.participant.pk])
            for change in told
        },
    )
    return told


def published_reasons(programme: Programme) -> dict[int, str]:
    """By participant, why they have the place that was published, said to themselves.

    What the draft says meanwhile, pins included, plays no part.
    """
    case = visit_case(programme)
    known = tuple(replace(p, pinned=p.pinned if p.pinned == p.told else None) for p in case.people)
    case = replace(case, people=known)
    found = reasons(case, {person.key: person.told for person in known})
    return {reason.person: why_you(case, reason, _) for reason in found}


@transaction.atomic
def call_off(*, visit: SiteVisit, seen: int | None = None) -> tuple[Plan, list[int]]:
    """It does not take place; those who were on it in the draft are on none, and are returned."""
    places = drafted_visits(visit.programme)
    people = [key for key, place in places.items() if place == visit.pk]
    plan = draft_visits(programme=visit.programme, places=dict.fromkeys(people), seen=seen)
    mark_called_off(visit, True)
    return plan, people


@transaction.atomic
def reinstate(*, visit: SiteVisit, seen: int | None = None) -> None:
    """It takes place after all; nobody is moved by that."""
    next_version(plan_of(visit.programme, Plan.What.VISITS), seen)
    mark_called_off(visit, False)


def mark_called_off(visit: SiteVisit, off: bool) -> None:
    """Saved and not updated, so that forms and messages hear of it."""
    visit.called_off = off
    visit.save(update_fields=["called_off"])


@transaction.atomic
def rank_visits(
    *,
    participant: Participant,
    ranking: Iterable[SiteVisit],
    refusals: Mapping[SiteVisit, str] | None = None,
) -> None:
    """Replace somebody's preferences; a visit they refuse is not among them.

    Of two that are sent at once, such as by a double click, the second waits for the first.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    refused = dict(refusals or {})
    wanted = [visit for visit in dict.fromkeys(ranking) if visit not in refused]
    _require_own_programme(participant, [*wanted, *refused])
    participant.preferences.all().delete()
    participant.refusals.all().delete()
    VisitPreference.objects.bulk_create(
        VisitPreference(participant=participant, visit=visit, rank=rank)
        for rank, visit in enumerate(wanted, start=1)
    )
    VisitRefusal.objects.bulk_create(
        VisitRefusal(participant=participant, visit=visit, reason=reason)
        for visit, reason in refused.items()
    )


def _require_own_programme(participant: Participant, visits: list[SiteVisit]) -> None:
    if any(visit.programme_id != participant.programme_id for visit in visits):
        raise ValueError("A visit of another programme cannot be ranked.")


class NoPlace(Exception):
    """A place that cannot be taken; the message is for people."""


@transaction.atomic
def take_place(*, participant: Participant, visit: SiteVisit) -> None:
    """First come, first served: of two who want the last place at once, one gets it.

    Everybody who takes a place on this visit waits for its row, so the count cannot change between
    the look and the deed (SQLite admits one writer at a time anyway).
    """
    visit = SiteVisit.objects.select_for_update().get(pk=visit.pk)
    _require_own_programme(participant, [visit])
    _require_first_come(visit)
    others = visit.participants.exclude(pk=participant.pk).eligible().count()
    case = visit_case(participant.programme, afresh=True)
    person = case.person.get(participant.pk)
    if others >= visit.capacity or person is None or case.why_not(person, case.visit[visit.pk]):
        raise NoPlace(_("%(visit)s has no place for you any more.") % {"visit": visit})
    _hold(participant, visit)


@transaction.atomic
def give_up_place(*, participant: Participant) -> None:
    """First come, first served: the place is free for somebody else at once."""
    if visit := participant.visit:
        _require_first_come(visit)
        _hold(participant, None)


def _hold(participant: Participant, visit: SiteVisit | None) -> None:
    participant.visit = visit
    participant.save(update_fields=["visit"])
    store("visit", participant.programme, {participant.pk: visit and visit.pk})


def _require_first_come(visit: SiteVisit) -> None:
    choice = getattr(visit.programme, "visit_choice", None)
    if choice is None or not choice.first_come:
        raise NoPlace(_("Places on visits are given by the organisers."))
