"""A programme is moved to other days."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.models import Message
from programmes.access import managed_or_404

from .. import actions
from ..forms.moving import MoveForm


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    form = MoveForm(request.POST if request.method == "POST" else None, programme=programme)
    if form.is_valid():
        try:
            days = actions.move_programme(
                programme=programme, actor=request.user, **form.cleaned_data
            )
        except actions.CannotMove as reason:
            form.add_error("starts_on", str(reason))
        else:
            if days:
                old = date_format(programme.starts_on, "j F Y")
                words = _("Everything is moved. To undo it, move it back to %(day)s.")
                messages.success(request, words % {"day": old})
            return redirect("messages" if days else "desk", slug=slug)
    told = programme.messages.filter(state__in=Message.KNOWN)
    context = {"programme": programme, "form": form, "told": told.count()}
    status = 422 if form.is_bound else 200
    return render(request, "evaluations/move.html", context, status=status)
