"""The evaluation report: one frozen value for the page, the PDF and the data file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.disclosure import may_quote
from evaluations.models import Questionnaire
from evaluations.statistics import ResponseBand, recommendation
from evaluations.summary import response_note, share_text
from programmes.models import Programme

from .evaluation_figures import (
    Figure,
    Labelled,
    Table,
    agreement,
    changes,
    moved_text,
    recommended,
    spread,
)
from .evaluation_glance import Glance, at_a_glance, rate_of, without
from .evaluation_method import Note, appendix, method, questions_asked, reading
from .evaluation_results import Results, by_scale, results_of
from .evaluation_rows import Answered, Answers, Quote, read_answers
from .evaluation_setting import (
    Objective,
    People,
    Setting,
    read_objectives,
    read_people,
    read_setting,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What people wrote to one question; `silence` says why nothing of it is printed."""

    question: str
    quotes: tuple[Quote, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """One objective: its figure, how people moved, what else was asked, what people said."""

    number: int
    title: str
    statement: str
    agreed: str
    moved: str
    others: tuple[tuple[str, str], ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the report under one heading: figures, then words."""

    title: str
    figures: tuple[Figure, ...]
    words: tuple[Words, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    anchor: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Ready to be drawn: every figure has passed disclosure, every number is words."""

    setting: Setting
    counted_on: date | None
    version: str
    contents: tuple[Entry, ...]
    glance: Glance
    people: People
    response: str
    caution: str
    reading: tuple[Note, ...]
    example: tuple[Figure, ...]
    results: tuple[Figure, ...]
    objectives: tuple[ObjectivePart, ...]
    places: tuple[Part, ...]
    others: tuple[Part, ...]
    words: tuple[Words, ...]
    method: tuple[Note, ...]
    tables: tuple[Table, ...]
    questions: Table | None

    @property
    def sections(self) -> frozenset[str]:
        return frozenset(entry.anchor for entry in self.contents)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts behind a report, before anything is put into words."""

    questionnaire: Questionnaire | None
    answers: Answers
    objectives: tuple[Objective, ...]
    results: Results
    people: People
    m: int


def counted_questionnaire(programme: Programme) -> Questionnaire | None:
    """The form at the end whose answers have been opened."""
    forms = programme.questionnaires.filter(moment=Questionnaire.Moment.END)
    return forms.exclude(counted_on=None).order_by("counted_on", "pk").last()


def evaluate(programme: Programme, questionnaire: Questionnaire) -> Evaluation:
    """A constant number of queries, whatever the number of people, questions and visits."""
    m = settings.MINIMUM_CELL
    answers, objectives = read_answers(questionnaire), read_objectives(programme)
    results = results_of(answers, objectives)
    both = [row.change.n for row in (*results.moved, *results.changes)]
    people = read_people(programme, questionnaire, answers.responses, max(both, default=0), m)
    return Evaluation(questionnaire, answers, objectives, results, people, m)


def evaluation_report(programme: Programme, questionnaire: Questionnaire) -> EvaluationReport:
    return composed(read_setting(programme), evaluate(programme, questionnaire))


def composed(setting: Setting, found: Evaluation) -> EvaluationReport:
    results, people, m = found.results, found.people, found.m
    glance = at_a_glance(results, people, m)
    told = people.answered >= m
    words = without(results.words, glance.quote)
    parts = _objective_parts(found, words) if told else ()
    places = _places(setting, results, m) if told else ()
    others = _others(results, m) if told else ()
    spoken = _spoken(words, found, told)
    figures = _headline(results, m) if told else ()
    tables = appendix(results, people, m) if told else ()
    asked = questions_asked(found.answers, m)
    rate = rate_of(people)
    return EvaluationReport(
        setting=setting,
        counted_on=found.questionnaire.counted_on,
        version=_version(found.questionnaire),
        contents=_contents(results, figures, parts, places, others, spoken, tables, asked),
        glance=glance,
        people=people,
        response=response_note(rate, _) if rate else glance.sentences[0],
        caution=_caution(rate),
        reading=reading(results, people, m),
        example=(),
        results=figures,
        objectives=parts,
        places=places,
        others=others,
        words=spoken,
        method=method(found.questionnaire, results, people, m),
        tables=tables,
        questions=asked,
    )


def _version(questionnaire: Questionnaire) -> str:
    counted = date_format(questionnaire.counted_on, "j F Y")
    return _("First edition, from the answers opened on %(day)s") % {"day": counted}


def _caution(rate) -> str:
    if rate is None or rate.band not in (ResponseBand.CAUTION, ResponseBand.LOW):
        return ""
    return response_note(rate, _)


def _headline(results: Results, m: int) -> tuple[Figure, ...]:
    """All objectives together: what people agreed to, then how they moved."""
    rows = [row for objective, row in results.objectives]
    figures = [agreement(group, _("Agreement at the end"), m) for group in by_scale(rows)]
    figures += [changes(group, _("Before and now"), m) for group in by_scale(results.moved)]
    return tuple(figures)


def _objective_parts(found: Evaluation, words: Sequence[Answered]) -> tuple[ObjectivePart, ...]:
    return tuple(
        _objective_part(objective, row, found, words) for objective, row in found.results.objectives
    )


def _objective_part(objective, row: Labelled, found: Evaluation, words) -> ObjectivePart:
    m, mine = found.m, [q for q in words if q.objective == objective.pk]
    beside = [r for r in found.results.agreement if r.question.objective == objective.pk]
    return ObjectivePart(
        number=objective.number,
        title=objective.title,
        statement=row.question.wording,
        agreed=_agreed(row, m),
        moved=moved_text(row.change, m),
        others=tuple((other.label, _agreed(other, m)) for other in beside),
        words=tuple(_words(question) for question in mine if question.texts),
    )


def _agreed(row: Labelled, m: int) -> str:
    share = row.question.distribution.agree
    if share is None:
        return _("nobody answered")
    return share_text(share, m, _)


# Words


def _spoken(words: Sequence[Answered], found: Evaluation, told: bool) -> tuple[Words, ...]:
    """Everything written that belongs to no objective of the report."""
    placed = {objective.pk for objective, row in found.results.objectives} if told else set()
    return tuple(_words(q) for q in words if q.texts and q.objective not in placed)


def _words(question: Answered) -> Words:
    quotes = question.quotes if may_quote(question.texts) else ()
    return Words(question.wording, quotes, _about_words(question, len(quotes)))


def _about_words(question: Answered, shown: int) -> str:
    n, values = question.texts, {"n": question.texts, "shown": shown}
    if not may_quote(n):
        return _("Fewer than ten people wrote something here, so nothing is quoted.")
    if question.kind.value == "text":
        return _("%(n)s people wrote something, for the organisers to read. It is not quoted.") % (
            values
        )
    if not shown:
        return _("%(n)s people wrote something; nobody agreed that it may be printed.") % values
    return _("%(n)s people wrote something; %(shown)s of these texts are printed here.") % values


# The other pages


def _figures(questions: Iterable[Answered], caption: str, m: int) -> tuple[Figure, ...]:
    """Statements of one scale share a figure; any other question has its own."""
    asked = list(questions)
    rows = [Labelled(q.wording, q) for q in asked if q.is_agreement]
    together = [agreement(group, caption, m) for group in by_scale(rows)]
    apart = [spread(q, m) for q in asked if not q.is_agreement and not q.kind.is_words]
    return (*together, *filter(None, apart))


def _places(setting: Setting, results: Results, m: int) -> tuple[Part, ...]:
    """Ratings of visits and of the café, all together: one visit alone has too few people."""
    pooled = _("All %(things)s are counted together, because each alone had few people.")
    visits, cafe = _("site visits"), _("café tables")
    found = [
        (_("The site visits"), results.visitors, bool(setting.visits), visits),
        (_("The café conversations"), results.guests, bool(setting.cafes), cafe),
    ]
    parts = []
    for title, questions, held, things in found:
        words = tuple(_words(q) for q in questions if q.kind.is_words and q.texts)
        about = pooled % {"things": things} if questions else ""
        if held and not questions:
            about = _("The form did not ask about them.")
        if about:
            parts.append(Part(title, _figures(questions, title, m), words, about))
    return tuple(parts) if any(part.figures or part.words for part in parts) else ()


def _others(results: Results, m: int) -> tuple[Part, ...]:
    parts = []
    statements = [
        agreement(group, _("The programme, in people’s own rating"), m)
        for group in by_scale(results.agreement)
    ]
    if statements:
        parts.append(Part(_("What people agreed to"), tuple(statements)))
    moved = [changes([row], row.label, m) for row in results.changes]
    if moved:
        parts.append(Part(_("Before and now"), tuple(moved)))
    for question in results.recommendations:
        parts.append(_recommendation(question, m))
    spreads = tuple(filter(None, (spread(question, m) for question in results.spreads)))
    if spreads:
        parts.append(Part(_("What else was asked"), spreads))
    return tuple(parts)


def _recommendation(question: Answered, m: int) -> Part:
    result = recommendation(question.distribution)
    figure = spread(question, m)
    about = recommended(result, m) if result.n else _("Nobody answered.")
    return Part(_("Recommendation"), (figure,), about=about)


def _contents(results, figures, parts, places, others, words, tables, asked) -> tuple[Entry, ...]:
    entries = [
        ("glance", _("At a glance"), True),
        ("programme", _("The programme"), True),
        ("people", _("Who took part, who answered"), True),
        ("reading", _("How to read the figures"), figures or others or places),
        ("objectives", _("The objectives: all results"), figures),
        ("each", _("Objective by objective"), parts),
        ("places", _("Visits and café conversations"), places),
        ("others", _("Other results"), others),
        ("words", _("In their words"), words),
        ("method", _("Method and limits"), True),
        ("tables", _("Full tables"), tables),
        ("questions", _("The questions asked"), asked),
    ]
    return tuple(Entry(anchor, title) for anchor, title, there in entries if there)
