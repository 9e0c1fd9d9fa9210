"""The organiser's entrance: all programmes, one programme's desk, and the search over both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from programmes.access import managed_or_404

from ..reports import desk as desk_report
from ..reports import home as home_report
from ..reports.deeds import link


def home(request: HttpRequest) -> HttpResponse:
    context = {
        "home": home_report.home(request.user, timezone.now()),
        "import_url": link("import_programme"),
    }
    return render(request, "evaluations/home.html", context)


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    context = {"desk": desk_report.desk(programme, timezone.now())}
    return render(request, "evaluations/desk.html", context)


def search(request: HttpRequest) -> HttpResponse:
    found = home_report.search(request.user, request.GET.get("q", "").strip()[:100])
    return render(request, "evaluations/search.html", {"search": found})
