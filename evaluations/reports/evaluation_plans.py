"""What people planned at the end, and in the later edition what they say became of it."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from evaluations.models import Comment, Report

from .evaluation_figures import Figure, Row, Table, unshown
from .evaluation_moments import Moment
from .evaluation_parts import Part, figures_of
from .evaluation_results import Evaluation, is_plan
from .evaluation_rows import Answered

DONE = ("F1", "K3")


def plan_parts(found: Evaluation) -> tuple[Part, ...]:
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
    form = found.moments.one(Moment.FOLLOW_UP)
    asked = form.answers.questions if form else ()
    done = [question for question in asked if question.code in DONE]
    if not done:
        return ()
    about = _("People read what they had written at the end and said what became of it.")
    parts = [
        Part(_("At the end: what people wrote"), tuple(written)),
        Part(_("Months later: what they say they did"), figures_of(done, "", found.m), about=about),
    ]
    return tuple(part for part in parts if part.figures)


def _written(planned: Sequence[Answered], m: int) -> tuple[Figure, ...]:
    """How many wrote a plan, and how many of them said by when and with whom."""
    questions = [question for question in planned if question.kind.is_words]
    if not any(question.texts for question in questions):
        return ()
    rows = Comment.objects.filter(question__in=[question.pk for question in questions])
    counted = rows.exclude(state=Comment.State.WITHDRAWN).aggregate(
        all=Count("pk"), dated=Count("due"), shared=Count("pk", filter=~Q(partner=""))
    )
    words = (
        (_("Wrote what they will do"), counted["all"]),
        (_("… and by when"), counted["dated"]),
        (_("… and with whom"), counted["shared"]),
    )
    lines = tuple(
        Row(label, (str(n),)) if n >= m else Row(label, withheld=_few(n, m)) for label, n in words
    )
    table = Table(_("Plans that people wrote down"), ("", _("People")), lines)
    return (Figure(table),)


def _few(n: int, m: int) -> str:
    return unshown(n, m) if n else _("nobody")
