"""What people say has changed since, by level, with the evidence for each claim.

Nothing here is worded as caused: people are asked, others are asked, documents are seen.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from evaluations.models import Claim, Report
from evaluations.scales import Kind

from ..writing import Writing
from .figures import Figure, Labelled, agreement, changes
from .moments import Moment
from .parts import Part, figures_of, words_of
from .plans import DONE
from .results import Evaluation, Opened, by_scale
from .rows import Answered

ANYWAY = "F10"
Level = Claim.Level
STEP = (Moment.END, Moment.FOLLOW_UP)


def impact_parts(found: Evaluation, writing: Writing) -> tuple[Part, ...]:
    """Three levels, what else was at work, and the cases; each only where there is something."""
    if found.kind != Report.Kind.FOLLOW_UP:
        return ()
    asked = _asked(found)
    seen = found.moments.pooled(Moment.OBSERVERS)
    parts = [
        _level(_("People"), Level.INDIVIDUAL, asked, writing, found.m),
        _others(_("As a manager or colleague sees them"), seen, found.m),
        _level(_("Their organisations"), Level.ORGANISATION, asked, writing, found.m),
        _level(_("The wider system"), Level.SYSTEM, asked, writing, found.m),
        contributors_part(found),
        _anyway(asked, found.m),
        *_cases(writing),
    ]
    return tuple(part for part in parts if part.figures or part.words or part.claims)


def _asked(found: Evaluation) -> list[Answered]:
    own = {row.question.same for _objective, row in found.results.objectives}
    every = found.moments.pooled(Moment.FOLLOW_UP)
    return [q for q in every if q.code not in DONE and q.same not in own]


def contributors_part(found: Opened) -> Part:
    hosts = found.moments.pooled(Moment.CONTRIBUTORS)
    return _others(_("Those who hosted a visit or led a table"), hosts, found.m)


def _others(title: str, asked: Sequence[Answered], m: int) -> Part:
    """What others say stands apart from what people say of themselves."""
    words = tuple(words_of(q) for q in asked if q.kind is Kind.QUOTE and q.texts)
    told = [question for question in asked if question.n]
    return Part(title, figures_of(told, title, m), words)


def _level(title: str, level: str, asked: Iterable[Answered], writing: Writing, m: int) -> Part:
    mine = [q for q in asked if q.domain == level and q.kind is not Kind.RECOMMEND]
    words = tuple(words_of(q) for q in mine if q.kind is Kind.QUOTE and q.texts)
    claims = tuple(
        claim for claim in writing.claims if (claim.level, claim.kind) == (level, Claim.Kind.CHANGE)
    )
    return Part(title, figures_of(mine, title, m), words, claims=claims)


def _anyway(asked: Iterable[Answered], m: int) -> Part:
    about = _("People’s own estimate. Other things were going on, and nobody was left out to ")
    about += _("compare with, so what the programme added cannot be measured.")
    questions = [q for q in asked if q.code == ANYWAY and q.n]
    title = _("What might have happened anyway")
    return Part(title, figures_of(questions, title, m), about=about)


def _cases(writing: Writing) -> list[Part]:
    """Success and the lack of it stand together, so that neither is read alone."""
    titles = (
        (Claim.Kind.SUCCESS, _("Where it worked")),
        (Claim.Kind.NON_SUCCESS, _("Where it did not")),
    )
    return [
        Part(title, claims=tuple(c for c in writing.claims if c.kind == kind))
        for kind, title in titles
    ]


def objectives_later(found: Evaluation) -> tuple[Figure, ...]:
    """The objectives as people rate them months later, and how the same people moved since."""
    form = found.moments.one(Moment.FOLLOW_UP)
    if form is None:
        return ()
    rows = _rows(found, form.answers.questions)
    since = [row for row in rows if row.change and row.change.n >= found.m]
    figures = [agreement(group, _("Agreement months later"), found.m) for group in by_scale(rows)]
    names = (_("At the end"), _("Later"))
    since = [changes(group, _("From the end to now"), found.m, names) for group in by_scale(since)]
    figures += since
    return tuple(figures)


def _rows(found: Evaluation, asked: Sequence[Answered]) -> list[Labelled]:
    """The very questions that led the report at the end, where they were asked again."""
    across = next((p for p in found.pairs if (p.earlier, p.later) == STEP), None)
    moved, again = across.changes if across else {}, {question.same: question for question in asked}
    return [
        Labelled(objective.title, again[row.question.same], moved.get(again[row.question.same].pk))
        for objective, row in found.results.objectives
        if row.question.same in again
    ]
