"""Challenge teams: who is in which, from wishes to publication."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Draft, Participant, Plan, Team, TeamWish
from participants.teams import Case, Member, even_sizes
from programmes.models import Programme, User

from .letters import team_letter
from .plans import Told, mark_published, next_version, plan_of, publish, store
from .telling import prepare


def team_case(
    programme: Programme, teams: Sequence[int], sizes: Sequence[int] | None = None
) -> Case:
    """`teams` are keys, also of teams that do not exist yet; `sizes` in the same order."""
    rows = programme.participants.eligible().select_related("person", "organisation", "draft")
    members = tuple(_member(row) for row in rows)
    wishes = list(programme.team_wishes.prefetch_related("participants"))
    return Case(
        members=members,
        sizes=tuple(zip(teams, sizes, strict=True)) if sizes else even_sizes(len(members), teams),
        together=_sets(wishes, TeamWish.Kind.TOGETHER),
        apart=_sets(wishes, TeamWish.Kind.APART),
    )


def _member(row: Participant) -> Member:
    draft: Draft | None = getattr(row, "draft", None)
    return Member(
        key=row.pk,
        name=str(row),
        organisation=row.organisation_id,
        sector=row.organisation.sector,
        role=row.role.strip().casefold(),
        visit=row.visit_id or (draft.visit_id if draft else None),
        pinned=draft.team_id if draft and draft.team_pinned else None,
    )


def _sets(wishes: list[TeamWish], kind: str) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset(participant.pk for participant in wish.participants.all())
        for wish in wishes
        if wish.kind == kind
    )


@transaction.atomic
def add_teams(*, programme: Programme, number: int) -> list[Team]:
    """Teams of the programme until there are so many; new ones are numbered."""
    teams = list(programme.teams.all())
    names = {team.name for team in teams}
    free = (
        name
        for at in range(1, number + len(names) + 1)
        if (name := _("Team %(number)s") % {"number": at}) not in names
    )
    while len(teams) < number:
        teams.append(programme.teams.create(name=next(free)))
    return teams


@transaction.atomic
def draft_teams(
    *, programme: Programme, teams: Mapping[int, int | None], seen: int | None = None
) -> Plan:
    """Store teams as a draft; nobody is told. Raises Overtaken if `seen` is not the version."""
    plan = plan_of(programme, Plan.What.TEAMS)
    next_version(plan, seen)
    store("team", programme, dict(teams))
    return plan


@transaction.atomic
def publish_teams(
    *, programme: Programme, user: User | None = None, seen: int | None = None
) -> list[Told]:
    """The draft becomes everybody's team; a message waits for those whose team changes by it."""
    plan = plan_of(programme, Plan.What.TEAMS)
    mark_published(plan, seen, user)
    told = publish("team", programme)
    members = _by_team(programme)
    prepare(
        plan=plan,
        words={
            change.participant.pk: team_letter(programme, change, _mates(members, change))
            for change in told
        },
    )
    return told


def _by_team(programme: Programme) -> dict[int | None, list[Participant]]:
    members: dict[int | None, list[Participant]] = {}
    for row in programme.participants.eligible().select_related("person"):
        members.setdefault(row.team_id, []).append(row)
    return members


def _mates(members: Mapping[int | None, list[Participant]], change: Told) -> list[str]:
    here = members.get(change.participant.team_id, [])
    return [str(row) for row in here if row.pk != change.participant.pk]
