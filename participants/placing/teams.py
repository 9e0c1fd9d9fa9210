"""Challenge teams: who is in which, from wishes to publication."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Draft, Participant, Plan, Team, TeamWish
from participants.teams import Case, Member, even_sizes, form
from programmes.models import Programme, User

from ..outbox.telling import prepare
from .letters import envelope_of, team_letter
from .plans import Told, draft, drafted, mark_published, pin, plan_of, publish


def team_case(
    programme: Programme, teams: Sequence[int], sizes: Sequence[int] | None = None
) -> Case:
    """`teams` are keys, also of teams that do not exist yet; `sizes` in the same order.

    Four queries, however many take part.
    """
    rows = programme.participants.eligible().select_related("person", "organisation", "draft")
    members = tuple(_member(row) for row in rows)
    wishes = list(programme.team_wishes.prefetch_related("participants"))
    return Case(
        members=members,
        sizes=tuple(zip(teams, sizes, strict=True)) if sizes else even_sizes(len(members), teams),
        together=_sets(wishes, TeamWish.Kind.TOGETHER),
        apart=_sets(wishes, TeamWish.Kind.APART),
    )


def planning_case(programme: Programme, teams: Sequence[Team] | None = None) -> Case:
    """Teams of the sizes the organisers gave; the rest of the people evenly in the other teams."""
    teams = list(programme.teams.all()) if teams is None else teams
    case = team_case(programme, [])
    pins = Counter(member.pinned for member in case.members)
    given = {team.pk: team.size for team in teams if team.size}
    rest = max(0, len(case.members) - sum(given.values()))
    even = sorted((t.pk for t in teams if t.size is None), key=lambda key: -pins[key])
    sizes = given | dict(even_sizes(rest, even))
    return replace(case, sizes=tuple((t.pk, sizes[t.pk]) for t in teams if t.pk in sizes))


def filling_case(programme: Programme) -> Case:
    """Whoever has a team stays in it; the others go where there are fewest."""
    case, places = planning_case(programme), drafted_teams(programme)
    wanted = dict(case.sizes)
    members = tuple(replace(member, pinned=places[member.key]) for member in case.members)
    sizes = {team: sum(member.pinned == team for member in members) for team in wanted}
    for _unused in range(len(members) - sum(sizes.values()) if sizes else 0):
        smallest = min(sizes, key=lambda team: (sizes[team] - wanted[team], sizes[team]))
        sizes[smallest] += 1
    return replace(case, members=members, sizes=tuple(sizes.items()))


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


def fill_teams(programme: Programme) -> dict[int, int | None] | None:
    """Whoever came later finds a team, and nobody else moves; None if a wish forbids it."""
    return form(filling_case(programme)).teams


@transaction.atomic
def set_teams(*, programme: Programme, sizes: Sequence[int | None]) -> list[Team]:
    """So many teams, each with so many people; None: evenly. Teams beyond them stay, unused."""
    teams = add_teams(programme=programme, number=len(sizes))
    for at, team in enumerate(teams):
        team.size = sizes[at] if at < len(sizes) else 0
    Team.objects.bulk_update(teams, ["size"])
    return teams[: len(sizes)]


@transaction.atomic
def remove_team(*, team: Team) -> bool:
    """Only a team in which nobody is, published or drafted."""
    empty = not team.participants.exists() and not team.drafts.exists()
    if empty:
        team.delete()
    return empty


@transaction.atomic
def wish(*, programme: Programme, kind: str, participants: Sequence[Participant]) -> TeamWish:
    """People to keep together or apart."""
    made = programme.team_wishes.create(kind=kind)
    made.participants.set(participants)
    return made


def drafted_teams(programme: Programme) -> dict[int, int | None]:
    return drafted(Plan.What.TEAMS, programme)


def draft_teams(
    *, programme: Programme, teams: Mapping[int, int | None], seen: int | None = None
) -> Plan:
    return draft(what=Plan.What.TEAMS, programme=programme, places=teams, seen=seen)


def pin_to_team(*, participant: Participant, pinned: bool = True, seen: int | None = None) -> Plan:
    return pin(what=Plan.What.TEAMS, participant=participant, pinned=pinned, seen=seen)


@transaction.atomic
def publish_teams(
    *, programme: Programme, user: User | None = None, seen: int | None = None
) -> list[Told]:
    """The draft becomes everybody's team; a message waits for those whose team changes by it."""
    plan = plan_of(programme, Plan.What.TEAMS)
    mark_published(plan, seen, user)
    told = publish("team", programme)
    members, envelope = _by_team(programme), envelope_of(programme)
    prepare(
        plan=plan,
        words={
            change.participant.pk: team_letter(envelope, change, _mates(members, change))
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
