"""What people answered, as it comes in, for those who manage the programme."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes import access

from ..reports.results import read_results


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    programme = access.managed_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    context = {"programme": programme, "results": read_results(programme)}
    response = render(request, "evaluations/results.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
