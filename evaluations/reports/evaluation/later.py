"""The page for those who read one page of the edition on learning and impact."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evaluations.bank.standard import ACCEPTABLE
from evaluations.disclosure import Display, display
from evaluations.models import Questionnaire
from evaluations.statistics import ResponseBand, ResponseRate, Share
from evaluations.summary import quantifier, response_note

from .figures import Labelled
from .glance import Glance, Tile, quote_of, tile
from .moments import Counted
from .results import Evaluation
from .rows import Answered

Moment = Questionnaire.Moment
DONE, TAKEN_FORWARD, ANYWAY = "F1", "F9", "F10"


def later_at_a_glance(found: Evaluation) -> Glance:
    form, m = found.moments.one(Moment.FOLLOW_UP), found.m
    if form is None or form.answers.responses < m:
        return _without_figures(form, found)
    asked = {question.code: question for question in form.answers.questions}
    rated = _rated(form, found)
    rate = _rate(form, found)
    sentences = [_answered(form, found), *_done(asked, m), *_ends(rated), *_anyway(asked, m)]
    words = [q for q in form.answers.questions if q.quotes]
    return Glance(
        sentences=(*sentences, _no_cause()),
        tiles=tuple(_tiles(asked, rated, rate, m)),
        about_tiles=_("The figures say how many, of those who answered the question months later."),
        quote=quote_of(words),
        limits=_limits(rate),
    )


def _without_figures(form: Counted | None, found: Evaluation) -> Glance:
    n = form.answers.responses if form else 0
    few = _("Figures are shown from %(m)s answers on, so that nobody can be picked out.")
    first = _("%(n)s people answered the follow-up.") % {"n": n}
    first = first if n else _("Nobody has answered the follow-up yet.")
    return Glance((first,), (), "", None, (few % {"m": found.m},))


def _rate(form: Counted, found: Evaluation) -> ResponseRate | None:
    eligible, n = found.people.eligible, form.answers.responses
    return ResponseRate(n, eligible) if eligible and n <= eligible else None


def _answered(form: Counted, found: Evaluation) -> str:
    n, rate = form.answers.responses, _rate(form, found)
    if rate is None:
        return _("%(n)s people answered months after the programme.") % {"n": n}
    values = {"n": n, "asked": rate.eligible}
    return _("Months after the programme, %(n)s of the %(asked)s who took part answered.") % values


def _rated(form: Counted, found: Evaluation) -> list[Labelled]:
    own = {row.question.same for _objective, row in found.results.objectives}
    asked = [q for q in form.answers.questions if q.is_agreement and q.n >= found.m]
    return [Labelled(q.wording, q) for q in asked if q.same not in own]


def _share(question: Answered | None, steps: Sequence[int], m: int) -> Share | None:
    """How many chose one of these steps; None where that may not be told."""
    if question is None or display(question.n, m) is Display.NOTHING:
        return None
    return Share(sum(question.distribution.count(step) for step in steps), question.n)


def _did(asked: dict[str, Answered], m: int) -> Share | None:
    question = asked.get(DONE)
    if question is None:
        return None
    steps = [at for at, mark in enumerate(question.marks, 1) if mark == ACCEPTABLE]
    return _share(question, steps, m)


def _done(asked: dict[str, Answered], m: int) -> list[str]:
    share = _did(asked, m)
    if share is None:
        return []
    people = quantifier(share.k, share.n, _)
    words = _(
        "Asked what became of their plan, %(people)s said they had done it, or something else."
    )
    return [words % {"people": people}]


def _ends(rated: Sequence[Labelled]) -> list[str]:
    """What most and what fewest agreed to; the second is never left out."""
    if not rated:
        return []
    shares = [(row, row.question.distribution.agree) for row in rated]
    high = next(row for row, one in shares if all(one.at_least(o) for _r, o in shares))
    low = next(row for row, one in shares if all(o.at_least(one) for _r, o in shares))
    told = [_("Most agreed: “%(words)s” (%(k)s of %(n)s).") % _values(high)]
    if low is not high:
        told.append(_("Fewest agreed: “%(words)s” (%(k)s of %(n)s).") % _values(low))
    return told


def _values(row: Labelled) -> dict[str, object]:
    share = row.question.distribution.agree
    return {"words": row.label.rstrip("."), "k": share.k, "n": share.n}


def _anyway(asked: dict[str, Answered], m: int) -> list[str]:
    share = _share(asked.get(ANYWAY), (1, 2), m)
    if share is None:
        return []
    words = _("%(k)s of %(n)s think that all or most of it would have happened anyway.")
    return [words % {"k": share.k, "n": share.n}]


def _no_cause() -> str:
    return _(
        "This is what people say, with nobody to compare with: it does not show that the programme "
        "caused any of it."
    )


def _tiles(asked: dict[str, Answered], rated: Sequence[Labelled], rate, m: int):
    plain = rate is not None and rate.band is ResponseBand.LOW
    titles = (
        (_did(asked, m), _("Did what they had planned, or something else")),
        (
            _share(asked.get(TAKEN_FORWARD), (1,), m),
            _("Say something was taken forward"),
        ),
    )
    for share, title in titles:
        if share is not None:
            yield Tile(str(share.k), _("of %(n)s") % {"n": share.n}, title, "")
    for row in rated:
        yield tile(row, m, plain)


def _limits(rate: ResponseRate | None) -> tuple[str, ...]:
    limits = [
        _("They are people’s own accounts, some seconded by others; see the evidence of each."),
        _("Other things happened in these months; people were asked how much would have anyway."),
        _("Those who did not answer may have less to tell."),
    ]
    note = response_note(rate, _) if rate is not None else None
    return tuple([*limits, note] if note else limits)
