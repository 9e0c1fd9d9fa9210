"""What a board shows, of visits as of teams: places as columns, people as cards, as one value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Plan
from programmes.models import Programme

DEEDS = ("board", "plan", "move", "pin", "publish", "undo")


@dataclass(frozen=True, slots=True)
class Card:
    """One person; `edge` is how their place is drawn, `choice` says the same in words.

    `before` is the place they know of, if it is another; `targets` are the places they may be moved
    to, each with what it is for them; `why` says why they are here.
    """

    key: int
    name: str
    about: str
    choice: str
    edge: str
    pinned: bool
    before: str
    breaks: tuple[str, ...]
    targets: tuple[tuple[int, str], ...]
    why: str = ""
    wishes: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A button that does something to a place: what it sends, and where to."""

    label: str
    url: str
    fields: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One place; `free` has one entry a free place, `shut` means that nobody can be put there."""

    key: int
    title: str
    about: str
    places: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    free: tuple[int, ...] = ()
    shut: bool = False
    record: str = ""
    tools: tuple[Tool, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """`best` is the figure of the best plan there is, or the least there can be; empty if met."""

    number: int
    label: str
    best: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said otherwise on a board of visits than on one of teams."""

    title: str
    lead: str
    group: str
    waiting: str
    nowhere: str
    clash: str
    why: str
    plan: str
    again: str
    publish: str
    told: str


@dataclass(frozen=True, slots=True)
class Board:
    """`empty` says what is missing before anything can be planned, `start` where to add it.

    `version` is what was seen.
    """

    programme: Programme
    what: str
    words: Words
    version: int
    state: str
    empty: str
    start: str
    planned: bool
    columns: tuple[Column, ...]
    waiting: tuple[Card, ...]
    figures: tuple[Figure, ...]
    verdict: tuple[str, ...]
    clashes: tuple[str, ...]
    remedies: tuple[str, ...]
    whys: tuple[tuple[str, str], ...]
    changed: int
    publishable: bool
    urls: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        own = {"slug": self.programme.slug}
        urls = {deed: reverse(f"{self.what}_{deed}", kwargs=own) for deed in DEEDS}
        object.__setattr__(self, "urls", urls)

    @property
    def slice(self) -> str:
        """How the people of one place are named where one writes to them, before its key."""
        return self.what.removesuffix("s")

    @property
    def broken(self) -> tuple[str, ...]:
        cards = chain(self.waiting, *(column.cards for column in self.columns))
        notes = chain.from_iterable(column.notes for column in self.columns)
        return tuple(dict.fromkeys((*notes, *chain.from_iterable(card.breaks for card in cards))))


@dataclass(frozen=True, slots=True)
class Question:
    """What something costs, asked before it is done: `fields` go to `url` with the answer yes."""

    title: str
    costs: Sequence[str]
    allowed: bool
    yes: str
    url: str
    fields: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as it would be: `costly` ones are asked about first, `done` says that it happened."""

    person: int
    name: str
    origin: int | None
    target: int | None
    question: str
    costs: tuple[str, ...]
    allowed: bool
    costly: bool
    done: str


def first_record(kind: str, programme: Programme) -> str:
    """The page of the admin on which the first of them is added to a programme."""
    return reverse(f"admin:{kind}_add") + f"?programme={programme.pk}"


def state(plan: Plan | None, placed: bool, told: bool) -> str:
    """`placed` if anybody has a place in the draft, `told` if in what was published."""
    if plan is None or not plan.version:
        return _("These places are in the records.") if placed else _("Nothing planned yet.")
    if plan.published_version is None:
        if told:
            return _("Draft. People still see the places they had before.")
        return _("Draft. Nobody has been told.")
    published = _("Published on %(day)s") % {"day": date_format(plan.published_at, "j F Y")}
    if plan.published_by:
        published += " " + _("by %(name)s") % {"name": plan.published_by}
    if not plan.is_draft:
        return published + "."
    return _("%(published)s; changed since, and nobody has been told of that.") % {
        "published": published
    }


def names(people: Iterator[str] | Sequence[str]) -> str:
    """A few names as people list them."""
    *first, last = people
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
