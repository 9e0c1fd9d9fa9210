"""The page of a café: rounds and tables, who sits where, how good that is, what is not met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.rota import Broken, Fault, Rota, described, faults, groups, repeated
from participants.rota.words import fault_sentence, repeats_sentence
from programmes.models import CafeConversation, CafeTable, Programme

from .cafe import Scene, expected, is_today, rounds_begun, scene_of
from .cafe_letters import clock
from .cafe_state import away, cafe_about, has_leader, state_words, undo_words, what_is_missing

MENDED_SPREAD = 3


@dataclass(frozen=True, slots=True)
class Sitter:
    """A guest in one round; `again` are names of those they also meet in another round.

    `before` is the table they know of, if it is another.
    """

    key: int
    name: str
    about: str
    pinned: bool
    again: str
    before: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAt:
    """A table in one round."""

    key: int
    title: str
    leaders: str
    topic: str
    step_free: bool
    sitters: tuple[Sitter, ...]
    notes: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Round:
    turn: int
    when: str
    is_held: bool
    tables: tuple[TableAt, ...]
    unseated: tuple[Sitter, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CafeBoard:
    """`empty` says what is missing before anybody can be seated; `version` is what was seen.

    `undo` names what undoing does, empty where there is nothing to undo.
    """

    conversation: CafeConversation
    programme: Programme
    version: int
    about: str
    state: str
    empty: str
    seated: bool
    rounds: tuple[Round, ...]
    figures: tuple[tuple[int, str, str], ...]
    verdict: tuple[str, ...]
    without_leader: tuple[str, ...]
    away: tuple[str, ...]
    broken: tuple[str, ...]
    changed: int
    publishable: bool
    undo: str
    is_published: bool
    has_begun: bool
    is_today: bool

    @property
    def is_under_way(self) -> bool:
        """People know their seats and the first round has begun: mending is the way now."""
        return self.is_published and self.has_begun


def cafe_board(conversation: CafeConversation) -> CafeBoard:
    return board_of_scene(scene_of(conversation))


def board_of_scene(scene: Scene) -> CafeBoard:
    conversation, plan = scene.conversation, scene.plan
    wrong = broken_rules(scene)
    rota = described(scene.cafe, scene.seats) if scene.seats else None
    return CafeBoard(
        conversation=conversation,
        programme=conversation.programme,
        version=scene.version,
        about=cafe_about(conversation),
        state=state_words(scene),
        empty=what_is_missing(scene),
        seated=bool(scene.seats),
        rounds=tuple(_rounds(scene, wrong)),
        figures=tuple(_figures(rota)) if rota else (),
        verdict=tuple(_verdict(rota, wrong)) if rota else (),
        without_leader=tuple(str(t) for t in scene.tables.values() if not has_leader(t)),
        away=tuple(away(scene)),
        broken=tuple(_in_round(scene, each) for each in wrong),
        changed=len(scene.changed),
        publishable=bool(
            scene.seats
            and (scene.differs or (plan and plan.version and plan.published_version is None))
        ),
        undo=undo_words(scene),
        is_published=bool(scene.told),
        has_begun=rounds_begun(conversation) > 0,
        is_today=is_today(conversation),
    )


def broken_rules(scene: Scene) -> tuple[Broken, ...]:
    """On the day tables may differ by more than one, so that fewer people have to move."""
    if not scene.seats:
        return ()
    return faults(scene.cafe, scene.seats, spread=1 if scene.draft.day.is_plain else MENDED_SPREAD)


def _in_round(scene: Scene, broken: Broken) -> str:
    sentence = fault_sentence(scene.cafe, broken, _)
    return _("Round %(round)s: %(sentence)s") % {"round": broken.round, "sentence": sentence}


def _rounds(scene: Scene, wrong: Iterable[Broken]) -> Iterator[Round]:
    at, again = groups(scene.seats), repeated(scene.seats)
    names = _names(scene)
    for turn in range(1, scene.cafe.rounds + 1):
        mine = [each for each in wrong if each.round == turn]
        missing = [each.guest for each in mine if each.fault is Fault.UNSEATED]
        yield Round(
            turn=turn,
            when=clock(scene, turn),
            is_held=turn < scene.cafe.first,
            tables=tuple(
                _table(scene, turn, table, at.get((turn, table.pk), []), again, names, mine)
                for table in scene.tables.values()
            ),
            unseated=tuple(_sitter(scene, turn, guest, again, names, ()) for guest in missing),
            notes=tuple(
                fault_sentence(scene.cafe, each, _) for each in mine if each.fault is Fault.UNEVEN
            ),
        )


def _names(scene: Scene) -> dict[int, str]:
    return {guest.key: guest.name for guest in scene.cafe.guests}


def _table(scene, turn, table, group, again, names, wrong) -> TableAt:
    here = [each for each in wrong if each.table == table.pk]
    order = {guest.key: at for at, guest in enumerate(scene.cafe.guests)}
    present = sorted((guest for guest in group if guest in names), key=order.__getitem__)
    return TableAt(
        key=table.pk,
        title=str(table),
        leaders=expected(table),
        topic=table.topic,
        step_free=table.step_free,
        sitters=tuple(_sitter(scene, turn, guest, again, names, here) for guest in present),
        notes=tuple(_notes(scene, turn, table, here)),
        is_open=scene.cafe.table[table.pk].is_open(turn),
    )


def _notes(scene: Scene, turn: int, table: CafeTable, wrong: list[Broken]) -> Iterator[str]:
    if not scene.cafe.table[table.pk].is_open(turn):
        yield _("Closed from this round on.")
    yield from (fault_sentence(scene.cafe, each, _) for each in wrong if each.guest is None)


def _sitter(scene, turn, guest, again, names, wrong) -> Sitter:
    told, here = scene.told.get((guest, turn)), scene.seats.get((guest, turn))
    return Sitter(
        key=guest,
        name=names[guest],
        about=scene.organisations.get(guest, ""),
        pinned=here is not None and scene.cafe.pin(guest, turn) == here,
        again=", ".join(names[mate] for mate in again.get((guest, turn), ()) if mate in names),
        before=str(scene.tables[told]) if told not in (None, here) else "",
        breaks=tuple(fault_sentence(scene.cafe, each, _) for each in wrong if each.guest == guest),
    )


def _figures(rota: Rota) -> Iterator[tuple[int, str, str]]:
    """Each with its label and what is proved about it."""
    found, limit = rota.quality, rota.bound
    labels = (_("repeated meetings"), _("pairs of one organisation"), _("pairs of one sector"))
    values = (
        (found.repeats, limit.repeats),
        (found.organisation_pairs, limit.organisation_pairs),
        (found.sector_pairs, limit.sector_pairs),
    )
    for (number, least), label in zip(values, labels, strict=True):
        words = _("the fewest possible") if number == least else _("at least %(least)s")
        yield number, label, words % {"least": least}


def _verdict(rota: Rota, wrong: tuple[Broken, ...]) -> Iterator[str]:
    if wrong:
        yield _("Not every rule is kept: see below.")
    elif rota.quality == rota.bound:
        yield _("As good as it can be: proved.")
    yield repeats_sentence(rota.quality.repeats, rota.bound.repeats, _)
    if rota.quality.organisation_pairs > rota.bound.organisation_pairs:
        yield _("Whether fewer pairs of one organisation are possible is not known.")
    if resting := len(rota.at_rest):
        words = ngettext(
            "There are more tables than pairs of guests: %(n)s time a table has nobody.",
            "There are more tables than pairs of guests: %(n)s times a table has nobody.",
            resting,
        )
        yield words % {"n": resting}
    if len(rota.cafe.guests) == 1:
        yield _("There is one guest, who talks to the leaders alone.")
