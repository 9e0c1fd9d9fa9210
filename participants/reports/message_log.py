"""What became of messages: to whom, where to, when, and what mail servers said."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from programmes.models import Programme

from ..models import Message, Step
from ..outbox.deeds import messages_of
from ..outbox.recipients import recipient
from ..sending.happenings import Happened
from .outbox import SETTLED

A_PAGE = 50
State, Delivery = Message.State, Message.Delivery
STYLES = {
    State.SENT: "ok",
    State.TOLD: "ok",
    State.APPROVED: "ok",
    State.WAITING: "wait",
    State.UNSURE: "wait",
    State.FAILED: "no",
}


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One message; `to` says where it went, in copy included; `back` is offered where its words
    can wait again."""

    key: int
    version: int
    name: str
    to: str
    step: str
    subject: str
    says: str
    style: str
    when: datetime
    error: str
    events: tuple[Event, ...]
    back: str

    @property
    def seen(self) -> str:
        return f"{self.key}.{self.version}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to; empty parts do not narrow."""

    text: str = ""
    step: str = ""
    state: str = ""
    person: int | None = None

    @property
    def any(self) -> bool:
        return bool(self.text or self.step or self.state or self.person)

    @property
    def query(self) -> str:
        named = {"q": self.text, "step": self.step, "state": self.state, "person": self.person}
        return urlencode({name: value for name, value in named.items() if value})


@dataclass(frozen=True, slots=True)
class Log:
    filters: Filters
    entries: tuple[Entry, ...]
    page: Page
    total: int


def log_of(programme: Programme, filters: Filters, number: object = 1) -> Log:
    """Without filters what is settled, but for what was taken out as not needed any more; else
    whatever they find. The latest first. Three queries."""
    rows = _narrowed(messages_of(programme), filters)
    latest = Coalesce("told_at", "taken_at", "prepared_at")
    rows = rows.annotate(when=latest).order_by("-when", "-pk").defer("text", "facts")
    page = Paginator(rows.prefetch_related("events"), A_PAGE).get_page(number)
    entries = tuple(_entry(row) for row in page)
    return Log(filters, entries, page, page.paginator.count)


def _narrowed(rows: QuerySet[Message], filters: Filters) -> QuerySet[Message]:
    if not filters.any:
        return rows.filter(state__in=[state for state in SETTLED if state != State.CANCELLED])
    if filters.text:
        rows = rows.filter(_names(filters.text))
    if filters.person:
        person = filters.person
        rows = rows.filter(Q(participant__person=person) | Q(contribution__person=person))
    if filters.step:
        rows = rows.filter(step=filters.step)
    if not filters.state:
        return rows
    field = "delivery" if filters.state in Delivery.values else "state"
    return rows.filter(**{field: filters.state})


def _names(text: str) -> Q:
    fields = (
        "participant__person__name",
        "participant__person__email",
        "contribution__person__name",
        "contribution__person__email",
        "observer__name",
        "application__name",
        "address",
        "subject",
    )
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": text})
    return found


def _entry(row: Message) -> Entry:
    who = recipient(row)
    return Entry(
        key=row.pk,
        version=row.version,
        name=who.name,
        to=", ".join(filter(None, [row.address, row.copied_to])) or who.to,
        step=str(Step(row.step).label),
        subject=row.subject,
        says=says(row),
        style=style_of(row),
        when=row.when,
        error=row.error,
        events=events_of(row),
        back=_back(row),
    )


def says(row: Message) -> str:
    """“sent, delivered”."""
    if row.state == State.SENT and row.delivery:
        return f"{row.get_state_display()}, {row.get_delivery_display()}"
    return str(row.get_state_display())


def style_of(row: Message) -> str:
    if row.delivery in (Delivery.BOUNCED, Delivery.COMPLAINED):
        return "no"
    return STYLES.get(row.state, "")


def events_of(row: Message) -> tuple[Event, ...]:
    return tuple(Event(event.at, _happened(event.what), event.detail) for event in row.events.all())


def _happened(what: str) -> str:
    return str(Happened(what).label) if what in Happened.values else what


def _back(row: Message) -> str:
    words = {State.TOLD: _("Not told after all"), State.DROPPED: _("Let it wait again")}
    return words.get(row.state, "")
