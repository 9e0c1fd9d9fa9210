"""The form as it is drawn: frozen values, so that one template draws it and asks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.models import Comment, Question
from evaluations.scales import AGREE5, AGREE6, Kind

from .asking import Asked, Respondent, pairs
from .reading import Fields, cant_name, consent_name, due_name, name_of, partner_name


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of buttons. `side` is "Before" or "Now" in a pair, empty otherwise."""

    name: str
    choices: tuple[Choice, ...]
    side: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement, with the name of the reader's own visit in its middle where it speaks of it."""

    start: str
    name: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A short field beside words: when and with whom."""

    name: str
    label: str
    text: str
    input_type: str = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One fieldset. `shape` says how it is drawn: scale, list, checks, line or words."""

    shape: str
    name: str
    wording: Wording
    rows: tuple[Row, ...] = ()
    ends: tuple[str, str] = ("", "")
    key: str = ""
    cant: str = ""
    cant_checked: bool = False
    text: str = ""
    input_type: str = "text"
    consent: str = ""
    consents: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()
    hint: str = ""
    plan: str = ""
    error: str = ""
    html: str = ""

    @property
    def is_answered(self) -> bool:
        chosen = any(choice.checked for row in self.rows for choice in row.choices)
        return chosen or self.cant_checked or bool(self.text)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form."""

    sections: tuple[Section, ...]
    total: int
    answered: int
    html: str = ""

    @property
    def errors(self) -> tuple[Item, ...]:
        return tuple(item for part in self.sections for item in part.items if item.error)


def laid_out(
    questions: Sequence[Asked],
    fields: Fields,
    respondent: Respondent,
    errors: Mapping[int, str] | None = None,
) -> Sheet:
    """An empty form is the same for all who are asked the same, so it is drawn once for them."""
    if fields or errors or respondent.plan:
        return _laid_out(questions, fields, respondent, errors or {})
    return _empty(tuple(questions), respondent, get_language())


@lru_cache(maxsize=256)
def _empty(questions: tuple[Asked, ...], respondent: Respondent, language: str) -> Sheet:
    return _laid_out(questions, {}, respondent, {})


def _laid_out(
    questions: Sequence[Asked],
    fields: Fields,
    respondent: Respondent,
    errors: Mapping[int, str],
) -> Sheet:
    befores = pairs(questions)
    beside = {before.pk for before in befores.values()}
    shown = [question for question in questions if question.pk not in beside]
    parts = []
    for title, group in groupby(shown, key=lambda question: question.section):
        items = tuple(
            _item_for(question, befores.get(question.pk), fields, respondent, errors)
            for question in group
        )
        parts.append(Section(title, len(parts) + 1, items))
    items = [item for part in parts for item in part.items]
    sheet = Sheet(tuple(parts), len(items), sum(item.is_answered for item in items))
    return replace(sheet, html=render_to_string("evaluations/_sheet.html", {"sheet": sheet}))


def _item_for(
    question: Asked,
    before: Asked | None,
    fields: Fields,
    respondent: Respondent,
    errors: Mapping[int, str],
) -> Item:
    """Drawing is a pure function of what is drawn, so that one drawing serves everybody who gave
    the same answer. What people typed is drawn anew each time and never remembered."""
    names = [name_of(question), cant_name(question), consent_name(question)]
    if question.kind is Kind.COMMIT:
        names += [due_name(question), partner_name(question)]
    names += [name_of(before)] if before else []
    given = tuple((name, tuple(fields[name])) for name in names if name in fields)
    plan = respondent.plan if question.code == bank.WAS_IT_DONE else ""
    is_typed = _is_typed(question.kind)
    draw = _item.__wrapped__ if plan or (is_typed and given) else _item
    visit = respondent.visit if question.asked_of == Question.AskedOf.VISITORS else ""
    error = errors.get(question.pk) or (before and errors.get(before.pk)) or ""
    hint = _hint(question, respondent)
    return draw(question, before, given, visit, hint, error, plan, get_language())


def _is_typed(kind: Kind) -> bool:
    return kind.is_words or kind.is_figure or kind is Kind.DATE


def labels_of(question: Asked) -> list[tuple[str, str]]:
    """Value and label of each answer one may choose from."""
    if question.kind is Kind.YES_NO:
        return [("1", _("Yes")), ("0", _("No"))]
    if question.kind is Kind.RECOMMEND:
        return [(str(number), "") for number in range(11)]
    fixed = {Kind.AGREE6: AGREE6, Kind.AGREE5: AGREE5}
    labels = fixed.get(question.kind, question.options)
    return [(str(number), str(label)) for number, label in enumerate(labels, 1)]


@lru_cache(maxsize=4096)
def _item(
    question: Asked,
    before: Asked | None,
    given: tuple[tuple[str, tuple[str, ...]], ...],
    visit: str,
    hint: str,
    error: str,
    plan: str,
    language: str,
) -> Item:
    kind, fields = question.kind, dict(given)
    if (kind.is_scale and (before or kind is not Kind.STEPS)) or kind is Kind.RECOMMEND:
        item = _scale(question, before, fields)
    elif _is_typed(kind):
        item = _written(question, kind, fields)
    else:
        item = _listed(question, kind, fields)
    item = replace(item, wording=_wording(question, visit), hint=hint, error=error, plan=plan)
    return replace(item, html=render_to_string("evaluations/_item.html", {"item": item}))


def _scale(question: Asked, before: Asked | None, fields: Fields) -> Item:
    rows = (_row(question, fields),)
    if before:
        then = replace(_row(before, fields), side=_("Before"), wording=before.wording)
        rows = (then, replace(rows[0], side=_("Now"), wording=question.wording))
    labels = labels_of(question)
    key = ""
    if question.kind is Kind.STEPS:
        key = " · ".join(f"{number} {label}" for number, label in labels)
    return Item(
        shape="scale",
        name=name_of(question),
        wording=Wording(""),
        rows=rows,
        ends=_ends(question, labels),
        key=key,
        cant=cant_name(question),
        cant_checked=bool(fields.get(cant_name(question))),
    )


def _ends(question: Asked, labels: list[tuple[str, str]]) -> tuple[str, str]:
    if question.kind is Kind.RECOMMEND:
        return _("0 not at all likely"), _("10 extremely likely")
    (first, low), (last, high) = labels[0], labels[-1]
    return f"{first} {low.lower()}", f"{last} {high.lower()}"


def _row(question: Asked, fields: Fields) -> Row:
    name = name_of(question)
    given = fields.get(name, ())
    return Row(
        name, tuple(Choice(value, label, value in given) for value, label in labels_of(question))
    )


def _listed(question: Asked, kind: Kind, fields: Fields) -> Item:
    shape = "checks" if kind is Kind.OPTIONS else "list"
    return Item(shape, name_of(question), Wording(""), rows=(_row(question, fields),))


def _written(question: Asked, kind: Kind, fields: Fields) -> Item:
    name = name_of(question)
    text = (fields.get(name) or [""])[0]
    if not kind.is_words:
        input_type = "date" if kind is Kind.DATE else "text"
        return Item("line", name, Wording(""), text=text, input_type=input_type)
    item = Item("words", name, Wording(""), text=text)
    if kind is Kind.COMMIT:
        return replace(item, lines=_when_and_with_whom(question, fields))
    if kind is not Kind.QUOTE:
        return item
    given = (fields.get(consent_name(question)) or [Comment.Consent.NONE.value])[0]
    consents = tuple(
        Choice(value, str(label), value == given) for value, label in Comment.Consent.choices
    )
    return replace(item, consent=consent_name(question), consents=consents)


def _when_and_with_whom(question: Asked, fields: Fields) -> tuple[Line, ...]:
    due, partner = due_name(question), partner_name(question)
    return (
        Line(due, _("By when"), (fields.get(due) or [""])[0], "date"),
        Line(partner, _("With whom"), (fields.get(partner) or [""])[0]),
    )


def _wording(question: Asked, visit: str) -> Wording:
    """“The visit helped …” becomes “The visit to Open Data Mill helped …”."""
    opening = _("The visit") + " "
    if visit and question.wording.startswith(opening):
        return Wording(_("The visit to"), visit, question.wording.removeprefix(opening))
    return Wording(question.wording)


def _hint(question: Asked, respondent: Respondent) -> str:
    if question.asked_of == Question.AskedOf.GUESTS and respondent.tables:
        tables = ", ".join(str(table) for table in respondent.tables)
        return _("Your tables: %(tables)s") % {"tables": tables}
    if respondent.asked_all and question.asked_of == Question.AskedOf.VISITORS:
        return _("If you went on a visit")
    if respondent.asked_all and question.asked_of == Question.AskedOf.GUESTS:
        return _("If you sat at a café table")
    return ""
