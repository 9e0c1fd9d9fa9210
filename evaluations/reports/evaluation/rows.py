"""The answers of all forms, read once, as counts: memory does not grow with people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, F

from evaluations.models import Answer, Question, Questionnaire, Response
from evaluations.scales import Kind, answer_range
from evaluations.statistics import (
    AGREE5,
    AGREE6,
    RECOMMEND,
    YES_NO,
    Choices,
    Distribution,
    PairedChange,
    Scale,
    from_counts,
    paired_from_counts,
)

from ..quotes import Quote, quotes_of, texts_of

UNRATED = (Kind.OPTIONS, Kind.TEXT, Kind.QUOTE, Kind.COMMIT)
AGREEMENT = (Kind.AGREE6, Kind.AGREE5)
FIXED = {Kind.AGREE6: AGREE6, Kind.AGREE5: AGREE5, Kind.RECOMMEND: RECOMMEND, Kind.YES_NO: YES_NO}


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and everything counted about it; which counts it has depends on its kind.

    `means`: its wording, or that of the version from which it differs by a slip of the pen only.
    """

    pk: int
    code: str
    version: int
    wording: str
    kind: Kind
    options: tuple[str, ...]
    section: str
    objective: int | None
    asked_of: str
    looks_back_on: int | None
    marks: tuple[str, ...] = ()
    means: str = ""
    domain: str = ""
    distribution: Distribution | None = None
    choices: Choices | None = None
    texts: int = 0
    quotes: tuple[Quote, ...] = ()

    @property
    def n(self) -> int:
        counted = self.distribution or self.choices
        return counted.n if counted else self.texts

    @property
    def same(self) -> tuple:
        """Equal for two questions that may be compared: the same words, the same answers."""
        return self.means, self.kind, self.options

    def joined(self, other: "Answered") -> "Answered":
        """This question and the same one in another form, counted together."""
        if self.same != other.same:
            raise ValueError(f"{self.code} is not the same question in both forms")
        return replace(
            self,
            distribution=self.distribution and _together(self.distribution, other.distribution),
            choices=self.choices and self.choices + other.choices,
            texts=self.texts + other.texts,
            quotes=(*self.quotes, *other.quotes),
        )

    @property
    def is_agreement(self) -> bool:
        return self.kind in AGREEMENT

    @property
    def of_everyone(self) -> bool:
        return self.asked_of == Question.AskedOf.EVERYONE


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything people answered, question by question in the order of the form."""

    responses: int
    questions: tuple[Answered, ...]
    changes: Mapping[int, PairedChange] = field(default_factory=dict)
    """By the question about now: the same people's answer for before, beside it."""


def read_answers(questionnaire: Questionnaire) -> Answers:
    return read_all([questionnaire.pk])[questionnaire.pk]


def read_all(forms: Sequence[int]) -> dict[int, Answers]:
    """Nine queries, whatever the number of forms, questions and people."""
    given = Response.objects.filter(questionnaire__in=forms).order_by()
    responses = dict(given.values_list("questionnaire_id").annotate(people=Count("pk")))
    asked = list(Question.objects.filter(questionnaire__in=forms))
    by_pk = {question.pk: question for question in asked}
    several = [question.pk for question in asked if question.kind == Kind.OPTIONS]
    rated = [question.pk for question in asked if Kind(question.kind) not in UNRATED]
    values, chosen = _values(rated), _chosen(several)
    texts = texts_of(forms)
    quotes = quotes_of(forms, texts)
    found: dict[int, list[Answered]] = {form: [] for form in forms}
    for question in asked:
        if question.current or values.get(question.pk) or chosen.get(question.pk):
            people = responses.get(question.questionnaire_id, 0)
            row = _answered(question, people, values, chosen, texts, quotes)
            means = _first_version(question, by_pk).wording
            found[question.questionnaire_id].append(replace(row, means=means))
    changes = _changes([question for questions in found.values() for question in questions])
    return {
        form: Answers(
            responses.get(form, 0),
            tuple(questions),
            {q.pk: changes[q.pk] for q in questions if q.pk in changes},
        )
        for form, questions in found.items()
    }


def _first_version(question: Question, by_pk: Mapping[int, Question]) -> Question:
    seen = {question.pk}
    while question.equivalent_to_id in by_pk and question.equivalent_to_id not in seen:
        question = by_pk[question.equivalent_to_id]
        seen.add(question.pk)
    return question


def _values(questions: list[int]) -> dict[int, Counter]:
    """How many gave each value, by question; None stands for "can't say"."""
    counts: dict[int, Counter] = {}
    rows = (
        Answer.objects.filter(question__in=questions, chosen__isnull=True)
        .values_list("question_id", "value")
        .annotate(people=Count("*"))
    )
    for question, value, number in rows:
        counts.setdefault(question, Counter())[value] += number
    return counts


def _chosen(questions: list[int]) -> dict[int, Counter]:
    """How many ticked each set of choices, by question."""
    counts: dict[int, Counter] = {}
    rows = (
        Answer.objects.filter(question__in=questions, chosen__isnull=False)
        .values_list("question_id", "chosen")
        .annotate(people=Count("*"))
    )
    for question, ticked, number in rows:
        counts.setdefault(question, Counter())[tuple(ticked)] += number
    return counts


def _answered(question, responses, values, chosen, texts, quotes) -> Answered:
    kind = Kind(question.kind)
    asked = responses if question.asked_of == Question.AskedOf.EVERYONE else None
    distribution = choices = None
    if kind is Kind.OPTIONS:
        choices = _choices(chosen.get(question.pk, Counter()), len(question.options), asked)
    elif not kind.is_words:
        distribution = _distribution(question, values.get(question.pk, Counter()), asked)
    return Answered(
        pk=question.pk,
        code=question.code,
        version=question.version,
        wording=question.wording,
        kind=kind,
        options=tuple(question.options),
        section=question.section,
        objective=question.objective_id,
        asked_of=question.asked_of,
        looks_back_on=question.looks_back_on_id,
        marks=tuple(question.marks),
        domain=question.domain or "",
        distribution=distribution,
        choices=choices,
        texts=texts.get(question.pk, 0),
        quotes=tuple(quotes.get(question.pk, ())),
    )


def scale_of(kind: Kind, options: list[str] | tuple[str, ...], values=()) -> Scale:
    """The steps of a question; of a number or a date, those that were given."""
    if kind in FIXED:
        return FIXED[kind]
    if kind.is_figure or kind is Kind.DATE:
        return Scale(tuple(sorted(values)) or (0,))
    steps = answer_range(kind, list(options))
    return Scale.of(steps.first, steps.last)


def _together(first: Distribution, second: Distribution) -> Distribution:
    """Numbers and dates have only those steps that were given, in each form others."""
    if first.scale == second.scale:
        return first + second
    counts = Counter(dict(zip(first.steps, first.counts, strict=True)))
    counts.update(dict(zip(second.steps, second.counts, strict=True)))
    given = Counter({step: count for step, count in counts.items() if count})
    scale = Scale(tuple(sorted(given)) or (0,))
    missing, cant_say = first.missing + second.missing, first.cant_say + second.cant_say
    return from_counts(given, scale, missing, cant_say)


def _distribution(question, counts: Counter, asked: int | None) -> Distribution:
    """`asked` None: how many had the question before them is known to nobody, so no blanks."""
    given = Counter(counts)
    cant_say = given.pop(None, 0)
    missing = max(0, asked - sum(given.values()) - cant_say) if asked else 0
    scale = scale_of(Kind(question.kind), question.options, given)
    return from_counts(given, scale, missing, cant_say)


def _choices(ticked: Counter, options: int, asked: int | None) -> Choices:
    counts: Counter = Counter()
    for choice, number in ticked.items():
        counts.update(dict.fromkeys(set(choice), number))
    n = sum(number for choice, number in ticked.items() if choice)
    every = tuple(range(1, options + 1))
    return Choices(every, tuple(counts[option] for option in every), n, max(0, (asked or n) - n))


def _changes(questions: list[Answered]) -> dict[int, PairedChange]:
    """Pairs of before and now within one response, joined and counted by the database."""
    by_pk = {question.pk: question for question in questions}
    back = {
        question.pk: question.looks_back_on
        for question in questions
        if question.looks_back_on in by_pk and question.distribution
    }
    pairs: dict[int, Counter] = {now: Counter() for now in back.values()}
    rows = (
        Answer.objects.filter(
            question__in=back,
            value__isnull=False,
            response__answers__question=F("question__looks_back_on"),
            response__answers__value__isnull=False,
        )
        .values_list("question_id", "value", "response__answers__value")
        .annotate(people=Count("*"))
    )
    for before, then, now, number in rows:
        pairs[back[before]][then, now] += number
    return {now: paired_as(by_pk[now], counts) for now, counts in pairs.items()}


def paired_as(now: Answered, counts: Counter) -> PairedChange:
    values = {value for pair in counts for value in pair}
    return paired_from_counts(counts, scale_of(now.kind, now.options, values))
