"""One question by sector, by visit or by session, as far as nobody can be picked out.

A question is broken down in one way only: laid over each other, two breakdowns could single out
the people between them. The form at the end goes by sector, that on visits by visit, those on
sessions by session. Café conversations are counted together, for a table has one leader.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count
from django.utils.translation import gettext as _

from evaluations.disclosure import Breakdown, Shown, breakdown
from evaluations.models import Answer
from evaluations.statistics import Distribution, from_counts
from evaluations.summary import share_text
from programmes.models import Sector, SiteVisit

from .figures import NOTHING, Row, Table
from .moments import Moment, Moments
from .rows import Answered

OTHERS = "other"
"""Where those stand whose sector or visit too few share to have been recorded."""


class By(StrEnum):
    SECTOR = "sector"
    VISIT = "visit"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Slice:
    """One group that may be shown, or all others together."""

    key: str
    label: str
    counted: Distribution


@dataclass(frozen=True, slots=True)
class Grouped:
    """One question by its groups, after disclosure: its slices make up all who answered."""

    by: By
    question: Answered
    slices: tuple[Slice, ...]


def read_groups(moments: Moments, m: int) -> tuple[Grouped, ...]:
    """Two queries, and one for the names of visits."""
    return (
        *_by_sector(moments, m),
        *_by_visit(moments, m),
        *_by_session(moments, m),
    )


def _rated(questions: Iterable[Answered]) -> dict[int, Answered]:
    return {q.pk: q for q in questions if q.is_agreement and q.n}


def _by_sector(moments: Moments, m: int) -> list[Grouped]:
    rated = _rated(moments.pooled(Moment.END))
    names = {sector.value: str(sector.label) for sector in Sector}
    counts = _counts(rated, "response__sector")
    return _grouped(By.SECTOR, rated, counts, names, m)


def _by_visit(moments: Moments, m: int) -> list[Grouped]:
    rated = _rated(moments.pooled(Moment.VISITS))
    counts = _counts(rated, "response__visit")
    visits = {visit for groups in counts.values() for visit in groups if visit != OTHERS}
    titles = SiteVisit.objects.filter(pk__in=visits).values_list("pk", "title")
    names = {str(pk): title for pk, title in titles}
    return _grouped(By.VISIT, rated, counts, names, m)


def _counts(rated: Mapping[int, Answered], group: str) -> dict[int, dict[str, Counter]]:
    """{question: {group: {value: people}}}"""
    found: dict[int, dict[str, Counter]] = {pk: {} for pk in rated}
    rows = (
        Answer.objects.filter(question__in=rated, value__isnull=False)
        .values_list("question_id", group, "value")
        .annotate(people=Count("*"))
        .order_by()
    )
    for pk, key, value, people in rows:
        found[pk].setdefault(str(key or OTHERS), Counter())[value] += people
    return found


def _grouped(by: By, rated, counts, names: Mapping[str, str], m: int) -> list[Grouped]:
    rows = []
    for pk, question in rated.items():
        scale = question.distribution.scale
        order = [key for key in (*names, OTHERS) if key in counts[pk]]
        groups = {key: from_counts(counts[pk][key], scale) for key in dict.fromkeys(order)}
        rows.append(_disclosed(by, question, groups, names, m))
    return [row for row in rows if row is not None]


def _by_session(moments: Moments, m: int) -> list[Grouped]:
    """Each session's own form; the question is the same in all of them."""
    forms, rows = moments.at(Moment.SESSION), []
    for question in _rated(moments.pooled(Moment.SESSION)).values():
        names, groups = {}, {}
        for form in forms:
            for one in form.answers.questions:
                if (one.code, one.same) == (question.code, question.same):
                    names[str(form.pk)] = form.about or form.title
                    counts = dict(zip(one.distribution.steps, one.distribution.counts, strict=True))
                    groups[str(form.pk)] = from_counts(counts, one.distribution.scale)
        rows.append(_disclosed(By.SESSION, question, groups, names, m))
    return [row for row in rows if row is not None]


def _disclosed(
    by: By, question: Answered, groups: Mapping[str, Distribution], names: Mapping[str, str], m: int
) -> Grouped | None:
    """None where there is nothing to break down, or nothing but the total may be shown."""
    filled = {key: group for key, group in groups.items() if group.n}
    if len(filled) < 2:
        return None
    result: Breakdown = breakdown(filled, m)
    if result.is_total_only:
        return None
    shown = {g.key: g.result.value for g in result.groups if isinstance(g.result, Shown)}
    rest = [shown.pop(OTHERS)] if OTHERS in shown else []
    rest += [result.other.value] if isinstance(result.other, Shown) else []
    slices = [Slice(key, names[key], counted) for key, counted in shown.items()]
    if rest:
        slices.append(Slice(OTHERS, _("All others"), sum(rest[1:], rest[0])))
    return Grouped(by, question, tuple(slices)) if len(slices) > 1 else None


def by_group(
    rows: Sequence[tuple[str, Grouped]], caption: str, note: str, m: int, across: bool = False
) -> Table | None:
    """How many agreed in each group; a line for each question, or `across`, for each group."""
    if not rows:
        return None
    slices = [one for label, grouped in rows for one in grouped.slices]
    keys = sorted({one.key: one.label for one in slices}.items(), key=lambda one: one[0] == OTHERS)
    cells = {
        (label, one.key): share_text(one.counted.agree, m, _)
        for label, grouped in rows
        for one in grouped.slices
    }
    labels, names = [label for label, grouped in rows], [name for key, name in keys]
    if across:
        lines = [
            Row(name, tuple(cells.get((label, key), NOTHING) for label in labels))
            for key, name in keys
        ]
        return Table(caption, ("", *labels), tuple(lines), note)
    lines = [
        Row(label, tuple(cells.get((label, key), NOTHING) for key, name in keys))
        for label in labels
    ]
    return Table(caption, ("", *names), tuple(lines), note)
