from django.contrib import admin

from programmes.admin.scoped import (
    ScopedAdmin,
    ScopedFilter,
    ScopedInline,
    Shelf,
)

from .models import Participant, PersonalNeeds, Seat, Team, VisitPreference


class NeedsInline(ScopedInline):
    """Restricted: whoever reaches this page leads or coordinates the programme."""

    model = PersonalNeeds
    fields = ["step_free", ("access", "diet")]


class PreferenceInline(ScopedInline):
    model = VisitPreference
    fields = [("rank", "visit")]


class SeatInline(ScopedInline):
    model = Seat
    fields = [("cafe", "round", "table")]


@admin.register(Participant)
class ParticipantAdmin(ScopedAdmin):
    shelf = Shelf.PEOPLE
    place = 3
    list_display = ["person", "organisation", "status", "visit", "team", "programme"]
    list_select_related = ["person", "organisation", "visit", "team", "programme"]
    list_filter = [("programme", ScopedFilter), "status", "absent", "organisation__sector"]
    search_fields = ["person__name", "person__email", "organisation__name"]
    autocomplete_fields = ["person", "organisation"]
    fields = [
        "programme",
        "person",
        ("organisation", "role"),
        ("status", "absent"),
        ("visit", "team"),
    ]
    inlines = [NeedsInline, PreferenceInline, SeatInline]


@admin.register(Team)
class TeamAdmin(ScopedAdmin):
    shelf = Shelf.PEOPLE
    place = 4
    list_display = ["name", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter)]
    search_fields = ["name"]
