"""Figures to honest sentences.

Quantifiers follow from whole numbers alone, and never stand without "(k of n)". Every function
takes `_`, which translates a sentence before its named places are filled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .disclosure import MIN_CELL, PERCENT_FROM, Display, NotShown, Reason, checked_cell, display
from .statistics import Movement, Recommendation, ResponseBand, ResponseRate, Share, newcombe

Translate = Callable[[str], str]

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """One objective at the end. `label` as within a sentence, "leading beyond authority"."""

    label: str
    agree: Share | None
    movement: Movement | None = None
    holm_p: float | None = None


def in_sentence(title: str) -> str:
    """A title with its first letter lowered, unless it starts with "I", "A" or an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def quantifier(k: int, n: int, _: Translate = str) -> str | None:
    """Such as "most people (19 of 22)"; below ten answers counts alone; None without answers."""
    if n == 0:
        return None
    if n < PERCENT_FROM:
        return _("{k} of {n} people").format(k=k, n=n)
    return _("{quantity} ({k} of {n})").format(quantity=_quantity(k, n, _), k=k, n=n)


def _quantity(k: int, n: int, _: Translate) -> str:
    if k == n:
        return _("everyone")
    if k == 0:
        return _("nobody")
    if 10 * k >= 9 * n:
        return _("almost everyone")
    if 4 * k >= 3 * n:
        return _("most people")
    if 2 * k >= n:
        return _("more than half") if 2 * k > n else _("half")
    return _("fewer than a quarter") if 4 * k < n else _("fewer than half")


def share_text(share: Share, m: int = MIN_CELL, _: Translate = str) -> str:
    """ "7 of 9", "19 of 22 (86%)" or "42% (36 of 85)", as the number of answers allows."""
    put = display(share.n, m)
    if put is Display.NOTHING:
        return not_shown_text(NotShown(Reason.TOO_FEW), m, _)
    if put is Display.COUNTS:
        pattern = _("{k} of {n}")
    elif put is Display.COUNTS_FIRST:
        pattern = _("{k} of {n} ({percent})")
    else:
        pattern = _("{percent} ({k} of {n})")
    return pattern.format(k=share.k, n=share.n, percent=share.percent_text)


def mean_text(mean: float) -> str:
    """One decimal, halves upward, as for percentages."""
    return str(Decimal(str(mean)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def not_shown_text(result: NotShown, m: int = MIN_CELL, _: Translate = str) -> str:
    """What stands where a figure is withheld."""
    words = {
        Reason.TOO_FEW: _("fewer than {m} answers"),
        Reason.PROTECTED: _("not shown, so that nobody can be picked out"),
        Reason.NO_CONSENT: _("not for quotation"),
    }
    return words[result.reason].format(m=m)


def change_words(movement: Movement, holm_p: float | None, _: Translate = str) -> str:
    """Which way answers went; only an adjusted p below 0.05 gives a direction."""
    up, down = movement.up, movement.down
    if not up and not down:
        return _("no one changed their answer")
    if not movement.is_testable:
        pattern = _("too few people changed their answer ({up} up, {down} down) to say more")
        return pattern.format(up=up, down=down)
    if holm_p is not None and holm_p < SIGNIFICANT and up != down:
        return (
            _("more people moved up than down")
            if up > down
            else _("more people moved down than up")
        )
    return _("no clear direction of change ({up} up, {down} down)").format(up=up, down=down)


def comparison_words(label: str, here: Share, elsewhere: Share, _: Translate = str) -> str:
    """A question beside the same one in earlier programmes; a direction only where the interval
    of the difference leaves out 0 and the gap is ten points or more."""
    values = {"label": label, "k": here.k, "n": here.n, "percent": here.percent_text}
    values |= {"k2": elsewhere.k, "n2": elsewhere.n, "percent2": elsewhere.percent_text}
    gap = newcombe(here.k, here.n, elsewhere.k, elsewhere.n)
    distance = 10 * abs(here.k * elsewhere.n - elsewhere.k * here.n)
    clear = gap.interval.low > 0 or gap.interval.high < 0
    if not clear or distance < here.n * elsewhere.n:
        pattern = _("{label}: similar to earlier programmes")
    elif gap.value > 0:
        pattern = _("{label}: more agreed than in earlier programmes")
    else:
        pattern = _("{label}: fewer agreed than in earlier programmes")
    figures = _("{k} of {n} ({percent}) here, {k2} of {n2} ({percent2}) there")
    return f"{pattern}; {figures}.".format(**values)


def recommendation_text(result: Recommendation, _: Translate = str) -> str | None:
    """The net figure with the three counts it stands on; None without answers."""
    if not result.n:
        return None
    pattern = _(
        "{net}: promoters {promoters}, passives {passives}, detractors {detractors} ({n} answers)"
    )
    if result.n < PERCENT_FROM:
        pattern = _(
            "promoters {promoters}, passives {passives}, detractors {detractors} ({n} answers)"
        )
    return pattern.format(
        net=f"{result.shown:+d}".replace("-", "\N{MINUS SIGN}") if result.shown else "0",
        promoters=result.promoters,
        passives=result.passives,
        detractors=result.detractors,
        n=result.n,
    )


def response_note(rate: ResponseRate, _: Translate = str) -> str | None:
    """What the response rate means for the figures; None when nobody was eligible."""
    notes = {
        ResponseBand.COMPLETE: _("Everyone who took part answered."),
        ResponseBand.GOOD: _("{n} of {eligible} people answered; {silent} did not."),
        ResponseBand.NOTE: _(
            "{silent} of {eligible} people did not answer; they may think otherwise."
        ),
        ResponseBand.CAUTION: _(
            "{silent} of {eligible} people did not answer: take these figures with caution."
        ),
        ResponseBand.LOW: _(
            "Only {n} of {eligible} people answered: these figures speak for them alone."
        ),
    }
    if rate.band is None:
        return None
    silent = rate.eligible - rate.n
    return notes[rate.band].format(silent=silent, n=rate.n, eligible=rate.eligible)


def executive_summary(
    rate: ResponseRate,
    objectives: Sequence[ObjectiveResult],
    looking_back: bool = False,
    m: int = MIN_CELL,
    _: Translate = str,
) -> tuple[str, ...]:
    """The sentences of the paragraph "at a glance", in order; join them with spaces.

    `objectives` in the programme's order. `looking_back` says that the answers for before were
    given at the end too. Objectives below m answers, or m pairs, are left out.
    """
    checked_cell(m)
    sentences = _response(rate, m, _)
    sentences += _strongest_and_weakest([o for o in objectives if o.agree and o.agree.n >= m], _)
    moved = [o for o in objectives if o.movement and o.movement.n >= m]
    sentences += _movements(moved, looking_back, _)
    return (*sentences, *_limits(bool(moved), looking_back, _))


def _response(rate: ResponseRate, m: int, _: Translate) -> list[str]:
    if not rate.share:
        return [_("Nobody has taken part yet.")]
    pattern = _("{eligible} people took part and {n} answered at the end ({percent}).")
    if rate.eligible < PERCENT_FROM or rate.band is ResponseBand.LOW:
        pattern = _("{eligible} people took part and {n} answered at the end.")
    percent = rate.share.percent_text
    sentences = [pattern.format(eligible=rate.eligible, n=rate.n, percent=percent)]
    if rate.n < m:
        sentences.append(_("With fewer than {m} answers, none are shown.").format(m=m))
    elif rate.band in (ResponseBand.CAUTION, ResponseBand.LOW):
        sentences.append(response_note(rate, _) or "")
    return sentences


def _strongest_and_weakest(rated: Sequence[ObjectiveResult], _: Translate) -> list[str]:
    """The first of each in the programme's order; a tie is said to be one."""
    if not rated:
        return []
    top = [o for o in rated if all(o.agree.at_least(other.agree) for other in rated)]
    low = [o for o in rated if all(other.agree.at_least(o.agree) for other in rated)]
    if len(rated) == 1:
        patterns = [(rated[0], _("On {objective}, {people} agreed."))]
    elif len(top) == len(rated):
        same = _(
            "Agreement was the same on all {count} objectives; on {objective}, {people} agreed."
        )
        patterns = [(rated[0], same)]
    else:
        patterns = [(top[0], _strongest(len(top), _)), (low[0], _weakest(len(low), _))]
    return [_filled(pattern, objective, len(rated), _) for objective, pattern in patterns]


def _strongest(tied: int, _: Translate) -> str:
    if tied > 1:
        return _("Among the strongest results was {objective}: {people} agreed.")
    return _("The strongest result was {objective}: {people} agreed.")


def _weakest(tied: int, _: Translate) -> str:
    if tied > 1:
        return _("Among the weakest was {objective}: {people}.")
    return _("The weakest was {objective}: {people}.")


def _filled(pattern: str, objective: ObjectiveResult, count: int, _: Translate) -> str:
    people = quantifier(objective.agree.k, objective.agree.n, _)
    return pattern.format(objective=objective.label, people=people, count=count)


def _movements(moved: Sequence[ObjectiveResult], looking_back: bool, _: Translate) -> list[str]:
    if not moved:
        return []
    clear = [o.movement for o in moved if _is_clear(o)]
    up = sum(movement.up > movement.down for movement in clear)
    patterns = [_direction(up, len(clear) - up, _)]
    if up and len(clear) > up:
        patterns.append(_("More moved down than up on {down} of {count}."))
    fallen = sum(o.movement.down for o in moved)
    patterns.append(_fallen(fallen, _))
    places = {
        "people": _range([o.movement.n for o in moved], _),
        "who": _who(looking_back, _),
        "up": up,
        "down": len(clear) - up,
        "count": len(moved),
        "fallen": fallen,
    }
    return [pattern.format(**places) for pattern in patterns]


def _is_clear(objective: ObjectiveResult) -> bool:
    movement, p = objective.movement, objective.holm_p
    return (
        movement.is_testable and movement.up != movement.down and p is not None and p < SIGNIFICANT
    )


def _direction(up: int, down: int, _: Translate) -> str:
    if up:
        return _(
            "Among the {people} people {who}, "
            "more moved up than down on {up} of {count} objectives."
        )
    if down:
        return _(
            "Among the {people} people {who}, "
            "more moved down than up on {down} of {count} objectives."
        )
    return _("Among the {people} people {who}, no objective shows a clear direction of change.")


def _fallen(down: int, _: Translate) -> str:
    if down == 0:
        return _("No answer went down.")
    if down == 1:
        return _("1 answer went down.")
    return _("{fallen} answers went down.")


def _range(numbers: Sequence[int], _: Translate) -> str:
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else _("{low} to {high}").format(low=low, high=high)


def _who(looking_back: bool, _: Translate) -> str:
    if looking_back:
        return _("who rated themselves now and, looking back, before")
    return _("who answered both times")


def _limits(moved: bool, looking_back: bool, _: Translate) -> list[str]:
    if not moved:
        return [_("These are people's own ratings, with no comparison group.")]
    back = (
        [_("The ratings for before were given at the end, looking back.")] if looking_back else []
    )
    limit = _(
        "These are people's own ratings, with no comparison group: "
        "they do not show that the programme caused the change."
    )
    return [*back, limit]
