"""Questions that are not about agreement: their bars, and their tables."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import charts
from evaluations.disclosure import Display, display
from evaluations.scales import Kind
from evaluations.statistics import PairedChange, Recommendation
from evaluations.summary import recommendation_text

from .figures import (
    Figure,
    Labelled,
    Row,
    Table,
    changes,
    is_drawn,
    signed,
    steps_of,
    unshown,
)
from .rows import Answered


def steps_then_and_now(now: Answered, before: Answered, change: PairedChange, m: int) -> Figure:
    """Two sets of bars for steps without agreement, whose averages would mean nothing."""
    row = Labelled(now.wording, now, change)
    if not all(is_drawn(n, m) for n in (now.n, before.n, change.n)):
        return Figure(changes([row], now.wording, m).table)
    counts = zip(before.distribution.counts, now.distribution.counts, strict=True)
    rows = [(step, *pair) for step, pair in zip(steps_of(now), counts, strict=True)]
    heads = (_("Before"), _("Now"))
    chart = charts.aligned_bars(rows, heads, _=_)
    lines = tuple(Row(step, (str(then), str(since))) for step, then, since in rows)
    table = Table(_("The same in numbers"), (_("Answer"), *heads), lines, _moved_note(change))
    return Figure(table, chart, now.wording)


def _moved_note(change: PairedChange) -> str:
    moved = change.movement
    values = {"n": moved.n, "up": moved.up, "same": moved.same, "down": moved.down}
    values |= {"net": signed(moved.net), "low": signed(moved.interval.low)}
    values |= {"high": signed(moved.interval.high)}
    words = _(
        "Of %(n)s people who gave both answers, %(up)s stand higher now, %(same)s the same, "
        "%(down)s lower: net %(net)s, 95%% interval %(low)s to %(high)s."
    )
    return words % values


def spread_figures(questions: Iterable[Answered], m: int) -> tuple[Figure, ...]:
    """A figure each; those with too few answers stand together in one table."""
    asked = list(questions)
    drawn = [spread(question, m) for question in asked if is_drawn(question.n, m)]
    few = tuple(
        Row(question.wording, withheld=_withheld(question.n, m).withheld)
        for question in asked
        if not is_drawn(question.n, m)
    )
    if few:
        drawn.append(Figure(Table(_("Asked as well"), (_("Question"), _("Answers")), few)))
    return tuple(drawn)


def spread(question: Answered, m: int) -> Figure | None:
    """One question that is not about agreement: bars and a table of its answers."""
    if question.kind.is_figure or question.kind is Kind.DATE:
        return _numbers(question, m)
    if question.kind is Kind.OPTIONS:
        rows = list(zip(steps_of(question), question.choices.counts, strict=True))
        note = _("People could choose several, so the numbers add up to more than the people.")
        return _bars(question, rows, note, m)
    if question.kind is Kind.RECOMMEND:
        return _steps_of_recommending(question, m)
    if question.distribution is None:
        return None
    return _bars(
        question, list(zip(steps_of(question), question.distribution.counts, strict=True)), "", m
    )


def _bars(question: Answered, rows: list[tuple[str, int]], note: str, m: int) -> Figure:
    n, head = question.n, (_("Answer"), _("People"))
    answered = ngettext("%(n)s answer.", "%(n)s answers.", n) % {"n": n}
    if not is_drawn(n, m):
        return Figure(Table(question.wording, head, (_withheld(n, m),)))
    tones = recommendation_tones() if question.kind is Kind.RECOMMEND else ()
    chart = charts.count_bars(rows, n, tones=tones, _=_)
    lines = tuple(Row(label, (str(count),)) for label, count in rows)
    table = Table(_("The same in numbers"), head, lines, " ".join(filter(None, [answered, note])))
    return Figure(table, chart, question.wording)


def _steps_of_recommending(question: Answered, m: int) -> Figure:
    """Eleven steps: bars below one another, and a table that runs across."""
    n, steps = question.n, question.distribution.steps
    if not is_drawn(n, m):
        return _bars(question, [], "", m)
    rows = [(str(step), question.distribution.count(step)) for step in steps]
    chart = charts.count_bars(rows, n, tones=recommendation_tones(), _=_)
    head = (_("Answer"), *(label for label, count in rows))
    line = Row(_("People"), tuple(str(count) for label, count in rows))
    note = _("0 “not at all likely”, 10 “extremely likely”. Detractors 0–6, passives 7–8, ")
    table = Table(_("The same in numbers"), head, (line,), note + _("promoters 9–10."))
    return Figure(table, chart, question.wording)


def _withheld(n: int, m: int) -> Row:
    if display(n, m) is Display.NOTHING:
        return Row(_("Not shown"), withheld=unshown(n, m))
    words = _("%(n)s answers: too few to show how they spread") % {"n": n}
    return Row(_("Not shown"), withheld=words)


def recommendation_tones() -> tuple[str, ...]:
    return ("ochre-mid",) * 7 + ("neutral",) * 2 + ("teal-mid",) * 2


def net_text(result: Recommendation) -> str:
    """+47, 0 or −12."""
    return f"{result.shown:+d}".replace("-", "\N{MINUS SIGN}") if result.shown else "0"


def recommended(result: Recommendation, m: int) -> str:
    """The three counts, and the net figure where there are ten answers."""
    if display(result.n, m) is Display.NOTHING:
        return unshown(result.n, m)
    return recommendation_text(result, _)


def _numbers(question: Answered, m: int) -> Figure:
    counted, head = question.distribution, (_("Of the answers"), _("Figure"))
    if not is_drawn(counted.n, m):
        return Figure(Table(question.wording, head, (_withheld(counted.n, m),)))
    low, high = counted.quartiles
    show = _day if question.kind is Kind.DATE else _whole
    between = _("%(low)s to %(high)s") % {"low": show(low), "high": show(high)}
    rows = (
        Row(_("People who answered"), (str(counted.n),)),
        Row(_("The middle answer"), (show(counted.median),)),
        Row(_("The middle half"), (between,)),
    )
    return Figure(Table(question.wording, head, rows))


def _whole(value: float) -> str:
    return f"{value:g}"


def _day(value: float) -> str:
    return date_format(date.fromordinal(round(value)), "j F Y")
