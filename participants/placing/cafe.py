"""Café conversations: who sits where, planned and mended on the day."""

from collections.abc import Mapping

from django.db import transaction

from participants.models import Plan, Seat
from participants.rota import Cafe, Guest, Table
from programmes.models import CafeConversation, CafeTable, Contribution, User

from .plans import mark_published, next_version, plan_of

NOT_COMING = (Contribution.Status.NO,)


def cafe_case(cafe: CafeConversation) -> Cafe:
    """Those who come, the tables with their leaders' organisations, and pinned seats."""
    rows = cafe.programme.participants.eligible().select_related("person", "organisation", "needs")
    guests = tuple(
        Guest(
            key=row.pk,
            name=str(row),
            organisation=row.organisation_id,
            sector=row.organisation.sector,
            step_free=bool((needs := getattr(row, "needs", None)) and needs.step_free),
        )
        for row in rows
    )
    known = {guest.key for guest in guests}
    pins = cafe.seats.filter(pinned=True, round__lte=cafe.rounds, participant__in=known)
    return Cafe(
        guests=guests,
        tables=tuple(_table(table) for table in cafe.tables.prefetch_related("leaders__person")),
        rounds=cafe.rounds,
        pins=frozenset(pins.values_list("participant_id", "round", "table_id")),
    )


def _table(table: CafeTable) -> Table:
    leaders = [leader for leader in table.leaders.all() if leader.status not in NOT_COMING]
    return Table(
        key=table.pk,
        title=str(table),
        organisations=frozenset(leader.person.organisation_id for leader in leaders),
        step_free=table.step_free,
    )


def seats_of(cafe: CafeConversation) -> dict[tuple[int, int], int]:
    rows = cafe.seats.filter(round__lte=cafe.rounds)
    return {
        (participant, turn): table
        for participant, turn, table in rows.values_list("participant_id", "round", "table_id")
    }


@transaction.atomic
def draft_seats(
    *, cafe: CafeConversation, seats: Mapping[tuple[int, int], int], seen: int | None = None
) -> Plan:
    """Replace the seats of a café; pins stay. Raises Overtaken if `seen` is not the version."""
    plan = plan_of(cafe.programme, Plan.What.CAFE, cafe)
    next_version(plan, seen)
    pinned = set(cafe.seats.filter(pinned=True).values_list("participant_id", "round", "table_id"))
    cafe.seats.all().delete()
    Seat.objects.bulk_create(
        Seat(
            cafe=cafe,
            participant_id=participant,
            round=turn,
            table_id=table,
            pinned=(participant, turn, table) in pinned,
        )
        for (participant, turn), table in seats.items()
    )
    return plan


@transaction.atomic
def publish_seats(
    *, cafe: CafeConversation, user: User | None = None, seen: int | None = None
) -> Plan:
    """From now on everybody is shown their seats."""
    plan = plan_of(cafe.programme, Plan.What.CAFE, cafe)
    mark_published(plan, seen, user)
    return plan
