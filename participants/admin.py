from django.contrib import admin

from programmes.admin.scoped import (
    ScopedAdmin,
    ScopedFilter,
    ScopedInline,
    Shelf,
)
from programmes.admin.venue import VenueAdmin

from .models import (
    Participant,
    PersonalNeeds,
    Seat,
    Team,
    VisitChoice,
    VisitPreference,
    VisitRefusal,
)
from .placing.plans import follow_record
from .placing.seats import follow_seats


class NeedsInline(ScopedInline):
    """Restricted: whoever reaches this page leads or coordinates the programme."""

    model = PersonalNeeds
    fields = ["step_free", ("access", "diet")]


class PreferenceInline(ScopedInline):
    model = VisitPreference
    fields = [("rank", "visit")]


class RefusalInline(ScopedInline):
    model = VisitRefusal
    fields = [("visit", "reason")]


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
    inlines = [NeedsInline, PreferenceInline, RefusalInline, SeatInline]

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        follow_record(obj, form.changed_data)

    def save_formset(self, request, form, formset, change) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Seat and formset.has_changed():
            follow_seats(form.instance)


@admin.register(Team)
class TeamAdmin(ScopedAdmin):
    shelf = Shelf.PEOPLE
    place = 4
    list_display = ["name", "size", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter)]
    search_fields = ["name"]


@admin.register(VisitChoice)
class VisitChoiceAdmin(VenueAdmin):
    shelf = Shelf.PROGRAMME
    place = 5
    list_display = ["programme", "opens_at", "closes_at", "first_come"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter), "first_come"]
    search_fields = ["programme__title"]
    fields = ["programme", "opens_at", "closes_at", "first_come"]
