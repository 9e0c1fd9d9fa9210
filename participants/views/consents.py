"""Who agrees to what, and the list for whoever takes photographs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from programmes.access import managed_or_404

from ..reports.consents import consents_page_of, no_photo_of


@require_GET
def consents(request: HttpRequest, slug: str) -> HttpResponse:
    page = consents_page_of(managed_or_404(request.user, slug))
    return render(request, "participants/consents.html", {"page": page})


@require_GET
def no_photographs(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    context = {"programme": programme, "people": no_photo_of(programme)}
    return render(request, "participants/no_photographs.html", context)
