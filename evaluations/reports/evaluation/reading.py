"""How to read the figures: an invented example of each chart, and the rules behind them all."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.scales import AGREE6 as STEPS
from evaluations.statistics import AGREE6, Share, from_counts, paired_from_counts
from evaluations.summary import mean_text

from .figures import Note, is_drawn, signed
from .results import Evaluation

COUNTS = {1: 1, 2: 1, 3: 3, 4: 7, 5: 8, 6: 4}
PAIRS = {(3, 5): 9, (2, 4): 4, (4, 4): 5, (5, 5): 2, (5, 4): 1}
SESSIONS = {2: 1, 3: 2, 4: 6, 5: 7, 6: 4}


@dataclass(frozen=True, slots=True)
class Example:
    """One chart of each kind, with invented numbers, and how it is read."""

    title: str
    chart: str
    text: str


def examples(found: Evaluation, has_sessions: bool, compares: bool) -> tuple[Example, ...]:
    """For those charts that the report has: with fewer than ten answers there is none."""
    results = found.results
    if not any(is_drawn(row.question.n, found.m) for row in results.headline):
        return ()
    shown = [_bars()]
    if results.moved or results.changes:
        shown.append(_dumbbell())
    if results.headline:
        shown.append(_interval())
    if has_sessions:
        shown.append(_strip())
    if compares:
        shown.append(_beside())
    return tuple(shown)


def _bars() -> Example:
    counted = from_counts(COUNTS, AGREE6)
    values = {"n": counted.n, "k": counted.agreeing, "rest": counted.n - counted.agreeing}
    values |= {"first": counted.counts[0], "last": counted.counts[-1]}
    text = _(
        "%(n)s people answered. At the far left %(first)s strongly disagreed, at the far right "
        "%(last)s strongly agreed. The line stands between disagreeing and agreeing: %(k)s of "
        "%(n)s agreed, at least slightly."
    )
    alt = _("Example: %(n)s answers as one bar, %(rest)s left of a line and %(k)s right of it.")
    names = tuple(str(step) for step in STEPS)
    row = [(_("An example"), counted)]
    chart = charts.diverging_bars(row, key=names, alt=alt % values, _=_)
    return Example(_("Bars of agreement"), chart, text % values)


def _dumbbell() -> Example:
    change = paired_from_counts(PAIRS, AGREE6)
    moved = change.movement
    values = {"n": moved.n, "up": moved.up, "same": moved.same, "down": moved.down}
    values |= {"before": mean_text(change.before.mean), "after": mean_text(change.after.mean)}
    text = _(
        "The same %(n)s people rated themselves for before, hollow, and for now, filled: "
        "%(before)s and %(after)s on average. %(up)s moved up, %(same)s stayed, %(down)s moved "
        "down. The net figure is %(up)s less %(down)s, as a part of %(n)s: %(net)s."
    )
    alt = _("Example: a hollow mark at %(before)s for before, a filled one at %(after)s for now.")
    chart = charts.dumbbells([(_("An example"), change)], alt=alt % values, _=_)
    return Example(_("Before and now"), chart, text % (values | {"net": signed(moved.net)}))


def _interval() -> Example:
    share = from_counts(COUNTS, AGREE6).agree
    values = {"k": share.k, "n": share.n, "share": share.percent_text}
    values |= {"low": round(100 * share.wilson.low), "high": round(100 * share.wilson.high)}
    text = _(
        "%(k)s of %(n)s agreed: %(share)s. The line across the end of the bar says how far the "
        "figure might lie in further programmes like this one, here from %(low)s%% to %(high)s%%. "
        "It is wide when few answer."
    )
    alt = _("Example: a bar of %(share)s with an interval from %(low)s%% to %(high)s%%.")
    chart = charts.share_bars([(_("An example"), share)], alt=alt % values, _=_)
    return Example(_("Shares with their interval"), chart, text % values)


def _strip() -> Example:
    counted = from_counts(SESSIONS, AGREE6)
    values = {"mean": mean_text(counted.mean), "n": counted.n}
    text = _("The dot is the average answer to one session, %(mean)s, of %(n)s people.")
    alt = _("Example: a dot at %(mean)s on a scale from 1 to 6.")
    chart = charts.rating_strip([(_("An example"), counted)], alt=alt % values, _=_)
    return Example(_("Sessions"), chart, text % values)


def _beside() -> Example:
    others = (Share(15, 24), Share(20, 25), Share(13, 22))
    row = charts.Beside(_("An example"), Share(19, 24), others, Share(48, 71))
    text = _(
        "The filled dot is this programme, the hollow ones are others, unnamed; the line is all of "
        "the others together, 48 of 71."
    )
    alt = _("Example: a filled dot among three hollow ones, and a line.")
    return Example(_("Beside other programmes"), charts.comparison_strip([row], alt=alt, _=_), text)


def reading(found: Evaluation) -> tuple[Note, ...]:
    """The rules behind all figures."""
    notes = [
        Note(
            _("Agreed"),
            _(
                "An answer on the agreeing side of the scale. “Can’t say” and blanks are left out "
                "of the figure and counted beside it."
            ),
        ),
    ]
    if found.results.recommendations:
        notes.append(
            Note(
                _("Recommendation"),
                _(
                    "Of the answers from 0 to 10, promoters gave 9 or 10, passives 7 or 8, "
                    "detractors 0 to 6. The net figure is the promoters’ percentage less the "
                    "detractors’, so it lies between −100 and +100."
                ),
            )
        )
    return (*notes, _small_numbers(found.m))


def _small_numbers(m: int) -> Note:
    return Note(
        _("Small numbers"),
        _("Below %(m)s answers nothing is shown. ") % {"m": m}
        + _(
            "With 5 to 9 answers there are counts alone; from 10, percentages, averages and "
            "charts too; from 30, the percentage comes first. Percentages are rounded, so "
            "they need not add up to 100."
        ),
    )
