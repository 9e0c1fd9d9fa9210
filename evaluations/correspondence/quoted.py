"""What people said about each part of a programme: approved words alone, and none of them harsh."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from evaluations.models import Question, Questionnaire
from evaluations.reports.public import LONGEST
from evaluations.reports.quotes import Quote, quotes_of, texts_of
from programmes.models import Contribution, Programme

Moment = Questionnaire.Moment
MOST = 3
MOMENTS = {
    Contribution.Kind.HOST: Moment.VISITS,
    Contribution.Kind.LEADER: Moment.CAFE,
    Contribution.Kind.SPEAKER: Moment.SESSION,
    Contribution.Kind.SETTER: Moment.END,
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words from one form. Nobody can tell which visit or table they speak of."""

    moment: str
    session: int | None
    quote: Quote


def quoted_of(programme: Programme) -> tuple[Quoted, ...]:
    """A constant number of queries. Nothing of a question to which few have written."""
    asked = Question.objects.filter(
        questionnaire__programme=programme, questionnaire__moment__in=MOMENTS.values()
    )
    rows = asked.values_list(
        "pk", "questionnaire", "questionnaire__moment", "questionnaire__session"
    )
    where = {question: (moment, session) for question, _form, moment, session in rows}
    forms = {form for _question, form, *_rest in rows}
    texts = texts_of(forms)
    found = quotes_of(forms, texts)
    return tuple(
        Quoted(*where[question], quote)
        for question, quotes in found.items()
        for quote in quotes
        if texts[question] >= settings.MINIMUM_CELL
        and not quote.is_critical
        and len(quote.text) <= LONGEST
    )


def about_their_part(quoted: Iterable[Quoted], giver: Contribution) -> list[Quote]:
    moment = MOMENTS[Contribution.Kind(giver.kind)]
    fitting = [
        one.quote
        for one in quoted
        if one.moment == moment and (moment != Moment.SESSION or one.session == giver.session_id)
    ]
    return fitting[:MOST]
