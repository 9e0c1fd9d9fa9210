"""A need: the thing that is missing and the deed that mends it, with the page where to do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from participants.reports import CafeStanding, ComingStanding, People
from participants.reports.peer_notes import NotesToDo
from participants.reports.post import Post
from programmes.models import Programme
from programmes.reports import Outline

from .forms import Form
from .phases import Stage

if TYPE_CHECKING:
    from .progress import Progress


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """`pressing` ones come first and wear the warning colour; `deed` is what the button says."""

    title: str
    detail: str
    deed: str
    url: str
    pressing: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    programme: Programme
    outline: Outline
    people: People
    forms: tuple[Form, ...]
    stage: Stage
    now: datetime
    cafes: Mapping[int, CafeStanding]
    progress: Mapping[str, "Progress"] = field(default_factory=dict)
    post: Post = field(default_factory=Post)
    coming: ComingStanding | None = None
    notes: NotesToDo = field(default_factory=NotesToDo)
    to_talk_to: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.programme.time_zone)


def link(name: str, *args, query: str = "", **kwargs) -> str:
    """The address of a page, empty where there is no such page."""
    try:
        return reverse(name, args=args or None, kwargs=kwargs or None) + query
    except NoReverseMatch:
        return ""


def change(model: str, pk: int) -> str:
    return link(f"admin:{model}_change", pk)


def new(model: str, programme: Programme) -> str:
    return link(f"admin:{model}_add", query=f"?programme={programme.pk}")


def listed(model: str, programme: Programme, extra: str = "") -> str:
    query = f"?programme__id__exact={programme.pk}{extra}"
    return link(f"admin:{model}_changelist", query=query)


def some(names: tuple[str, ...], most: int = 3) -> str:
    """A few names and how many more: “J. Okafor, M. Lind, P. Reyes and 4 more.”"""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("%(names)s and %(n)s more") % {"names": shown, "n": len(names) - most}
