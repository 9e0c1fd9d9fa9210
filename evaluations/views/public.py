"""The public page of a finished programme, and where the organiser says that it may be seen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from programmes import access

from ..actions import publishing
from ..forms.publishing import PublicPageForm
from ..models import PublicPage
from ..reports.public import public_programme, shown_page
from ..reports.published import published_versions
from .report import pdf_of_version


@login_not_required
@require_safe
def public_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page_or_404(slug)
    context = {"page": public_programme(page)}
    return render(request, "evaluations/public.html", context)


@login_not_required
@require_safe
def public_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The report that is published now."""
    page = _page_or_404(slug)
    for version in published_versions(page.programme):
        if version.report.kind == kind:
            return pdf_of_version(version)
    raise Http404


def _page_or_404(slug: str) -> PublicPage:
    page = shown_page(slug)
    if page is None:
        raise Http404
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def public_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as it would be, before anybody sees it; then shown, or taken away."""
    programme = access.managed_or_404(request.user, slug)
    page = PublicPage.objects.filter(programme=programme).first() or PublicPage(programme=programme)
    form = PublicPageForm(request.POST if request.method == "POST" else None, instance=page)
    is_over = programme.ends_on < timezone.localdate()
    if form.is_valid() and (is_over or "show" not in request.POST):
        shown = _wanted(request, page)
        publishing.show_public_page(
            programme=programme, introduction=form.cleaned_data["introduction"], shown=shown
        )
        messages.success(request, _said(shown))
        return redirect("public_settings", slug=slug)
    context = {
        "programme": programme,
        "form": form,
        "public": page,
        "page": public_programme(page),
        "is_over": is_over,
    }
    return render(request, "evaluations/public_settings.html", context)


def _wanted(request: HttpRequest, page: PublicPage) -> bool:
    if "hide" in request.POST:
        return False
    return page.shown or "show" in request.POST


def _said(shown: bool) -> str:
    if shown:
        return _("Anybody may see the page now, search engines too.")
    return _("Saved. Nobody but you sees the page.")
