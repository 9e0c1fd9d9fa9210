"""Somebody asks to be forgotten: what goes and what stays is said before it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes import access
from programmes.models import Programme
from programmes.reports import parts_of

from .. import actions


@require_http_methods(["GET", "HEAD", "POST"])
def forget_person(request: HttpRequest, person: int) -> HttpResponse:
    """Only whoever manages every programme that the person has a part in may do it."""
    someone = get_object_or_404(access.visible_people(request.user), pk=person)
    everywhere = parts_of(someone, Programme.objects.all())
    own = parts_of(someone, access.managed_programmes(request.user))
    if request.method == "POST" and own == everywhere:
        forgotten = actions.forget(person=someone, actor=request.user)
        messages.success(request, _("Done. Nothing here tells who they were."))
        if forgotten.versions:
            messages.warning(request, _("Published reports name them: publish new versions."))
        return redirect("admin:programmes_person_changelist")
    context = {
        "person": someone,
        "parts": own,
        "is_known_elsewhere": own != everywhere,
        "versions": actions.naming(someone),
    }
    refused = request.method == "POST"
    return render(request, "evaluations/forget.html", context, status=409 if refused else 200)
