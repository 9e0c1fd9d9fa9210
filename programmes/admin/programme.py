from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from .. import access
from ..models import Challenge, ChallengePaper, Membership, Objective, Programme
from .scoped import SameProgrammeForm, ScopedAdmin, ScopedFilter, ScopedInline

# Pages whose address begins like that of a programme's desk.
ADDRESSES = ("import", "workbook-template")


def time_zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones())]


class ProgrammeForm(SameProgrammeForm):
    class Meta:
        widgets = {"time_zone": forms.Select(choices=lazy(time_zones, list)())}

    def clean_slug(self) -> str:
        if self.cleaned_data["slug"] in ADDRESSES:
            raise ValidationError(_("Choose another short name: this one is taken by a page."))
        return self.cleaned_data["slug"]


class ObjectiveInline(ScopedInline):
    model = Objective
    fields = [("number", "title"), "statement", "statement_before"]


class MembershipInline(ScopedInline):
    """Only a lead decides who else works on the programme."""

    model = Membership
    fields = [("user", "role")]

    def _may(self, request: HttpRequest, obj: Programme | None) -> bool:
        return obj is not None and access.can_lead(request.user, obj)

    has_add_permission = has_change_permission = has_delete_permission = _may


@admin.register(Programme)
class ProgrammeAdmin(ScopedAdmin):
    form = ProgrammeForm
    place = 1
    list_display = ["title", "starts_on", "ends_on", "place", "commissioner"]
    list_select_related = ["commissioner"]
    search_fields = ["title", "place"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["commissioner"]
    prepopulated_fields = {"slug": ["title"]}
    fields = [
        "title",
        "slug",
        "commissioner",
        "description",
        ("starts_on", "ends_on"),
        ("venue", "place"),
        "directions",
        "map_address",
        ("contact_name", "contact_email", "contact_phone"),
        "time_zone",
    ]

    def get_inlines(self, request: HttpRequest, obj: Programme | None) -> list[type]:
        return [ObjectiveInline, MembershipInline] if obj else [ObjectiveInline]

    def has_delete_permission(self, request: HttpRequest, obj: Programme | None = None) -> bool:
        if obj is None:
            return access.led_programmes(request.user).exists()
        return access.can_lead(request.user, obj)

    def get_deleted_objects(self, rows, request: HttpRequest) -> tuple:
        """Ticking several in the list asks of each whether the user leads it."""
        listed, counts, lacking, protected = super().get_deleted_objects(rows, request)
        led = set(access.led_programmes(request.user).values_list("pk", flat=True))
        if any(row.pk not in led for row in rows):
            lacking = {self.opts.verbose_name}
        return listed, counts, lacking, protected

    def save_model(self, request: HttpRequest, obj: models.Model, form, change: bool) -> None:
        """Whoever starts a programme leads it; otherwise it would be out of their sight at once."""
        super().save_model(request, obj, form, change)
        if not change and not request.user.is_superuser:
            obj.memberships.create(user=request.user, role=Membership.Role.LEAD)


class PaperInline(ScopedInline):
    model = ChallengePaper
    fields = [("title", "address"), "note"]


@admin.register(Challenge)
class ChallengeAdmin(ScopedAdmin):
    place = 2
    list_display = ["question", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter)]
    search_fields = ["question"]
    inlines = [PaperInline]
