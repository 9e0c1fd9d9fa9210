"""Every figure in full, and every test: the tables at the end."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.disclosure import Display, display
from evaluations.statistics import AGREE6, Distribution
from evaluations.summary import mean_text

from .figures import (
    NOTHING,
    Labelled,
    Row,
    Table,
    changes,
    full_row,
    is_drawn,
    signed,
    unshown,
)
from .pairs import Across
from .people import People
from .results import Evaluation, Results, by_scale

MOST_DRAWN = 100
"""Pairs up to which the interval of a mean is drawn by lot."""


def appendix(found: Evaluation) -> tuple[Table, ...]:
    """Every test, then every statement with its intervals; nothing below five answers."""
    results, people, m = found.results, found.people, found.m
    if not any(is_drawn(row.question.n, m) for row in results.headline):
        return ()
    now = [*(row for objective, row in results.objectives), *results.agreement]
    then = [Labelled(q.wording, q) for q in results.looking_back if q.is_agreement]
    tables = [_in_full(group, _("Agreement in full"), people, m) for group in by_scale(now)]
    tables += [_in_full(group, _("Looking back, in full"), people, m) for group in by_scale(then)]
    return (*_of_change(found), *tables)


def shares_drawn(found: Evaluation) -> str:
    """What the report leads with, each share with its interval; the tables hold the numbers."""
    rows = [
        (row.label, row.question.distribution.agree)
        for row in found.results.headline
        if is_drawn(row.question.n, found.m)
    ]
    return charts.share_bars(rows, table=_("the tables below"), _=_) if rows else ""


def _of_change(found: Evaluation) -> tuple[Table, ...]:
    """Tests and averages of the comparison that leads, then what the same people said looking
    back, then those whose answers for before have no partner."""
    results, m = found.results, found.m
    if not results.moved:
        return ()
    tables = [_tests(results, m), *_averages(found)]
    if results.looked_back:
        back = _("Looking back: the same objectives, from the form at the end alone")
        tables.append(changes(results.looked_back, back, m).table)
    across = found.baseline.across
    if across is not None and across.split:
        tables.append(_partners(results.moved, across, m))
    return tuple(tables)


def _averages(found: Evaluation) -> list[Table]:
    """The mean change, with an interval drawn by lot: for small groups, where that is cheap, and
    where it tells nothing of those who answered once only."""
    across, m, seed = found.baseline.across, found.m, found.seed
    before = across.earlier if across else ""
    drawn = [
        row
        for row in found.results.moved
        if is_drawn(row.change.n, m)
        and row.change.n <= MOST_DRAWN
        and row.question.is_agreement
        and not found.tells_of_few(row.question, row.change, before)
    ]
    if not drawn:
        return []
    head = ("", _("People"), _("Mean change"), _("95% interval"), _("Median change"))
    note = _(
        "Steps are counted as if they were equal, which they need not be; the counts of up and "
        "down are the finding. Interval: percentile bootstrap, 10,000 draws, seed %(seed)s. Left "
        "out where an average would give away the few who answered only once."
    )
    lines = tuple(_average(row, seed) for row in drawn)
    return [Table(_("Change in averages"), head, lines, note % {"seed": seed})]


def _average(row: Labelled, seed: str) -> Row:
    change = row.change
    ends = change.bootstrap(seed)
    interval = {"low": signed(ends.low), "high": signed(ends.high)}
    words = _("%(low)s to %(high)s") % interval
    median = signed(change.median_change)
    return Row(row.label, (str(change.n), signed(change.mean_change), words, median))


def _partners(rows: Sequence[Labelled], across: Across, m: int) -> Table:
    """Whether those who answered again had started elsewhere than those who did not."""
    head = ("", _("Answered again"), _("Average before"), _("Did not"), _("Average before"))
    lines = tuple(
        _partner(row.label, *across.split[row.question.pk], m)
        for row in rows
        if row.question.pk in across.split
    )
    note = _("Averages before the programme; those of fewer than ten people are not given.")
    return Table(_("Before: who answered again, and who did not"), head, lines, note)


def _partner(label: str, again: Distribution, silent: Distribution, m: int) -> Row:
    if display(min(again.n, silent.n), m) is Display.NOTHING:
        return Row(label, withheld=unshown(min(again.n, silent.n), m))
    cells = []
    for group in (again, silent):
        cells += [str(group.n), mean_text(group.mean) if is_drawn(group.n, m) else NOTHING]
    return Row(label, tuple(cells))


def _in_full(rows: Sequence[Labelled], caption: str, people: People, m: int) -> Table:
    silent = people.eligible is not None
    head = ("", _("Agreed"), "%", _("95% interval"))
    head += (_("If all had answered"),) if silent else ()
    head += (_("Clearly agreed"), _("Mean (SD)"), _("Median"))
    lines = tuple(full_row(r.label, r.question.distribution, people.eligible, m) for r in rows)
    return Table(caption, head, lines, _agreement_note(rows, silent))


def _agreement_note(rows: Sequence[Labelled], silent: bool) -> str:
    six = rows[0].question.distribution.scale == AGREE6
    clear = _("Clearly agreed: answers 5 and 6.") if six else _("Clearly agreed: answer 5.")
    intervals = _("Intervals: Wilson.")
    if not silent:
        return f"{intervals} {clear}"
    bounds = _(
        "If all had answered: the share if everyone who did not answer had disagreed, and if "
        "they had agreed."
    )
    return f"{intervals} {bounds} {clear}"


def _tests(results: Results, m: int) -> Table:
    adjusted = results.adjusted()
    head = ("", _("People"), _("Up"), _("Down"), _("Sign p"), _("Holm p"))
    head += (_("Wilcoxon p"), _("Rank-biserial"))
    rows = tuple(_test(row, adjusted[row.question.pk], m) for row in results.moved)
    note = _(
        "Two-sided and exact. No test where fewer than six people changed their answer, or fewer "
        "than ten gave both. Holm’s adjustment is over the objectives in this table."
    )
    return Table(_("Tests of change"), head, rows, note)


def _test(row: Labelled, holm_p: float | None, m: int) -> Row:
    change, moved = row.change, row.change.movement
    if display(change.n, m) is Display.NOTHING:
        return Row(row.label, withheld=unshown(change.n, m))
    counts = (str(change.n), str(moved.up), str(moved.down))
    if not is_drawn(change.n, m) or not moved.is_testable:
        return Row(row.label, (*counts, *[NOTHING] * 4))
    ranks = change.wilcoxon
    tests = (p_text(moved.sign_p), p_text(holm_p), p_text(ranks.p), signed(ranks.rank_biserial))
    return Row(row.label, (*counts, *tests))


def p_text(p: float | None) -> str:
    if p is None:
        return NOTHING
    return _("< 0.001") if p < 0.001 else f"{p:.3f}"
