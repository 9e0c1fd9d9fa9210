"""Records whose hours are read and typed as clocks at the venue of their programme show them."""

from contextlib import AbstractContextManager
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..models import Programme
from .scoped import ScopedAdmin


class VenueAdmin(ScopedAdmin):
    """For kinds of record that have a `programme`."""

    def changeform_view(
        self, request: HttpRequest, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        with self._at_the_venue(request, object_id):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def _at_the_venue(self, request: HttpRequest, object_id: str | None) -> AbstractContextManager:
        key = request.POST.get("programme") or request.GET.get("programme") or ""
        programmes = Programme.objects.filter(pk=key if key.isdigit() else None)
        if object_id and object_id.isdigit():
            records = self.model._default_manager.filter(pk=object_id)
            programmes = Programme.objects.filter(pk__in=records.values("programme"))
        name = programmes.values_list("time_zone", flat=True).first()
        return timezone.override(ZoneInfo(name) if name else None)
