"""Which question is shown where: the objectives first, then all that a form may hold besides."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from evaluations.models import Question, Questionnaire, Report
from evaluations.scales import Kind
from evaluations.statistics import PairedChange, holm
from programmes.models import Programme

from .evaluation_figures import Labelled
from .evaluation_moments import Moments, read_moments
from .evaluation_rows import AGREEMENT, Answered, Answers
from .evaluation_setting import Objective, People, read_objectives, read_people

APART = (*AGREEMENT, Kind.RECOMMEND)
"""Kinds that have pages of their own."""


@dataclass(frozen=True, slots=True)
class Results:
    """Every question of the form in its place; `objectives` in the programme's order."""

    objectives: tuple[tuple[Objective, Labelled], ...]
    agreement: tuple[Labelled, ...]
    changes: tuple[Labelled, ...]
    recommendations: tuple[Answered, ...]
    spreads: tuple[Answered, ...]
    visitors: tuple[Answered, ...]
    guests: tuple[Answered, ...]
    words: tuple[Answered, ...]
    looking_back: tuple[Answered, ...]

    @property
    def headline(self) -> tuple[Labelled, ...]:
        """What the report leads with: the objectives, or without any the items of agreement."""
        return tuple(row for objective, row in self.objectives) or self.agreement

    @property
    def moved(self) -> tuple[Labelled, ...]:
        """The objectives that were asked for now and for before."""
        return tuple(row for objective, row in self.objectives if row.change)

    def adjusted(self) -> dict[int, float | None]:
        """Holm's p of the sign test for each of `moved`, by question."""
        tests = [row.change.movement for row in self.moved]
        made = [movement.sign_p if movement.is_testable else None for movement in tests]
        return dict(zip([row.question.pk for row in self.moved], holm(made), strict=True))


def results_of(answers: Answers, objectives: Sequence[Objective]) -> Results:
    asked_now = [q for q in answers.questions if not _looks_back(q, answers)]
    everyone = [q for q in asked_now if q.of_everyone]
    agreeing = [q for q in everyone if q.is_agreement]
    leading = [(o, _leading(o, agreeing, answers)) for o in objectives]
    first = {row.question.pk for o, row in leading if row}
    others = [q for q in everyone if q.pk not in first and not q.kind.is_words]
    paired = [q for q in others if q.pk in answers.changes]
    return Results(
        objectives=tuple((o, row) for o, row in leading if row),
        agreement=tuple(_as_worded(q, answers) for q in others if q.is_agreement),
        changes=tuple(_as_worded(q, answers) for q in paired),
        recommendations=_only(others, lambda q: q.kind is Kind.RECOMMEND),
        spreads=_only(others, lambda q: q not in paired and q.kind not in APART),
        visitors=_of(asked_now, Question.AskedOf.VISITORS),
        guests=_of(asked_now, Question.AskedOf.GUESTS),
        words=_only(everyone, lambda q: q.kind.is_words),
        looking_back=_only(answers.questions, lambda q: _looks_back(q, answers)),
    )


def _looks_back(question: Answered, answers: Answers) -> bool:
    return any(question.looks_back_on == other.pk for other in answers.questions)


def _leading(objective: Objective, agreeing: Iterable[Answered], answers: Answers):
    """The question that stands for an objective: one asked for before as well, else the first."""
    mine = [q for q in agreeing if q.objective == objective.pk]
    paired = [q for q in mine if q.pk in answers.changes]
    if not mine:
        return None
    question = (paired or mine)[0]
    return Labelled(objective.title, question, answers.changes.get(question.pk))


def _as_worded(question: Answered, answers: Answers) -> Labelled:
    return Labelled(question.wording, question, answers.changes.get(question.pk))


def _only(questions: Iterable[Answered], wanted: Callable[[Answered], bool]) -> tuple:
    return tuple(question for question in questions if wanted(question))


def _of(questions: Iterable[Answered], who: str) -> tuple[Answered, ...]:
    return _only(questions, lambda question: question.asked_of == who)


def by_scale(rows: Iterable[Labelled]) -> list[list[Labelled]]:
    """Rows that may share a chart, in the order in which each scale first comes."""
    groups: dict[tuple, list[Labelled]] = {}
    for row in rows:
        groups.setdefault((row.question.kind, row.question.options), []).append(row)
    return list(groups.values())


# From the records


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts behind a report, before anything is put into words. `answers` and `results` are
    of the form at the end; `moments` holds every form, that one too."""

    questionnaire: Questionnaire
    answers: Answers
    objectives: tuple[Objective, ...]
    results: Results
    people: People
    m: int
    moments: Moments

    def change_of(self, question: Answered) -> PairedChange | None:
        """How the same people moved to this question from what it is compared with."""
        forms = (form.answers.changes for form in self.moments.forms)
        return next((c[question.pk] for c in forms if question.pk in c), None)


def counted_questionnaire(programme: Programme) -> Questionnaire | None:
    """The form at the end whose answers have been opened."""
    forms = programme.questionnaires.filter(moment=Questionnaire.Moment.END)
    return forms.exclude(counted_on=None).order_by("counted_on", "pk").last()


def evaluate(
    programme: Programme, questionnaire: Questionnaire, kind: str = Report.Kind.PROGRAMME
) -> Evaluation:
    """Of one edition. A constant number of queries, whatever the number of forms and people."""
    m = settings.MINIMUM_CELL
    moments = read_moments(programme, questionnaire, kind)
    answers, objectives = moments.one(questionnaire.moment).answers, read_objectives(programme)
    results = results_of(answers, objectives)
    both = [row.change.n for row in (*results.moved, *results.changes)]
    people = read_people(programme, questionnaire, answers.responses, max(both, default=0), m)
    return Evaluation(questionnaire, answers, objectives, results, people, m, moments)
