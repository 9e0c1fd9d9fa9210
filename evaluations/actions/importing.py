"""Answers collected on paper or elsewhere come in from a file."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import answer_files
from evaluations.answer_files import Table, plain
from evaluations.disclosure import Author
from evaluations.forms.asking import Asked, questions_of
from evaluations.forms.layout import labels_of
from evaluations.forms.reading import PARTNER, Unreadable, read_date, read_number
from evaluations.models import AnswerImport, Comment, Questionnaire
from evaluations.scales import Kind, answer_range
from evaluations.sheet import Said

from .counting import line_under
from .shuffling import Opened, write_shuffled

BESIDE = {
    "consent": ("consent", "may be quoted", "may we quote this"),
    "due": ("by when", "due"),
    "partner": ("with whom", "partner"),
}
"""What may stand in a column of its own, headed by the code of its question and one of these."""


class CannotImport(Exception):
    """Nothing was written. `args[0]` says why."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A value nobody knows, where it stands, and what could stand there."""

    row: int
    column: str
    value: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Import:
    """What a file brought, or would bring: nothing at all as long as there are problems."""

    answers: int
    empty_rows: int
    questions: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    problems: tuple[Problem, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    questions: dict[int, Asked]
    beside: dict[int, tuple[int, str]]
    unknown: tuple[str, ...]


@transaction.atomic
def import_answers(
    *,
    questionnaire: Questionnaire,
    content: bytes,
    eligible: int | None = None,
    dry_run: bool = False,
) -> Import:
    """Add a file's answers to those that are there, shuffled among them.

    A column belongs to the question whose code or wording is its heading. CannotImport for a file
    that is no table, has none of the questions, or was brought in before.
    """
    form = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    table = _table(content)
    sha256 = hashlib.sha256(content).hexdigest()
    if form.imports.filter(sha256=sha256).exists():
        raise CannotImport(_("This file has been imported already. Nothing was added."))
    columns = _columns(table, form)
    sheets, problems = _sheets(table, columns)
    filled = [sheet for sheet in sheets if sheet]
    _check_difference(form, len(filled))
    _check_eligible(eligible, len(filled) + form.responses.count())
    may_write = not dry_run and not problems
    if may_write:
        _write(form, filled, sha256, eligible)
    return Import(
        answers=len(filled),
        empty_rows=len(sheets) - len(filled),
        questions=tuple(question.code for question in columns.questions.values()),
        unknown_columns=columns.unknown,
        problems=tuple(problems),
        written=may_write,
    )


def _write(
    form: Questionnaire, sheets: list[tuple[Said, ...]], sha256: str, eligible: int | None
) -> None:
    nobody = Author()
    lines = [
        {one.question: line_under(one, nobody, []) for one in sheet if one.is_words}
        for sheet in sheets
    ]
    write_shuffled(form, map(Opened, sheets, lines))
    AnswerImport.objects.create(questionnaire=form, sha256=sha256)
    if eligible is not None:
        form.eligible = eligible
    if form.closes_at <= timezone.now() and not form.ballots.exists():
        form.counted_on = timezone.localdate()
    form.save(update_fields=["eligible", "counted_on"])


def _table(content: bytes) -> Table:
    try:
        return answer_files.table_of(content)
    except answer_files.NotATable as error:
        raise CannotImport(
            _(
                "This is not a table of answers: it needs one line of headings and one line for "
                "each person, as a spreadsheet program saves it under “CSV”."
            )
        ) from error


def _check_difference(form: Questionnaire, answers: int) -> None:
    """A few answers more would be the difference to the figures that were known before."""
    if 0 < answers < settings.MINIMUM_CELL and form.responses.exists():
        raise CannotImport(
            _(
                "%(answers)d answers are too few to add to those that are there: their figures "
                "would be plain by subtraction. Wait until there are at least %(minimum)d."
            )
            % {"answers": answers, "minimum": settings.MINIMUM_CELL}
        )


def _check_eligible(eligible: int | None, answers: int) -> None:
    if eligible is not None and eligible < answers:
        raise CannotImport(
            _("%(answers)d answered, so more than %(eligible)d must have been asked.")
            % {"answers": answers, "eligible": eligible}
        )


def _columns(table: Table, form: Questionnaire) -> _Columns:
    current = [question for question in questions_of(form) if question.current]
    known = {plain(name): one for one in current for name in _names(one)}
    by_code = {one.code: one.pk for one in known.values()}
    beside = {
        plain(f"{code} {word}"): (pk, part)
        for code, pk in by_code.items()
        for part, words in BESIDE.items()
        for word in words
    }
    found: dict[int, Asked] = {}
    beside_at: dict[int, tuple[int, str]] = {}
    unknown = []
    for at, heading in enumerate(table.headings):
        if question := known.get(plain(heading)):
            if question in found.values():
                raise CannotImport(
                    _("Two columns are for “%(question)s”.") % {"question": question}
                )
            found[at] = question
        elif plain(heading) in beside:
            beside_at[at] = beside[plain(heading)]
        else:
            unknown.append(heading)
    if not found:
        raise CannotImport(
            _("No column has the code or the wording of a question. The codes are: %(codes)s.")
            % {"codes": ", ".join(one.code for one in current)}
        )
    return _Columns(found, beside_at, tuple(unknown))


def _names(question: Asked) -> tuple[str, ...]:
    return question.code, question.wording, f"{question.code} {question.wording}"


def _sheets(table: Table, columns: _Columns) -> tuple[list[tuple[Said, ...]], list[Problem]]:
    sheets, problems = [], []
    for number, row in table.rows:
        beside = {columns.beside[at]: row[at] for at in columns.beside}
        said = []
        for at, question in columns.questions.items():
            try:
                said += _read(question, row[at], beside)
            except Unreadable as unreadable:
                heading = table.headings[at]
                problems.append(Problem(number, heading, row[at], unreadable.args[0]))
        sheets.append(tuple(said))
    return sheets, problems


def _read(question: Asked, text: str, beside: dict[tuple[int, str], str]) -> Iterator[Said]:
    kind = question.kind
    if not text:
        return
    if kind.is_words:
        said = Said(question.pk, text=text)
        yield replace(said, **_beside(question, beside))
    elif answer_files.is_cant_say(text, also=_("I can’t say")):
        yield Said(question.pk, cant_say=True)
    elif kind is Kind.OPTIONS:
        parts = [part for part in text.replace("|", ";").split(";") if part.strip()]
        chosen = {_value(question, part.strip()) for part in parts}
        yield Said(question.pk, chosen=tuple(sorted(chosen)))
    else:
        yield Said(question.pk, value=_value(question, text))


def _beside(question: Asked, beside: dict[tuple[int, str], str]) -> dict[str, object]:
    """Whether words may be quoted; of a commitment, by when and with whom."""
    consent, due, partner = (beside.get((question.pk, part), "") for part in BESIDE)
    if question.kind is not Kind.COMMIT:
        return {"consent": _consent(question.kind, consent)}
    return {"due": read_date(due, question) if due else None, "partner": partner[:PARTNER]}


def _value(question: Asked, text: str) -> int:
    kind = question.kind
    if kind is Kind.DATE:
        return read_date(text, question)
    if kind.is_figure:
        return read_number(text.removesuffix(".0"), question)
    allowed = answer_range(kind, question.options) or answer_range(Kind.OPTION, question.options)
    labels = {plain(label): int(value) for value, label in labels_of(question) if label}
    if kind is Kind.YES_NO:
        labels |= {"yes": 1, "no": 0, "y": 1, "n": 0, "true": 1, "false": 0}
    value = answer_files.chosen_value(text, labels, range(allowed.first, allowed.last + 1))
    if value is None and kind is Kind.YES_NO:
        raise Unreadable(_("yes or no"))
    if value is None:
        raise Unreadable(_known(labels, allowed.first, allowed.last))
    return value


def _known(labels: dict[str, int], first: int, last: int) -> str:
    numbers = _("a number from %(first)d to %(last)d") % {"first": first, "last": last}
    if not labels:
        return numbers
    return _("%(numbers)s, or one of: %(labels)s") % {
        "numbers": numbers,
        "labels": "; ".join(labels),
    }


def _consent(kind: Kind, text: str) -> str:
    if kind is not Kind.QUOTE:
        return Comment.Consent.NONE.value
    known = {plain(value): value for value in Comment.Consent.values}
    known |= {plain(str(label)): value for value, label in Comment.Consent.choices}
    return known.get(plain(text), Comment.Consent.NONE.value)
