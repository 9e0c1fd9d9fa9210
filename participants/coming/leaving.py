"""The visit, team and seats of somebody who leaves: freed, handed over, or given back."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from participants.models import Draft, Participant, Plan, Seat
from participants.placing.cafe import rounds_begun
from participants.placing.plans import follow_record
from participants.placing.seatings import Drafted, Drafts, changed, drafts_of, keep, published_seats
from programmes.models import CafeConversation, Programme

DRAFTED = ("visit_id", "visit_pinned", "team_id", "team_pinned")


@transaction.atomic
def hand_over(giver: Participant, receiver: Participant | None = None) -> None:
    """Everywhere somebody goes, somebody else goes instead, or nobody.

    Rounds of a café that have begun stay as they were: whoever sat there, sat there.
    """
    giver.refresh_from_db(fields=["visit", "team"])
    if receiver:
        Draft.objects.filter(participant=receiver).delete()
        Draft.objects.filter(participant=giver).update(participant=receiver)
        receiver.visit, receiver.team = giver.visit, giver.team
        receiver.save(update_fields=["visit", "team"])
    Draft.objects.filter(participant=giver).delete()
    if receiver or giver.visit or giver.team:
        giver.visit = giver.team = None
        giver.save(update_fields=["visit", "team"])
        follow_record(giver, {"visit", "team"})
    for cafe in cafes_of(giver.programme):
        _hand_over_seats(cafe, giver.pk, receiver and receiver.pk)


def cafes_of(programme: Programme) -> Iterator[CafeConversation]:
    yield from programme.cafe_conversations.select_related("programme")


def _hand_over_seats(cafe: CafeConversation, giver: int, receiver: int | None) -> None:
    begun, drafts = rounds_begun(cafe), _held_drafts(cafe)
    ahead = Seat.objects.filter(cafe=cafe, round__gt=begun)
    if receiver:
        ahead.filter(participant=receiver).delete()
        ahead.filter(participant=giver).update(participant=receiver)
    else:
        ahead.filter(participant=giver).delete()
    if drafts.version and any(who in (giver, receiver) for who, _turn in drafts.now.seats):
        keep(cafe, _passed_on(drafts.now, giver, receiver, begun), drafts.version)


def _held_drafts(cafe: CafeConversation) -> Drafts:
    """Whoever seats the café at the same time waits here, and is told that they were overtaken."""
    list(Plan.objects.select_for_update().filter(cafe=cafe))
    return drafts_of(cafe, published_seats(cafe))


def _passed_on(draft: Drafted, giver: int, receiver: int | None, begun: int) -> Drafted:
    """What was noted on the day of the one who leaves is not true of the other."""
    theirs = {at: table for at, table in draft.seats.items() if at[0] == giver and at[1] > begun}
    moved = {at for at in draft.seats if at[0] in (giver, receiver) and at[1] > begun}
    seats = {at: table for at, table in draft.seats.items() if at not in moved}
    pins = frozenset(pin for pin in draft.pins if pin[:2] not in moved)
    if receiver:
        seats |= {(receiver, turn): table for (_who, turn), table in theirs.items()}
        pins |= {(receiver, *pin[1:]) for pin in draft.pins if pin[:2] in theirs}
    return changed(draft, seats=seats, pins=pins)


def places_held(person: Participant) -> dict[str, Any]:
    """Where somebody goes, in values that outlast a request."""
    draft = Draft.objects.filter(participant=person).values(*DRAFTED).first()
    seats = person.seats.values_list("cafe", "table", "round")
    drafted = [
        [cafe.pk, table, turn, (person.pk, turn, table) in drafts.now.pins]
        for cafe in cafes_of(person.programme)
        if (drafts := drafts_of(cafe, {})).version
        for (who, turn), table in drafts.now.seats.items()
        if who == person.pk
    ]
    return {
        "visit": person.visit_id,
        "team": person.team_id,
        "draft": draft,
        "seats": [list(seat) for seat in seats],
        "drafted": drafted,
    }


@transaction.atomic
def give_back(person: Participant, held: dict[str, Any]) -> None:
    """As it was, as far as visit, team and tables are still there; seats of rounds to come."""
    visits, teams = (set(rows.values_list("pk", flat=True)) for rows in _homes(person.programme))
    person.visit_id = held["visit"] if held["visit"] in visits else None
    person.team_id = held["team"] if held["team"] in teams else None
    person.save(update_fields=["visit", "team"])
    follow_record(person, {"visit", "team"})
    draft = held["draft"]
    if draft and draft["visit_id"] in {None, *visits} and draft["team_id"] in {None, *teams}:
        Draft.objects.update_or_create(participant=person, defaults=draft)
    for cafe in cafes_of(person.programme):
        _give_back_seats(cafe, person, held)


def _homes(programme: Programme):
    return programme.site_visits.all(), programme.teams.all()


def _give_back_seats(cafe: CafeConversation, person: Participant, held: dict[str, Any]) -> None:
    tables = set(cafe.tables.values_list("pk", flat=True))
    drafts, begun = _held_drafts(cafe), rounds_begun(cafe)
    mine = [(table, turn) for pk, table, turn in held["seats"] if pk == cafe.pk and turn > begun]
    Seat.objects.bulk_create(
        [
            Seat(cafe=cafe, participant=person, table_id=table, round=turn)
            for table, turn in mine
            if table in tables
        ],
        ignore_conflicts=True,
    )
    seats, pins = {}, set()
    for pk, table, turn, pinned in held["drafted"]:
        if pk == cafe.pk and table in tables and turn > begun:
            seats[person.pk, turn] = table
            pins |= {(person.pk, turn, table)} if pinned else set()
    if drafts.version and seats:
        now = drafts.now
        draft = changed(now, seats={**now.seats, **seats}, pins=now.pins | pins)
        keep(cafe, draft, drafts.version)
