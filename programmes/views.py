"""What was done in a programme, and by whom."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .access import managed_or_404
from .trail import trail_of_programme


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    with timezone.override(ZoneInfo(programme.time_zone)):
        context = {"programme": programme, "trail": trail_of_programme(programme)}
        return render(request, "programmes/history.html", context)
