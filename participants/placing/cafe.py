"""Café conversations as plain values: who comes, which tables there are, who sits where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from participants.models import Plan
from participants.rota import Cafe, Guest, Seats, Table, what_is_left
from programmes.models import CafeConversation, CafeTable, Contribution

from .seatings import Drafted, Drafts, Pins, drafts_of, published_seats

NOT_COMING = (Contribution.Status.NO,)


@dataclass(frozen=True, slots=True)
class Scene:
    """A café as it stands: `whole` as planned, `cafe` what is left of it on the day.

    `seats` are the draft's, of those who come at tables that exist; `told` what was published.
    """

    conversation: CafeConversation
    tables: dict[int, CafeTable]
    organisations: dict[int, str]
    drafts: Drafts
    whole: Cafe
    cafe: Cafe
    seats: dict[tuple[int, int], int]
    told: dict[tuple[int, int], int]

    @property
    def draft(self) -> Drafted:
        return self.drafts.now

    @property
    def version(self) -> int:
        return self.drafts.version

    @property
    def plan(self) -> Plan | None:
        return self.drafts.plan

    @property
    def changed(self) -> tuple[int, ...]:
        """Whoever would have to be told something new if the draft were published now."""
        return changed_guests(self.cafe, self.told, self.seats)

    @property
    def differs(self) -> bool:
        """Seats to come are not what was published, those of people who are missing included."""
        return {at: t for at, t in self.told.items() if at[1] >= self.cafe.first} != {
            at: t for at, t in self.seats.items() if at[1] >= self.cafe.first
        }


def scene_of(conversation: CafeConversation) -> Scene:
    """Eight queries, however many take part: what of the draft still makes sense.

    People and tables may have changed since it was made.
    """
    tables, told = tables_of(conversation), published_seats(conversation)
    whole, drafts = cafe_case(conversation, tables), drafts_of(conversation, told)
    draft = drafts.now
    known = known_seats(whole, draft.seats, draft.day.held)
    pinned = replace(whole, pins=_known_pins(whole, draft.pins, known))
    cafe = what_is_left(pinned, known, draft.day)
    return Scene(
        conversation=conversation,
        tables={table.pk: table for table in tables},
        organisations=dict(
            conversation.programme.participants.values_list("pk", "organisation__name")
        ),
        drafts=drafts,
        whole=pinned,
        cafe=cafe,
        seats=present_seats(cafe, known),
        told=known_seats(whole, told, draft.day.held),
    )


def known_seats(cafe: Cafe, seats: Seats, held: int) -> dict[tuple[int, int], int]:
    """Without rounds and tables that are no more; to come only for those who come."""
    return {
        (guest, turn): table
        for (guest, turn), table in seats.items()
        if turn <= cafe.rounds and table in cafe.table and (turn <= held or guest in cafe.by_key)
    }


def present_seats(cafe: Cafe, seats: Seats) -> dict[tuple[int, int], int]:
    """Without the seats of those who are not there then."""
    return {
        (guest, turn): table
        for (guest, turn), table in seats.items()
        if turn < cafe.first or turn not in cafe.by_key[guest].absent
    }


def _known_pins(cafe: Cafe, pins: Pins, seats: Seats) -> Pins:
    return frozenset(
        (guest, turn, table)
        for guest, turn, table in pins
        if guest in cafe.by_key and seats.get((guest, turn)) == table
    )


def changed_guests(cafe: Cafe, before: Seats, after: Seats) -> tuple[int, ...]:
    """Those who are still there and sit elsewhere in a round to come, in the order of guests."""
    return tuple(
        guest.key
        for guest in cafe.guests
        if any(
            before.get((guest.key, turn)) != after.get((guest.key, turn))
            for turn in cafe.turns
            if turn not in guest.absent
        )
    )


def tables_of(cafe: CafeConversation) -> list[CafeTable]:
    return list(cafe.tables.prefetch_related("leaders__person"))


def cafe_case(cafe: CafeConversation, tables: Iterable[CafeTable] | None = None) -> Cafe:
    """Those who come and the tables with their leaders' organisations."""
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
    found = tables_of(cafe) if tables is None else tables
    return Cafe(guests, tuple(_table(table) for table in found), cafe.rounds)


def coming_leaders(table: CafeTable) -> list[Contribution]:
    """Those who may come: all but those who said no."""
    return [leader for leader in table.leaders.all() if leader.status not in NOT_COMING]


def promised(table: CafeTable) -> str:
    """Whom guests are told of: the names of those who said yes."""
    said_yes = (leader for leader in table.leaders.all() if leader.status in Contribution.SAID_YES)
    return ", ".join(leader.person.name for leader in said_yes)


def expected(table: CafeTable) -> str:
    """What organisers see: the same, and who has not said yes yet."""
    return ", ".join(_with_status(leader) for leader in coming_leaders(table))


def _with_status(leader: Contribution) -> str:
    if leader.status in Contribution.SAID_YES:
        return leader.person.name
    return f"{leader.person.name} ({leader.get_status_display()})"


def _table(table: CafeTable) -> Table:
    return Table(
        key=table.pk,
        title=str(table),
        organisations=frozenset(leader.person.organisation_id for leader in coming_leaders(table)),
        step_free=table.step_free,
    )


def round_starts(cafe: CafeConversation, turn: int) -> datetime:
    """The instant at which a round begins; they follow each other without a break."""
    first = cafe.programme.at(cafe.day, cafe.starts)
    return first + timedelta(minutes=cafe.minutes * (turn - 1))


def rounds_begun(cafe: CafeConversation, now: datetime | None = None) -> int:
    """How many rounds are over or running by the clock on the wall."""
    now = now or timezone.now()
    return sum(round_starts(cafe, turn) <= now for turn in range(1, cafe.rounds + 1))


def is_today(cafe: CafeConversation) -> bool:
    """By the calendar of the venue."""
    zone = ZoneInfo(cafe.programme.time_zone)
    return timezone.localdate(timezone=zone) == cafe.day
