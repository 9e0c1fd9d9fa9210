"""Where somebody goes and whom they meet there: visit, tables, team."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Participant, Plan, Seat
from participants.placing.cafe import promised, round_starts
from participants.placing.letters import where
from programmes.models import CafeConversation, Contribution, SiteVisit

from ..scene import Owner, Scene
from .clock import day_words, hours


def _visit(scene: Scene, owner: Owner) -> SiteVisit | None:
    """That of a participant or a host: on the day, or in the plan, that the letter is about."""
    visit = getattr(owner, "visit", None)
    day = scene.day_of(owner)
    if visit is None or visit.called_off or day not in (None, visit.day):
        return None
    return visit if _is_about(scene, owner, Plan.What.VISITS) else None


def _is_about(scene: Scene, owner: Owner, what: str) -> bool:
    plan = scene.about_of(owner, Plan)
    return plan is None or plan.what == what


def visit(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return found.title if found else ""


def visit_day(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return day_words(found.day) if found else ""


def visit_times(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return hours(found.starts, found.ends) if found else ""


def meeting_point(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return found.meeting_point if found else ""


def visit_map(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return found.map_address if found else ""


def dress(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return found.dress if found else ""


def identification(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    return found.identification if found else ""


def visit_contact(scene: Scene, owner: Owner) -> str:
    found = _visit(scene, owner)
    person = found and found.contact
    return ", ".join(filter(None, [person.name, person.phone])) if person else ""


# Tables


def tables(scene: Scene, owner: Owner) -> str:
    """Round by round, under the name of each café."""
    mine = _seats(scene, owner)
    cafes = groupby(mine, lambda seat: seat.cafe_id)
    return "\n".join(line for cafe, seats in cafes for line in _cafe(scene, cafe, seats))


def _seats(scene: Scene, owner: Owner) -> list[Seat]:
    if not isinstance(owner, Participant):
        return []
    day, plan = scene.day_of(owner), scene.about_of(owner, Plan)
    return [
        seat
        for seat in scene.seats[owner.pk]
        if day in (None, scene.cafes[seat.cafe_id].day)
        and (plan is None or plan.cafe_id == seat.cafe_id)
    ]


def _cafe(scene: Scene, key: int, seats: Iterable[Seat]) -> Iterable[str]:
    cafe = scene.cafes[key]
    yield ", ".join(filter(None, [cafe.title, day_words(cafe.day), cafe.room]))
    for seat in seats:
        table = scene.tables[seat.table_id]
        leaders = promised(table)
        whose = _("%(table)s with %(names)s") % {"table": table, "names": leaders}
        words = ": ".join(filter(None, [whose if leaders else str(table), table.topic]))
        yield _round(cafe, seat.round, words)


def _round(cafe: CafeConversation, turn: int, what: str) -> str:
    words = _("Round %(round)s, %(time)s: %(what)s")
    return words % {"round": turn, "time": f"{round_starts(cafe, turn):%H:%M}", "what": what}


# Team


def team(scene: Scene, owner: Owner) -> str:
    is_theirs = isinstance(owner, Participant) and owner.team
    return owner.team.name if is_theirs and _is_about(scene, owner, Plan.What.TEAMS) else ""


def mates(scene: Scene, owner: Owner) -> str:
    if not team(scene, owner):
        return ""
    return ", ".join(one.person.name for one in scene.teams[owner.team_id] if one.pk != owner.pk)


# What a message about a new place tells: here, an example for whoever words it


def headline(scene: Scene, owner: Owner) -> str:
    return _("Your visit: %(visit)s") % {"visit": visit(scene, owner) or _("Open Data Mill")}


def news(scene: Scene, owner: Owner) -> str:
    if found := _visit(scene, owner):
        return where(found, "")
    return _("You go to Open Data Mill, on Thursday 10 December, 09:30–11:30.")


# Guests of those who give something


def guests(scene: Scene, owner: Owner) -> str:
    """Of a host, who comes; of a café leader, their table and how many come to it."""
    if not isinstance(owner, Contribution):
        return ""
    return _table(scene, owner) if owner.table_id else _visitors(scene, owner)


def _visitors(scene: Scene, host: Contribution) -> str:
    """How many, and by name those who agreed that a host sees it."""
    visit = _visit(scene, host)
    visitors = scene.visitors[visit.pk] if visit else ()
    if not visitors:
        return ""
    words = ngettext("%(n)s person", "%(n)s people", len(visitors))
    names = sorted(one.person.name for one in visitors if one.person_id in scene.on_list)
    listed = _("By name, as they agreed: %(names)s") % {"names": ", ".join(names)}
    return "\n".join([words % {"n": len(visitors)}, *([listed] if names else [])])


def _table(scene: Scene, leader: Contribution) -> str:
    table = scene.tables[leader.table_id]
    cafe = scene.cafes[table.cafe_id]
    lines = [": ".join(filter(None, [str(table), table.topic]))]
    for turn in range(1, cafe.rounds + 1):
        number = scene.sitters[(table.pk, turn)]
        words = ngettext("%(n)s guest", "%(n)s guests", number) % {"n": number}
        lines.append(_round(cafe, turn, words if number else _("seats are not out yet")))
    return "\n".join(lines)
