"""Counts to what is printed: a chart where the numbers allow one, and always a table.

Every figure passes through here, and with it through `disclosure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.disclosure import Display, display
from evaluations.scales import AGREE5, AGREE6, Kind
from evaluations.statistics import Distribution, Interval, PairedChange, cohort_bounds
from evaluations.summary import SIGNIFICANT, change_words, mean_text, share_text

from .rows import Answered

NOTHING = "–"
MOST_TURNED, MOST_ACROSS = 2, 8
"""Columns, and rows, up to which a table is drawn lying down."""
LONGEST_WHOLE, LETTERS_A_LINE = 8, 50
"""Lines of a table that stay together on paper, and how much of a row's head goes into one."""


@dataclass(frozen=True, slots=True)
class Note:
    """A short paragraph under a heading of its own."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `withheld` takes the place of its cells."""

    header: str
    cells: tuple[str, ...] = ()
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`head` names the first column too. Cells are figures, or words where `wordy`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wordy: bool = False

    @property
    def shape(self) -> str:
        """How it is set: words, figures, or one column of figures close to its labels."""
        if self.wordy:
            return "wordy"
        return "figures narrow" if self.columns == 1 else "figures"

    @property
    def turned(self) -> tuple[Row, ...]:
        """A slim table runs across the page instead of down: a row for each of its columns."""
        slim = self.columns <= MOST_TURNED and MOST_TURNED < len(self.rows) <= MOST_ACROSS
        if self.wordy or not slim:
            return ()
        return tuple(
            Row(name, tuple(row.withheld or row.cells[at] for row in self.rows))
            for at, name in enumerate(self.head[1:])
        )

    @property
    def is_long(self) -> bool:
        """On paper it may go on on the next page; a shorter one stays whole."""
        lines = sum(1 + len(row.header) // LETTERS_A_LINE for row in self.rows)
        return lines > LONGEST_WHOLE

    @property
    def columns(self) -> int:
        """Beside the first: what a withheld line spans."""
        return len(self.head) - 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, if there are enough answers for one, and the table with the same numbers."""

    table: Table
    chart: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question under the name it has in a figure."""

    label: str
    question: Answered
    change: PairedChange | None = None


def steps_of(question: Answered) -> tuple[str, ...]:
    """The answers a question offers, in words."""
    return words_of_steps(question.kind, question.options)


def words_of_steps(kind: Kind, options: Sequence[str]) -> tuple[str, ...]:
    fixed = {Kind.AGREE6: AGREE6, Kind.AGREE5: AGREE5, Kind.YES_NO: (_("No"), _("Yes"))}
    return tuple(str(word) for word in fixed.get(kind, options))


def too_few(m: int) -> str:
    return _("fewer than %(m)s answers") % {"m": m}


def unshown(n: int, m: int) -> str:
    """Why there is no figure: nobody answered is not the same as too few did."""
    return too_few(m) if n else _("nobody answered")


def is_drawn(n: int, m: int) -> bool:
    """Whether charts, percentages, averages and spreads may be shown."""
    return display(n, m).has_percent


# Agreement


def agreement(rows: Sequence[Labelled], caption: str, m: int) -> Figure:
    """Diverging bars of questions on one scale of agreement, and how many gave each answer."""
    drawn = [(row.label, row.question.distribution) for row in rows if is_drawn(row.question.n, m)]
    names = steps_of(rows[0].question)
    chart = charts.diverging_bars(drawn, key=names, _=_) if drawn else ""
    steps = rows[0].question.distribution.steps if drawn else ()
    head = ("", *(str(step) for step in steps), *([_("Can't say"), _("Blank")] if steps else []))
    lines = tuple(_agreement_row(row, len(head) - 1, m) for row in rows)
    table = Table(caption, (*head, _("Agreed")), lines, _agreeing(rows[0]))
    below = _("Numbers on the bars are people. Bars to the right of the line agree.")
    return Figure(table, chart, below)


def _agreement_row(row: Labelled, beside: int, m: int) -> Row:
    """`beside`: columns before the last, empty where answers are too few to spread them out."""
    counted = row.question.distribution
    put = display(counted.n, m)
    if put is Display.NOTHING:
        return Row(row.label, withheld=unshown(counted.n, m))
    agreed = share_text(counted.agree, m, _)
    if put is Display.COUNTS:
        spread = (NOTHING,) * beside
    else:
        spread = (*map(str, counted.counts), str(counted.cant_say), blanks(row.question))
    return Row(row.label, (*spread, agreed))


def blanks(question: Answered) -> str:
    """Who was asked only because of a visit or a table is not recorded with the answers."""
    return str(question.distribution.missing) if question.of_everyone else NOTHING


def _agreeing(row: Labelled) -> str:
    scale, names = row.question.distribution.scale, steps_of(row.question)
    values = {"from": scale.agree_from, "to": scale.steps[-1]}
    values |= {"low": names[0].lower(), "high": names[-1].lower(), "first": scale.steps[0]}
    return (
        _(
            "%(first)s is “%(low)s”, %(to)s is “%(high)s”. Agreed: answers %(from)s to %(to)s, "
            "of those who answered the question."
        )
        % values
    )


# Before and now


def changes(
    rows: Sequence[Labelled], caption: str, m: int, names: tuple[str, str] | None = None
) -> Figure:
    """Averages before and now, or at the two times that `names` gives, where steps are those of
    agreement; up, same and down always."""
    drawn = [(row.label, row.change) for row in rows if is_drawn(row.change.n, m)]
    averaged = bool(drawn) and all(row.question.is_agreement for row in rows)
    chart = charts.dumbbells(drawn, names=names, _=_) if averaged else ""
    head = ["", _("People"), _("Up"), _("Same"), _("Down")]
    head += [_("Net"), _("95% interval")] if drawn else []
    head += list(names or (_("Before"), _("Now"))) if averaged else []
    table = Table(
        caption,
        tuple(head),
        tuple(_change_row(row, averaged, len(head) - 5, m) for row in rows),
        _("People who gave both answers. Net: those who moved up less those who moved down, ")
        + _("as a part of all of them, from −1 to +1."),
    )
    first, then = names or (_("before"), _("now"))
    below = _("Average answer of the same people, %(first)s (hollow) and %(then)s (filled).")
    below %= {"first": first.lower(), "then": then.lower()}
    return Figure(table, chart, below if averaged else "")


def _change_row(row: Labelled, averaged: bool, beside: int, m: int) -> Row:
    change, moved = row.change, row.change.movement
    put = display(change.n, m)
    if put is Display.NOTHING:
        return Row(row.label, withheld=unshown(change.n, m))
    cells = [str(change.n), str(moved.up), str(moved.same), str(moved.down)]
    if put is Display.COUNTS:
        return Row(row.label, (*cells, *[NOTHING] * beside))
    low, high = signed(moved.interval.low), signed(moved.interval.high)
    cells += [signed(moved.net), _("%(low)s to %(high)s") % {"low": low, "high": high}]
    cells += [mean_text(change.before.mean), mean_text(change.after.mean)] if averaged else []
    return Row(row.label, tuple(cells))


def signed(value: float) -> str:
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0 else text.replace("-", "\N{MINUS SIGN}")


def moved_text(change: PairedChange | None, m: int) -> str:
    """The line under a tile: 15 up · 6 same · 0 down."""
    if change is None or display(change.n, m) is Display.NOTHING:
        return ""
    moved = change.movement
    values = {"up": moved.up, "same": moved.same, "down": moved.down}
    return _("%(up)s up · %(same)s same · %(down)s down") % values


def moved_words(row: Labelled, holm_p: float | None, m: int) -> str:
    """A sentence of how people moved, and what may be said of it."""
    if row.change is None or display(row.change.n, m) is Display.NOTHING:
        return ""
    moved = row.change.movement
    values = {"up": moved.up, "same": moved.same, "down": moved.down, "n": moved.n}
    counts = _("Of %(n)s people %(up)s moved up, %(same)s stayed, %(down)s moved down.") % values
    if not is_drawn(row.change.n, m):
        return counts
    if holm_p is not None and holm_p < SIGNIFICANT:
        return counts[:-1] + f": {change_words(moved, holm_p, _)}."
    if not moved.is_testable:
        return f"{counts} " + _("Too few changed their answer to say more.")
    return f"{counts} " + _("This is not enough to name a direction.")


# In full


def full_row(label: str, counted: Distribution, eligible: int | None, m: int) -> Row:
    """Everything about one question of agreement, for the tables at the end."""
    put = display(counted.n, m)
    if put is Display.NOTHING:
        return Row(label, withheld=unshown(counted.n, m))
    k_of_n = _("%(k)s of %(n)s") % {"k": counted.agreeing, "n": counted.n}
    silent = eligible is not None
    if put is Display.COUNTS:
        return Row(label, (k_of_n, *[NOTHING] * (6 if silent else 5)))
    agree, clearly = counted.agree, counted.clearly_agree
    return Row(
        label,
        (
            k_of_n,
            agree.percent_text,
            _percents(agree.wilson),
            *([_percents(cohort_bounds(counted.agreeing, counted.n, eligible))] if silent else []),
            _("%(k)s of %(n)s") % {"k": clearly.k, "n": clearly.n},
            f"{mean_text(counted.mean)} ({counted.sd:.1f})",
            f"{counted.median:g}",
        ),
    )


def _percents(interval: Interval) -> str:
    low, high = (round(100 * end) for end in (interval.low, interval.high))
    return _("%(low)s to %(high)s%%") % {"low": low, "high": high}
