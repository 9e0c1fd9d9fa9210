"""Notes between team-mates as organisers handle them: open, see who is left out, release."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from programmes.models import Programme

from .. import notes
from ..notes.forms import TimesForm
from ..reports.peer_notes import Stage, notes_page_of
from .outbox import of_programme

DEALINGS = {
    "withhold": (notes.withhold, gettext_lazy("The note is off its receiver’s page.")),
    "back": (notes.give_back, gettext_lazy("The note is on its receiver’s page again.")),
    "settle": (notes.settle, gettext_lazy("Noted: it is dealt with.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@of_programme
def peer_notes(request: HttpRequest, programme: Programme) -> HttpResponse:
    page, sent = notes_page_of(programme), request.method == "POST"
    if sent and "drop" in request.POST:
        return _drop(request, programme)
    if sent and "agenda" in request.POST:
        return _set(request, programme, page.stage, notes.times_by_the_agenda(programme))
    times = {"opens_at": page.times.opens_at, "closes_at": page.times.closes_at}
    form = TimesForm(request.POST) if sent else TimesForm(initial=times)
    if sent and form.is_valid():
        return _set(request, programme, page.stage, form.times)
    context = {"page": page, "programme": programme, "form": form}
    return render(request, "participants/peer_notes.html", context, status=422 if sent else 200)


def _set(
    request: HttpRequest, programme: Programme, stage: Stage, times: notes.Times
) -> HttpResponse:
    if stage is Stage.NONE:
        notes.open_round(programme=programme, times=times, actor=request.user)
        messages.success(request, _("Done: team-mates may write to each other from then on."))
    elif notes.change_times(programme=programme, times=times, actor=request.user):
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("The notes are released, so nobody writes any more."))
    return redirect("peer_notes", slug=programme.slug)


def _drop(request: HttpRequest, programme: Programme) -> HttpResponse:
    try:
        notes.drop_round(programme=programme, actor=request.user)
    except notes.CannotDrop:
        messages.error(request, _("Somebody has written already. Close the notes earlier instead."))
    else:
        messages.success(request, _("Taken back: nobody is asked to write."))
    return redirect("peer_notes", slug=programme.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@of_programme
def release_peer_notes(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Asked on GET, done on POST; whoever is left out has been read by whoever releases."""
    page = notes_page_of(programme)
    if not page.may_release:
        messages.info(request, _already(page.stage))
        return redirect("peer_notes", slug=programme.slug)
    is_unsure = bool(page.nothing) and "sure" not in request.POST
    if request.method == "POST" and not is_unsure:
        return _release(request, programme)
    context = {"page": page, "programme": programme, "is_refused": request.method == "POST"}
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/release_peer_notes.html", context, status=status)


def _release(request: HttpRequest, programme: Programme) -> HttpResponse:
    try:
        notes.release(programme=programme, actor=request.user)
    except notes.NotYet:
        messages.error(request, _already(Stage.OPEN))
    else:
        messages.success(request, _("Released: everybody reads what was written to them."))
    return redirect("peer_notes", slug=programme.slug)


def _already(stage: Stage) -> str:
    if stage is Stage.RELEASED:
        return _("The notes are released already.")
    return _("Notes are released when they have closed, or when everybody has written to all.")


@require_POST
@of_programme
def reported_note(request: HttpRequest, programme: Programme, note: int) -> HttpResponse:
    deal, done = DEALINGS.get(request.POST.get("deed", ""), (None, ""))
    if deal and deal(programme=programme, key=note, actor=request.user):
        messages.success(request, done)
    else:
        messages.error(
            request, _("Nothing was changed: its receiver has taken the report back meanwhile.")
        )
    return redirect("peer_notes", slug=programme.slug)
