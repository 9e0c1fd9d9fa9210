"""Why a café cannot be seated, and the smallest changes that help: each one tried, not guessed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .seating import start
from .values import Cafe


class Rule(StrEnum):
    ROUNDS = "rounds"
    STEP_FREE = "step-free tables"
    OWN_ORGANISATION = "own organisation"
    PINS = "pins"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What lets everybody sit: rules given up together, each with what it takes.

    `rounds` is the number that works; `tables` are those to make step-free; `guests` those who
    would sit with a leader of their own organisation; `pins` those to take out.
    """

    rules: tuple[Rule, ...]
    rounds: int | None = None
    tables: tuple[int, ...] = ()
    guests: tuple[int, ...] = ()
    pins: tuple[tuple[int, int, int], ...] = ()


def remedies(cafe: Cafe) -> tuple[Remedy, ...]:
    """One rule each where that helps, all together otherwise; empty only without any table."""
    if any(not cafe.open_tables(turn) for turn in cafe.turns if cafe.present(turn)):
        return ()
    tries: tuple[Callable[[Cafe], Remedy | None], ...] = (_pins, _step_free, _own, _rounds)
    single = tuple(found for attempt in tries if (found := attempt(cafe)))
    return single or tuple(_together(cafe))


def applied(cafe: Cafe, remedy: Remedy) -> Cafe:
    guests = {
        guest.key: replace(guest, organisation=-guest.key - 1)
        if guest.key in remedy.guests
        else guest
        for guest in cafe.guests
    }
    tables = tuple(
        replace(table, step_free=table.step_free or table.key in remedy.tables)
        for table in cafe.tables
    )
    return replace(
        cafe,
        guests=tuple(guests.values()),
        tables=tables,
        rounds=remedy.rounds or cafe.rounds,
        pins=cafe.pins - set(remedy.pins),
    )


def _works(cafe: Cafe, remedy: Remedy) -> bool:
    return start(applied(cafe, remedy)) is not None


def _first(cafe: Cafe, candidates: Iterable[Remedy]) -> Remedy | None:
    return next((remedy for remedy in candidates if _works(cafe, remedy)), None)


def _pins(cafe: Cafe) -> Remedy | None:
    single = [Remedy((Rule.PINS,), pins=(pin,)) for pin in sorted(cafe.pins)]
    every = Remedy((Rule.PINS,), pins=tuple(sorted(cafe.pins)))
    return _first(cafe, [*single, every]) if cafe.pins else None


def _step_free(cafe: Cafe) -> Remedy | None:
    steps = [table.key for table in cafe.tables if not table.step_free]
    every = Remedy((Rule.STEP_FREE,), tables=tuple(steps))
    if not steps or not _works(cafe, every):
        return None
    single = (Remedy((Rule.STEP_FREE,), tables=(table,)) for table in steps)
    return _first(cafe, single) or _spared(cafe, every)


def _spared(cafe: Cafe, remedy: Remedy) -> Remedy:
    """Leave tables out one after the other while it still works: none of the rest can be spared."""
    for table in remedy.tables:
        fewer = replace(remedy, tables=tuple(key for key in remedy.tables if key != table))
        if _works(cafe, fewer):
            remedy = fewer
    return remedy


def _own(cafe: Cafe) -> Remedy | None:
    leading = set().union(*(table.organisations for table in cafe.tables))
    own = tuple(guest.key for guest in cafe.guests if guest.organisation in leading)
    if not own or not _works(cafe, every := Remedy((Rule.OWN_ORGANISATION,), guests=own)):
        return None
    for guest in own if len(own) <= 30 else ():
        fewer = replace(every, guests=tuple(key for key in every.guests if key != guest))
        if _works(cafe, fewer):
            every = fewer
    return every


def _rounds(cafe: Cafe) -> Remedy | None:
    """On the day the fewest are those that are over already."""
    fewer = range(cafe.rounds - 1, max(cafe.first - 2, 0), -1)
    return _first(cafe, (Remedy((Rule.ROUNDS,), rounds=rounds) for rounds in fewer))


def _together(cafe: Cafe) -> Iterable[Remedy]:
    rules = (Rule.PINS, Rule.STEP_FREE, Rule.OWN_ORGANISATION, Rule.ROUNDS)
    for rounds in range(cafe.rounds, cafe.first - 1, -1):
        remedy = Remedy(
            rules if rounds < cafe.rounds else rules[:-1],
            rounds=rounds,
            tables=tuple(table.key for table in cafe.tables if not table.step_free),
            guests=tuple(guest.key for guest in cafe.guests),
            pins=tuple(sorted(cafe.pins)),
        )
        if _works(cafe, remedy):
            yield remedy
            return
