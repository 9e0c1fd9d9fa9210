"""A café mended on the day: say what happened, look at what would change, do it, read it out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from programmes.models import CafeConversation

from ..forms import DayForm
from ..placing.cafe import scene_of
from ..placing.mending import mending_of
from ..placing.mending_page import changes_page, mend_page
from ..placing.seats import mend_seats
from .cafe import back, cafe_or_404, deed, told_words


@require_http_methods(["GET", "HEAD", "POST"])
@deed
def mend_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    """Nothing is done but what was shown before, with the same stamp."""
    scene = scene_of(cafe)
    if request.method != "POST":
        return _shown(request, mend_page(scene, scene.draft.day))
    form = DayForm(request.POST, scene.cafe)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: choose from what this page offers."))
        return back(cafe, "mend_cafe")
    found = mending_of(scene, form.day())
    if found.seats is None or form.cleaned_data["stamp"] != found.stamp:
        if form.cleaned_data["stamp"]:
            words = _("Nothing was changed: the records have changed meanwhile. Look at it again.")
            messages.error(request, words)
        return _shown(request, mend_page(scene, found.day, found))
    told = mend_seats(
        cafe=cafe,
        seats=found.seats,
        day=found.day,
        user=request.user,
        seen=form.cleaned_data["seen"],
    )
    messages.success(request, _("Done, and published.") + " " + told_words(len(told)))
    return back(cafe, "cafe_changes")


def _shown(request: HttpRequest, page) -> HttpResponse:
    return render(request, "participants/cafe_mend.html", {"page": page})


@require_GET
def cafe_changes(request: HttpRequest, slug: str, cafe: int) -> HttpResponse:
    page = changes_page(scene_of(cafe_or_404(request, slug, cafe)))
    return render(request, "participants/cafe_changes.html", {"page": page})
