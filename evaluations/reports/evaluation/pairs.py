"""The same unknown people at two moments: joined and counted by the database, without a name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Exists, F, OuterRef, Value, When

from evaluations.models import Answer, Response
from evaluations.scales import Kind
from evaluations.statistics import Distribution, PairedChange, from_counts

from .moments import Counted, Moment, Moments
from .rows import Answered, paired_as, scale_of

STEPS = (
    (Moment.BEFORE, Moment.END),
    (Moment.END, Moment.FOLLOW_UP),
    (Moment.BEFORE, Moment.FOLLOW_UP),
)
WITHOUT_DIRECTION = (Kind.OPTION, Kind.DATE)
ENOUGH_PAIRS = 60
"""Per cent of the later answers; below, the report compares those paired with those not."""


@dataclass(frozen=True, slots=True)
class Across:
    """From a moment to a later one: `both` people answered each time, of `later_n` who answered
    the later one. `changes` by the later question; `split`, where pairs are few, by the later
    question too: what those paired and those not had answered the first time."""

    earlier: str
    later: str
    both: int
    later_n: int
    changes: Mapping[int, PairedChange]
    split: Mapping[int, tuple[Distribution, Distribution]]

    @property
    def is_thin(self) -> bool:
        return 100 * self.both < ENOUGH_PAIRS * self.later_n


def read_pairs(moments: Moments) -> tuple[Across, ...]:
    """At most three queries for each step between two moments."""
    steps = [(moments.one(earlier), moments.one(later)) for earlier, later in STEPS]
    return tuple(_across(*step) for step in steps if all(step))


def _across(earlier: Counted, later: Counted) -> Across:
    same = same_questions(earlier.answers.questions, later.answers.questions)
    both = Response.objects.filter(questionnaire=later.pk, pair_key__in=_keys(earlier)).count()
    found = Across(
        earlier=earlier.moment,
        later=later.moment,
        both=both,
        later_n=later.answers.responses,
        changes=_changes(earlier, later, same) if both else {},
        split={},
    )
    if not both or not found.is_thin:
        return found
    return replace(found, split=_split(earlier, later, same))


def _keys(form: Counted):
    keyed = Response.objects.filter(questionnaire=form.pk, pair_key__isnull=False)
    return keyed.order_by().values("pair_key")


def same_questions(earlier: Iterable[Answered], later: Iterable[Answered]) -> dict[int, Answered]:
    """The earlier question of the same words, by the later one's key. Of several, the newest."""
    rated = [q for q in earlier if q.distribution and q.kind not in WITHOUT_DIRECTION]
    asked = {question.same: question for question in rated}
    return {q.pk: asked[q.same] for q in later if q.same in asked}


def _changes(earlier: Counted, later: Counted, same: Mapping[int, Answered]):
    pairs: dict[int, Counter] = {pk: Counter() for pk in same}
    # From an answer to its form, on to the earlier form, and there to the same person's answer.
    other = "response__questionnaire__programme__questionnaires"
    rows = (
        Answer.objects.filter(
            **{
                "question__in": same,
                "value__isnull": False,
                "response__pair_key__isnull": False,
                other: earlier.pk,
                f"{other}__responses__pair_key": F("response__pair_key"),
                f"{other}__responses__answers__question": _asked_first(same),
                f"{other}__responses__answers__value__isnull": False,
            }
        )
        .values_list("question_id", f"{other}__responses__answers__value", "value")
        .annotate(people=Count("*"))
        .order_by()
    )
    for pk, before, after, number in rows if same else ():
        pairs[pk][before, after] += number
    asked = {question.pk: question for question in later.answers.questions}
    return {pk: paired_as(asked[pk], counts) for pk, counts in pairs.items()}


def _asked_first(same: Mapping[int, Answered]) -> Case:
    return Case(*[When(question=pk, then=Value(first.pk)) for pk, first in same.items()])


def _split(earlier: Counted, later: Counted, same: Mapping[int, Answered]):
    """What people had answered the first time: those who answered again, and those who did not."""
    again = Response.objects.filter(questionnaire=later.pk, pair_key=OuterRef("response__pair_key"))
    rows = (
        Answer.objects.filter(
            question__in=[first.pk for first in same.values()], value__isnull=False
        )
        .annotate(paired=Exists(again))
        .values_list("question_id", "paired", "value")
        .annotate(people=Count("*"))
        .order_by()
    )
    counts: dict[tuple[int, bool], Counter] = {}
    for pk, paired, value, number in rows:
        counts.setdefault((pk, paired), Counter())[value] += number
    return {
        pk: tuple(_counted(first, counts.get((first.pk, paired), {})) for paired in (True, False))
        for pk, first in same.items()
    }


def _counted(question: Answered, counts: Mapping[int, int]) -> Distribution:
    return from_counts(counts, scale_of(question.kind, question.options, counts))
