"""What somebody sent, turned into answers, or into a sentence beside the question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from evaluations.models import Comment
from evaluations.scales import Kind, answer_range
from evaluations.sheet import Said

from .asking import Asked, pairs

LONGEST = 4000
PARTNER = 200  # as Comment.partner holds
Fields = Mapping[str, Sequence[str]]


class Unreadable(ValueError):
    """`args[0]` says to its author what to write instead."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers that could be read, and what is wrong with the others by question."""

    said: tuple[Said, ...]
    errors: dict[int, str]


def name_of(question: Asked) -> str:
    return f"q{question.pk}"


def cant_name(question: Asked) -> str:
    return f"q{question.pk}-cant"


def consent_name(question: Asked) -> str:
    return f"q{question.pk}-consent"


def due_name(question: Asked) -> str:
    return f"q{question.pk}-due"


def partner_name(question: Asked) -> str:
    return f"q{question.pk}-with"


def read(questions: Sequence[Asked], fields: Fields) -> Reading:
    carriers = _carriers(questions)
    said, errors = [], {}
    for question in questions:
        try:
            one = _said(question, carriers.get(question.pk, question), fields)
        except Unreadable as unreadable:
            errors[question.pk] = unreadable.args[0]
        else:
            said += [one] if one else []
    return Reading(tuple(said), errors)


def fields_of(said: Sequence[Said], questions: Sequence[Asked]) -> dict[str, list[str]]:
    """The other way round: the fields that would have been sent for these answers."""
    known = {question.pk: question for question in questions}
    nows = {before.pk: known[now] for now, before in pairs(questions).items()}
    fields: dict[str, list[str]] = {}
    for one in said:
        if question := known.get(one.question):
            fields[name_of(question)] = _written(one, question.kind)
            fields[consent_name(question)] = [one.consent]
            if question.kind is Kind.COMMIT:
                fields |= _committed(one, question)
            if one.cant_say:
                fields[cant_name(nows.get(question.pk, question))] = ["1"]
    return fields


def _carriers(questions: Sequence[Asked]) -> dict[int, Asked]:
    """By question of a pair: the one that carries "I can't say" for both."""
    known = {question.pk: question for question in questions}
    carriers = {}
    for now, before in pairs(questions).items():
        carriers[now] = carriers[before.pk] = known[now]
    return carriers


def _said(question: Asked, carrier: Asked, fields: Fields) -> Said | None:
    """What was given wins; "I can't say" speaks only of what was left empty."""
    given = _given(question, fields)
    if given is None and _first(fields, cant_name(carrier)):
        return Said(question.pk, cant_say=True)
    return given


def _given(question: Asked, fields: Fields) -> Said | None:
    kind = question.kind
    if kind is Kind.OPTIONS:
        return _chosen(question, fields)
    text = _first(fields, name_of(question))
    if kind is Kind.COMMIT:
        return _commitment(question, text, fields)
    if not text:
        return None
    if kind.is_words:
        return _words(question, text, _first(fields, consent_name(question)))
    return Said(question.pk, value=READERS.get(kind, _choice)(text, question))


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name) or ("",)
    return values[0].replace("\0", "").strip()


def _choice(text: str, question: Asked) -> int:
    kind = Kind.OPTION if question.kind is Kind.OPTIONS else question.kind
    allowed = answer_range(kind, question.options)
    is_number = text.isascii() and text.isdigit() and len(text) < 9
    if not is_number or not allowed.first <= int(text) <= allowed.last:
        raise Unreadable(_("Choose one of the answers shown."))
    return int(text)


def read_number(text: str, question: Asked) -> int:
    allowed = answer_range(question.kind, [])
    digits = "".join(text.split()).replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or not 0 < len(digits) < 9:
        raise Unreadable(_("Write a whole number, such as 12."))
    if int(digits) > allowed.last:
        raise Unreadable(_("Write a number up to %(last)d.") % {"last": allowed.last})
    return int(digits)


def read_date(text: str, question: Asked) -> int:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date().toordinal()
        except ValueError:
            continue
    raise Unreadable(_("Write a date, such as 28/02/2027."))


READERS: dict[Kind, Callable[[str, Asked], int]] = {
    Kind.NUMBER: read_number,
    Kind.COUNT: read_number,
    Kind.DATE: read_date,
}


def _chosen(question: Asked, fields: Fields) -> Said | None:
    texts = [text for text in fields.get(name_of(question), ()) if text]
    chosen = tuple(sorted({_choice(text, question) for text in texts}))
    return Said(question.pk, chosen=chosen) if chosen else None


def _words(question: Asked, text: str, consent: str) -> Said:
    if len(text) > LONGEST:
        raise Unreadable(
            _("Please shorten this to %(longest)d characters; it has %(length)d.")
            % {"longest": LONGEST, "length": len(text)}
        )
    asks = question.kind is Kind.QUOTE and consent in Comment.Consent.values
    return Said(question.pk, text=text, consent=consent if asks else Comment.Consent.NONE.value)


def _commitment(question: Asked, text: str, fields: Fields) -> Said | None:
    """A day or a partner alone promises nothing yet."""
    due, partner = _first(fields, due_name(question)), _first(fields, partner_name(question))
    if not text:
        if due or partner:
            raise Unreadable(_("Write what you will do, too."))
        return None
    said = _words(question, text, "")
    return replace(said, due=read_date(due, question) if due else None, partner=partner[:PARTNER])


def _committed(one: Said, question: Asked) -> dict[str, list[str]]:
    due = "" if one.due is None else date.fromordinal(one.due).isoformat()
    return {due_name(question): [due], partner_name(question): [one.partner]}


def _written(one: Said, kind: Kind) -> list[str]:
    if one.chosen is not None:
        return [str(choice) for choice in one.chosen]
    if one.value is None:
        return [one.text]
    is_date = kind is Kind.DATE
    return [date.fromordinal(one.value).isoformat() if is_date else str(one.value)]
