"""What a move between teams costs and which rules teams break, in sentences."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Team
from participants.teams import Broken, Case, Move, Rule

from .board import Moved, names


def fixed(broken: Sequence[Broken], teams: Sequence[Team]) -> tuple[Broken, ...]:
    """Without the sizes that no organiser gave: those only ought to be even."""
    given = {team.pk for team in teams if team.size}
    return tuple(each for each in broken if each.rule is not Rule.SIZE or each.team in given)


def rule_sentence(case: Case, broken: Broken, teams: Sequence[Team]) -> str:
    people = [case.member[key].name for key in broken.members]
    titles = {team.pk: team.name for team in teams}
    return _rule_words()[broken.rule] % {
        "people": names(people) if people else "",
        "team": titles.get(broken.team, ""),
        "number": broken.people,
        "size": dict(case.sizes).get(broken.team, 0),
    }


def _rule_words() -> dict[Rule, str]:
    return {
        Rule.SIZE: _("%(team)s: %(number)s people, and it was to have %(size)s."),
        Rule.PIN: _("%(people)s is pinned to %(team)s; the pin would move along."),
        Rule.TOGETHER: _("%(people)s were to be in one team."),
        Rule.APART: _("%(people)s were to be in different teams."),
    }


def team_moved(case: Case, move: Move, teams: Sequence[Team]) -> Moved:
    person, titles = case.member[move.person], {team.pk: team.name for team in teams}
    words = {"person": person.name, "team": titles.get(move.target, "")}
    done = _("%(person)s is in %(team)s now.")
    asked = _("Move %(person)s to %(team)s?")
    if move.target is None:
        done, asked = _("%(person)s has no team now."), _("Take %(person)s out of their team?")
    broken = fixed(move.broken, teams)
    costs = (*(rule_sentence(case, each, teams) for each in broken), *_costs(case, move))
    worse = move.after > move.before and move.origin is not None
    return Moved(
        person=move.person,
        name=person.name,
        origin=move.origin,
        target=move.target,
        question=asked % words,
        costs=costs or (_("The teams stay as well mixed as they are."),),
        allowed=not broken,
        costly=bool(broken) or worse or move.target is None,
        done=done % words,
    )


def _costs(case: Case, move: Move) -> Iterator[str]:
    if move.colleagues:
        people = names([case.member[key].name for key in move.colleagues])
        yield _("From the same organisation there: %(people)s.") % {"people": people}
    if (more := move.after.unseen - move.before.unseen) > 0:
        yield ngettext(
            "One more visit that nobody in a team has seen.",
            "%(n)s more visits that nobody in a team has seen.",
            more,
        ) % {"n": more}
    for number, words in (
        (move.after.sector_pairs - move.before.sector_pairs, _("Pairs from one sector: %(n)s.")),
        (move.after.role_pairs - move.before.role_pairs, _("Pairs with one role: %(n)s.")),
    ):
        if number:
            yield words % {"n": f"{number:+d}".replace("-", "−")}
