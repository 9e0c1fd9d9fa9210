"""Where staff read and edit what a programme's messages say, and when each of them goes."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models import Step
from programmes.access import managed_or_404
from programmes.models import Programme

from ..actions.rewording import RewordedMeanwhile, reword
from ..correspondence.wording import Wording, house_wording, wordings_of
from ..forms.wordings import WordingForm
from ..reports.wordings import STEPS, slug_of, typed, wording_page, wordings_page


@require_safe
def wordings(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    context = {"programme": programme, "phases": wordings_page(programme)}
    return render(request, "evaluations/wordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """With `house` in the address, the house's words stand in the fields until they are saved."""
    programme, stands = _wording_or_404(request, slug, step)
    if request.method != "POST":
        shown = house_wording(stands.step) if "house" in request.GET else stands
        form = WordingForm(None, wording=shown)
        form.initial["seen"] = stands.version
        return _page(request, programme, stands, form, shown)
    form = WordingForm(request.POST, wording=stands)
    if "preview" in request.POST:
        return _page(request, programme, stands, form, typed(stands, request.POST))
    if not form.is_valid():
        return _page(request, programme, stands, form, typed(stands, request.POST), status=422)
    return _saved(request, programme, form)


def _saved(request: HttpRequest, programme: Programme, form: WordingForm) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    try:
        kept = reword(programme=programme, wording=form.wording, seen=seen, actor=request.user)
    except RewordedMeanwhile as found:
        form.data = {**form.data.dict(), "seen": found.theirs.version}
        page = {"theirs": found.theirs, "status": 409}
        return _page(request, programme, found.theirs, form, form.wording, **page)
    messages.success(request, _kept(kept.step))
    return redirect("message_wording", slug=programme.slug, step=slug_of(kept.step))


def _kept(step: Step) -> str:
    if step == Step.PLACES:
        return _("Saved. Places are told in these words from their next publishing on.")
    return _("Saved. Messages that wait are worded anew; nothing was sent.")


def _wording_or_404(request: HttpRequest, slug: str, step: str) -> tuple[Programme, Wording]:
    programme = managed_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    if step not in STEPS:
        raise Http404
    return programme, wordings_of(programme)[STEPS[step]]


def _page(
    request: HttpRequest,
    programme: Programme,
    stands: Wording,
    form: WordingForm,
    shown: Wording,
    status: int = 200,
    theirs: Wording | None = None,
) -> HttpResponse:
    context = {
        "programme": programme,
        "page": wording_page(programme, shown, request.POST.get("reader", "")),
        "stands": stands,
        "form": form,
        "theirs": theirs,
        "is_house": "house" in request.GET,
    }
    return render(request, "evaluations/wording.html", context, status=status)


@require_POST
def preview(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """How the words that were typed read, for somebody who would get them."""
    programme, stands = _wording_or_404(request, slug, step)
    shown = typed(stands, request.POST)
    page = wording_page(programme, shown, request.POST.get("reader", ""))
    context = {"programme": programme, "page": page}
    return render(request, "evaluations/_wording_preview.html", context)
