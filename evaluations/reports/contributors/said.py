"""What participants said about a contributor's part: what the report prints, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evaluations.models import Question, Questionnaire
from programmes.models import Contribution, Programme

from ..quotes import Quote, quotes_of, texts_of

Kind = Contribution.Kind
Moment = Questionnaire.Moment
MOST = 5
OF_PARTICIPANTS = (Moment.SESSION, Moment.VISITS, Moment.CAFE, Moment.END)
HEADINGS = {
    Kind.HOST: _("What participants said about the visits"),
    Kind.LEADER: _("What participants said about the café conversations"),
    Kind.SPEAKER: _("What participants said about your session"),
    Kind.SETTER: _("What participants said about the programme"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Never about one visit or table alone: few go there, and they would be recognised."""

    heading: str
    quotes: tuple[Quote, ...]


def said_about(programme: Programme, rows: Iterable[Contribution]) -> tuple[Said, ...]:
    """For those who took part, once the answers are opened. Six queries at the most."""
    gave = {(row.kind, row.session_id): row for row in rows if row.status in Contribution.SAID_YES}
    counted = Question.objects.filter(
        questionnaire__programme=programme,
        questionnaire__counted_on__isnull=False,
        questionnaire__moment__in=OF_PARTICIPANTS,
    )
    about = ("pk", "questionnaire", "questionnaire__moment", "questionnaire__session")
    where = {question: rest for question, *rest in counted.values_list(*about)} if gave else {}
    if not where:
        return ()
    quotes = _printed({form for form, _moment, _session in where.values()})
    found = (
        Said(str(HEADINGS[Kind(kind)]), _fitting(kind, session, where, quotes))
        for kind, session in gave
    )
    return tuple(said for said in found if said.quotes)


def _printed(forms: set[int]) -> dict[int, tuple[Quote, ...]]:
    """Chosen among all forms together, as in the report; none where few have written."""
    texts = texts_of(forms)
    printed = quotes_of(forms, texts)
    return {q: quotes for q, quotes in printed.items() if texts[q] >= settings.MINIMUM_CELL}


def _fitting(kind: str, session: int | None, where: dict, printed: dict) -> tuple[Quote, ...]:
    moments = {
        Kind.HOST: Moment.VISITS,
        Kind.LEADER: Moment.CAFE,
        Kind.SPEAKER: Moment.SESSION,
        Kind.SETTER: Moment.END,
    }
    fitting = [
        quote
        for question, quotes in printed.items()
        for quote in quotes
        if where[question][1] == moments[kind]
        and (kind != Kind.SPEAKER or where[question][2] == session)
    ]
    return tuple(fitting[:MOST])
