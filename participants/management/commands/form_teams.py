from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from participants.management.planning import PlanningCommand, stored
from participants.models import Plan
from participants.placing.team_tools import usual_number
from participants.placing.teams import (
    draft_teams,
    planning_case,
    publish_teams,
    set_teams,
    team_case,
)
from participants.teams import Case, Formed, by_team, form
from participants.teams.words import formed_sentences, remedy_sentence
from programmes.models import Programme


class Command(PlanningCommand):
    help = "Form mixed teams for the challenge."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--teams", type=int, help="how many; by default those there are")
        parser.add_argument("--sizes", help="such as 5,5,6")

    def handle(self, *, slug: str, save, publish, seed, json, teams, sizes, **options) -> None:
        programme = self.programme(slug)
        seen = self.version(programme, Plan.What.TEAMS)
        names, case = _asked(programme, teams, _sizes(sizes), save or publish)
        found = form(case, seed)
        if found.teams is None:
            self.say(json, as_data(programme, found, names) | {"saved": False}, _text(found, names))
            raise CommandError(_("Nothing is stored: these teams cannot be formed."))
        if save or publish:
            seen = draft_teams(programme=programme, teams=found.teams, seen=seen).version
        if publish:
            publish_teams(programme=programme, seen=seen)
        data = as_data(programme, found, names) | {"saved": save or publish}
        self.say(json, data, [*_text(found, names), "", stored(save, publish)])


def _sizes(words: str | None) -> list[int] | None:
    if not words:
        return None
    parts = words.split(",")
    if not all(part.strip().isdigit() for part in parts):
        raise CommandError(_("Write --sizes as numbers with commas between, such as 5,5,6."))
    return [int(part) for part in parts]


def _asked(
    programme: Programme, number: int | None, sizes: list[int] | None, create: bool
) -> tuple[dict[int, str], Case]:
    """Names of teams by key, and the case; what is not asked for is as the board has it."""
    used = [team for team in programme.teams.all() if team.size != 0]
    if number is None and not sizes and used:
        return {team.pk: team.name for team in used}, planning_case(programme, used)
    people = programme.participants.eligible().count()
    wanted = sizes or [None] * (usual_number(people) if number is None else number)
    if not wanted:
        raise CommandError(_("There has to be one team at least."))
    names = _names(programme, wanted, create)
    return names, team_case(programme, list(names), sizes)


def _names(programme: Programme, sizes: list[int | None], create: bool) -> dict[int, str]:
    """In a preview teams that are still to be made have negative keys."""
    if create:
        return {team.pk: team.name for team in set_teams(programme=programme, sizes=sizes)}
    names = {team.pk: team.name for team in programme.teams.all()[: len(sizes)]}
    missing = range(len(names) + 1, len(sizes) + 1)
    return names | {-at: _("Team %(number)s") % {"number": at} for at in missing}


def as_data(programme: Programme, found: Formed, names: dict[int, str]) -> dict[str, Any]:
    return {
        "programme": programme.slug,
        "quality": asdict(found.quality) if found.quality else None,
        "bound": asdict(found.bound),
        "teams": [
            {"team": names[key], "members": [member.name for member in group]}
            for key, group in by_team(found.case, found.teams or {}).items()
        ],
        "remedies": [remedy_sentence(found.case, remedy, names, _) for remedy in found.remedies],
    }


def _text(found: Formed, names: dict[int, str]) -> Iterator[str]:
    if found.teams is not None:
        for key, group in by_team(found.case, found.teams).items():
            yield f"{names[key]}: {', '.join(member.name for member in group)}"
    yield from formed_sentences(found, _)
    for remedy in found.remedies:
        yield _("It would help: %(change)s.") % {
            "change": remedy_sentence(found.case, remedy, names, _)
        }
