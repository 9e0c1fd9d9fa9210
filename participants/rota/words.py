"""Sentences for people about a café rota. `_` translates; English without it."""

from collections.abc import Callable, Iterable, Mapping

from . import Rota
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
    figures = {"repeats": found.repeats, "bound": bound.repeats}
    if not found.repeats:
        yield _("Nobody sits with the same person twice.")
    elif found.repeats == bound.repeats:
        yield _("People meet again %(repeats)s times; fewer is impossible here.") % figures
    else:
        yield (
            _("People meet again %(repeats)s times; it is proved that %(bound)s cannot be beaten.")
            % figures
        )
    yield _(
        "%(organisation)s times two people of one organisation share a table (at least %(least)s), "
        "%(sector)s times two of one sector (at least %(least_sector)s)."
    ) % {
        "organisation": found.organisation_pairs,
        "least": bound.organisation_pairs,
        "sector": found.sector_pairs,
        "least_sector": bound.sector_pairs,
    }


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
