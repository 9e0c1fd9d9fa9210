"""Every figure of the report as data, after suppression: what is hidden there is hidden here."""

import csv
import io
import json

from evaluations.disclosure import Display, display
from evaluations.scales import Kind
from evaluations.statistics import Interval, PairedChange, cohort_bounds, recommendation

from .evaluation_figures import steps_of
from .evaluation_results import Evaluation
from .evaluation_rows import Answered
from .evaluation_setting import Setting

COLUMNS = (
    "question",
    "version",
    "wording",
    "scale",
    "asked_of",
    "n",
    "cant_say",
    "blank",
    "counts",
    "agreed",
    "percent",
    "low",
    "high",
    "suppressed",
)


def decimal(value: float | None) -> str | None:
    """Six places, as text: no reader's rounding comes between."""
    return None if value is None else f"{value:.6f}"


def as_data(setting: Setting, found: Evaluation) -> dict:
    people = found.people
    return {
        "programme": {"slug": setting.slug, "title": setting.title},
        "answers_opened_on": found.questionnaire.counted_on.isoformat(),
        "smallest_group_shown": found.m,
        "eligible": people.eligible,
        "answered": people.answered,
        "questions": [question_data(q, found) for q in found.answers.questions],
        "changes": _changes(found),
    }


def as_json(setting: Setting, found: Evaluation) -> str:
    return json.dumps(as_data(setting, found), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def as_csv(found: Evaluation) -> str:
    """One line a question; a word that a spreadsheet would run is kept from running."""
    page = io.StringIO()
    sheet = csv.writer(page, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for question in found.answers.questions:
        row = question_data(question, found)
        row["counts"] = " ".join(map(str, row["counts"] or ()))
        sheet.writerow([_harmless(row.get(column)) for column in COLUMNS])
    return page.getvalue()


def _harmless(value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def question_data(question: Answered, found: Evaluation) -> dict:
    """What is asked, and of the answers as much as their number allows."""
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
    return row | _agreement(question, put, found) | _spread(question, put)


def _spread(question: Answered, put: Display) -> dict:
    """Counts by step from ten answers on."""
    if not put.has_percent or question.kind.is_figure or question.kind is Kind.DATE:
        return {}
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


def _agreement(question: Answered, put: Display, found: Evaluation) -> dict:
    if question.kind is Kind.RECOMMEND:
        return _recommendation(question, put)
    if not question.is_agreement:
        return {}
    share = question.distribution.agree
    if not put.has_percent:
        return {"agreed": share.k}
    return {
        "agreed": share.k,
        "percent": share.percent_text,
        "mean": decimal(question.distribution.mean),
        "median": decimal(question.distribution.median),
        **_ends(share.wilson),
        "if_all_had_answered": _bounds(question, found),
    }


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


def _changes(found: Evaluation) -> list[dict]:
    """What each question is compared with: an earlier form, or looking back within its own."""
    leading = found.results.adjusted()
    across = found.baseline.across
    rows = [
        _change(question, pairs.earlier, pairs.changes[question.pk], found.m)
        | ({"holm_p": decimal(leading.get(question.pk))} if pairs is across else {})
        for pairs in found.pairs
        for question in found.moments.one(pairs.later).answers.questions
        if question.pk in pairs.changes
    ]
    for form in found.moments.forms:
        for question in form.answers.questions:
            if change := form.answers.changes.get(question.pk):
                row = _change(question, "looking back", change, found.m)
                first = across is None and not row["suppressed"]
                rows.append(row | ({"holm_p": decimal(leading.get(question.pk))} if first else {}))
    return rows


def _change(question: Answered, before: str, change: PairedChange, m: int) -> dict:
    moved, put = change.movement, display(change.n, m)
    row = {"question": question.code, "compared_with": before}
    row["suppressed"] = put is Display.NOTHING and change.n > 0
    if put is Display.NOTHING:
        return row | {"n": None if change.n else 0}
    row |= {"n": change.n, "up": moved.up, "same": moved.same, "down": moved.down}
    if not put.has_percent:
        return row
    tested = moved.is_testable
    return row | {
        "net": decimal(moved.net),
        **_ends(moved.interval),
        "sign_p": decimal(moved.sign_p) if tested else None,
        "wilcoxon_p": decimal(change.wilcoxon.p) if tested else None,
        "rank_biserial": decimal(change.wilcoxon.rank_biserial) if tested else None,
    }
