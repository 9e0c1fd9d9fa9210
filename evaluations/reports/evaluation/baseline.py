"""What "before" means in a report, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations.models import EvaluationPlan
from programmes.models import Programme

from .moments import Moment, Moments
from .pairs import Across


@dataclass(frozen=True, slots=True)
class Baseline:
    """`across` set: what the same people said before the programme. Without, looking back.

    `words` say which, and where that differs from the plan, why.
    """

    across: Across | None
    words: str


def baseline_of(
    programme: Programme, moments: Moments, pairs: Sequence[Across], m: int
) -> Baseline:
    """The plan decides; where nobody was asked before, or too few can be found again, the report
    looks back and says so."""
    plan = EvaluationPlan.objects.filter(programme=programme).first()
    found = [p for p in pairs if (p.earlier, p.later) == (Moment.BEFORE, Moment.END)]
    if plan is not None and plan.baseline == EvaluationPlan.Baseline.THEN:
        return Baseline(None, _planned_looking_back(plan))
    if moments.one(Moment.BEFORE) is None:
        return Baseline(None, _("Nobody was asked before the programme, so the report looks back."))
    if not found or found[0].both < m:
        return Baseline(None, _unpaired(plan, m))
    return Baseline(found[0], _paired(found[0]))


def _planned_looking_back(plan: EvaluationPlan) -> str:
    planned = _("The plan was to compare with what people said of before, looking back.")
    if not plan.baseline_reason:
        return planned
    return f"{planned} " + _("The reason given: %(reason)s") % {"reason": plan.baseline_reason}


def _unpaired(plan: EvaluationPlan | None, m: int) -> str:
    if plan is None or not plan.pairs:
        return _(
            "People were asked before the programme as well, but the answers of one person are not "
            "linked, so how each of them moved is known only from looking back."
        )
    return _(
        "The plan was to compare with what people said before the programme. Fewer than "
        "%(m)s people answered both times, so the report looks back instead."
    ) % {"m": m}


def _paired(across: Across) -> str:
    words = _(
        "People answered before the programme and again at its end; of the %(n)s who answered at "
        "the end, %(both)s had answered before, and only they are compared. Their answers were "
        "linked by a key made for this purpose, not by name."
    ) % {"both": across.both, "n": across.later_n}
    if not across.is_thin:
        return words
    return f"{words} " + _(
        "That is fewer than 60%; the full tables compare what those who answered again, and those "
        "who did not, had said before."
    )
