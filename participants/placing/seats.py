"""What happens to the seats of a café: drafted, moved, pinned, undone, published, mended."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from participants.models import Participant, Plan, Seat
from participants.rota import Day, Seats
from programmes.models import CafeConversation, User

from ..outbox.telling import prepare
from .cafe import Scene, scene_of
from .cafe_letters import seats_letters
from .plans import mark_published, plan_of
from .seatings import Drafted, changed, drafts_of, keep, published_seats


@transaction.atomic
def draft_seats(
    *,
    cafe: CafeConversation,
    seats: Mapping[tuple[int, int], int],
    day: Day | None = None,
    seen: int | None = None,
) -> Plan:
    """Replace the draft; pins stay, and so does what was noted on the day unless `day` says else.

    Raises Overtaken if `seen` is not the version.
    """
    drafts = drafts_of(cafe, published_seats(cafe))
    noted = drafts.now.day if day is None else day
    draft = changed(drafts.now, seats=dict(seats), day=noted)
    return keep(cafe, draft, _seen(seen, drafts.version))


def _seen(seen: int | None, version: int) -> int:
    return version if seen is None else seen


@transaction.atomic
def move_seat(
    *, cafe: CafeConversation, guest: int, turn: int, table: int, seen: int | None = None
) -> Plan:
    """Let a guest sit elsewhere in one round; a pin moves along."""
    drafts = drafts_of(cafe, published_seats(cafe))
    draft, seat = drafts.now, (guest, turn)
    pins = {(*pin[:2], table) if pin[:2] == seat else pin for pin in draft.pins}
    moved = changed(draft, seats={**draft.seats, seat: table}, pins=frozenset(pins))
    return keep(cafe, moved, _seen(seen, drafts.version))


@transaction.atomic
def pin_seat(
    *,
    cafe: CafeConversation,
    guest: int,
    turn: int,
    pinned: bool = True,
    seen: int | None = None,
) -> Plan:
    """Let a guest keep the seat of a round when the café is seated again, or let them go."""
    drafts = drafts_of(cafe, published_seats(cafe))
    draft, seat = drafts.now, (guest, turn)
    pins = {pin for pin in draft.pins if pin[:2] != seat}
    if pinned and seat in draft.seats:
        pins.add((*seat, draft.seats[seat]))
    return keep(cafe, changed(draft, pins=frozenset(pins)), _seen(seen, drafts.version))


@transaction.atomic
def undo_seats(
    *, cafe: CafeConversation, user: User | None = None, seen: int | None = None
) -> tuple[int, ...] | None:
    """Bring back the draft before the last change, and back again the next time.

    What was published as it was made is undone for everybody at once: those who have to be told are
    returned. Otherwise None.
    """
    drafts = drafts_of(cafe, published_seats(cafe))
    if drafts.before is None:
        return None
    back = changed(drafts.before)
    if not drafts.now.mended:
        keep(cafe, back, _seen(seen, drafts.version))
        return None
    return _kept_and_told(cafe, back, user, _seen(seen, drafts.version))


@transaction.atomic
def publish_seats(
    *, cafe: CafeConversation, user: User | None = None, seen: int | None = None
) -> tuple[int, ...]:
    """From now on everybody is shown their seats; a message waits for those whose seats change."""
    plan = plan_of(cafe.programme, Plan.What.CAFE, cafe)
    mark_published(plan, seen, user)
    return _told(plan, scene_of(cafe))


@transaction.atomic
def mend_seats(
    *,
    cafe: CafeConversation,
    seats: Seats,
    day: Day,
    user: User | None = None,
    seen: int | None = None,
) -> tuple[int, ...]:
    """Keep what happened on the day, and publish the seats that follow from it in one step."""
    drafts = drafts_of(cafe, published_seats(cafe))
    draft = changed(drafts.now, seats=dict(seats), day=day)
    return _kept_and_told(cafe, draft, user, _seen(seen, drafts.version))


@transaction.atomic
def follow_seats(participant: Participant) -> None:
    """What was written into somebody's record holds for the drafts as well."""
    plans = Plan.objects.filter(
        what=Plan.What.CAFE, programme=participant.programme_id, seatings__isnull=False
    )
    for plan in plans.select_related("cafe__programme").distinct():
        told = published_seats(plan.cafe)
        drafts = drafts_of(plan.cafe, told)
        others = {at: table for at, table in drafts.now.seats.items() if at[0] != participant.pk}
        mine = {at: table for at, table in told.items() if at[0] == participant.pk}
        if others | mine != drafts.now.seats:
            keep(plan.cafe, changed(drafts.now, seats=others | mine), drafts.version)


def _kept_and_told(
    cafe: CafeConversation, draft: Drafted, user: User | None, seen: int
) -> tuple[int, ...]:
    plan = keep(cafe, replace(draft, mended=True), seen)
    mark_published(plan, plan.version, user)
    return _told(plan, scene_of(cafe))


def _told(plan: Plan, scene: Scene) -> tuple[int, ...]:
    """Write the draft as what holds; whoever has to be told, with a message for each."""
    told = scene.changed
    _write(scene)
    prepare(plan=plan, words=seats_letters(scene, told))
    return told


def _write(scene: Scene) -> None:
    """Only seats that differ are touched."""
    cafe = scene.conversation
    known = set(cafe.programme.participants.values_list("pk", flat=True))
    wanted = {(*seat, table) for seat, table in scene.seats.items() if seat[0] in known}
    rows = cafe.seats.values_list("pk", "participant_id", "round", "table_id")
    there = {tuple(row[1:]): row[0] for row in rows}
    gone = [pk for seat, pk in there.items() if seat not in wanted]
    cafe.seats.filter(pk__in=gone).delete()
    Seat.objects.bulk_create(
        Seat(cafe=cafe, participant_id=participant, round=turn, table_id=table)
        for participant, turn, table in sorted(wanted - there.keys())
    )
