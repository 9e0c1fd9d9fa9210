"""The sheets about who comes, what they need, what they would like, and where they go."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.models import Participant, PersonalNeeds, Seat, Team, VisitPreference
from programmes.workbook.records import of_programme, person_aliases, person_labels
from programmes.workbook.sheets import Column, Sheet

PEOPLE_EXAMPLE = "Ann Example"


def participant_labels(participant: Participant) -> tuple[str, ...]:
    return person_labels(participant.person)


def participant_aliases(participant: Participant) -> tuple[str, ...]:
    return person_aliases(participant.person)


def organisation_of_person(values: dict[str, Any], row: Any) -> None:
    """Most people come for the organisation they work at."""
    if values.get("organisation") is None and values.get("person") is not None:
        values["organisation"] = values["person"].organisation


def cafe_of_table(values: dict[str, Any], row: Any) -> None:
    values["cafe"] = values["table"] and values["table"].cafe


def check_rounds(plan: Any, sheet: Sheet, rows: list) -> None:
    """As the seat itself says where the café is stored already."""
    for entry in plan.entries[sheet.name]:
        if entry.thing.cafe and entry.thing.round > entry.thing.cafe.rounds:
            text, remedy = _("The café has fewer rounds."), _("Correct it in this row.")
            plan.problem(sheet, entry.row.number, "round", text, remedy)


TEAMS = Sheet(
    name="teams",
    title=_("Teams"),
    model=Team,
    hint=_("The challenge teams; who is in which stands under “Participants”."),
    columns=(Column("name", "Lighthouse"),),
    key=("name",),
    existing=lambda programme: Team.objects.filter(programme=programme),
    fixed=of_programme,
)

PARTICIPANTS = Sheet(
    name="participants",
    title=_("Participants"),
    model=Participant,
    hint=_("Everybody invited, whatever they answered. Their names stand under “People”."),
    columns=(
        Column("person", PEOPLE_EXAMPLE, to="people"),
        Column(
            "organisation",
            "Harbour Arts Trust",
            to="organisations",
            needed=False,
            hint=_("The one they come for. Left empty: the person's own."),
        ),
        Column("role", "Director"),
        Column("status", Participant.Status.ACCEPTED.value),
        Column("absent", False),
        Column("team", "Lighthouse", to="teams"),
        Column("visit", "The Foundry", to="visits"),
        Column(
            "waiting_since",
            newer=True,
            hint=_("Of those on the waiting list: whoever has waited longest comes first."),
        ),
        Column(
            "stands_in_for",
            to="participants",
            later=True,
            needed=False,
            newer=True,
            hint=_("Whose place they took over; that person is withdrawn."),
        ),
    ),
    key=("person",),
    existing=lambda programme: Participant.objects.filter(programme=programme).select_related(
        "person__organisation"
    ),
    fixed=of_programme,
    complete=organisation_of_person,
    labels=participant_labels,
    aliases=participant_aliases,
)

NEEDS = Sheet(
    name="needs",
    title=_("Participants"),
    heading_in_preview=_("Personal needs"),
    model=PersonalNeeds,
    columns=(
        Column("participant", PEOPLE_EXAMPLE, heading=_("Person"), to="participants"),
        Column("step_free", False),
        Column("access", hint=_("Shown to the lead and the coordinator only.")),
        Column("diet", "Vegetarian", hint=_("Shown to the lead and the coordinator only.")),
    ),
    key=("participant",),
    existing=lambda programme: PersonalNeeds.objects.filter(
        participant__programme=programme
    ).select_related("participant__person__organisation"),
    labels=lambda needs: participant_labels(needs.participant),
    only_if_filled=True,
)

PREFERENCES = Sheet(
    name="preferences",
    title=_("Preferences"),
    model=VisitPreference,
    hint=_("Which visits somebody would like to go on, one row for each."),
    columns=(
        Column("participant", PEOPLE_EXAMPLE, heading=_("Participant"), to="participants"),
        Column("visit", "The Foundry", to="visits"),
        Column("rank", 1, hint=_("1 is the first choice.")),
    ),
    key=("participant", "visit"),
    existing=lambda programme: VisitPreference.objects.filter(
        participant__programme=programme
    ).select_related("participant__person__organisation"),
    labels=lambda preference: (
        f"{preference.participant.person}: {preference.rank}. {preference.visit}",
    ),
    rewritten=True,
)

SEATS = Sheet(
    name="seats",
    title=_("Seats"),
    model=Seat,
    hint=_("Where somebody sits in each round of a café conversation."),
    columns=(
        Column("participant", PEOPLE_EXAMPLE, heading=_("Participant"), to="participants"),
        Column(
            "table",
            "1",
            to="tables",
            hint=_("The number; with more than one café conversation “Evening café: 1”."),
        ),
        Column("round", 1),
    ),
    key=("participant", "cafe", "round"),
    existing=lambda programme: Seat.objects.filter(participant__programme=programme).select_related(
        "participant__person__organisation", "cafe", "table__cafe"
    ),
    complete=cafe_of_table,
    check=check_rounds,
    labels=lambda seat: (f"{seat.participant.person}, {seat.table.cafe}: {seat.round}",),
)

SHEETS = (TEAMS, PARTICIPANTS, NEEDS, PREFERENCES, SEATS)
