"""The sheets of what happens on the days, and of who gives what to it."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from programmes.models import (
    CafeConversation,
    CafeTable,
    Contribution,
    Session,
    SiteVisit,
)

from .records import DAY, of_programme
from .sheets import Column, Sheet


def session_labels(session: Session) -> tuple[str, ...]:
    moment = f"{session.title}, {session.day} {session.starts:%H:%M}"
    return session.title, moment, f"{moment}, {session.strand}"


def table_labels(table: CafeTable) -> tuple[str, ...]:
    return str(table.number), f"{table.cafe}: {table.number}"


def contribution_labels(contribution: Contribution) -> tuple[str, ...]:
    return (str(contribution),)


AGENDA = Sheet(
    name="agenda",
    title=_("Agenda"),
    model=Session,
    columns=(
        Column("title", "Welcome"),
        Column("kind", Session.Kind.SESSION.value),
        Column("day", DAY),
        Column("starts", dt.time(9, 30)),
        Column("ends", dt.time(10, 15)),
        Column("strand"),
        Column("room", "Main hall"),
        Column("description"),
        Column("chatham_house"),
    ),
    key=("day", "starts", "title", "strand"),
    second_key=("title", "strand"),
    existing=lambda programme: Session.objects.filter(programme=programme),
    fixed=of_programme,
    labels=session_labels,
)

VISITS = Sheet(
    name="visits",
    title=_("Visits"),
    model=SiteVisit,
    columns=(
        Column("title", "The Foundry"),
        Column("host", "Harbour Arts Trust", to="organisations"),
        Column("theme", "Listening to young people"),
        Column("description"),
        Column("minimum", 3),
        Column("capacity", 6),
        Column("day", DAY),
        Column("starts", dt.time(13, 30)),
        Column("ends", dt.time(16, 0)),
        Column("meeting_point", "Main entrance, Quay Street"),
        Column("map_address", "https://maps.example.org/foundry", newer=True),
        Column("dress", "Flat shoes"),
        Column("identification", "None"),
        Column("step_free", True),
        Column("contact", "Ann Example", to="people"),
    ),
    key=("title",),
    existing=lambda programme: SiteVisit.objects.filter(programme=programme),
    fixed=of_programme,
)

CAFES = Sheet(
    name="cafés",
    title=_("Café"),
    model=CafeConversation,
    hint=_("Each café conversation; its tables stand on their own sheet."),
    columns=(
        Column("title", "Evening café"),
        Column("day", DAY),
        Column("starts", dt.time(19, 0)),
        Column("rounds", 3),
        Column("minutes", 20),
        Column("room", "Sail loft"),
    ),
    key=("title",),
    existing=lambda programme: CafeConversation.objects.filter(programme=programme),
    fixed=of_programme,
)

TABLES = Sheet(
    name="tables",
    title=_("Tables"),
    model=CafeTable,
    hint=_("Who leads a table stands under “Contributions”."),
    columns=(
        Column("cafe", "Evening café", heading=_("Café conversation"), to="cafés"),
        Column("number", 1),
        Column("topic", "Trust"),
        Column("step_free", True),
    ),
    key=("cafe", "number"),
    existing=lambda programme: CafeTable.objects.filter(cafe__programme=programme),
    labels=table_labels,
)

CONTRIBUTIONS = Sheet(
    name="contributions",
    title=_("Contributions"),
    model=Contribution,
    hint=_(
        "Who gives what. A host needs a visit; a café leader may have a table, a speaker a session."
    ),
    columns=(
        Column("person", "Ann Example", to="people"),
        Column("kind", Contribution.Kind.HOST.value),
        Column("status", Contribution.Status.YES.value),
        Column("responsibility"),
        Column("visit", "The Foundry", to="visits"),
        Column("table", to="tables"),
        Column("session", to="agenda"),
        Column("asked_on"),
        Column("answered_on"),
        Column("brief"),
        Column("needs"),
        Column("wants_call"),
        Column("no_reminders"),
    ),
    key=("person", "kind", "visit", "table", "session"),
    second_key=("person", "kind"),
    existing=lambda programme: Contribution.objects.filter(programme=programme),
    fixed=of_programme,
    labels=contribution_labels,
)

SHEETS = (AGENDA, VISITS, CAFES, TABLES, CONTRIBUTIONS)
