"""The public page of a programme that people may still apply to, or nominate somebody for."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from participants.coming.entering import Door, receive
from participants.coming.forms import ApplicationForm, NominationForm
from participants.reports.admission import OpenPage, open_page_of

from .private import clock_of
from .tries import is_hasty, note_try

NOMINATE = "nominate"


@login_not_required
@csrf_exempt  # nothing here rests on a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page_or_404(slug)
    form_of = NominationForm if NOMINATE in request.GET else ApplicationForm
    if request.method != "POST":
        return _shown(request, page, form_of())
    asked = form_of(request.POST)
    if refusal := _refusal(request, page):
        words, status = refusal
        asked.add_error(None, words)
        return _shown(request, page, asked, status)
    note_try(request)
    if not asked.is_valid():
        return _shown(request, page, asked, status=422)
    if not asked.is_a_trap:
        receive(programme=page.programme, **asked.said())
    return redirect("apply_thanks", slug=slug)


def _refusal(request: HttpRequest, page: OpenPage) -> tuple[str, int] | None:
    if page.door is not Door.OPEN:
        return _("Nothing was sent: this page is closed. What you wrote is still below."), 403
    if is_hasty(request):
        return _("Too many people are sending this at once. Wait a minute, then send again."), 429
    return None


@login_not_required
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for everybody, whether they were known already or not."""
    page = _page_or_404(slug)
    context = {"page": page, "programme": page.programme}
    return render(request, "evaluations/apply_thanks.html", context)


def _page_or_404(slug: str) -> OpenPage:
    page = open_page_of(slug)
    if page is None:
        raise Http404
    return page


def _shown(
    request: HttpRequest, page: OpenPage, form: ApplicationForm, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "programme": page.programme,
        "form": form,
        "nominates": isinstance(form, NominationForm),
        "is_open": page.door is Door.OPEN or form.is_bound,
        "is_too_early": page.door is Door.NOT_YET,
    }
    with clock_of(page.programme):
        return render(request, "evaluations/apply.html", context, status=status)
