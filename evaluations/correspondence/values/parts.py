"""What somebody gives to a programme, when and where."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from participants.placing.cafe import round_starts
from programmes.contributing.briefs import brief_of
from programmes.models import CafeConversation, Contribution, Session

from ..quoted import about_their_part
from ..scene import Owner, Scene
from .clock import day_words, hours

Kind = Contribution.Kind


@dataclass(frozen=True, slots=True)
class Appointment:
    """Where and when somebody is expected."""

    title: str
    day: date
    starts: time
    ends: time
    room: str

    @property
    def when(self) -> str:
        return f"{day_words(self.day)}, {hours(self.starts, self.ends)}"


def part(scene: Scene, owner: Owner) -> str:
    return owner.get_kind_display() if isinstance(owner, Contribution) else ""


def what_they_do(scene: Scene, owner: Owner) -> str:
    """After “to”: “set the challenge on Thursday 10 December, 13:15–14:15”."""
    if not isinstance(owner, Contribution):
        return ""
    where = _appointment(scene, owner)
    if owner.kind == Kind.HOST:
        where = Appointment(str(owner.visit), *_visit_times(owner), "")
    values = {"title": where.title, "when": where.when} if where else {}
    deeds = {
        Kind.HOST: _("have visitors at %(title)s on %(when)s"),
        Kind.LEADER: _("lead a table at “%(title)s” on %(when)s"),
        Kind.SETTER: _("set the challenge on %(when)s"),
        Kind.SPEAKER: _("speak at “%(title)s” on %(when)s"),
    }
    bare = {
        Kind.LEADER: _("lead a table at our café conversations"),
        Kind.SETTER: _("set the challenge"),
        Kind.SPEAKER: _("speak"),
    }
    return deeds[owner.kind] % values if values else bare[owner.kind]


def _visit_times(host: Contribution) -> tuple[date, time, time]:
    return host.visit.day, host.visit.starts, host.visit.ends


def responsibility(scene: Scene, owner: Owner) -> str:
    return owner.responsibility if isinstance(owner, Contribution) else ""


def brief(scene: Scene, owner: Owner) -> str:
    return brief_of(owner) if isinstance(owner, Contribution) else ""


def session(scene: Scene, owner: Owner) -> str:
    found = _appointment(scene, owner)
    return found.title if found else ""


def session_time(scene: Scene, owner: Owner) -> str:
    found = _appointment(scene, owner)
    return found.when if found else ""


def room(scene: Scene, owner: Owner) -> str:
    found = _appointment(scene, owner)
    return found.room if found else ""


def quotes(scene: Scene, owner: Owner) -> str:
    """A line each, with how they are attributed."""
    if not isinstance(owner, Contribution):
        return ""
    found = about_their_part(scene.quoted, owner)
    return "\n".join(f"“{quote.text}” ({quote.attribution})" for quote in found)


def _appointment(scene: Scene, owner: Owner) -> Appointment | None:
    """The session it is about; else a speaker's own, a leader's café, or the first time that a
    setter is expected."""
    if about := scene.about_of(owner, Session):
        return _at(about)
    if not isinstance(owner, Contribution):
        return None
    if owner.kind == Kind.SPEAKER:
        return _at(owner.session) if owner.session else None
    if owner.kind == Kind.LEADER:
        return _cafe_of(scene, owner)
    of_challenge = (one for one in scene.sessions if one.kind == Session.Kind.CHALLENGE)
    return next(map(_at, of_challenge), None) if owner.kind == Kind.SETTER else None


def _at(session: Session) -> Appointment:
    return Appointment(session.title, session.day, session.starts, session.ends, session.room)


def _cafe_of(scene: Scene, leader: Contribution) -> Appointment | None:
    key = (
        scene.tables[leader.table_id].cafe_id if leader.table_id else next(iter(scene.cafes), None)
    )
    cafe: CafeConversation | None = scene.cafes.get(key)
    if cafe is None:
        return None
    ends = round_starts(cafe, cafe.rounds + 1).time()
    return Appointment(cafe.title, cafe.day, cafe.starts, ends, cafe.room)
