"""What the teams answered to the challenge, and what those who set it said of the answer."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.models import Comment, Question, Report, Statement
from evaluations.scales import Kind
from programmes.models import Programme

from .figures import words_of_steps
from .moments import SETTERS_LATER, Moment
from .parts import Part, Words
from .rows import Quote

Consent = Comment.Consent


def read_challenge(programme: Programme, kind: str) -> tuple[Part, ...]:
    """Two queries. The edition on learning and impact says what became of the response."""
    said = tuple(_said(programme, kind))
    about = _("They are few and known, so they answered in their own name; each chose how much.")
    parts = [Part(_("What the challenge setters said"), words=said, about=about)] if said else []
    if kind == Report.Kind.FOLLOW_UP:
        return tuple(parts)
    return (*_responses(programme), *parts)


def _responses(programme: Programme) -> list[Part]:
    teams = programme.teams.exclude(response="").order_by("name")
    return [Part(team.name, text=team.response.strip()) for team in teams]


def _said(programme: Programme, kind: str) -> Iterable[Words]:
    """Question by question, once the form has closed: every rating, and the words of those who
    allowed it."""
    rows = (
        Statement.objects.filter(
            question__questionnaire__programme=programme,
            question__questionnaire__moment=Moment.SETTERS,
            question__questionnaire__closes_at__lte=timezone.now(),
        )
        .exclude(~Q(text=""), consent=Consent.NONE)
        .select_related("question__questionnaire", "contribution__person__organisation")
        .order_by("question__questionnaire__opens_at", "question__position", "question__pk", "pk")
    )
    later = kind == Report.Kind.FOLLOW_UP
    named = {one.contribution_id for one in rows if one.consent == Consent.NAMED}
    told = [one for one in rows if later or one.question.questionnaire.slug != SETTERS_LATER]
    for question, some in groupby(told, key=lambda one: one.question):
        quotes = tuple(Quote(_words(question, one), _by(one, named)) for one in some)
        if printed := tuple(quote for quote in quotes if quote.text):
            yield Words(question.wording, printed)


def _words(question: Question, said: Statement) -> str:
    kind = Kind(question.kind)
    if kind.is_words:
        return " ".join(said.text.split())
    if said.cant_say:
        return _("Can’t say")
    return "" if said.value is None else _step(kind, question, said.value)


def _step(kind: Kind, question: Question, value: int) -> str:
    names = words_of_steps(kind, question.options)
    first = 0 if kind is Kind.YES_NO else 1
    return names[value - first] if 0 <= value - first < len(names) else str(value)


def _by(said: Statement, named: Collection[int]) -> str:
    """A rating asks for no consent: it bears the name of those who gave it to their words."""
    person, part = said.contribution.person, said.contribution.responsibility
    if said.consent == Consent.NAMED or (not said.text and said.contribution_id in named):
        return ", ".join(filter(None, [person.name, part]))
    if said.consent == Consent.ROLE and part:
        return _("Challenge setter, %(part)s") % {"part": part}
    return _("A challenge setter")
