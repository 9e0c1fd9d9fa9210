"""Every figure of the report as data, after suppression: what is hidden there is hidden here."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from evaluations.models import Questionnaire

from .figures import Figure
from .moments import Moments
from .plans import written_counts
from .pledges import pledge_data
from .records import (
    LOOKING_BACK,
    change_data,
    comparison_data,
    decimal,
    partners_data,
    question_data,
    slice_data,
)
from .results import Evaluation
from .setting import Setting
from .themes import themes_table

COLUMNS = (
    "moment",
    "group",
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
EVERYBODY = "everybody"


def as_data(setting: Setting, found: Evaluation) -> dict:
    people = found.people
    return {
        "programme": {"slug": setting.slug, "title": setting.title},
        "edition": str(found.kind),
        "answers_opened_on": found.questionnaire.counted_on.isoformat(),
        "smallest_group_shown": found.m,
        "eligible": people.eligible,
        "answered": people.answered,
        "answered_by_moment": _answered(found.moments),
        "people": _told_in(people.flow),
        "sectors": _told_in(people.sectors),
        "plans_written": written_counts(found.answers.questions, found.m),
        "pledges": pledge_data(found.questionnaire.programme, found.m),
        "themes": _themes(found),
        "questions": list(_questions(found)),
        "changes": list(_changes(found)),
        "first_answers": partners_data(found),
        "comparison": [comparison_data(one) for one in found.comparison.compared],
    }


def _answered(moments: Moments) -> dict[str, int]:
    """That somebody answered is known to the organisers, so its number is no figure of theirs."""
    given: dict[str, int] = {}
    for form in moments.forms:
        given[str(form.moment)] = given.get(str(form.moment), 0) + form.answers.responses
    return given


def _told_in(figure: Figure | None) -> list[dict]:
    """The lines of a table of people; None where it does not tell how many."""
    if figure is None:
        return []
    heads = figure.table.head[1:]
    return [
        {"line": row.header, "people": dict(zip(heads, map(_number, row.cells), strict=False))}
        for row in figure.table.rows
    ]


def _themes(found: Evaluation) -> dict | None:
    """Of how many comments and people, in the words of the table, which hide few."""
    table = themes_table(found)
    if table is None:
        return None
    lines = [
        {"theme": row.header, "valence": row.cells[0], "spoken_of": row.cells[1]}
        for row in table.rows
    ]
    return {"about": table.note, "lines": lines}


def _number(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() else None


def as_json(setting: Setting, found: Evaluation) -> str:
    return json.dumps(as_data(setting, found), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def as_csv(found: Evaluation) -> str:
    """One line a question, and one for each of its groups; a word that a spreadsheet would run is
    kept from running."""
    page = io.StringIO()
    sheet = csv.writer(page, lineterminator="\r\n")
    sheet.writerow(COLUMNS)
    for row in _questions(found):
        counts = " ".join(map(str, row.get("counts") or ()))
        sheet.writerow([_harmless((row | {"counts": counts}).get(column)) for column in COLUMNS])
    return page.getvalue()


def _harmless(value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _questions(found: Evaluation) -> Iterator[dict]:
    """Forms of one moment are counted together: beside them, one alone may only stand as a group
    that has passed disclosure."""
    groups: Mapping[int, list] = {}
    for grouped in found.groups:
        groups.setdefault(grouped.question.pk, []).append(grouped)
    for moment in Questionnaire.Moment:
        for question in found.moments.pooled(moment):
            named = {"moment": str(moment), "group": EVERYBODY}
            yield named | question_data(question, found, at_end=moment == Questionnaire.Moment.END)
            for grouped in groups.get(question.pk, ()):
                for one in grouped.slices:
                    group = {"moment": str(moment), "group": f"{grouped.by}: {one.label}"}
                    yield group | slice_data(question, one, found.m)


def _changes(found: Evaluation) -> Iterator[dict]:
    """What each question is compared with: an earlier form, or looking back within its own."""
    leading = found.results.adjusted()
    across = found.baseline.across
    for pairs in found.pairs:
        for question in found.moments.pooled(pairs.later):
            if change := pairs.changes.get(question.pk):
                row = change_data(question, pairs.later, pairs.earlier, change, found)
                yield row | _adjusted(leading, question.pk, pairs is across)
    for form in found.moments.forms:
        for question in form.answers.questions:
            if change := form.answers.changes.get(question.pk):
                row = change_data(question, form.moment, LOOKING_BACK, change, found)
                yield row | _adjusted(leading, question.pk, across is None)


def _adjusted(leading: Mapping[int, float | None], question: int, leads: bool) -> dict:
    p = leading.get(question) if leads else None
    return {} if p is None else {"holm_p": decimal(p)}
