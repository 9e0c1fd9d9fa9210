"""Figures that staff may name in what they write: {{O2.agree}} becomes "15 of 22 (68%)".

Questions of the form at the end go by their code, those of another moment by "before.O2",
"follow-up.F4". What may not be shown is said not to be.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from evaluations.disclosure import PERCENT_FROM, Display, display
from evaluations.models import Questionnaire
from evaluations.scales import Kind
from evaluations.statistics import PairedChange, ResponseBand, recommendation, share
from evaluations.summary import mean_text, share_text

from .evaluation.figures import signed, unshown
from .evaluation.glance import rate_of
from .evaluation.results import Evaluation
from .evaluation.rows import Answered
from .evaluation.spreads import net_text

Token = tuple[str, str]


def tokens_of(found: Evaluation) -> dict[str, str]:
    """Every token there is, with the words that take its place; a later version of a question
    goes before an earlier one, and the forms of one moment count together."""
    tokens = dict(_of_response(found))
    for moment in Questionnaire.Moment:
        prefix = "" if moment == Questionnaire.Moment.END else f"{moment}."
        for question in found.moments.pooled(moment):
            change = found.change_of(question)
            for name, words in _of_question(question, change, found.m):
                tokens[f"{prefix}{question.code}.{name}"] = words
    return dict(sorted(tokens.items()))


def _of_response(found: Evaluation) -> Iterator[Token]:
    """How many answered is known to everybody, however few they are."""
    people, rate = found.people, rate_of(found.people)
    yield "response.n", str(people.answered)
    yield "response.asked", _("not on record") if rate is None else str(people.eligible)
    if rate is None:
        yield "response.rate", str(people.answered)
    elif rate.band is ResponseBand.LOW:
        counts = {"k": people.answered, "n": people.eligible}
        yield "response.rate", _("%(k)s of %(n)s") % counts
    else:
        yield "response.rate", share_text(rate.share, _=_)


def _of_question(question: Answered, change: PairedChange | None, m: int) -> Iterator[Token]:
    hidden = display(question.n, m) is Display.NOTHING
    yield "n", unshown(question.n, m) if hidden else str(question.n)
    if question.is_agreement:
        yield from _of_agreement(question, m)
    elif question.kind is Kind.RECOMMEND:
        yield from _of_recommendation(question, m)
    elif question.kind in (Kind.OPTION, Kind.OPTIONS, Kind.STEPS, Kind.YES_NO):
        yield from _of_choices(question, m)
    if change is not None and question.kind is not Kind.RECOMMEND:
        yield from _of_change(change, m)


def _of_agreement(question: Answered, m: int) -> Iterator[Token]:
    counted, n = question.distribution, question.n
    yield "agree", share_text(counted.agree, m, _) if n else unshown(n, m)
    yield "mean", mean_text(counted.mean) if display(n, m).has_percent else too_few_for(n, m)


def _of_recommendation(question: Answered, m: int) -> Iterator[Token]:
    result, n = recommendation(question.distribution), question.n
    hidden = display(n, m) is Display.NOTHING
    for name in ("promoters", "passives", "detractors"):
        yield name, unshown(n, m) if hidden else str(getattr(result, name))
    yield "net", net_text(result) if display(n, m).has_percent else too_few_for(n, m)


def _of_choices(question: Answered, m: int) -> Iterator[Token]:
    """{{K3.1}} is the first choice, counted as the report counts it: from ten answers on."""
    counts, n = (question.choices or question.distribution).counts, question.n
    drawn = display(n, m).has_percent
    for at, count in enumerate(counts, 1):
        yield str(at), share_text(share(count, n), m, _) if drawn else too_few_for(n, m)


def _of_change(change: PairedChange, m: int) -> Iterator[Token]:
    moved, hidden = change.movement, display(change.n, m) is Display.NOTHING
    for name in ("up", "same", "down"):
        yield name, unshown(change.n, m) if hidden else str(getattr(moved, name))
    net = signed(moved.net) if display(change.n, m).has_percent else too_few_for(change.n, m)
    yield "pairs", unshown(change.n, m) if hidden else str(change.n)
    yield "net", net


def too_few_for(n: int, m: int) -> str:
    """What takes the place of a percentage, an average or a net figure."""
    if display(n, m) is Display.NOTHING:
        return unshown(n, m)
    return _("fewer than %(n)s answers") % {"n": PERCENT_FROM}
