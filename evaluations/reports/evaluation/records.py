"""One record of the data for each question, group, change and comparison, after suppression."""

from evaluations.disclosure import Display, display
from evaluations.scales import Kind
from evaluations.statistics import (
    Distribution,
    Interval,
    PairedChange,
    cohort_bounds,
    recommendation,
)
from evaluations.summary import mean_text

from .comparison import Compared
from .figures import steps_of
from .groups import Slice
from .plans import reached
from .results import Evaluation
from .rows import Answered
from .tables import MOST_DRAWN

LOOKING_BACK = "looking back"


def decimal(value: float | None) -> str | None:
    """Six places, as text: no reader's rounding comes between."""
    return None if value is None else f"{value:.6f}"


def question_data(question: Answered, found: Evaluation, at_end: bool) -> dict:
    """What is asked, and of the answers as much as their number allows. `at_end`: how many were
    asked is known, so that the silent can be added."""
    put = display(question.n, found.m)
    objectives = {objective.pk: objective.number for objective in found.objectives}
    row = {
        "question": question.code,
        "version": question.version,
        "wording": question.wording,
        "scale": question.kind.value,
        "asked_of": question.asked_of,
        "objective": objectives.get(question.objective),
        "suppressed": put is Display.NOTHING and question.n > 0,
        "n": None if put is Display.NOTHING and question.n else question.n,
        "counts": None,
    }
    if put is Display.NOTHING or question.kind.is_words:
        return row
    row |= _agreement(question, put) | _spread(question, put) | _marked(question, put)
    if at_end and "percent" in row:
        row["if_all_had_answered"] = _bounds(question, found)
    return row


def _spread(question: Answered, put: Display) -> dict:
    """Counts by step from ten answers on; of numbers and dates, what lies in the middle."""
    if not put.has_percent:
        return {}
    if question.kind.is_figure or question.kind is Kind.DATE:
        counted = question.distribution
        low, high = counted.quartiles
        middle = {"quartile_low": decimal(low), "quartile_high": decimal(high)}
        return {"median": decimal(counted.median), **middle}
    if question.choices:
        return {"answers": list(steps_of(question)), "counts": list(question.choices.counts)}
    counted = question.distribution
    words = steps_of(question)
    return {
        "answers": list(words or map(str, counted.steps)),
        "counts": list(counted.counts),
        "cant_say": counted.cant_say,
        "blank": counted.missing if question.of_everyone else None,
    }


def _agreement(question: Answered, put: Display) -> dict:
    if question.kind is Kind.RECOMMEND:
        return _recommendation(question, put)
    if not question.is_agreement:
        return {}
    return _agreeing(question.distribution, put)


def _agreeing(counted: Distribution, put: Display) -> dict:
    share = counted.agree
    if not put.has_percent:
        return {"agreed": share.k}
    return {
        "agreed": share.k,
        "clearly_agreed": counted.clearly_agree.k,
        "percent": share.percent_text,
        "mean": decimal(counted.mean),
        "sd": decimal(counted.sd),
        "median": decimal(counted.median),
        **_ends(share.wilson),
    }


def slice_data(question: Answered, one: Slice, m: int) -> dict:
    """One group of a question: how many agreed, and never how they spread."""
    return {
        "question": question.code,
        "version": question.version,
        "wording": question.wording,
        "scale": question.kind.value,
        "asked_of": question.asked_of,
        "n": one.counted.n,
        "suppressed": False,
        **_agreeing(one.counted, display(one.counted.n, m)),
    }


def _marked(question: Answered, put: Display) -> dict:
    """Of a choice whose options were marked beforehand: how many chose one that will do."""
    there = reached(question)
    if there is None:
        return {}
    plain = {"reached": there.k}
    return plain | ({"reached_percent": there.percent_text} if put.has_percent else {})


def _bounds(question: Answered, found: Evaluation) -> dict | None:
    eligible, counted = found.people.eligible, question.distribution
    if eligible is None or not question.of_everyone:
        return None
    return _ends(cohort_bounds(counted.agreeing, counted.n, eligible))


def _recommendation(question: Answered, put: Display) -> dict:
    result = recommendation(question.distribution)
    counts = {
        "promoters": result.promoters,
        "passives": result.passives,
        "detractors": result.detractors,
    }
    return counts | ({"net": result.shown, **_ends(result.interval)} if put.has_percent else {})


def _ends(interval: Interval | None) -> dict:
    if interval is None:
        return {"low": None, "high": None}
    return {"low": decimal(interval.low), "high": decimal(interval.high)}


def change_data(
    question: Answered, moment: str, before: str, change: PairedChange, found: Evaluation
) -> dict:
    moved, put = change.movement, display(change.n, found.m)
    row = {
        "moment": str(moment),
        "question": question.code,
        "version": question.version,
        "compared_with": str(before),
        "suppressed": put is Display.NOTHING and change.n > 0,
    }
    if put is Display.NOTHING:
        return row | {"n": None if change.n else 0}
    row |= {"n": change.n, "up": moved.up, "same": moved.same, "down": moved.down}
    if not put.has_percent:
        return row
    row |= {"net": decimal(moved.net), **_ends(moved.interval)}
    if question.is_agreement:
        means = (mean_text(change.before.mean), mean_text(change.after.mean))
        row |= dict(zip(("mean_before", "mean_after"), means, strict=True))
        if not found.tells_of_few(question, change, "" if before == LOOKING_BACK else before):
            row |= _average(change, found.seed)
    return row | (_tests(change) if moved.is_testable else {})


def _tests(change: PairedChange) -> dict:
    return {
        "sign_p": decimal(change.movement.sign_p),
        "wilcoxon_p": decimal(change.wilcoxon.p),
        "rank_biserial": decimal(change.wilcoxon.rank_biserial),
    }


def _average(change: PairedChange, seed: str) -> dict:
    """The mean change; its interval, where that is drawn, from the seed that is given."""
    row = {
        "mean_change": decimal(change.mean_change),
        "median_change": decimal(change.median_change),
    }
    if change.n > MOST_DRAWN:
        return row
    drawn = change.bootstrap(seed)
    ends = {"low": decimal(drawn.low), "high": decimal(drawn.high)}
    return row | {"mean_change_interval": ends, "seed": seed}


def partners_data(found: Evaluation) -> list[dict]:
    """Where few answered again: what they had answered first, and what the others had."""
    across = found.baseline.across
    if across is None:
        return []
    rows = []
    for row in found.results.moved:
        if row.question.pk in across.split:
            again, silent = across.split[row.question.pk]
            groups = {"answered_again": again, "did_not": silent}
            hidden = display(min(again.n, silent.n), found.m) is Display.NOTHING
            rows.append({"question": row.question.code, "suppressed": hidden})
            if not hidden:
                rows[-1] |= {name: _average_of(one, found.m) for name, one in groups.items()}
    return rows


def _average_of(counted: Distribution, m: int) -> dict:
    drawn = display(counted.n, m).has_percent
    return {"n": counted.n, "mean": decimal(counted.mean) if drawn else None}


def comparison_data(one: Compared) -> dict:
    """This programme beside earlier ones, unnamed and in no order."""
    there, gap, dominance = one.together.agree, one.gap, one.dominance
    return {
        "question": one.row.question.code,
        "agreed": one.here.k,
        "n": one.here.n,
        "programmes": len(one.others),
        "there_agreed": there.k,
        "there_n": there.n,
        "difference": decimal(gap.value),
        **_ends(gap.interval),
        "dominance": decimal(dominance.delta),
        "dominance_interval": _ends(dominance.interval),
    }
