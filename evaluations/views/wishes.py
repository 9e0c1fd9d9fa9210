"""Where an organiser notes which visits somebody would like, also when their own time is over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404

from .. import actions
from ..forms.visits import read_wishes
from ..reports.visits import open_to
from ..reports.wishes import wishes_page_of


@require_http_methods(["GET", "HEAD", "POST"])
def person_wishes(request: HttpRequest, slug: str, participant: int) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    person = get_object_or_404(
        programme.participants.select_related("person", "programme", "visit"), pk=participant
    )
    fields = request.POST.dict() if request.method == "POST" else None
    errors = {}
    if fields is not None:
        choosable = open_to(person)
        wishes = read_wishes(choosable, fields)
        if not (errors := wishes.errors):
            actions.note_wishes(participant=person, choosable=choosable, wishes=wishes)
            words = _("Noted for %(person)s. It counts when the visits are planned again.")
            messages.success(request, words % {"person": person})
            return redirect("visits_board", slug=slug)
    page = wishes_page_of(person, fields, errors)
    status = 422 if errors else 200
    return render(request, "evaluations/person_wishes.html", {"page": page}, status=status)
