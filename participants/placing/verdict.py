"""How good a plan of visits is: its figures, whether better exists, and what pins cost."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.allocation import Allocation, Case, Places, Quality, price_of_pin, quality
from participants.allocation.solving import solve

from .board import Figure
from .costs import edge, gain

# Beyond this many cells of people × visits pins are not priced while somebody waits for the page.
MOST_PRICED, MOST_PINS, SECONDS = 600, 5, 1.0


def judged(found: Allocation) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    """Figures and sentences, both beside the best plan there is."""
    case = found.case
    best = solve(case, seconds=SECONDS)
    ideal = quality(case, best.places)
    better = gain(found.quality, ideal)
    known = {key: n for key, n, _label in _counts(case, best.places, ideal)} if better else {}
    figures = tuple(
        Figure(number, label, _beside(number, known.get(key, number)))
        for key, number, label in _counts(case, found.places, found.quality)
    )
    return figures, tuple(_verdict(found, better, best.proved))


def _beside(number: int, best: int) -> str:
    return _("best plan: %(number)s") % {"number": best} if best != number else ""


def _counts(case: Case, places: Places, found: Quality) -> Iterator[tuple[str, int, str]]:
    ranked = [(p.ranking, places[p.key]) for p in case.people]
    edges = [edge(ranking, visit) for ranking, visit in ranked if visit is not None]
    if any(ranking for ranking, _visit in ranked):
        yield "first", edges.count("first"), _("first choice")
        yield "second", edges.count("second"), _("second")
        lower = _("third, lower or not named") if found.unnamed else _("third or lower")
        yield "lower", edges.count("lower"), lower
    if any_visit := edges.count("any"):
        yield "any", any_visit, _("without preferences")
    if found.unplaced:
        yield "unplaced", found.unplaced, _("without a visit")
    pairs = found.organisation_pairs
    words = ngettext("pair from one organisation", "pairs from one organisation", pairs)
    yield "pairs", pairs, words


def _verdict(found: Allocation, better: str, proved: bool) -> Iterator[str]:
    case = found.case
    if not any(person.ranking for person in case.people):
        yield _("Nobody gave preferences, so only places, needs and mix decide.")
    if found.broken:
        yield _("These places break rules, marked below. Planning again keeps every rule.")
    if better:
        yield _("Planning again would do better: %(gain)s.") % {"gain": better}
    elif not found.broken:
        yield _best_words(case, proved)
        if found.quality.organisation_pairs and found.quality.ranks and proved:
            yield _("Mixing came last, so it cost nobody a better choice.")
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
