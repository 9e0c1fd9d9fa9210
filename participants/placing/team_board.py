"""The board of teams: who works with whom, how well that is mixed, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Plan, Team
from participants.teams import Formed, Member, by_team, colleagues, described, remedies
from participants.teams.fitting import start
from participants.teams.words import remedy_sentence
from programmes.models import Organisation, Programme, Sector

from .board import Board, Card, Column, Tool, Words, first_record, names, state
from .team_costs import fixed, rule_sentence
from .team_verdict import team_figures, team_verdict
from .teams import drafted_teams, planning_case


def words() -> Words:
    return Words(
        title=_("Who works with whom"),
        lead=_(
            "Everybody will see their team on their own page. A message to each whose team "
            "changes is prepared; nothing is sent."
        ),
        group=_("Teams and the people in them"),
        waiting=_("Without a team"),
        nowhere=_("no team"),
        clash=_("These teams cannot be formed"),
        why=_("How each team is mixed"),
        plan=_("Form the teams"),
        again=_("Form them again, keep pins"),
        publish=_("Publish the teams"),
        told=_("Publish these teams?"),
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """`told` is the published team by participant, `where` says of visits how they are called."""

    programme: Programme
    plan: Plan | None
    teams: tuple[Team, ...]
    formed: Formed
    told: Mapping[int, int | None]
    organisations: Mapping[int, str]
    where: Mapping[int, str]

    @property
    def placed(self) -> bool:
        return any(self.formed.teams.values())

    @property
    def changed(self) -> int:
        return sum(self.told.get(key) != team for key, team in self.formed.teams.items())

    @property
    def used(self) -> tuple[Team, ...]:
        return tuple(team for team in self.teams if team.size != 0)


def scene_of(programme: Programme) -> Scene:
    teams = tuple(programme.teams.all())
    plans = Plan.objects.filter(programme=programme, what=Plan.What.TEAMS)
    case = planning_case(programme, teams)
    held = Organisation.objects.filter(pk__in={member.organisation for member in case.members})
    return Scene(
        programme=programme,
        plan=plans.select_related("published_by").first(),
        teams=teams,
        formed=described(case, drafted_teams(programme)),
        told=dict(programme.participants.values_list("pk", "team")),
        organisations=dict(held.values_list("pk", "name")),
        where=dict(programme.site_visits.values_list("pk", "title")),
    )


def team_board_of(programme: Programme) -> Board:
    """Ten queries, however many take part."""
    scene = scene_of(programme)
    case, planned = scene.formed.case, scene.placed
    stuck = _remedies(scene)
    return Board(
        programme=programme,
        what=Plan.What.TEAMS,
        words=words(),
        version=scene.plan.version if scene.plan else 0,
        state=state(scene.plan, planned, any(scene.told.values())),
        empty="" if case.members else _("Nobody has said yes yet, so there is nobody to team up."),
        start=first_record("participants_participant", programme),
        planned=planned,
        columns=tuple(_columns(scene)),
        waiting=tuple(_cards(scene, None)),
        figures=tuple(team_figures(scene.formed)) if planned else (),
        verdict=tuple(team_verdict(scene.formed, scene.teams, scene.organisations))
        if case.members
        else (),
        clashes=(_("Sizes, pins and wishes contradict one another."),) if stuck else (),
        remedies=stuck,
        whys=tuple(_mixes(scene)) if planned else (),
        changed=scene.changed,
        publishable=bool(scene.changed or (planned and scene.plan and scene.plan.is_draft)),
    )


def _remedies(scene: Scene) -> tuple[str, ...]:
    """What would make teams possible; nothing if they are, or if there are none."""
    case = scene.formed.case
    loose = not (case.together or case.apart or any(m.pinned for m in case.members))
    even = sum(size for _team, size in case.sizes) == len(case.members)
    if not case.sizes or not case.members or (loose and even) or start(case) is not None:
        return ()
    titles = {team.pk: team.name for team in scene.teams}
    return tuple(remedy_sentence(case, each, titles, _) for each in remedies(case))


def _columns(scene: Scene) -> Iterator[Column]:
    groups = by_team(scene.formed.case, scene.formed.teams)
    for team in scene.teams:
        cards = tuple(_cards(scene, team.pk))
        if team.size == 0 and not cards:
            yield _unused(scene, team)
            continue
        group = groups.get(team.pk, [])
        free = max(0, (team.size or 0) - len(cards))
        yield Column(
            key=team.pk,
            title=team.name,
            about=_seen(scene, group),
            places=_places(team, len(cards)),
            notes=tuple(_notes(scene, team, len(cards))),
            cards=cards,
            free=tuple(range(free)),
            shut=team.size == 0,
            record=reverse("admin:participants_team_change", args=[team.pk]),
        )


def _unused(scene: Scene, team: Team) -> Column:
    url = reverse("teams_remove", kwargs={"slug": scene.programme.slug})
    return Column(
        key=team.pk,
        title=team.name,
        about=_("Not used any more."),
        places=_("0 people"),
        notes=(),
        cards=(),
        shut=True,
        record=reverse("admin:participants_team_change", args=[team.pk]),
        tools=(Tool(_("Remove this team"), url, (("team", team.pk),)),),
    )


def _seen(scene: Scene, group: list[Member]) -> str:
    """Which visits a team holds."""
    visits = scene.formed.case.visits
    missing = visits - {member.visit for member in group}
    if not visits or not group:
        return ""
    if not missing:
        return _("somebody from every visit")
    titles = names(sorted(scene.where[key] for key in missing if key in scene.where))
    return _("nobody from %(visits)s") % {"visits": titles}


def _places(team: Team, number: int) -> str:
    if team.size:
        return _("%(number)s of %(size)s people") % {"number": number, "size": team.size}
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _notes(scene: Scene, team: Team, number: int) -> Iterator[str]:
    if team.size == 0:
        yield _("%(team)s is not used any more; these people need another team.") % {
            "team": team.name
        }
    for each in fixed(scene.formed.broken, scene.teams):
        if scene.placed and each.team == team.pk and not each.members:
            yield rule_sentence(scene.formed.case, each, scene.teams)
    counts = Counter(scene.formed.teams.values())
    even = [counts[each.pk] for each in scene.used if each.size is None]
    if scene.placed and team.size is None and number == max(even) > min(even) + 1:
        yield _("%(team)s has %(n)s more than the smallest team.") % {
            "team": team.name,
            "n": number - min(even),
        }


def _cards(scene: Scene, team: int | None) -> Iterator[Card]:
    formed, titles = scene.formed, {each.pk: each.name for each in scene.teams}
    mixed = len(scene.organisations) > 1
    for member in formed.case.members:
        if formed.teams[member.key] == team:
            alike = colleagues(formed.case, formed.teams, member.key)
            told = scene.told.get(member.key)
            yield Card(
                key=member.key,
                name=member.name,
                about=_about(scene, member),
                choice=_alike(scene, alike) if team and mixed else "",
                edge=("second" if alike else "first") if team and mixed else "any",
                pinned=team is not None and member.pinned == team,
                before=titles[told] if told and told != team else "",
                breaks=tuple(_breaks(scene, member.key)),
                targets=tuple((each.pk, each.name) for each in scene.used if each.pk != team),
                why=_why(scene, member) if team else "",
            )


def _about(scene: Scene, member: Member) -> str:
    parts = (
        scene.organisations[member.organisation],
        str(Sector(member.sector).label),
        scene.where.get(member.visit, ""),
    )
    return " · ".join(filter(None, parts))


def _alike(scene: Scene, alike: tuple[int, ...]) -> str:
    if not alike:
        return _("nobody else from there")
    people = names([scene.formed.case.member[key].name for key in alike])
    return _("also from there: %(people)s") % {"people": people}


def _breaks(scene: Scene, person: int) -> Iterator[str]:
    for each in scene.formed.broken:
        if person in each.members:
            yield rule_sentence(scene.formed.case, each, scene.teams)


def _why(scene: Scene, member: Member) -> str:
    """What binds this person; otherwise the mix decides."""
    case = scene.formed.case
    said = [_("Pinned here.")] if member.pinned == scene.formed.teams[member.key] else []
    for wishes, sentence in (
        (case.together, _("To be kept together with %(people)s.")),
        (case.apart, _("To be kept apart from %(people)s.")),
    ):
        for wish in wishes:
            others = [case.member[key].name for key in wish - {member.key} if key in case.member]
            if member.key in wish and others:
                said.append(sentence % {"people": names(sorted(others))})
    return " ".join(said) or _("No pin and no wish binds them here; the mix decides.")


def _mixes(scene: Scene) -> Iterator[tuple[str, str]]:
    groups = by_team(scene.formed.case, scene.formed.teams)
    for team in scene.used:
        if group := groups[team.pk]:
            yield team.name, _mix(scene, group)


def _mix(scene: Scene, group: list[Member]) -> str:
    organisations = len({member.organisation for member in group})
    sectors = len({member.sector for member in group})
    counted = (
        ngettext("%(n)s organisation", "%(n)s organisations", organisations) % {"n": organisations},
        ngettext("%(n)s sector", "%(n)s sectors", sectors) % {"n": sectors},
        _seen(scene, group),
    )
    return ", ".join(filter(None, counted)) + "."
