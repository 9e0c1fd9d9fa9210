"""What people planned at the end, and in the later edition what they say became of it."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.disclosure import Display, display
from evaluations.models import Comment, Report
from evaluations.statistics import Share, share
from evaluations.summary import share_text

from .figures import NOTHING, Figure, Row, Table, is_drawn, steps_of, too_few
from .moments import Moment
from .parts import Part, figures_of
from .pledges import pledge_parts
from .results import Evaluation, is_plan
from .rows import Answered
from .spreads import spread

FATE, OBSTACLES = DONE = ("F1", "K3")


def plan_parts(found: Evaluation) -> tuple[Part, ...]:
    return (*_asked_parts(found), *pledge_parts(found.questionnaire.programme, found.m))


def _asked_parts(found: Evaluation) -> tuple[Part, ...]:
    planned = [question for question in found.answers.questions if is_plan(question)]
    written = _written(planned, found.m)
    if found.kind == Report.Kind.FOLLOW_UP:
        return _planned_and_done(written, found)
    rated = [question for question in planned if not question.kind.is_words]
    figures = (*written, *figures_of(rated, _("How sure people were"), found.m))
    if not figures:
        return ()
    about = _("At the end people wrote what they would do differently, by when and with whom. ")
    about += _("What they wrote is theirs, and is not printed.")
    return (Part(_("Plans for the months after"), figures, about=about),)


def _planned_and_done(written: Sequence[Figure], found: Evaluation) -> tuple[Part, ...]:
    asked = {question.code: question for question in found.moments.pooled(Moment.FOLLOW_UP)}
    expected = {question.code: question for question in found.answers.questions}
    if not asked.keys() & set(DONE):
        return ()
    about = _("People read what they had written at the end and said what became of it.")
    done = asked.get(FATE)
    parts = [Part(_("At the end: what people wrote"), tuple(written))]
    if done is not None:
        about = " ".join(filter(None, [about, _reached_words(done, found.m)]))
        figures = (_marked(done, found.m),)
        parts.append(Part(_("Months later: what they say they did"), figures, about=about))
    if OBSTACLES in asked:
        parts.append(_in_the_way(expected.get(OBSTACLES), asked[OBSTACLES], found.m))
    return tuple(part for part in parts if part.figures)


def reached(question: Answered) -> Share | None:
    """Those whose answer was marked as good enough before the form opened."""
    if question.distribution is None or not any(question.marks):
        return None
    steps = zip(question.marks, question.distribution.counts, strict=False)
    return share(sum(count for mark, count in steps if mark), question.n)


def _reached_words(question: Answered, m: int) -> str:
    there = reached(question)
    if there is None or display(there.n, m) is Display.NOTHING:
        return ""
    words = _("%(share)s say that they did it, or something else instead.")
    return words % {"share": share_text(there, m, _)}


def _marked(question: Answered, m: int) -> Figure:
    """One choice: those marked as good enough in another colour, and named so in the table."""
    plain = spread(question, m)
    if not plain.chart or not any(question.marks):
        return plain
    rows = list(zip(steps_of(question), question.distribution.counts, strict=True))
    marks = [*question.marks, *[""] * (len(rows) - len(question.marks))]
    tones = ["teal-mid" if mark else "neutral" for mark in marks]
    lines = tuple(
        Row(label, (str(count), _("yes") if mark else NOTHING))
        for (label, count), mark in zip(rows, marks, strict=True)
    )
    head = (_("Answer"), _("People"), _("Counts as done"))
    table = Table(plain.table.caption, head, lines, plain.table.note)
    return Figure(table, charts.count_bars(rows, question.n, tones=tones, _=_), question.wording)


def _in_the_way(expected: Answered | None, met: Answered, m: int) -> Part:
    """What people thought might get in the way, beside what they say did."""
    title = _("What got in the way")
    drawn = expected is not None and expected.same == met.same
    if not drawn or not is_drawn(expected.n, m) or not is_drawn(met.n, m):
        return Part(title, figures_of([met], title, m))
    heads = (_("Expected"), _("Months later"))
    counts = zip(steps_of(met), expected.choices.counts, met.choices.counts, strict=True)
    rows = list(counts)
    lines = tuple(Row(option, (str(first), str(then))) for option, first, then in rows)
    note = _(
        "%(expected)s people answered at the end, %(met)s months later; several choices each, so "
        "the numbers add up to more."
    ) % {"expected": expected.n, "met": met.n}
    table = Table(_("The same in numbers"), (_("Answer"), *heads), lines, note)
    return Part(title, (Figure(table, charts.aligned_bars(rows, heads, _=_), met.wording),))


def written_counts(planned: Sequence[Answered], m: int) -> dict[str, int | None]:
    """How many wrote a plan, how many of them said by when, and with whom. None: too few to say."""
    asked = [question.pk for question in planned if is_plan(question) and question.kind.is_words]
    rows = Comment.objects.filter(question__in=asked).exclude(state=Comment.State.WITHDRAWN)
    counted = rows.aggregate(
        written=Count("pk"), dated=Count("due"), shared=Count("pk", filter=~Q(partner=""))
    )
    return {name: None if 0 < n < m else n for name, n in counted.items()}


def _written(planned: Sequence[Answered], m: int) -> tuple[Figure, ...]:
    counted = written_counts(planned, m)
    if counted["written"] == 0:
        return ()
    words = (
        ("written", _("Wrote what they will do")),
        ("dated", _("… and by when")),
        ("shared", _("… and with whom")),
    )
    lines = tuple(_written_row(label, counted[name], m) for name, label in words)
    table = Table(_("Plans that people wrote down"), ("", _("People")), lines)
    return (Figure(table),)


def _written_row(label: str, n: int | None, m: int) -> Row:
    if n is None:
        return Row(label, withheld=too_few(m))
    return Row(label, (str(n),)) if n else Row(label, withheld=_("nobody"))
