"""How well teams are mixed, beside the least that is possible."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Team
from participants.teams import Formed

from .board import Figure
from .team_costs import fixed


def team_figures(formed: Formed) -> Iterator[Figure]:
    found, least = formed.quality, formed.bound
    pairs = found.organisation_pairs
    for number, best, label in (
        (
            pairs,
            least.organisation_pairs,
            ngettext("pair from one organisation", "pairs from one organisation", pairs),
        ),
        (
            found.sector_pairs,
            least.sector_pairs,
            ngettext("pair from one sector", "pairs from one sector", found.sector_pairs),
        ),
        (
            found.role_pairs,
            least.role_pairs,
            ngettext("pair with one role", "pairs with one role", found.role_pairs),
        ),
    ):
        yield Figure(number, label, _("at least %(n)s") % {"n": best} if best != number else "")
    if formed.case.visits:
        label = ngettext(
            "visit that a team has not seen", "visits that a team has not seen", found.unseen
        )
        best = _("at least %(n)s") % {"n": least.unseen} if least.unseen != found.unseen else ""
        yield Figure(found.unseen, label, best)


def team_verdict(
    formed: Formed, teams: Sequence[Team], organisations: Mapping[int, str]
) -> Iterator[str]:
    case = formed.case
    if len(case.sizes) > len(case.members):
        yield _("There are more teams than people, so some teams stay empty.")
    if len(case.members) > 1 and len({member.organisation for member in case.members}) == 1:
        yield _(
            "Everybody is from %(organisation)s, so only sectors, roles and visits can be mixed."
        ) % {"organisation": organisations[case.members[0].organisation]}
    if not case.visits:
        yield _("Nobody has a visit yet, so teams cannot be mixed by what was seen.")
    if not any(formed.teams.values()):
        return
    if fixed(formed.broken, teams):
        yield _("These teams break rules, marked below. Forming them again keeps every rule.")
    if formed.quality == formed.bound:
        yield _("No teams of these sizes could be mixed better: proved.")
    else:
        yield _("“At least” is what no teams of these sizes can go below, whatever the rules.")
