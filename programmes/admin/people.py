from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

from .. import access
from ..models import Organisation, Person
from ..reports import parts_of
from .scoped import ScopedAdmin, Shelf


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    shelf = Shelf.PEOPLE
    place = 1
    list_display = ["name", "organisation", "job_title", "email", "phone"]
    list_select_related = ["organisation"]
    list_filter = ["organisation__sector"]
    search_fields = ["name", "email", "organisation__name", "expertise"]
    autocomplete_fields = ["organisation"]
    fields = [
        "name",
        ("email", "phone"),
        ("organisation", "job_title"),
        "expertise",
        "biography",
        ("assistant", "assistant_email"),
        "postal_address",
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return access.visible_people(request.user)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url="", extra_context=None
    ) -> HttpResponse:
        person = self.get_object(request, object_id)
        own = access.managed_programmes(request.user)
        context = {"parts": parts_of(person, own) if person else (), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)


@admin.register(Organisation)
class OrganisationAdmin(ScopedAdmin):
    shelf = Shelf.PEOPLE
    place = 2
    list_display = ["name", "sector", "website"]
    list_filter = ["sector"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return access.visible_organisations(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """The directory is read by all who keep records; what only others rely on is theirs."""
        return super().has_change_permission(request) and self._is_ours(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return super().has_delete_permission(request) and self._is_ours(request, obj)

    def _is_ours(self, request: HttpRequest, obj: Organisation | None) -> bool:
        if obj is None:
            return True
        return access.changeable_organisations(request.user).filter(pk=obj.pk).exists()
