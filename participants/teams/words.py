"""Sentences for people about teams. `_` translates; English without it."""

from collections.abc import Callable, Iterable

from . import Formed
from .fitting import Change, Remedy
from .values import Case, Rule

Translate = Callable[[str], str]


def formed_sentences(formed: Formed, _: Translate = str) -> Iterable[str]:
    """How well teams are mixed, beside what nobody could do better."""
    if formed.quality is None:
        yield _("No teams keep all these wishes.")
        return
    if not formed.quality.unseen:
        yield _("Every team holds what was seen on every visit.")
    else:
        yield _("%(count)s times a team has nobody who was on a visit (at least %(least)s).") % {
            "count": formed.quality.unseen,
            "least": formed.bound.unseen,
        }
    yield _(
        "Pairs in one team: %(organisation)s from one organisation (at least %(least)s), "
        "%(sector)s from one sector (at least %(least_sector)s)."
    ) % {
        "organisation": formed.quality.organisation_pairs,
        "least": formed.bound.organisation_pairs,
        "sector": formed.quality.sector_pairs,
        "least_sector": formed.bound.sector_pairs,
    }


def remedy_sentence(case: Case, remedy: Remedy, names: dict[int, str], _: Translate = str) -> str:
    """What would make teams possible, as one sentence without its full stop; `names` of teams."""
    return "; ".join(_change(case, change, names, _) for change in remedy)


def _change(case: Case, change: Change, names: dict[int, str], _: Translate) -> str:
    people = ", ".join(case.member[key].name for key in change.members if key in case.member)
    values = {"people": people, "team": names.get(change.team, ""), "amount": abs(change.amount)}
    if change.rule is Rule.SIZE and change.amount < 0:
        return _("%(amount)s fewer in %(team)s") % values
    sentences = {
        Rule.SIZE: _("%(amount)s more in %(team)s"),
        Rule.PIN: _("take out the pin of %(people)s"),
        Rule.TOGETHER: _("do not keep together %(people)s"),
        Rule.APART: _("do not keep apart %(people)s"),
    }
    return sentences[change.rule] % values
