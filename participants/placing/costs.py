"""What a move costs, which rules places break and what would be better, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.allocation import (
    Broken,
    Case,
    Move,
    Person,
    Places,
    Quality,
    Rule,
    clashes,
    quality,
)
from participants.allocation.solving import solve
from participants.allocation.words import clash_sentence, ordinal, ranks_sentence

from .board import Moved

SECONDS = 1.0  # a level, while somebody waits for the page


def rule_sentence(case: Case, broken: Broken) -> str:
    visit, person = case.visit[broken.visit], case.person.get(broken.person)
    pin = case.visit.get(person.pinned) if person else None
    return _rule_words()[broken.rule] % {
        "visit": visit.title,
        "person": person.name if person else "",
        "pin": pin.title if pin else "",
        "places": visit.capacity,
        "fewest": visit.minimum,
        "people": broken.people,
    }


def _rule_words() -> dict[Rule, str]:
    return {
        Rule.CAPACITY: _("%(visit)s: %(people)s people for %(places)s places."),
        Rule.MINIMUM: _("%(visit)s: %(people)s on it, and it needs at least %(fewest)s."),
        Rule.PINNED: _("%(person)s is pinned to %(pin)s; the pin would move along."),
        Rule.OWN_ORGANISATION: _("%(visit)s is hosted by the organisation of %(person)s."),
        Rule.STEP_FREE: _("%(person)s needs step-free access; %(visit)s is not step-free."),
        Rule.REFUSED: _("%(person)s said they cannot go to %(visit)s."),
        Rule.CALLED_OFF: _("%(visit)s is called off; %(person)s needs another place."),
    }


def rules_broken_by(move: Move) -> tuple[Broken, ...]:
    """Rules that this move itself breaks: fewer on a visit that is too full breaks nothing."""
    eased = {(Rule.CAPACITY, move.origin), (Rule.MINIMUM, move.target)}
    return tuple(found for found in move.broken if (found.rule, found.visit) not in eased)


def needs_a_second_look(move: Move) -> bool:
    """A rule is broken, or the person is worse off."""
    falls = (move.rank_after or 0) > (move.rank_before or 0) and move.origin is not None
    return bool(rules_broken_by(move)) or falls or move.target is None


def visit_moved(case: Case, move: Move) -> Moved:
    person, visit = case.person[move.person], case.visit.get(move.target)
    words = {"person": person.name, "visit": visit.title if visit else ""}
    done = _("%(person)s is on %(visit)s now.") if visit else _("%(person)s has no visit now.")
    asked = _("Move %(person)s to %(visit)s?") if visit else _("Take %(person)s off their visit?")
    return Moved(
        person=move.person,
        name=person.name,
        origin=move.origin,
        target=move.target,
        question=asked % words,
        costs=tuple(_cost(case, move)),
        allowed=not rules_broken_by(move),
        costly=needs_a_second_look(move),
        done=done % words,
    )


def calling_off(case: Case, places: Places, key: int) -> tuple[str, ...]:
    """What it costs to call a visit off: who has to go elsewhere, and how good that can be."""
    visits = tuple(replace(v, called_off=v.called_off or v.key == key) for v in case.visits)
    without = replace(case, visits=visits)
    after = quality(without, solve(without, seconds=SECONDS).places)
    return tuple(_without(case, without, [p for p, at in places.items() if at == key], after))


def _without(case: Case, without: Case, people: list[int], after: Quality) -> Iterator[str]:
    if not people:
        yield _("Nobody is on it.")
        return
    names = ", ".join(case.person[key].name for key in people)
    yield _("These people need another place: %(names)s.") % {"names": names}
    if after.unplaced:
        words = ngettext(
            "Without it %(n)s person finds no place at all.",
            "Without it %(n)s people find no place at all.",
            after.unplaced,
        )
        yield words % {"n": after.unplaced}
        yield from (clash_sentence(without, clash, _) for clash in clashes(without))
    yield _("The best plan without it: %(ranks)s.") % {"ranks": ranks_sentence(after, _)}


def _cost(case: Case, move: Move) -> Iterator[str]:
    yield from (rule_sentence(case, found) for found in rules_broken_by(move))
    yield _rank_change(case.person[move.person], move)
    if move.colleagues:
        names = ", ".join(case.person[key].name for key in move.colleagues)
        yield _("From the same organisation there: %(names)s.") % {"names": names}


def _rank_change(person: Person, move: Move) -> str:
    if move.target is None:
        return _("They would have no visit.")
    if not person.ranking:
        return _("They gave no preferences.")
    after = choice(person, move.target)
    if move.origin is None:
        return _("For them it is: %(after)s.") % {"after": after}
    words = {"before": choice(person, move.origin), "after": after}
    return _("For them: %(before)s before, %(after)s now.") % words


def choice(person: Person, visit: int | None) -> str:
    """Which choice a visit is for somebody, as a card says it."""
    if visit is None:
        return ""
    if not person.ranking:
        return _("no preferences")
    if visit not in person.ranking:
        return _("not named")
    return _("%(rank)s choice") % {"rank": ordinal(person.ranking.index(visit) + 1, _)}


def edge(ranking: tuple[int, ...], visit: int | None) -> str:
    """The class of a card: what `choice` says in words."""
    if visit is None or not ranking:
        return "any"
    names = ("first", "second")
    return names[ranking.index(visit)] if visit in ranking[:2] else "lower"


def gain(now: Quality, best: Quality) -> str:
    """What is better, on the first level that differs; empty if nothing is."""
    levels = zip(_gains(now, best), now.levels, best.levels, strict=True)
    found = next(((words, a, b) for words, a, b in levels if a != b), None)
    return found[0] if found and found[2] < found[1] else ""


def _gains(now: Quality, best: Quality) -> Iterable[str]:
    """One for each of `Quality.levels`."""
    fewer = [a - b for a, b in zip(now.levels, best.levels, strict=True)]
    placed, held, told, _worst, _total, organisations, sectors = fewer
    counted = [
        (ngettext("%(n)s more has a place", "%(n)s more have a place", placed), placed),
        (ngettext("%(n)s more visit takes place", "%(n)s more visits take place", held), held),
        (
            ngettext("%(n)s person fewer changes place", "%(n)s people fewer change place", told),
            told,
        ),
        (_pairs_of_organisations(organisations), organisations),
        (_pairs_of_sectors(sectors), sectors),
    ]
    first, second, third, *last = [words % {"n": number} for words, number in counted]
    worst = _("nobody is below their %(rank)s choice") % {"rank": ordinal(best.worst or 1, _)}
    return (first, second, third, worst, ranks_sentence(best, _), *last)


def _pairs_of_organisations(number: int) -> str:
    return ngettext(
        "%(n)s pair fewer from one organisation",
        "%(n)s pairs fewer from one organisation",
        number,
    )


def _pairs_of_sectors(number: int) -> str:
    return ngettext("%(n)s pair fewer from one sector", "%(n)s pairs fewer from one sector", number)
