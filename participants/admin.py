from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from programmes.admin.scoped import (
    ScopedAdmin,
    ScopedFilter,
    ScopedInline,
    Shelf,
)
from programmes.admin.venue import VenueAdmin

from .coming.answering import follow_status
from .consents import texts_today, word_anew
from .forms import ConsentTextForm
from .models import (
    Application,
    ConsentText,
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
        if "status" in form.changed_data:
            follow_status(obj)

    def save_formset(self, request, form, formset, change) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Seat and formset.has_changed():
            follow_seats(form.instance)


@admin.register(Application)
class ApplicationAdmin(ScopedAdmin):
    """To correct an address, and for those who apply by phone; it is decided on its own page."""

    shelf = Shelf.PEOPLE
    place = 5
    list_display = ["name", "organisation", "sector", "state", "received_at", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter), "state", "sector"]
    search_fields = ["name", "email", "organisation"]
    fields = [
        "programme",
        ("name", "email", "phone"),
        ("organisation", "sector", "role"),
        "motivation",
        ("nominated_by", "nominator_email"),
        ("state", "received_at"),
    ]
    readonly_fields = ["state", "received_at"]


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


@admin.register(ConsentText)
class ConsentTextAdmin(ScopedAdmin):
    """Only superusers word them, for all programmes. A change is a new version: the old one stays
    with the answers that were given to it."""

    shelf = Shelf.HOUSE
    place = 1
    form = ConsentTextForm
    list_display = ["purpose", "version", "since", "answers"]
    fields = ["purpose", "version", "since", "answers", "text"]
    readonly_fields = ["purpose", "version", "since", "answers"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConsentText]:
        rows = ConsentText.objects.annotate(answers=Count("consents"))
        return rows if request.user.is_superuser else rows.none()

    def _may(self, request: HttpRequest, obj: ConsentText | None = None) -> bool:
        return request.user.is_superuser

    has_module_permission = has_view_permission = has_change_permission = _may

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    has_delete_permission = has_add_permission

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if request.user.is_superuser:
            texts_today()
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("people who have answered it"))
    def answers(self, text: ConsentText) -> int:
        return text.answers

    def save_model(self, request, obj: ConsentText, form, change) -> None:
        """What is noted, and said to be saved, is the version that holds from now on."""
        new = word_anew(text=obj, words=form.cleaned_data["text"])
        obj.pk, obj.version = new.pk, new.version
