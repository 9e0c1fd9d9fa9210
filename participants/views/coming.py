"""Who comes: the page to choose on, each deed looked at before it is done, and undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from programmes.access import managed_or_404
from programmes.models import Programme

from ..coming.changes import Change, Refused
from ..coming.deeds import BY_NAME, Deed
from ..coming.forms import DecisionForm
from ..coming.offering import TooMany
from ..coming.page import page_of
from ..coming.preview import overtaken_words, preview_of
from ..coming.undoing import is_open, undo

UNDO = "coming_to_undo"


@require_GET
def coming(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, managed_or_404(request.user, slug))


@require_POST
def decide_coming(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was done: choose people and a deed from this page."))
        return redirect("coming", slug=slug)
    wish = form.cleaned_data
    if wish["do"] == "show":
        return _page(request, programme, wish["application"], wish["person"])
    if not wish["application"] and not wish["person"]:
        messages.error(request, _("Nothing was done: tick somebody first."))
        return redirect("coming", slug=slug)
    deed = BY_NAME[wish["do"]]
    return (
        _do(request, programme, deed, wish)
        if wish["sure"]
        else _ask(request, programme, deed, wish)
    )


def _ask(
    request: HttpRequest, programme: Programme, deed: Deed, wish: dict[str, Any], refusal: str = ""
) -> HttpResponse:
    preview = preview_of(programme, deed, wish)
    if not preview.lines:
        messages.error(request, overtaken_words())
        return redirect("coming", slug=programme.slug)
    context = {"preview": preview, "programme": programme, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "participants/coming_preview.html", context, status=status)


def _do(
    request: HttpRequest, programme: Programme, deed: Deed, wish: dict[str, Any]
) -> HttpResponse:
    who = {"applications": wish["application"], "people": wish["person"], "more": wish["more"]}
    try:
        change = deed.run(programme=programme, user=request.user, **who)
    except TooMany as refusal:
        return _ask(request, programme, deed, wish, str(refusal))
    if not change.done:
        messages.error(request, overtaken_words())
        return redirect("coming", slug=programme.slug)
    words = str(deed.done % {"n": change.done})
    _remember(request, programme, change, words)
    messages.success(request, " ".join((words, *_followed(change))))
    return redirect("coming", slug=programme.slug)


def _followed(change: Change) -> list[str]:
    words = _("%(name)s is invited from the waiting list (%(why)s).")
    return [words % {"name": name, "why": why} for name, why in change.invited]


@require_POST
def undo_coming(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    last = _last(request, programme)
    if last is None:
        messages.error(request, _("There is nothing to undo any more."))
        return redirect("coming", slug=slug)
    try:
        undo(programme=programme, change=Change.read(last["change"]), user=request.user)
        messages.success(request, _("Undone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    del request.session[UNDO]
    return redirect("coming", slug=slug)


def _remember(request: HttpRequest, programme: Programme, change: Change, words: str) -> None:
    """What was done last, in keys: a session holds no names."""
    request.session.pop(UNDO, None)
    if change:
        stored = {"programme": programme.pk, "change": change.stored(), "words": words}
        request.session[UNDO] = stored


def _last(request: HttpRequest, programme: Programme) -> dict[str, Any] | None:
    last = request.session.get(UNDO)
    if not last or last["programme"] != programme.pk:
        return None
    return last if is_open(programme, Change.read(last["change"])) else None


def _page(request: HttpRequest, programme: Programme, applications=(), people=()) -> HttpResponse:
    context = {
        "page": page_of(programme, applications, people),
        "programme": programme,
        "undo": _last(request, programme),
    }
    return render(request, "participants/coming.html", context)
