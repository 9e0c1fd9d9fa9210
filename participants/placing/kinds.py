"""The two kinds of places that have a board, visits and teams, and what differs between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from participants.allocation import allocate
from participants.allocation import move as move_on_visits
from participants.models import Plan
from participants.teams import form
from participants.teams import move as move_in_teams
from programmes.models import Programme

from .board import Board, Moved
from .costs import visit_moved
from .plans import Told
from .team_board import team_board_of
from .team_costs import team_moved
from .team_tools import team_tools
from .teams import drafted_teams, planning_case, publish_teams
from .visit_board import visit_board_of
from .visits import drafted_visits, publish_visits, visit_case


@dataclass(frozen=True, slots=True)
class Offered:
    """Who can be put where, with their names by their keys."""

    people: Mapping[int, str]
    places: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """`propose` gives the best places, or None where nothing keeps every rule."""

    what: str
    field: str
    board_of: Callable[[Programme], Board]
    offered: Callable[[Programme], Offered]
    propose: Callable[[Programme], dict[int, int | None] | None]
    moved: Callable[[Programme, int, int | None], Moved]
    publish: Callable[..., list[Told]]
    tools: Callable[[Programme, Board], dict[str, object]] = lambda programme, board: {}

    def url(self, deed: str, programme: Programme) -> str:
        return reverse(f"{self.what}_{deed}", kwargs={"slug": programme.slug})

    def every_place(self, programme: Programme) -> set[int]:
        """The keys of the places there are, open or not."""
        rows = programme.site_visits if self.field == "visit" else programme.teams
        return set(rows.values_list("pk", flat=True))


def _visits_offered(programme: Programme) -> Offered:
    case = visit_case(programme)
    return Offered(
        {person.key: person.name for person in case.people},
        {visit.key: visit.title for visit in case.visits if not visit.called_off},
    )


def _propose_visits(programme: Programme) -> dict[int, int | None]:
    return allocate(visit_case(programme)).places


def _move_on_visits(programme: Programme, person: int, target: int | None) -> Moved:
    case = visit_case(programme)
    return visit_moved(case, move_on_visits(case, drafted_visits(programme), person, target))


def _teams_offered(programme: Programme) -> Offered:
    people = programme.participants.eligible().select_related("person")
    return Offered(
        {row.pk: str(row) for row in people},
        {team.pk: team.name for team in programme.teams.all() if team.size != 0},
    )


def _propose_teams(programme: Programme) -> dict[int, int | None] | None:
    return form(planning_case(programme)).teams


def _move_in_teams(programme: Programme, person: int, target: int | None) -> Moved:
    teams = list(programme.teams.all())
    case = planning_case(programme, teams)
    planned = move_in_teams(case, drafted_teams(programme), person, target)
    return team_moved(case, planned, teams)


VISITS = Kind(
    what=Plan.What.VISITS,
    field="visit",
    board_of=visit_board_of,
    offered=_visits_offered,
    propose=_propose_visits,
    moved=_move_on_visits,
    publish=publish_visits,
)
TEAMS = Kind(
    what=Plan.What.TEAMS,
    field="team",
    board_of=team_board_of,
    offered=_teams_offered,
    propose=_propose_teams,
    moved=_move_in_teams,
    publish=publish_teams,
    tools=team_tools,
)
KINDS = {kind.what: kind for kind in (VISITS, TEAMS)}
