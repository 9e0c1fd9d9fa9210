"""Ticking who is there, on a phone at the door."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from participants.actions import forget_presence, note_presence
from participants.forms import PresenceForm
from participants.reports.presence import presence_at, sessions_of
from programmes import access


@require_GET
def presence(request: HttpRequest, slug: str) -> HttpResponse:
    programme = access.managed_or_404(request.user, slug)
    context = {"programme": programme, "sessions": sessions_of(programme)}
    return render(request, "participants/presence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def presence_at_session(request: HttpRequest, slug: str, session: int) -> HttpResponse:
    programme = access.managed_or_404(request.user, slug)
    held = get_object_or_404(programme.sessions.select_related("programme"), pk=session)
    if request.method == "POST" and "forget" in request.POST:
        forget_presence(session=held)
        messages.success(request, _("The list is gone. All count as present again."))
        return redirect("presence_at", slug=slug, session=session)
    people = programme.participants.eligible()
    sent = PresenceForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and sent.is_valid():
        noted = note_presence(session=held, **sent.cleaned_data)
        messages.success(request, _("Saved: %(noted)d were there.") % {"noted": noted})
        return redirect("presence_at", slug=slug, session=session)
    context = {"programme": programme, "page": presence_at(held), "form": sent}
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/presence_at.html", context, status=status)
