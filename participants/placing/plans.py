"""The state of a draft: whoever changes it says which version they saw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.models import Draft, Participant, Plan
from programmes.models import CafeConversation, Programme, User
from programmes.trail import note

FIELDS = {Plan.What.VISITS: "visit", Plan.What.TEAMS: "team"}


class Overtaken(Exception):
    """Somebody else has changed the draft since it was looked at."""

    def __str__(self) -> str:
        return _("Somebody else has changed this plan meanwhile. Look at it again, then decide.")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whose published place changes; places are titles, empty where there is none."""

    participant: Participant
    before: str
    after: str


def plan_of(programme: Programme, what: str, cafe: CafeConversation | None = None) -> Plan:
    return Plan.objects.get_or_create(programme=programme, what=what, cafe=cafe)[0]


def next_version(plan: Plan, seen: int | None) -> None:
    """One conditional update: of two organisers who saw the same version only one goes on."""
    rows = Plan.objects.filter(pk=plan.pk)
    if seen is not None:
        rows = rows.filter(version=seen)
    if not rows.update(version=F("version") + 1):
        raise Overtaken
    plan.refresh_from_db()


def mark_published(plan: Plan, seen: int | None, user: User | None) -> None:
    rows = Plan.objects.filter(pk=plan.pk)
    if seen is not None:
        rows = rows.filter(version=seen)
    published = rows.update(
        published_version=F("version"), published_at=timezone.now(), published_by=user
    )
    if not published:
        raise Overtaken
    plan.refresh_from_db()
    note(actor=user, deed="published", record=plan)


@transaction.atomic
def draft(
    *, what: str, programme: Programme, places: Mapping[int, int | None], seen: int | None = None
) -> Plan:
    """Store places as a draft; nobody is told. Raises Overtaken if `seen` is not the version."""
    plan = plan_of(programme, what)
    next_version(plan, seen)
    store(FIELDS[what], programme, dict(places))
    return plan


@transaction.atomic
def pin(
    *, what: str, participant: Participant, pinned: bool = True, seen: int | None = None
) -> Plan:
    """Let somebody stay where the draft has them, or let them go again."""
    plan, field = plan_of(participant.programme, what), f"{FIELDS[what]}_pinned"
    next_version(plan, seen)
    Draft.objects.bulk_create(
        [fresh_draft(participant, **{field: pinned})],
        update_conflicts=True,
        unique_fields=["participant"],
        update_fields=[field],
    )
    return plan


def drafted(what: str, programme: Programme) -> dict[int, int | None]:
    """The draft; where there is none, what was published."""
    rows = programme.participants.eligible().select_related("draft")
    field = f"{FIELDS[what]}_id"
    return {row.pk: getattr(getattr(row, "draft", row), field) for row in rows}


def store(field: str, programme: Programme, places: dict[int, int | None]) -> None:
    """Write the draft's `visit` or `team` for participants of this programme, by their keys."""
    own = programme.participants.filter(pk__in=places)
    Draft.objects.bulk_create(
        (fresh_draft(row, **{f"{field}_id": places[row.pk]}) for row in own),
        update_conflicts=True,
        unique_fields=["participant"],
        update_fields=[field],
    )


def fresh_draft(participant: Participant, **places: int | bool | None) -> Draft:
    """A first draft begins with what was published."""
    published = {f"{field}_id": getattr(participant, f"{field}_id") for field in FIELDS.values()}
    return Draft(participant=participant, **published | places)


@transaction.atomic
def follow_record(participant: Participant, changed: Collection[str]) -> None:
    """A place that was written into the record holds for the draft too, and is known as new."""
    for what, field in FIELDS.items():
        plan = Plan.objects.filter(programme=participant.programme_id, what=what).first()
        if plan and field in changed:
            place = getattr(participant, f"{field}_id")
            Draft.objects.filter(participant=participant).update(**{f"{field}_id": place})
            told = not plan.is_draft
            next_version(plan, None)
            if told:
                Plan.objects.filter(pk=plan.pk).update(published_version=plan.version)


def upcoming(field: str, programme: Programme) -> list[Told]:
    """Whose place would change if the draft were published now."""
    rows = programme.participants.eligible().filter(draft__isnull=False)
    places = (
        (row, getattr(row, field), getattr(row.draft, field))
        for row in rows.select_related("person", field, f"draft__{field}")
    )
    return [
        Told(row, str(before or ""), str(after or ""))
        for row, before, after in places
        if before != after
    ]


def publish(field: str, programme: Programme) -> list[Told]:
    """Let the draft be what holds; says who has to be told something new."""
    told = upcoming(field, programme)
    for change in told:
        setattr(change.participant, field, getattr(change.participant.draft, field))
    Participant.objects.bulk_update([change.participant for change in told], [field])
    return told
