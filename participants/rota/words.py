"""Sentences for people about a café rota. `_` translates; English without it."""

from collections.abc import Callable, Iterable, Mapping

from . import Rota
from .faults import Broken, Fault
from .moves import Move
from .obstacles import Remedy, Rule
from .repair import Change, Repair
from .values import Cafe, Quality

Translate = Callable[[str], str]


def rota_sentences(rota: Rota, _: Translate = str) -> Iterable[str]:
    """How good a rota is, beside what nobody could do better."""
    if rota.quality is None:
        yield _("This café cannot be seated within its rules.")
        if not rota.cafe.tables:
            yield _("It has no tables yet.")
        return
    yield from quality_sentences(rota.quality, rota.bound, _)
    if rota.at_rest:
        yield _("There are more tables than pairs: %(count)s times a table has no guests.") % {
            "count": len(rota.at_rest)
        }


def quality_sentences(found: Quality, bound: Quality, _: Translate = str) -> Iterable[str]:
    if found == bound:
        yield _("As good as it can be: proved.")
    yield repeats_sentence(found.repeats, bound.repeats, _)
    yield _(
        "%(organisation)s times two people of one organisation share a table (at least %(least)s), "
        "%(sector)s times two of one sector (at least %(least_sector)s)."
    ) % {
        "organisation": found.organisation_pairs,
        "least": bound.organisation_pairs,
        "sector": found.sector_pairs,
        "least_sector": bound.sector_pairs,
    }


def repeats_sentence(repeats: int, bound: int, _: Translate = str) -> str:
    if not repeats:
        return _("Nobody sits with the same person twice.")
    if repeats == bound:
        words = _("%(repeats)s repeated meetings; nobody can do with fewer: proved.")
        if repeats == 1:
            words = _("1 repeated meeting; nobody can do without it: proved.")
    elif repeats == 1:
        words = _("1 repeated meeting; whether one can do without it is not known.")
    elif bound:
        words = _("%(repeats)s repeated meetings; nobody can do with fewer than %(bound)s.")
    else:
        words = _("%(repeats)s repeated meetings; whether fewer are possible is not known.")
    return words % {"repeats": repeats, "bound": bound}


def remedy_sentence(cafe: Cafe, remedy: Remedy, _: Translate = str) -> str:
    """What would make seating possible, as one sentence without its full stop."""
    guests = [guest.name for guest in cafe.guests if guest.key in remedy.guests]
    tables = [table.title for table in cafe.tables if table.key in remedy.tables]
    pinned = [cafe.by_key[guest].name for guest, _turn, _table in remedy.pins]
    parts = {
        Rule.PINS: _("take out the pins of %(names)s") % {"names": ", ".join(pinned)},
        Rule.STEP_FREE: _("make step-free: %(names)s") % {"names": ", ".join(tables)},
        Rule.OWN_ORGANISATION: _("let these sit with a leader of their own organisation: %(names)s")
        % {"names": ", ".join(guests)},
        Rule.ROUNDS: _("plan fewer rounds, %(rounds)s instead of %(wanted)s")
        % {"rounds": remedy.rounds, "wanted": cafe.rounds},
    }
    return "; ".join(parts[rule] for rule in remedy.rules)


def change_sentence(cafe: Cafe, change: Change, _: Translate = str) -> str:
    """Who must be told what: “Round 2: Ada Lowe goes to Table 4 instead of Table 1.”"""
    titles: Mapping[int, str] = {table.key: table.title for table in cafe.tables}
    values = {
        "round": change.round,
        "name": cafe.by_key[change.guest].name,
        "after": titles[change.after],
        "before": titles.get(change.before, ""),
    }
    if change.before is None:
        return _("Round %(round)s: %(name)s goes to %(after)s.") % values
    return _("Round %(round)s: %(name)s goes to %(after)s instead of %(before)s.") % values


def repair_sentence(mended: Repair, _: Translate = str) -> str:
    values = {"changes": len(mended.changes), "people": len(mended.told), "least": mended.least}
    if mended.seats is None:
        return _("What is left cannot be seated within the rules.")
    if not mended.changes:
        return _("Nobody has to change seats.")
    if mended.proved:
        return _("%(changes)s seats of %(people)s people change; fewer is impossible.") % values
    return _("%(changes)s seats of %(people)s people change; at least %(least)s had to.") % values


def fault_sentence(cafe: Cafe, broken: Broken, _: Translate = str) -> str:
    """Which rule is broken, as a page says it."""
    words = {
        Fault.UNSEATED: _("%(name)s has no seat."),
        Fault.NOT_HERE: _("%(name)s is not there then."),
        Fault.CLOSED: _("%(table)s is closed, and %(name)s sits there."),
        Fault.OWN_ORGANISATION: _("%(table)s has a leader from the organisation of %(name)s."),
        Fault.STEP_FREE: _("%(name)s needs a step-free table; %(table)s is not step-free."),
        Fault.MET_BEFORE: _("%(name)s sits at %(table)s in two rounds."),
        Fault.PINNED: _("%(name)s is pinned to another table; the pin would move along."),
        Fault.ALONE: _("There is only one guest at %(table)s."),
        Fault.EMPTY: _("The leader at %(table)s has no guests."),
        Fault.UNEVEN: _("Tables differ by more than one person."),
    }
    guest, table = cafe.by_key.get(broken.guest), cafe.table.get(broken.table)
    return words[broken.fault] % {
        "name": guest.name if guest else "",
        "table": table.title if table else "",
    }


def move_sentences(cafe: Cafe, move: Move, _: Translate = str) -> Iterable[str]:
    """What a move costs; nothing where it costs nothing."""
    yield from (fault_sentence(cafe, broken, _) for broken in move.broken)
    if move.again:
        names = ", ".join(cafe.by_key[key].name for key in move.again)
        yield _("Meets again: %(names)s.") % {"names": names}
    if move.spared:
        names = ", ".join(cafe.by_key[key].name for key in move.spared)
        yield _("Would no longer meet again: %(names)s.") % {"names": names}
    if move.colleagues:
        names = ", ".join(cafe.by_key[key].name for key in move.colleagues)
        yield _("From the same organisation there: %(names)s.") % {"names": names}
