"""This programme beside earlier ones: identical questions of the form at the end, nobody named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from evaluations import charts
from evaluations.disclosure import display
from evaluations.models import Answer, EvaluationPlan, Question, Questionnaire, Response
from evaluations.scales import Kind
from evaluations.statistics import (
    Difference,
    Distribution,
    Dominance,
    ResponseBand,
    Share,
    cliffs_delta,
    from_counts,
    newcombe,
    response_band,
)
from evaluations.summary import comparison_words, share_text
from participants.models import Participant
from programmes.models import Programme

from ..forms import rows_of
from .figures import NOTHING, Figure, Labelled, Row, Table, signed
from .moments import Moment
from .people import People
from .rows import AGREEMENT, scale_of

FEWEST_PROGRAMMES, FEWEST_ANSWERS = 3, 60


@dataclass(frozen=True, slots=True)
class Compared:
    """One question here and in the other programmes; each of them has enough answers to draw."""

    row: Labelled
    others: tuple[Distribution, ...]

    @property
    def here(self) -> Share:
        return self.row.question.distribution.agree

    @property
    def together(self) -> Distribution:
        return sum(self.others[1:], self.others[0])

    @property
    def gap(self) -> Difference:
        there = self.together.agree
        return newcombe(self.here.k, self.here.n, there.k, there.n)

    @property
    def drawn(self) -> charts.Beside:
        others = tuple(one.agree for one in self.others)
        return charts.Beside(self.row.label, self.here, others, self.together.agree)

    @property
    def dominance(self) -> Dominance | None:
        return cliffs_delta(*map(_one_by_one, (self.row.question.distribution, self.together)))


def _one_by_one(counted: Distribution) -> list[int]:
    pairs = zip(counted.steps, counted.counts, strict=True)
    return [step for step, count in pairs for _unused in range(count)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`about` says with how many programmes, or why with none."""

    about: str
    sentences: tuple[str, ...] = ()
    figure: Figure | None = None
    compared: tuple[Compared, ...] = ()


def read_comparison(
    programme: Programme, rows: Sequence[Labelled], people: People, m: int
) -> Comparison:
    """Five queries at most, whatever the number of programmes."""
    if not _may_stand_beside_others(programme):
        return Comparison(_("This programme’s plan keeps it apart from other programmes."))
    if people.eligible is None or _is_low(people.answered, people.eligible):
        return Comparison(
            _("Too few of those asked have answered here for a comparison with other programmes.")
        )
    rows = [row for row in rows if display(row.question.n, m).has_percent]
    forms = _forms_beside(programme)
    compared = tuple(_compared(rows, forms)) if len(forms) >= FEWEST_PROGRAMMES else ()
    if not compared:
        return Comparison(
            _(
                "There is nothing to compare with: that needs at least three earlier programmes "
                "that asked the same question in the same words, with 60 answers together."
            )
        )
    return _told(compared, m)


def _may_stand_beside_others(programme: Programme) -> bool:
    plan = EvaluationPlan.objects.filter(programme=programme).first()
    return plan is None or plan.compares


def _is_low(answered: int, eligible: int) -> bool:
    return response_band(answered, eligible) in (ResponseBand.LOW, None)


def _forms_beside(programme: Programme) -> dict[int, int]:
    """Counted forms at the end of earlier programmes that may be compared, with enough answers of
    those who were asked: {form: programme}."""
    refused = EvaluationPlan.objects.filter(compares=False).values("programme")
    forms = (
        Questionnaire.objects.filter(moment=Moment.END, programme__ends_on__lt=programme.starts_on)
        .exclude(counted_on=None)
        .exclude(programme__in=refused)
        .annotate(answered=rows_of(Response))
    )
    asked = dict(
        Participant.objects.eligible()
        .order_by()
        .values_list("programme_id")
        .annotate(people=Count("pk"))
    )
    found = {}
    for form in forms:
        eligible = form.eligible if form.eligible is not None else asked.get(form.programme_id, 0)
        if form.answered <= eligible and not _is_low(form.answered, eligible):
            found[form.pk] = form.programme_id
    return found


def _compared(rows: Sequence[Labelled], forms: Mapping[int, int]) -> Iterable[Compared]:
    """One group of answers a programme: forms at the end of one programme count together."""
    wanted = {row.question.same: row for row in rows}
    found: dict[tuple, dict[int, Distribution]] = {}
    for same, programme, counted in _elsewhere(wanted, forms):
        groups = found.setdefault(same, {})
        groups[programme] = groups[programme] + counted if programme in groups else counted
    for same, row in wanted.items():
        groups = [one for one in found.get(same, {}).values() if display(one.n).has_percent]
        enough = sum(one.n for one in groups) >= FEWEST_ANSWERS
        if len(groups) >= FEWEST_PROGRAMMES and enough:
            yield Compared(row, tuple(sorted(groups, key=lambda one: one.counts)))


def _elsewhere(wanted: Mapping[tuple, Labelled], forms: Mapping[int, int]):
    """(question, programme, answers) of every identical question there."""
    wordings = {means for means, _kind, _options in wanted}
    known = Question.objects.filter(
        Q(wording__in=wordings) | Q(equivalent_to__wording__in=wordings),
        questionnaire__in=forms,
        kind__in=AGREEMENT,
    ).select_related("equivalent_to")
    asked = {question.pk: question for question in known}
    counts: dict[int, dict[int, int]] = {}
    rows = (
        Answer.objects.filter(question__in=asked, value__isnull=False)
        .values_list("question_id", "value")
        .annotate(people=Count("*"))
        .order_by()
    )
    for pk, value, people in rows:
        counts.setdefault(pk, {})[value] = people
    for pk, given in counts.items():
        question, first = asked[pk], asked[pk].equivalent_to or asked[pk]
        same = (first.wording, Kind(first.kind), tuple(first.options))
        if same in wanted:
            scale = scale_of(Kind(question.kind), question.options)
            yield same, forms[question.questionnaire_id], from_counts(given, scale)


def _told(compared: Sequence[Compared], m: int) -> Comparison:
    programmes = [len(one.others) for one in compared]
    answers = [one.together.n for one in compared]
    values = {"programmes": _range(programmes), "answers": _range(answers)}
    about = _(
        "The same questions, in the same words, were asked at the end of %(programmes)s earlier "
        "programmes; %(answers)s answers from there are counted together. They are not named, and "
        "nothing is ranked: people, places and purposes differed."
    )
    sentences = tuple(_sentence(one) for one in compared)
    rows = [one.drawn for one in compared]
    head = ("", _("Here"), _("Earlier programmes"), _("Difference"), _("95% interval"))
    table = Table(
        _("Agreement beside earlier programmes"),
        (*head, _("Dominance")),
        tuple(_line(one, m) for one in compared),
        _(
            "Difference in percentage points, interval: Newcombe. Dominance: Cliff’s delta with "
            "its interval, from −1 to +1; how often an answer here lies above one from there, less "
            "how often below."
        ),
    )
    chart = charts.comparison_strip(rows, _=_)
    below = _("This programme (filled) among earlier ones (hollow); the line is all of those.")
    return Comparison(about % values, sentences, Figure(table, chart, below), compared)


def _range(numbers: Sequence[int]) -> str:
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _sentence(one: Compared) -> str:
    return comparison_words(one.row.label.rstrip("."), one.here, one.together.agree, _)


def _line(one: Compared, m: int) -> Row:
    there, gap = one.together.agree, one.gap
    ends = {"low": _points(gap.interval.low), "high": _points(gap.interval.high)}
    return Row(
        one.row.label,
        (
            share_text(one.here, m, _),
            share_text(there, m, _),
            _points(gap.value),
            _("%(low)s to %(high)s") % ends,
            _delta(one.dominance),
        ),
    )


def _points(part: float) -> str:
    whole = round(100 * part)
    return f"{whole:+d}".replace("-", "\N{MINUS SIGN}") if whole else "0"


def _delta(dominance: Dominance | None) -> str:
    if dominance is None:
        return NOTHING
    if dominance.interval is None:
        return signed(dominance.delta)
    ends = {"low": signed(dominance.interval.low), "high": signed(dominance.interval.high)}
    return f"{signed(dominance.delta)} " + _("(%(low)s to %(high)s)") % ends
