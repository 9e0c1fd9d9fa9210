"""The two pages of a café on the day: what happened, and the list to read out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.rota import Day
from programmes.models import CafeConversation

from .cafe import Scene, expected, is_today, rounds_begun
from .cafe_letters import clock
from .cafe_state import state_words, undo_words, what_is_missing
from .mending import Mending, RoundLines, reading_list
from .seatings import Drafted


@dataclass(frozen=True, slots=True)
class GuestChoice:
    """`word` is what was said of them: nothing, “missing”, or the round in which they come."""

    key: int
    name: str
    about: str
    word: str


@dataclass(frozen=True, slots=True)
class TableChoice:
    key: int
    title: str
    leaders: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class MendPage:
    """`held` and `arrivals` have a value and words each. `found` is what would be done."""

    conversation: CafeConversation
    version: int
    state: str
    missing: str
    seated: bool
    held: tuple[tuple[int, str, bool], ...]
    by_the_clock: str
    guests: tuple[GuestChoice, ...]
    arrivals: tuple[tuple[str, str], ...]
    tables: tuple[TableChoice, ...]
    found: Mending | None

    @property
    def is_all_over(self) -> bool:
        return self.held[0][0] == self.conversation.rounds


def mend_page(scene: Scene, day: Day, found: Mending | None = None) -> MendPage:
    rounds, noted = scene.cafe.rounds, scene.cafe.first - 1
    begun = rounds_begun(scene.conversation)
    today = is_today(scene.conversation)
    held = day.held if found else max(day.held, begun if today else 0)
    return MendPage(
        conversation=scene.conversation,
        version=scene.version,
        state=state_words(scene),
        missing=what_is_missing(scene),
        seated=bool(scene.seats),
        held=tuple((turn, _held_words(turn), turn == held) for turn in range(noted, rounds + 1)),
        by_the_clock=_clock_words(begun) if today else "",
        guests=tuple(
            GuestChoice(g.key, g.name, scene.organisations.get(g.key, ""), _word(day, g.key))
            for g in scene.cafe.guests
        ),
        arrivals=tuple(
            (str(turn), _("comes in round %(round)s, %(time)s") % _at(scene, turn))
            for turn in range(max(2, noted + 1), rounds + 1)
        ),
        tables=tuple(_table(table, day) for table in scene.tables.values()),
        found=found,
    )


def _at(scene: Scene, turn: int) -> dict[str, object]:
    return {"round": turn, "time": clock(scene, turn)}


def _held_words(turn: int) -> str:
    if not turn:
        return _("no round yet")
    if turn == 1:
        return _("round 1 is over or running")
    return _("rounds 1 to %(round)s are over or running") % {"round": turn}


def _clock_words(begun: int) -> str:
    if not begun:
        return _("By the clock no round has begun.")
    return _("By the clock round %(round)s has begun.") % {"round": begun}


def _word(day: Day, guest: int) -> str:
    return "missing" if guest in day.missing else str(day.late.get(guest, ""))


def _table(table, day: Day) -> TableChoice:
    return TableChoice(table.pk, str(table), expected(table), table.pk in day.closed)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What the last change of the draft does to the rounds to come, to be read out."""

    conversation: CafeConversation
    version: int
    state: str
    undo: str
    rounds: tuple[RoundLines, ...]


def changes_page(scene: Scene) -> ChangesPage:
    before: Drafted = scene.drafts.before or scene.draft
    return ChangesPage(
        conversation=scene.conversation,
        version=scene.version,
        state=state_words(scene),
        undo=undo_words(scene),
        rounds=reading_list(scene, before.seats, scene.seats, scene.cafe.first),
    )
