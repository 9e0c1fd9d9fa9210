"""How to read the figures: an invented example of each chart, and the rules behind them all."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.scales import AGREE6 as STEPS
from evaluations.statistics import AGREE6, Share, from_counts, paired_from_counts

from .evaluation_figures import Note
from .evaluation_results import Evaluation

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
    """For those charts that the report has."""
    results = found.results
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
    text = _(
        "24 people answered. One strongly disagreed, at the far left; four strongly agreed, at the "
        "far right. The line stands between disagreeing and agreeing: 19 of 24 agreed, at least "
        "slightly."
    )
    alt = _("Example: 24 answers as one bar, 5 of them left of a line, 19 right of it.")
    names = tuple(str(step) for step in STEPS)
    chart = charts.diverging_bars([(_("An example"), counted)], key=names, alt=alt, _=_)
    return Example(_("Bars of agreement"), chart, text)


def _dumbbell() -> Example:
    change = paired_from_counts(PAIRS, AGREE6)
    text = _(
        "The same 21 people rated themselves for before, hollow, and for now, filled: 3.2 and 4.5 "
        "on average. 13 moved up, 7 stayed, 1 moved down. The net figure is 13 less 1, as a part "
        "of 21: +0.57."
    )
    alt = _("Example: a hollow mark at 3.2 for before, a filled one at 4.5 for now.")
    chart = charts.dumbbells([(_("An example"), change)], alt=alt, _=_)
    return Example(_("Before and now"), chart, text)


def _interval() -> Example:
    text = _(
        "19 of 24 agreed: 79%. The line across the end of the bar says how far the figure might "
        "lie in further programmes like this one, here from 60% to 91%. It is wide when few answer."
    )
    alt = _("Example: a bar of 79% with an interval from 60% to 91%.")
    chart = charts.share_bars([(_("An example"), Share(19, 24))], alt=alt, _=_)
    return Example(_("Shares with their interval"), chart, text)


def _strip() -> Example:
    counted = from_counts(SESSIONS, AGREE6)
    text = _("The dot is the average answer to one session, 4.6, of the 20 people who answered.")
    alt = _("Example: a dot at 4.6 on a scale from 1 to 6.")
    chart = charts.rating_strip([(_("An example"), counted)], alt=alt, _=_)
    return Example(_("Sessions"), chart, text)


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
