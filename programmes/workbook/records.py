"""The sheets that hold what a programme is, who is in it, and what it asks."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programmes.models import (
    Challenge,
    ChallengePaper,
    Objective,
    Organisation,
    Person,
    Programme,
    Sector,
)

from .people_sheet import find_people
from .sheets import Column, Sheet

RESERVED = ("import",)  # /programmes/import/
DAY, NEXT_DAY = dt.date(2027, 1, 17), dt.date(2027, 1, 18)


def people_of(programme: Programme) -> QuerySet[Person]:
    """Everybody with a part in the programme."""
    return Person.objects.filter(
        Q(pk__in=Person.objects.filter(participations__programme=programme).values("pk"))
        | Q(pk__in=Person.objects.filter(contributions__programme=programme).values("pk"))
        | Q(pk__in=Person.objects.filter(contact_for_visits__programme=programme).values("pk"))
    )


def organisations_of(programme: Programme) -> QuerySet[Organisation]:
    organisations = Organisation.objects
    return organisations.filter(
        Q(pk__in=people_of(programme).values("organisation"))
        | Q(pk=programme.commissioner_id)
        | Q(pk__in=organisations.filter(hosted_visits__programme=programme).values("pk"))
        | Q(pk__in=organisations.filter(participants__programme=programme).values("pk"))
    )


def person_labels(person: Person) -> tuple[str, ...]:
    longer = f"{person.name} ({person.organisation})"
    return (
        (person.name, f"{person.name} <{person.email}>") if person.email else (person.name, longer)
    )


def person_aliases(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.email, f"{person.name} ({person.organisation})")))


def of_programme(plan: Any) -> dict[str, Any]:
    return {"programme": plan.programme}


def of_challenge(plan: Any) -> dict[str, Any]:
    return {"challenge": plan.only("challenge")}


def check_programme(plan: Any, sheet: Sheet, rows: list) -> None:
    if not plan.book.rows[sheet.name]:
        remedy = _("Write the programme's title, short name and days in row 2.")
        plan.problem(sheet, 2, "title", _("The sheet has no row."), remedy)
    if rows and rows[0].values.get("slug") in RESERVED:
        text = _("This short name is the address of one of our own pages.")
        plan.problem(sheet, rows[0].number, "slug", text, _("Choose another."))


def check_challenge(plan: Any, sheet: Sheet, rows: list) -> None:
    if rows and plan.only("challenge") is None:
        text = _("There is a paper, but no challenge.")
        plan.problem(sheet, rows[0].number, "title", text, _("Fill in the sheet “Challenge”."))


ORGANISATIONS = Sheet(
    name="organisations",
    title=_("Organisations"),
    model=Organisation,
    hint=_("Every organisation that sends, hosts, leads or pays."),
    columns=(
        Column("name", "Harbour Arts Trust"),
        Column("sector", Sector.ARTS.value),
        Column("website", "https://harbour-arts.example.org"),
    ),
    key=("name",),
    existing=organisations_of,
    known=lambda plan: Organisation.objects.all(),
    blank_keeps=True,
)

PEOPLE = Sheet(
    name="people",
    title=_("People"),
    model=Person,
    hint=_("Everybody with a part in the programme, whatever their roles."),
    columns=(
        Column("name", "Ann Example"),
        Column("email", "ann@example.org"),
        Column("phone", "0117 496 0000"),
        Column("organisation", "Harbour Arts Trust", to="organisations"),
        Column("job_title", "Director"),
        Column("expertise", "Opening a building to its neighbours"),
        Column("biography"),
        Column("assistant", "Joe Example", newer=True),
        Column("assistant_email", "joe@example.org", newer=True),
        Column("postal_address", newer=True),
        Column(
            "known_as",
            heading=_("Known as"),
            hint=_(
                "Only when asked: “same” for the person we know, “new” for somebody else, "
                "or the address they are known by."
            ),
            aside=True,
        ),
    ),
    key=("email",),
    existing=people_of,
    labels=person_labels,
    aliases=person_aliases,
    match=find_people,
    blank_keeps=True,
)

PROGRAMME = Sheet(
    name="programme",
    title=_("Programme"),
    model=Programme,
    hint=_("One row. The short name tells which programme the file is about; it never changes."),
    columns=(
        Column("title", "Leading across the harbour"),
        Column("slug", "harbour-2027"),
        Column("commissioner", "Harbour Arts Trust", to="organisations"),
        Column("description"),
        Column("venue", "The Old Boathouse"),
        Column("place", "Port Example"),
        Column("directions", "Ten minutes on foot from the station, along the quay.", newer=True),
        Column("map_address", "https://maps.example.org/old-boathouse", newer=True),
        Column("contact_name", "Ann Example", newer=True),
        Column("contact_email", "ann@example.org", newer=True),
        Column("contact_phone", "0117 496 0000", newer=True),
        Column("starts_on", DAY),
        Column("ends_on", NEXT_DAY),
        Column("time_zone", "Europe/London"),
    ),
    key=("slug",),
    existing=lambda programme: Programme.objects.filter(pk=programme.pk),
    check=check_programme,
    single=True,
)

OBJECTIVES = Sheet(
    name="objectives",
    title=_("Objectives"),
    model=Objective,
    hint=_("What the programme promises, in order."),
    columns=(
        Column("number", 1),
        Column("title", "Lead beyond authority"),
        Column("statement", "I can lead where I have no formal authority."),
        Column(
            "statement_before",
            "Before the programme, I could lead where I had no formal authority.",
        ),
    ),
    key=("number",),
    existing=lambda programme: Objective.objects.filter(programme=programme),
    fixed=of_programme,
    labels=lambda objective: (str(objective.number), str(objective)),
)

CHALLENGE = Sheet(
    name="challenge",
    title=_("Challenge"),
    model=Challenge,
    hint=_("One row at most; who sets it stands under “Contributions”."),
    columns=(
        Column("question", "How can the harbour be everybody's again?"),
        Column("background"),
    ),
    key=("programme",),
    existing=lambda programme: Challenge.objects.filter(programme=programme),
    fixed=of_programme,
    single=True,
)

PAPERS = Sheet(
    name="papers",
    title=_("Papers"),
    model=ChallengePaper,
    hint=_("What to read before the challenge."),
    columns=(
        Column("title", "The harbour in figures"),
        Column("address", "https://harbour.example.org/figures.pdf"),
        Column("note", "Who uses it, and who does not"),
    ),
    key=("title",),
    existing=lambda programme: ChallengePaper.objects.filter(challenge__programme=programme),
    fixed=of_challenge,
    check=check_challenge,
)

SHEETS = (ORGANISATIONS, PEOPLE, PROGRAMME, OBJECTIVES, CHALLENGE, PAPERS)
