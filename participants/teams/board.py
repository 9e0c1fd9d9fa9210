"""What teams made by hand cost, and which rules they break."""

from collections.abc import Iterator
from dataclasses import dataclass

from .values import Case, Quality, Rule, Teams, by_team, quality


@dataclass(frozen=True, slots=True)
class Broken:
    """A pin or wish of `members` that does not hold, or a `team` that has `people` by mistake."""

    rule: Rule
    members: tuple[int, ...] = ()
    team: int | None = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What moving one person does; `colleagues` are of their organisation, in the new team."""

    person: int
    origin: int | None
    target: int | None
    colleagues: tuple[int, ...]
    broken: tuple[Broken, ...]
    before: Quality
    after: Quality


def broken(case: Case, teams: Teams) -> tuple[Broken, ...]:
    """Every rule these teams break; nothing for teams that were formed."""
    groups = {team: {m.key for m in group} for team, group in by_team(case, teams).items()}
    return (*_numbers(case, groups), *_wishes(case, groups, teams), *_pins(case, groups, teams))


def _numbers(case: Case, groups: dict[int, set[int]]) -> Iterator[Broken]:
    for team, size in case.sizes:
        if len(groups[team]) != size:
            yield Broken(Rule.SIZE, team=team, people=len(groups[team]))


def _wishes(case: Case, groups: dict[int, set[int]], teams: Teams) -> Iterator[Broken]:
    for wish in case.together:
        members = wish & set(case.member)
        if len({teams.get(key) for key in members}) > 1:
            yield Broken(Rule.TOGETHER, tuple(sorted(members)))
    for wish in case.apart:
        for team, group in groups.items():
            if len(wish & group) > 1:
                yield Broken(Rule.APART, tuple(sorted(wish & group)), team)


def _pins(case: Case, groups: dict[int, set[int]], teams: Teams) -> Iterator[Broken]:
    for member in case.members:
        if member.pinned in groups and teams.get(member.key) != member.pinned:
            yield Broken(Rule.PIN, (member.key,), member.pinned)


def move(case: Case, teams: Teams, person: int, target: int | None) -> Move:
    """What it means to move a person; nobody else moves."""
    moved, known = {**teams, person: target}, broken(case, teams)
    return Move(
        person=person,
        origin=teams.get(person),
        target=target,
        colleagues=colleagues(case, moved, person),
        broken=tuple(found for found in broken(case, moved) if found not in known),
        before=quality(case, teams),
        after=quality(case, moved),
    )


def colleagues(case: Case, teams: Teams, person: int) -> tuple[int, ...]:
    """Who is from the same organisation and in the same team."""
    team, organisation = teams.get(person), case.member[person].organisation
    return tuple(
        other.key
        for other in case.members
        if team is not None
        and other.key != person
        and other.organisation == organisation
        and teams.get(other.key) == team
    )
