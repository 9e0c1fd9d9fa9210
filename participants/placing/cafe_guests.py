"""A café seen by each guest and by each table: for a question at the door, and for paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.rota import company, groups, moves
from participants.rota.words import move_sentences
from programmes.models import CafeConversation

from .cafe import Scene, expected, scene_of
from .cafe_letters import clock, table_words, topic_words
from .cafe_state import cafe_about, state_words


@dataclass(frozen=True, slots=True)
class Option:
    """A table somebody could move to, how many would sit there, and what that costs."""

    key: int
    title: str
    people: int
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuestRound:
    turn: int
    when: str
    table: str
    pinned: bool
    is_held: bool
    is_away: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class GuestPage:
    """`meets` has a name, what is known of them, and the rounds in which they share a table."""

    conversation: CafeConversation
    version: int
    state: str
    key: int
    name: str
    about: str
    rounds: tuple[GuestRound, ...]
    meets: tuple[tuple[str, str, str], ...]


def guest_page(conversation: CafeConversation, guest: int) -> GuestPage | None:
    """None for whoever does not come to this café."""
    scene = scene_of(conversation)
    if guest not in scene.cafe.by_key:
        return None
    return GuestPage(
        conversation=conversation,
        version=scene.version,
        state=state_words(scene),
        key=guest,
        name=scene.cafe.by_key[guest].name,
        about=scene.organisations.get(guest, ""),
        rounds=tuple(_guest_round(scene, guest, t) for t in range(1, scene.cafe.rounds + 1)),
        meets=tuple(_meets(scene, guest)),
    )


def _guest_round(scene: Scene, guest: int, turn: int) -> GuestRound:
    here = scene.seats.get((guest, turn))
    held = turn < scene.cafe.first
    absent = turn in scene.cafe.by_key[guest].absent
    return GuestRound(
        turn=turn,
        when=clock(scene, turn),
        table=topic_words(scene, here) if here is not None else "",
        pinned=here is not None and scene.cafe.pin(guest, turn) == here,
        is_held=held,
        is_away=absent,
        options=() if held or absent else tuple(_options(scene, guest, turn)),
    )


def _options(scene: Scene, guest: int, turn: int) -> Iterator[Option]:
    at = groups(scene.seats)
    for move in moves(scene.cafe, scene.seats, guest, turn):
        yield Option(
            key=move.after,
            title=table_words(scene, move.after),
            people=len(at.get((turn, move.after), ())) + 1,
            costs=tuple(move_sentences(scene.cafe, move, _)),
        )


def _meets(scene: Scene, guest: int) -> Iterator[tuple[str, str, str]]:
    met = company(scene.seats, guest)
    for mate in scene.cafe.guests:
        if mate.key in met:
            rounds = ", ".join(str(turn) for turn in met[mate.key])
            yield mate.name, scene.organisations.get(mate.key, ""), rounds


@dataclass(frozen=True, slots=True)
class GuestLine:
    """`tables` has the number of a table for each round, empty where there is no seat."""

    key: int
    name: str
    about: str
    tables: tuple[str, ...]
    meets: int


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table through all rounds, for whoever leads it."""

    title: str
    leaders: str
    topic: str
    step_free: bool
    rounds: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    conversation: CafeConversation
    about: str
    state: str
    rounds: tuple[tuple[int, str], ...]
    guests: tuple[GuestLine, ...]
    tables: tuple[TableSheet, ...]
    seated: bool


def sheets_of(conversation: CafeConversation) -> Sheets:
    """Of the draft, if there is one that people have not been told of: its state says so."""
    scene = scene_of(conversation)
    turns = range(1, scene.cafe.rounds + 1)
    return Sheets(
        conversation=conversation,
        about=cafe_about(conversation),
        state=state_words(scene),
        rounds=tuple((turn, clock(scene, turn)) for turn in turns),
        guests=tuple(_line(scene, guest.key, turns) for guest in scene.cafe.guests),
        tables=tuple(_sheet(scene, table, turns) for table in scene.tables.values()),
        seated=bool(scene.seats),
    )


def _line(scene: Scene, guest: int, turns: range) -> GuestLine:
    places = (scene.seats.get((guest, turn)) for turn in turns)
    return GuestLine(
        key=guest,
        name=scene.cafe.by_key[guest].name,
        about=scene.organisations.get(guest, ""),
        tables=tuple(str(scene.tables[place].number) if place else "" for place in places),
        meets=len(company(scene.seats, guest)),
    )


def _sheet(scene: Scene, table, turns: range) -> TableSheet:
    at = groups(scene.seats)
    return TableSheet(
        title=str(table),
        leaders=expected(table),
        topic=table.topic,
        step_free=table.step_free,
        rounds=tuple(
            (turn, clock(scene, turn), tuple(_named(scene, at.get((turn, table.pk), ()))))
            for turn in turns
        ),
    )


def _named(scene: Scene, group) -> Iterator[tuple[str, str]]:
    for guest in scene.cafe.guests:
        if guest.key in group:
            yield guest.name, scene.organisations.get(guest.key, "")
