"""The draft of a café: its versions as plain values, and the way back to the one before."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from participants.models import Plan, Seating
from participants.rota import Day, Seats
from programmes.models import CafeConversation

from .plans import next_version, plan_of

KEPT = 2  # the draft, and what undoing brings back

Pins = frozenset[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Who is to sit where; `mended` was published as it was made, so undoing it is as well."""

    seats: Seats = field(default_factory=dict)
    pins: Pins = frozenset()
    day: Day = field(default_factory=Day)
    mended: bool = False
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """`before` is what undoing brings back; None where nothing has been changed yet."""

    plan: Plan | None
    now: Drafted
    before: Drafted | None

    @property
    def version(self) -> int:
        return self.plan.version if self.plan else 0


def drafts_of(cafe: CafeConversation, published: Seats) -> Drafts:
    """Two queries. Without a draft what was published is where planning starts."""
    plan = Plan.objects.filter(cafe=cafe).select_related("published_by").first()
    rows = list(plan.seatings.all()[:KEPT]) if plan else []
    if not rows:
        return Drafts(plan, Drafted(published), None)
    now, *before = [_drafted(row) for row in rows]
    return Drafts(plan, now, before[0] if before else None)


def published_seats(cafe: CafeConversation) -> dict[tuple[int, int], int]:
    """By (participant, round), the table that people were told of."""
    rows = cafe.seats.filter(round__lte=cafe.rounds)
    return {
        (participant, turn): table
        for participant, turn, table in rows.values_list("participant_id", "round", "table_id")
    }


def keep(cafe: CafeConversation, draft: Drafted, seen: int | None = None) -> Plan:
    """The next version of the draft. Raises Overtaken if `seen` is not the present one."""
    plan = plan_of(cafe.programme, Plan.What.CAFE, cafe)
    next_version(plan, seen)
    if not plan.seatings.exists():
        first = Drafted(published_seats(cafe))
        plan.seatings.create(version=plan.version - 1, **_row(first))
    plan.seatings.create(version=plan.version, **_row(draft))
    latest = list(plan.seatings.values_list("pk", flat=True)[:KEPT])
    plan.seatings.exclude(pk__in=latest).delete()
    return plan


def changed(draft: Drafted, **parts) -> Drafted:
    """The next draft: as this one, but for some parts, and not published yet."""
    return replace(draft, mended=False, made_at=None, **parts)


def _drafted(row: Seating) -> Drafted:
    return Drafted(
        seats={(participant, turn): table for participant, turn, table in row.seats},
        pins=frozenset((participant, turn, table) for participant, turn, table in row.pins),
        day=Day(
            held=row.held,
            missing=frozenset(row.missing),
            late=dict(row.late),
            closed=frozenset(row.closed),
        ),
        mended=row.mended,
        made_at=row.made_at,
    )


def _row(draft: Drafted) -> dict[str, object]:
    return {
        "seats": sorted([*seat, table] for seat, table in draft.seats.items()),
        "pins": sorted(draft.pins),
        "held": draft.day.held,
        "missing": sorted(draft.day.missing),
        "late": sorted(draft.day.late.items()),
        "closed": sorted(draft.day.closed),
        "mended": draft.mended,
    }
