"""No more reminders: asked for by a button, or by a mail program in its owner's name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from participants.actions import wish_reminders
from participants.models import PersonalLink

from .private import personal, unknown


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def my_quiet(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """A mail program posts without cookies and wants no redirect (RFC 8058); posting the same
    again changes nothing."""
    owner = link.participant or link.contribution
    if owner is None:
        return unknown(request)
    if request.method == "POST":
        wish_reminders(owner=owner, wanted="again" in request.POST)
        owner.refresh_from_db(fields=["no_reminders"])
    context = {
        "programme": owner.programme,
        "token": token,
        "is_quiet": owner.no_reminders,
        "is_done": request.method == "POST",
    }
    return render(request, "evaluations/quiet.html", context)
