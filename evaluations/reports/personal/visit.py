"""The visit of one participant, and why it is this one."""

from dataclasses import dataclass
from datetime import date, time

from participants.models import Participant
from participants.placing.visits import published_reasons
from programmes.models import SiteVisit

from ..choosing import COMING, is_published
from .reach import telephone, web_address


@dataclass(frozen=True, slots=True)
class MyVisit:
    """`why` says why it is this one, once places are published."""

    title: str
    theme: str
    day: date
    starts: time
    ends: time
    meeting_point: str
    dress: str
    identification: str
    step_free: bool
    hosts: tuple[str, ...]
    contact: str
    phone: str
    called_off: bool
    why: str = ""
    map: str = ""
    tel: str = ""


def my_visit(visit: SiteVisit | None, why: str = "") -> MyVisit | None:
    if visit is None:
        return None
    hosts = visit.hosts.filter(status__in=COMING)
    return visit_with(visit, why, tuple(hosts.values_list("person__name", flat=True)))


def visit_with(visit: SiteVisit, why: str = "", hosts: tuple[str, ...] = ()) -> MyVisit:
    return MyVisit(
        title=visit.title,
        theme=visit.theme,
        day=visit.day,
        starts=visit.starts,
        ends=visit.ends,
        meeting_point=visit.meeting_point,
        dress=visit.dress,
        identification=visit.identification,
        step_free=visit.step_free,
        hosts=hosts,
        contact=visit.contact.name if visit.contact else "",
        phone=visit.contact.phone if visit.contact else "",
        called_off=visit.called_off,
        why=why,
        map=web_address(visit.map_address),
        tel=telephone(visit.contact.phone) if visit.contact else "",
    )


def why_this_visit(participant: Participant) -> str:
    """Empty while nothing is published, and where everybody took their place themselves."""
    choice = getattr(participant.programme, "visit_choice", None)
    if (choice and choice.first_come) or not is_published(participant):
        return ""
    return published_reasons(participant.programme).get(participant.pk, "")
