from contextlib import AbstractContextManager
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from programmes.admin.scoped import ScopedAdmin, ScopedFilter, Shelf
from programmes.models import Programme

from ..models import Questionnaire


@admin.register(Questionnaire)
class QuestionnaireAdmin(ScopedAdmin):
    shelf = Shelf.FEEDBACK
    place = 1
    list_display = ["title", "moment", "opens_at", "closes_at", "programme"]
    list_select_related = ["programme"]
    list_filter = [("programme", ScopedFilter), "moment"]
    search_fields = ["title"]
    fields = [
        "programme",
        "title",
        ("moment", "slug"),
        "introduction",
        "opens_at",
        "closes_at",
        "eligible",
    ]

    def changeform_view(
        self, request: HttpRequest, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        """Opening and closing are read and typed as clocks at the venue show them."""
        with self._at_the_venue(request, object_id):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def _at_the_venue(self, request: HttpRequest, object_id: str | None) -> AbstractContextManager:
        key = request.POST.get("programme") or request.GET.get("programme") or ""
        programmes = Programme.objects.filter(pk=key if key.isdigit() else None)
        if object_id and object_id.isdigit():
            programmes = Programme.objects.filter(questionnaires=object_id)
        name = programmes.values_list("time_zone", flat=True).first()
        return timezone.override(ZoneInfo(name) if name else None)
