"""The form as it is drawn: frozen values, so that one template draws it and asks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from evaluations.models import Comment, Question
from evaluations.scales import AGREE5, AGREE6, Kind

from .asking import Respondent, pairs
from .reading import Fields, cant_name, consent_name, name_of


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
    hint: str = ""
    error: str = ""

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

    @property
    def errors(self) -> tuple[Item, ...]:
        return tuple(item for part in self.sections for item in part.items if item.error)


def laid_out(
    questions: Sequence[Question],
    fields: Fields,
    respondent: Respondent,
    errors: Mapping[int, str] | None = None,
) -> Sheet:
    befores = pairs(questions)
    beside = {before.pk for before in befores.values()}
    shown = [question for question in questions if question.pk not in beside]
    parts = []
    for title, group in groupby(shown, key=lambda question: question.section):
        items = tuple(
            _item(question, befores.get(question.pk), fields, respondent, errors or {})
            for question in group
        )
        parts.append(Section(title, len(parts) + 1, items))
    items = [item for part in parts for item in part.items]
    return Sheet(tuple(parts), len(items), sum(item.is_answered for item in items))


def labels_of(question: Question) -> list[tuple[str, str]]:
    """Value and label of each answer one may choose from."""
    kind = Kind(question.kind)
    if kind is Kind.YES_NO:
        return [("1", _("Yes")), ("0", _("No"))]
    if kind is Kind.RECOMMEND:
        return [(str(number), "") for number in range(11)]
    fixed = {Kind.AGREE6: AGREE6, Kind.AGREE5: AGREE5}
    labels = fixed.get(kind, question.options)
    return [(str(number), str(label)) for number, label in enumerate(labels, 1)]


def _item(
    question: Question,
    before: Question | None,
    fields: Fields,
    respondent: Respondent,
    errors: Mapping[int, str],
) -> Item:
    kind = Kind(question.kind)
    if (kind.is_scale and (before or kind is not Kind.STEPS)) or kind is Kind.RECOMMEND:
        item = _scale(question, before, fields)
    elif kind.is_words or kind in (Kind.NUMBER, Kind.DATE):
        item = _written(question, kind, fields)
    else:
        item = _listed(question, kind, fields)
    error = errors.get(question.pk) or (before and errors.get(before.pk)) or ""
    return replace(
        item,
        wording=_wording(question, respondent),
        hint=_hint(question, respondent),
        error=error,
    )


def _scale(question: Question, before: Question | None, fields: Fields) -> Item:
    rows = (_row(question, fields),)
    if before:
        then = replace(_row(before, fields), side=_("Before"), wording=before.wording)
        rows = (then, replace(rows[0], side=_("Now"), wording=question.wording))
    labels = labels_of(question)
    key = ""
    if question.kind == Kind.STEPS:
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


def _ends(question: Question, labels: list[tuple[str, str]]) -> tuple[str, str]:
    if question.kind == Kind.RECOMMEND:
        return _("0 not at all likely"), _("10 extremely likely")
    (first, low), (last, high) = labels[0], labels[-1]
    return f"{first} {low.lower()}", f"{last} {high.lower()}"


def _row(question: Question, fields: Fields) -> Row:
    name = name_of(question)
    given = fields.get(name, ())
    return Row(
        name, tuple(Choice(value, label, value in given) for value, label in labels_of(question))
    )


def _listed(question: Question, kind: Kind, fields: Fields) -> Item:
    shape = "checks" if kind is Kind.OPTIONS else "list"
    return Item(shape, name_of(question), Wording(""), rows=(_row(question, fields),))


def _written(question: Question, kind: Kind, fields: Fields) -> Item:
    name = name_of(question)
    text = (fields.get(name) or [""])[0]
    if not kind.is_words:
        input_type = "date" if kind is Kind.DATE else "text"
        return Item("line", name, Wording(""), text=text, input_type=input_type)
    item = Item("words", name, Wording(""), text=text)
    if kind is not Kind.QUOTE:
        return item
    given = (fields.get(consent_name(question)) or [Comment.Consent.NONE.value])[0]
    consents = tuple(
        Choice(value, str(label), value == given) for value, label in Comment.Consent.choices
    )
    return replace(item, consent=consent_name(question), consents=consents)


def _wording(question: Question, respondent: Respondent) -> Wording:
    """“The visit helped …” becomes “The visit to Open Data Mill helped …”."""
    opening = _("The visit") + " "
    is_mine = respondent.visit and question.asked_of == Question.AskedOf.VISITORS
    if is_mine and question.wording.startswith(opening):
        rest = question.wording.removeprefix(opening)
        return Wording(_("The visit to"), respondent.visit, rest)
    return Wording(question.wording)


def _hint(question: Question, respondent: Respondent) -> str:
    if question.asked_of == Question.AskedOf.GUESTS and respondent.tables:
        tables = ", ".join(str(table) for table in respondent.tables)
        return _("Your tables: %(tables)s") % {"tables": tables}
    if respondent.asked_all and question.asked_of == Question.AskedOf.VISITORS:
        return _("If you went on a visit")
    if respondent.asked_all and question.asked_of == Question.AskedOf.GUESTS:
        return _("If you sat at a café table")
    return ""
