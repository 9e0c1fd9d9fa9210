"""How good a plan of visits is: its figures, whether better exists, and what pins cost."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.allocation import Allocation, Case, price_of_pin, quality
from participants.allocation.solving import solve

from .costs import edge, gain

# Beyond this many cells of people × visits pins are not priced while somebody waits for the page.
MOST_PRICED, MOST_PINS, SECONDS = 600, 5, 1.0


def figures(found: Allocation) -> Iterator[tuple[int, str]]:
    ranked = [(p.ranking, found.places[p.key]) for p in found.case.people]
    edges = [edge(ranking, visit) for ranking, visit in ranked if visit is not None]
    yield edges.count("first"), _("first choice")
    yield edges.count("second"), _("second")
    yield edges.count("lower"), _lower(found)
    if any_visit := edges.count("any"):
        yield any_visit, _("without preferences")
    if found.quality.unplaced:
        yield found.quality.unplaced, _("without a visit")
    pairs = found.quality.organisation_pairs
    yield (
        pairs,
        ngettext("pair from one organisation", "pairs from one organisation", pairs),
    )


def _lower(found: Allocation) -> str:
    if found.quality.unnamed:
        return _("third, lower or not named")
    return _("third or lower")


def verdict(found: Allocation) -> Iterator[str]:
    case = found.case
    if not any(person.ranking for person in case.people):
        yield _("Nobody gave preferences, so only places, needs and mix decide.")
    if found.broken:
        yield _("These places break rules, marked below. Planning again keeps every rule.")
    best = solve(case, seconds=SECONDS)
    better = gain(found.quality, quality(case, best.places))
    if better:
        yield _("Planning again would do better: %(gain)s.") % {"gain": better}
    elif not found.broken:
        yield _best_words(case, best.proved)
    yield from _pin_prices(case)


def _best_words(case: Case, proved: bool) -> str:
    if not proved:
        return _("Nothing better was found in the time there was.")
    pins = sum(case.pin(person) is not None for person in case.people)
    if not pins:
        return _("As good as it can be: proved.")
    words = ngettext(
        "As good as it can be with your %(pins)s pin: proved.",
        "As good as it can be with your %(pins)s pins: proved.",
        pins,
    )
    return words % {"pins": pins}


def _pin_prices(case: Case) -> Iterator[str]:
    pinned = [person for person in case.people if case.pin(person) is not None]
    if len(pinned) > MOST_PINS or len(case.people) * len(case.visits) > MOST_PRICED:
        return
    for person in pinned:
        price = price_of_pin(case, person.key)
        if better := gain(price.before, price.after):
            words = _("Without the pin on %(person)s the best would be better: %(gain)s.")
            yield words % {"person": person.name, "gain": better}
