from django.contrib import admin
from django.http import HttpRequest

from ..contributing.deeds import dated
from ..models import CafeConversation, CafeTable, Contribution, Session
from .scoped import ScopedAdmin, ScopedFilter, ScopedInline


@admin.register(Session)
class SessionAdmin(ScopedAdmin):
    place = 3
    list_display = ["title", "day", "starts", "ends", "strand", "room", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter), "kind"]
    search_fields = ["title", "room"]
    fields = [
        "programme",
        "title",
        "kind",
        ("day", "starts", "ends"),
        ("room", "strand"),
        "description",
        "chatham_house",
    ]


class TableInline(ScopedInline):
    model = CafeTable
    fields = [("number", "topic", "step_free")]


@admin.register(CafeConversation)
class CafeConversationAdmin(ScopedAdmin):
    place = 5
    list_display = ["title", "day", "starts", "rounds", "minutes", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter)]
    search_fields = ["title"]
    inlines = [TableInline]
    fields = ["programme", "title", ("day", "starts"), ("rounds", "minutes"), "room"]


@admin.register(Contribution)
class ContributionAdmin(ScopedAdmin):
    place = 6
    list_display = [
        "person",
        "kind",
        "status",
        "asked_on",
        "visit",
        "table",
        "session",
        "programme",
    ]
    list_select_related = ["person", "visit", "table__cafe", "session", "programme"]
    list_filter = [("programme", ScopedFilter), "kind", "status"]
    search_fields = ["person__name", "person__organisation__name"]
    autocomplete_fields = ["person"]
    fields = [
        "programme",
        "person",
        ("kind", "status"),
        ("asked_on", "asked_by", "answered_on"),
        "responsibility",
        "visit",
        "table",
        "session",
        "brief",
        "needs",
        ("wants_call", "no_reminders"),
    ]
    readonly_fields = ["asked_on", "asked_by", "answered_on"]

    def save_model(self, request: HttpRequest, obj: Contribution, form, change: bool) -> None:
        dated(obj, request.user)
        super().save_model(request, obj, form, change)
