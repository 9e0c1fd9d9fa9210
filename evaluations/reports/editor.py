"""A form as its organiser works on it: every question, what may be done to it, and a preview."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluations import bank
from evaluations.actions.editing import is_objective, rows_of
from evaluations.effort import minutes
from evaluations.forms.asking import ON_PAPER, asked, questions_of
from evaluations.forms.layout import Sheet, laid_out
from evaluations.models import Question, Questionnaire, Statement
from evaluations.moments import Moment
from evaluations.scales import Kind, answer_range
from evaluations.wording import Doubt, Found, doubts


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One row of the form. `doubts` are sentences that say what to do."""

    pk: int
    code: str
    wording: str
    kind: str
    about: str
    version: int
    is_pair: bool
    doubts: tuple[str, ...]
    can_go: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    title: str
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A question of the bank that the form does not ask."""

    code: str
    wording: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one person says in their own name."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    form: Questionnaire
    groups: tuple[RowGroup, ...]
    rows: int
    most: int
    minutes: int
    is_answered: bool
    offers: tuple[Offer, ...]
    said: tuple[Spoken, ...]
    preview: Sheet

    @property
    def may_grow(self) -> bool:
        return not self.is_answered and self.rows < self.most


def form_page(form: Questionnaire) -> FormPage:
    """A constant number of queries, however many questions there are."""
    rows, answered = rows_of(form), form.has_answers()
    heads = [row[0] for row in rows]
    for one in heads:
        one.questionnaire = form
    lines = [_row(row, at, len(rows)) for at, row in enumerate(rows)]
    length = minutes([Kind(one.kind) for one in heads], sum(len(row) > 1 for row in rows))
    return FormPage(
        form=form,
        groups=_grouped(heads, lines),
        rows=len(rows),
        most=bank.MAX_ROWS,
        minutes=length,
        is_answered=answered,
        offers=_offers(form, {one.code for row in rows for one in row}),
        said=_said(form) if form.moment == Moment.SETTERS else (),
        preview=laid_out(asked(questions_of(form), ON_PAPER), {}, ON_PAPER),
    )


def sentences(wording: str, kind: Kind) -> tuple[str, ...]:
    """What to look at again in a wording. The bank's own words have been tried on people."""
    if wording in {str(standard.wording) for standard in bank.EVERY}:
        return ()
    return tuple(_doubt(found) for found in doubts(wording, is_rated=not kind.is_words))


def _doubt(found: Found) -> str:
    if found.doubt is Doubt.TWO_IN_ONE:
        return _(
            "“%(word)s” may join two things, and one answer cannot speak for both. If so, make two "
            "questions of it."
        ) % {"word": found.word}
    return _(
        "“%(word)s” praises or judges before people do. Leave it out, and let them say it."
    ) % {"word": found.word}


def _row(row: list[Question], at: int, total: int) -> QuestionRow:
    head, kind = row[0], Kind(row[0].kind)
    return QuestionRow(
        pk=head.pk,
        code=" + ".join(one.code for one in reversed(row)),
        wording=head.wording,
        kind=str(kind.label),
        about=" · ".join(filter(None, [str(kind.label), *_about(head)])),
        version=head.version,
        is_pair=len(row) > 1,
        doubts=sentences(head.wording, kind),
        can_go=not is_objective(head),
        is_first=at == 0,
        is_last=at == total - 1,
    )


def _about(question: Question) -> Iterable[str]:
    if question.objective:
        yield _("objective %(number)s") % {"number": question.objective.number}
    if question.asked_of != Question.AskedOf.EVERYONE:
        yield _("asked of %(whom)s") % {"whom": question.get_asked_of_display()}
    if question.version > 1:
        yield _("version %(number)s") % {"number": question.version}


def _grouped(heads: list[Question], lines: list[QuestionRow]) -> tuple[RowGroup, ...]:
    groups: list[tuple[str, list[QuestionRow]]] = []
    for head, line in zip(heads, lines, strict=True):
        if not groups or groups[-1][0] != head.section:
            groups.append((head.section, []))
        groups[-1][1].append(line)
    return tuple(RowGroup(title, tuple(rows)) for title, rows in groups)


def _offers(form: Questionnaire, taken: set[str]) -> tuple[Offer, ...]:
    """What was made for this moment first, then the rest of the bank."""
    own = [one.code for one in bank.FORMS.get(form.slug, bank.FORMS.get(form.moment, ()))]
    ordered = sorted(bank.EVERY, key=lambda one: one.code not in own)
    return tuple(Offer(one.code, str(one.wording)) for one in ordered if one.code not in taken)


def _said(form: Questionnaire) -> tuple[Spoken, ...]:
    rows = Statement.objects.filter(question__questionnaire=form).select_related(
        "contribution__person", "question"
    )
    spoken: dict[str, list[tuple[str, str]]] = {}
    for row in rows.order_by("contribution__person__name", "question__position"):
        line = (row.question.wording, _in_words(row))
        spoken.setdefault(row.contribution.person.name, []).append(line)
    return tuple(Spoken(name, tuple(lines)) for name, lines in spoken.items())


def _in_words(statement: Statement) -> str:
    if statement.cant_say:
        return _("can’t say")
    if statement.text:
        consent = statement.get_consent_display()
        return _("“%(text)s” (may be quoted: %(consent)s)") % {
            "text": statement.text,
            "consent": consent[:1].lower() + consent[1:],
        }
    question = statement.question
    steps = answer_range(Kind(question.kind), question.options)
    labels = {**dict(enumerate(question.options, steps.first))} if question.options else {}
    return str(labels.get(statement.value, statement.value))
