"""A programme is made again, on other dates and with other people."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404

from .. import actions
from ..forms.cloning import CloneForm


@require_http_methods(["GET", "HEAD", "POST"])
def clone(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    form = CloneForm(request.POST if request.method == "POST" else None, programme=programme)
    if form.is_valid():
        try:
            copy = actions.clone_programme(
                programme=programme, leader=request.user, **form.cleaned_data
            )
        except IntegrityError:  # a second click came in between
            form.add_error("slug", _("Choose another short name: this one is taken."))
        else:
            messages.success(request, _("Here it is. Nobody is in it yet, and nobody was told."))
            return redirect("desk", slug=copy.slug)
    context = {"programme": programme, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "evaluations/clone.html", context, status=status)
