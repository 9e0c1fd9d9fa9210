"""The pages between the first and the last: figures and words, question by question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from evaluations.disclosure import may_quote
from evaluations.scales import Kind
from evaluations.statistics import recommendation
from evaluations.summary import share_text

from ..writing import Claimed
from .figures import Figure, Labelled, agreement, changes, moved_words
from .glance import Tile, tile
from .results import Evaluation, Results, by_scale, is_plan
from .rows import Answered, Quote
from .spreads import recommended, spread, spread_figures, steps_then_and_now


@dataclass(frozen=True, slots=True)
class Words:
    """What people wrote to one question; `silence` says why nothing of it is printed."""

    question: str
    quotes: tuple[Quote, ...]
    about: str = ""

    @property
    def pairs(self) -> tuple[tuple[Quote, ...], ...]:
        """Side by side on paper, so that a page may end between any two pairs."""
        return tuple(self.quotes[at : at + 2] for at in range(0, len(self.quotes), 2))


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """One objective: its figure, how people moved, what else was asked, what people said."""

    number: int
    title: str
    statement: str
    tile: Tile
    moved: str
    others: tuple[tuple[str, str], ...]
    words: tuple[Words, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the report under one heading: what it is about, figures, then words. `text`:
    what a team wrote; `claims`: what staff found, each with its evidence."""

    title: str
    figures: tuple[Figure, ...] = ()
    words: tuple[Words, ...] = ()
    about: str = ""
    text: str = ""
    claims: tuple[Claimed, ...] = ()

    @property
    def is_told(self) -> bool:
        return bool(self.figures or self.words or self.text or self.claims)


def headline_figures(results: Results, m: int) -> tuple[Figure, ...]:
    """All objectives together: what people agreed to, then how they moved."""
    rows = [row for objective, row in results.objectives]
    figures = [agreement(group, _("Agreement at the end"), m) for group in by_scale(rows)]
    figures += [changes(group, _("Before and now"), m) for group in by_scale(results.moved)]
    return tuple(figures)


def objective_parts(
    found: Evaluation, words: Sequence[Answered], told: Mapping[str, str]
) -> tuple[ObjectivePart, ...]:
    """`told`: what staff wrote, as HTML, by section: "each-2" is of the second objective."""
    return tuple(
        replace(_objective_part(objective, row, found, words), told=told.get(key, ""))
        for objective, row in found.results.objectives
        for key in (f"each-{objective.number}",)
    )


def _objective_part(objective, row: Labelled, found: Evaluation, words) -> ObjectivePart:
    m, mine = found.m, [q for q in words if q.objective == objective.pk]
    beside = [r for r in found.results.agreement if r.question.objective == objective.pk]
    return ObjectivePart(
        number=objective.number,
        title=objective.title,
        statement=row.question.wording,
        tile=tile(row, m),
        moved=moved_words(row, found.results.adjusted().get(row.question.pk), m),
        others=tuple((other.label, _agreed(other, m)) for other in beside),
        words=tuple(words_of(question) for question in mine if question.texts),
    )


def _agreed(row: Labelled, m: int) -> str:
    share = row.question.distribution.agree
    if share is None:
        return _("nobody answered")
    return share_text(share, m, _)


# Words


def all_words(words: Sequence[Answered], found: Evaluation, told: bool) -> tuple[Words, ...]:
    """Everything written that belongs to no objective of the report, and is nobody's plan."""
    placed = {objective.pk for objective, row in found.results.objectives} if told else set()
    free = [q for q in words if q.texts and q.objective not in placed and not is_plan(q)]
    return tuple(words_of(question) for question in free)


def words_of(question: Answered) -> Words:
    return Words(question.wording, question.quotes, _about_words(question, len(question.quotes)))


def _about_words(question: Answered, shown: int) -> str:
    n, values = question.texts, {"n": question.texts, "shown": shown}
    if not shown and not may_quote(n):
        return _("Fewer than ten people wrote something here, so nothing is quoted.")
    if question.kind in (Kind.TEXT, Kind.COMMIT):
        return _("%(n)s people wrote something, for the organisers to read. It is not quoted.") % (
            values
        )
    if not shown:
        return _("%(n)s people wrote something; none of these texts is printed.") % values
    return _("%(n)s people wrote something; %(shown)s of these texts are printed here.") % values


# The other pages


def figures_of(questions: Iterable[Answered], caption: str, m: int) -> tuple[Figure, ...]:
    """Statements of one scale share a figure; any other question has its own."""
    asked = list(questions)
    rows = [Labelled(q.wording, q) for q in asked if q.is_agreement]
    together = [agreement(group, caption, m) for group in by_scale(rows)]
    apart = [q for q in asked if not q.is_agreement and not q.kind.is_words]
    return (*together, *spread_figures(apart, m))


def other_parts(results: Results, m: int) -> tuple[Part, ...]:
    """What the form at the end asked of everybody beside the objectives and people's plans."""
    parts = []
    rated = [row for row in results.agreement if not is_plan(row.question)]
    statements = [
        agreement(group, _("The programme, in people’s own rating"), m) for group in by_scale(rated)
    ]
    if statements:
        parts.append(Part(_("What people agreed to"), tuple(statements)))
    moved = _then_and_now(results, m)
    if moved:
        parts.append(Part(_("Before and now"), moved))
    for question in results.recommendations:
        parts.append(_recommendation(question, m))
    spreads = spread_figures([q for q in results.spreads if not is_plan(q)], m)
    if spreads:
        parts.append(Part(_("What else was asked"), spreads))
    return tuple(parts)


def _then_and_now(results: Results, m: int) -> tuple[Figure, ...]:
    """Agreement beside agreement; of other steps, each pair in its own picture."""
    agreeing = [row for row in results.changes if row.question.is_agreement]
    figures = [changes(group, _("Before and now"), m) for group in by_scale(agreeing)]
    before = {question.looks_back_on: question for question in results.looking_back}
    for row in results.changes:
        if not row.question.is_agreement:
            then = before[row.question.pk]
            figures.append(steps_then_and_now(row.question, then, row.change, m))
    return tuple(figures)


def _recommendation(question: Answered, m: int) -> Part:
    result = recommendation(question.distribution)
    figure = spread(question, m)
    about = recommended(result, m) if result.n else _("Nobody answered.")
    return Part(_("Recommendation"), (figure,), about=about)
