"""The questions as people read them, form by form."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evaluations.disclosure import Display, display
from evaluations.models import Question

from .figures import NOTHING, Row, Table, steps_of
from .moments import Moment
from .results import Evaluation
from .rows import Answered


def questions_asked(found: Evaluation) -> tuple[Table, ...]:
    """A table for each form; sessions, and conversations, that were asked alike share theirs."""
    tables = []
    several = {Moment.SESSION: _("After each session"), Moment.CAFE: _("After the conversations")}
    for moment, caption in _forms(found, several):
        asked = found.moments.pooled(moment)
        if asked:
            tables.append(_table(caption, asked, found.m))
    return tuple(tables)


def _forms(found: Evaluation, several: dict[str, str]) -> list[tuple[str, str]]:
    titles: dict[str, str] = {}
    for form in found.moments.forms:
        titles.setdefault(form.moment, several.get(form.moment, form.title))
    return list(titles.items())


def _table(caption: str, asked: Sequence[Answered], m: int) -> Table:
    rows = tuple(
        Row(_worded(question), (_scale(question), _counted(question, m))) for question in asked
    )
    head = (_("Question"), _("Answers offered"), _("Answered by"))
    return Table(caption, head, rows, wordy=True)


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
