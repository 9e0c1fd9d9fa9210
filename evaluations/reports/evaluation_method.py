"""How the figures came about, all of them in full, and the questions that were asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.disclosure import VERBATIM_FROM, Display, display
from evaluations.models import Question, Questionnaire
from evaluations.scales import Kind
from evaluations.statistics import AGREE6

from .evaluation_figures import (
    NOTHING,
    Labelled,
    Row,
    Table,
    full_row,
    is_drawn,
    signed,
    steps_of,
    unshown,
)
from .evaluation_results import Results, by_scale
from .evaluation_rows import Answered, Answers
from .evaluation_setting import People


@dataclass(frozen=True, slots=True)
class Note:
    title: str
    text: str


def reading(results: Results, people: People, m: int) -> tuple[Note, ...]:
    """What each kind of figure means, for those kinds that the report has."""
    notes = [
        _example(results, m),
        Note(
            _("Agreed"),
            _(
                "An answer on the agreeing side of the scale. “Can’t say” and blanks are left out "
                "of the figure and counted beside it."
            ),
        ),
    ]
    if results.moved or results.changes:
        averaged = any(row.question.is_agreement for row in (*results.moved, *results.changes))
        notes += _on_change(averaged)
    if results.recommendations:
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
    return (*notes, *_on_certainty(m))


def _example(results: Results, m: int) -> Note:
    """The first figure of the report, or one from elsewhere where it may not be shown."""
    shares = [row.question.distribution.agree for row in results.headline]
    k, n = next(((share.k, share.n) for share in shares if share and share.n >= m), (19, 22))
    values = {"k": k, "n": n}
    words = _("%(k)s people agreed, of the %(n)s who answered that question.")
    return Note(_("%(k)s of %(n)s") % values, words % values)


def _on_change(averaged: bool) -> list[Note]:
    notes = [
        Note(
            _("Up, same, down"),
            _(
                "How many people gave themselves a higher, the same or a lower answer for now than "
                "for before. Only people who gave both are counted."
            ),
        ),
    ]
    if not averaged:
        return notes
    return [
        *notes,
        Note(
            _("Before and now"),
            _(
                "The hollow mark is the average answer for before, the filled one for now, of the "
                "same people. An average hides how far people differ; the counts do not."
            ),
        ),
    ]


def _on_certainty(m: int) -> list[Note]:
    few = _("Below %(m)s answers nothing is shown. ") % {"m": m}
    return [
        Note(
            _("95% interval"),
            _(
                "How far the figure might lie elsewhere in further programmes like this one. "
                "It is wide when few people answered."
            ),
        ),
        Note(
            _("Small numbers"),
            few
            + _(
                "With 5 to 9 answers there are counts alone; from 10, percentages, averages and "
                "charts too; from 30, the percentage comes first. Percentages are rounded, so "
                "they need not add up to 100."
            ),
        ),
    ]


def method(questionnaire: Questionnaire, results: Results, people: People, m: int):
    """Paragraphs under a heading each."""
    notes = [Note(_("How answers were given"), _given(questionnaire, people))]
    notes.append(Note(_("How answers were kept"), _kept(questionnaire.imports.exists())))
    if people.answered < m:
        few = _("With fewer than %(m)s answers, what people answered is not shown to anybody.")
        return (*notes, Note(_("Why there are no figures"), few % {"m": m}))
    if results.moved or results.changes:
        notes.append(Note(_("How change was measured"), _on_measuring(bool(results.moved))))
    if any(question.kind is Kind.QUOTE for question in results.words):
        notes.append(Note(_("How quotes were chosen"), _on_quotes()))
    return (*notes, Note(_("What may not be concluded"), _on_limits(people)))


def _kept(brought_in: bool) -> str:
    if brought_in:
        return _(
            "Some or all of the answers were collected elsewhere and brought in from a file. Here "
            "they are kept without name, date or order; words are kept apart from ratings."
        )
    return _(
        "While the form was open, answers lay sealed. When it closed, all were opened together, "
        "shuffled, and kept without name, date or order; words are kept apart from ratings. "
        "Nobody, the organisers included, can tell who gave an answer."
    )


def _given(questionnaire: Questionnaire, people: People) -> str:
    counted = date_format(questionnaire.counted_on, "j F Y")
    if people.eligible is None:
        pattern = _("%(n)s people answered “%(title)s”. The answers were opened on %(day)s.")
    else:
        pattern = _(
            "Everyone who took part was asked: of %(eligible)s people, %(n)s answered “%(title)s”. "
            "The answers were opened on %(day)s. Nobody had to answer, and no question had to be "
            "answered; each figure gives the number who answered it."
        )
    values = {"n": people.answered, "eligible": people.eligible, "day": counted}
    return pattern % (values | {"title": questionnaire.title})


def _on_measuring(tested: bool) -> str:
    measured = _(
        "People answered twice in one sitting, for now and, looking back, for before. Asked this "
        "way, people judge both with the same measure; but they may remember themselves lower "
        "than they were."
    )
    if not tested:
        return measured
    return f"{measured} " + _(
        "How many moved up is compared with how many moved down by an exact sign test, adjusted "
        "for the number of objectives (Holm). The report says that more people moved up than down "
        "only where the adjusted p is below 0.05."
    )


def _on_quotes() -> str:
    return _(
        "Under the question people chose whether, and under what name, their words may be "
        "printed. Those who said no, or nothing, are not quoted, and no question is quoted that "
        "fewer than %(fewest)s people answered. All other words are printed as they were written "
        "and in an order that nobody chose, the critical ones included. A sector or role is named "
        "only if at least five participants share it. Signs that the typeface does not have are "
        "named in [ ]."
    ) % {"fewest": VERBATIM_FROM}


def _on_limits(people: People) -> str:
    limits = _(
        "These are people’s own ratings, straight after the programme and without a comparison "
        "group. They do not show what people went on to do, what others noticed, or what would "
        "have happened without the programme."
    )
    if people.eligible and people.answered < people.eligible:
        limits += " " + _(
            "Those who did not answer may think otherwise: the full tables give, for each "
            "statement, the share of everyone who took part if all the silent had disagreed, and "
            "if all had agreed."
        )
    return limits


# Full tables


def appendix(results: Results, people: People, m: int) -> tuple[Table, ...]:
    """Every statement with its intervals, then every test; nothing below five answers."""
    if not any(is_drawn(row.question.n, m) for row in results.headline):
        return ()
    now = [*(row for objective, row in results.objectives), *results.agreement]
    then = [Labelled(q.wording, q) for q in results.looking_back if q.is_agreement]
    tables = [_in_full(group, _("Agreement in full"), people, m) for group in by_scale(now)]
    tables += [_in_full(group, _("Looking back, in full"), people, m) for group in by_scale(then)]
    return (_tests(results, m), *tables) if results.moved else tuple(tables)


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


# The questions


def questions_asked(answers: Answers, m: int) -> Table | None:
    rows = tuple(
        Row(_worded(question), (_scale(question), _counted(question, m)))
        for question in answers.questions
    )
    if not rows:
        return None
    head = (_("Question"), _("Answers offered"), _("Answered by"))
    return Table(_("The questions, in the order of the form"), head, rows, wordy=True)


def _worded(question: Answered) -> str:
    asked_of = {
        Question.AskedOf.VISITORS: _("%(wording)s (those with a site visit)"),
        Question.AskedOf.GUESTS: _("%(wording)s (those with a café seat)"),
    }
    pattern = asked_of.get(question.asked_of, "%(wording)s")
    return pattern % {"wording": question.wording}


def _scale(question: Answered) -> str:
    if question.kind.takes_options:
        return " · ".join(steps_of(question))
    return str(question.kind.label)


def _counted(question: Answered, m: int) -> str:
    if display(question.n, m) is Display.NOTHING:
        return NOTHING if question.n == 0 else _("fewer than %(m)s") % {"m": m}
    return str(question.n)
