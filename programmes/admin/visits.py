from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contributing.deeds import dated
from ..models import Contribution, SiteVisit
from .scoped import SameProgrammeFormSet, ScopedAdmin, ScopedFilter, ScopedInline


class HostFormSet(SameProgrammeFormSet):
    """A host belongs to the visit's programme: nobody has to say it twice."""

    def add_fields(self, form, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.programme_id = self.instance.programme_id
        form.instance.kind = Contribution.Kind.HOST


class HostInline(ScopedInline):
    model = Contribution
    formset = HostFormSet
    fields = [("person", "status")]
    autocomplete_fields = ["person"]
    verbose_name = _("host")
    verbose_name_plural = _("hosts")


@admin.register(SiteVisit)
class SiteVisitAdmin(ScopedAdmin):
    place = 4
    list_display = ["title", "host", "day", "starts", "minimum", "capacity", "programme"]
    list_select_related = ["host", "programme"]
    list_filter = [("programme", ScopedFilter), "step_free"]
    search_fields = ["title", "host__name", "theme"]
    autocomplete_fields = ["host", "contact"]
    inlines = [HostInline]
    fields = [
        "programme",
        "title",
        "host",
        "theme",
        "description",
        ("day", "starts", "ends"),
        ("minimum", "capacity", "step_free"),
        ("meeting_point", "map_address"),
        ("dress", "identification"),
        "contact",
    ]

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        for line in formset.forms:
            if isinstance(line.instance, Contribution) and line.has_changed():
                dated(line.instance, request.user)
        super().save_formset(request, form, formset, change)
