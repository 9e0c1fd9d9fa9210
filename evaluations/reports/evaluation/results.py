"""Which question is shown where: the objectives first, then all that a form may hold besides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from evaluations.disclosure import tells_by_difference
from evaluations.models import Question, Questionnaire, Report
from evaluations.scales import Kind
from evaluations.statistics import PairedChange, holm
from programmes.models import Programme

from .baseline import Baseline, baseline_of
from .comparison import Comparison, read_comparison
from .figures import Labelled
from .groups import Grouped, read_groups
from .moments import Moment, Moments, read_moments
from .pairs import Across, read_pairs
from .people import People, answered_when, read_people
from .rows import AGREEMENT, Answered, Answers
from .setting import Objective, read_objectives

APART = (*AGREEMENT, Kind.RECOMMEND)
"""Kinds that have pages of their own."""
PLANS = ("K1", "K2", "K3")
"""The standard questions on plans: what, how sure, what could get in the way."""


def is_plan(question: Answered) -> bool:
    return question.kind is Kind.COMMIT or question.code in PLANS


@dataclass(frozen=True, slots=True)
class Results:
    """Every question of the form in its place; `objectives` in the programme's order.

    `is_looking_back`: the objectives are compared with what people said of before at the end.
    Otherwise `looked_back` holds that comparison, beside the one with the form before.
    """

    objectives: tuple[tuple[Objective, Labelled], ...]
    agreement: tuple[Labelled, ...]
    changes: tuple[Labelled, ...]
    recommendations: tuple[Answered, ...]
    spreads: tuple[Answered, ...]
    visitors: tuple[Answered, ...]
    guests: tuple[Answered, ...]
    words: tuple[Answered, ...]
    looking_back: tuple[Answered, ...]
    looked_back: tuple[Labelled, ...] = ()
    is_looking_back: bool = False

    @property
    def headline(self) -> tuple[Labelled, ...]:
        """What the report leads with: the objectives, or without any the items of agreement."""
        return tuple(row for objective, row in self.objectives) or self.agreement

    @property
    def compared(self) -> tuple[Labelled, ...]:
        """What may stand beside earlier programmes."""
        return (*(row for objective, row in self.objectives), *self.agreement)

    @property
    def moved(self) -> tuple[Labelled, ...]:
        """The objectives that were asked for now and for before."""
        return tuple(row for objective, row in self.objectives if row.change)

    def adjusted(self) -> dict[int, float | None]:
        """Holm's p of the sign test for each of `moved`, by question."""
        tests = [row.change.movement for row in self.moved]
        made = [movement.sign_p if movement.is_testable else None for movement in tests]
        return dict(zip([row.question.pk for row in self.moved], holm(made), strict=True))


def results_of(
    answers: Answers, objectives: Sequence[Objective], across: Across | None = None
) -> Results:
    """`across`: what the objectives are compared with; without it, with looking back."""
    primary = across.changes if across else answers.changes
    asked_now = [q for q in answers.questions if not _looks_back(q, answers)]
    everyone = [q for q in asked_now if q.of_everyone]
    agreeing = [q for q in everyone if q.is_agreement]
    leading = [(o, _leading(o, agreeing, primary)) for o in objectives]
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
        looked_back=_beside(leading, answers) if across else (),
        is_looking_back=across is None and any(row and row.change for o, row in leading),
    )


def _beside(leading: Iterable, answers: Answers) -> tuple[Labelled, ...]:
    """The objectives again, compared with what people said looking back."""
    rows = [row for objective, row in leading if row and row.question.pk in answers.changes]
    return tuple(replace(row, change=answers.changes[row.question.pk]) for row in rows)


def _looks_back(question: Answered, answers: Answers) -> bool:
    return any(question.looks_back_on == other.pk for other in answers.questions)


def _leading(
    objective: Objective, agreeing: Iterable[Answered], changes: Mapping[int, PairedChange]
) -> Labelled | None:
    """The question that stands for an objective: one asked for before as well, else the first."""
    mine = [q for q in agreeing if q.objective == objective.pk]
    paired = [q for q in mine if q.pk in changes]
    if not mine:
        return None
    question = (paired or mine)[0]
    return Labelled(objective.title, question, changes.get(question.pk))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The counts of those forms that have been opened. `results` are of the form at the end,
    empty until it is one of them."""

    moments: Moments
    groups: tuple[Grouped, ...]
    results: Results
    m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Opened):
    """The counts behind a report, before anything is put into words. `answers` and `results` are
    of the form at the end; `moments` holds every form, that one too."""

    questionnaire: Questionnaire
    answers: Answers
    objectives: tuple[Objective, ...]
    people: People
    pairs: tuple[Across, ...]
    baseline: Baseline
    comparison: Comparison
    kind: str = Report.Kind.PROGRAMME

    @property
    def seed(self) -> str:
        """Of what is drawn by lot: the same report draws the same."""
        return f"{self.questionnaire.slug}-{self.questionnaire.counted_on:%Y%m%d}"

    def tells_of_few(self, question: Answered, change: PairedChange, before: str) -> bool:
        """Whether an exact average of those who answered twice would, beside that of all, give
        away the few who answered once. `before`: an earlier moment, or nothing for looking back."""
        asked = self.moments.pooled(before) if before else self.results.looking_back
        first = [q.n for q in asked if q.looks_back_on == question.pk or q.same == question.same]
        return any(tells_by_difference(n, change.n, self.m) for n in (question.n, *first))

    def change_of(self, question: Answered) -> PairedChange | None:
        """How the same people moved to this question from what it is compared with: in the
        form at the end as the report does, in the follow-up from the end."""
        across = [self.baseline.across] if self.baseline.across else []
        across += [p for p in self.pairs if p.earlier == Moment.END]
        found = [p.changes for p in across]
        found += [form.answers.changes for form in self.moments.forms]
        return next((c[question.pk] for c in found if question.pk in c), None)


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
    pairs = read_pairs(moments)
    baseline = baseline_of(programme, moments, pairs, m)
    results = results_of(answers, objectives, baseline.across)
    within = [change.n for change in answers.changes.values()]
    steps = answered_when(moments, pairs, max(within, default=0), m)
    people = read_people(programme, questionnaire, answers.responses, steps, m)
    return Evaluation(
        questionnaire=questionnaire,
        answers=answers,
        objectives=objectives,
        results=results,
        people=people,
        m=m,
        moments=moments,
        pairs=pairs,
        baseline=baseline,
        groups=read_groups(moments, m),
        comparison=read_comparison(programme, results.compared, people, m),
        kind=kind,
    )


def opened_so_far(programme: Programme) -> Opened:
    """Everything that may be seen today; an Evaluation once the form at the end is opened."""
    questionnaire = counted_questionnaire(programme)
    if questionnaire is not None:
        return evaluate(programme, questionnaire, Report.Kind.FOLLOW_UP)
    m = settings.MINIMUM_CELL
    moments = read_moments(programme, None, Report.Kind.FOLLOW_UP)
    nothing = results_of(Answers(0, ()), read_objectives(programme))
    return Opened(moments=moments, groups=read_groups(moments, m), results=nothing, m=m)
