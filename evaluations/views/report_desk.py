"""Where staff write a report: its sections, one by one, with the figures and a preview beside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes import access

from ..actions import writing
from ..forms.claims import ClaimForms
from ..forms.publishing import ShareForm, TextForm
from ..models import Report
from ..reports.edition import edition_of
from ..reports.report_desk import (
    ReportDesk,
    SectionPage,
    found_in,
    report_desk,
    section_of,
    sections_of,
    shown,
)

CONTACT = 200


def managed_report(request: HttpRequest, slug: str, kind: str) -> Report:
    """An edition of a programme that the reader leads or coordinates."""
    programme = access.managed_or_404(request.user, slug)
    if kind not in Report.Kind.values:
        raise Http404
    return writing.report_for(programme=programme, kind=kind)


@require_safe
def desk(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    report = managed_report(request, slug, kind)
    return desk_page(request, report)


def desk_page(
    request: HttpRequest, report: Report, share: ShareForm | None = None, **more
) -> HttpResponse:
    found: ReportDesk = report_desk(report, writing.written(report))
    context = {
        "desk": found,
        "programme": report.programme,
        "share": share or ShareForm(),
        "kinds": Report.Kind.choices,
        **more,
    }
    status = 422 if share is not None and share.errors else 200
    return render(request, "evaluations/report_desk.html", context, status=status)


@require_POST
def review(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Ask the others to read it, or take it back to be written."""
    report = managed_report(request, slug, kind)
    writing.put_in_review(report=report, back="back" in request.POST)
    return redirect("report_desk", slug=slug, kind=kind)


@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What has changed since, each with the evidence there is for it."""
    report = managed_report(request, slug, kind)
    forms = ClaimForms(request.POST if request.method == "POST" else None, instance=report)
    if request.method == "POST" and forms.is_valid():
        writing.keep_claims(forms=forms)
        messages.success(request, _("Kept."))
        return redirect("report_claims", slug=slug, kind=kind)
    context = {"forms": forms, "report": report, "programme": report.programme}
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/report_claims.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, slug: str, kind: str, section: str) -> HttpResponse:
    """Reads and keeps one section; a script keeps it too, and is answered in JSON."""
    report = managed_report(request, slug, kind)
    if request.method != "POST":
        return _page(request, report, section)
    by_script = request.headers.get("Accept") == "application/json"
    form, text = TextForm(request.POST), request.POST.get("text", "")
    if not form.is_valid() or _is_too_long(section, text):
        return _refused(request, report, section, text, by_script)
    if "preview" in request.POST:
        return _page(request, report, section, text, before=form.cleaned_data["before"])
    _known_or_404(report, section)
    try:
        before = form.cleaned_data["before"]
        writing.write(report=report, section=section, text=text, before=before)
    except writing.ChangedMeanwhile as found:
        return _both(request, report, section, text, found.theirs, by_script)
    if by_script:
        return JsonResponse({"before": writing.mark(writing.tidied(text))})
    return _further(request, report, section)


def _known_or_404(report: Report, section: str) -> None:
    known = sections_of(report, {}, edition_of(report))
    if section not in {each.key for each in known}:
        raise Http404


def _is_too_long(section: str, text: str) -> bool:
    return section == "contact" and len(text) > CONTACT


def _refused(request, report: Report, section: str, text: str, by_script: bool) -> HttpResponse:
    words = _("This is too long. Nothing is lost: it stays in this field until it is shorter.")
    if by_script:
        return JsonResponse({"refused": words}, status=422)
    before = request.POST.get("before", "")
    return _page(request, report, section, text, refused=words, before=before, status=422)


def _both(
    request, report: Report, section: str, text: str, theirs: str, by_script: bool
) -> HttpResponse:
    """Both texts: nobody's is lost, and whoever came second chooses."""
    if by_script:
        found = {"theirs": theirs, "before": writing.mark(theirs)}
        return JsonResponse(found, status=409)
    return _page(request, report, section, text, theirs=theirs, status=409)


def _further(request: HttpRequest, report: Report, section: str) -> HttpResponse:
    """To the next section, where the button said so."""
    slug, kind = report.programme.slug, report.kind
    if next_one := request.POST.get("next"):
        return redirect("report_section", slug=slug, kind=kind, section=next_one)
    return redirect("report_section", slug=slug, kind=kind, section=section)


def _page(
    request: HttpRequest,
    report: Report,
    section: str,
    text: str | None = None,
    status: int = 200,
    **more,
) -> HttpResponse:
    texts = writing.written(report)
    page: SectionPage | None = section_of(report, texts, section, text)
    if page is None:
        raise Http404
    stands = texts.get(section, "")
    context = {
        "page": page,
        "programme": report.programme,
        "text": stands if text is None else text,
        "before": writing.mark(stands),
        **more,
    }
    return render(request, "evaluations/report_section.html", context, status=status)


@require_POST
def preview(request: HttpRequest, slug: str, kind: str, section: str) -> HttpResponse:
    """The section as it would be printed, and what is to be said of its words."""
    report = managed_report(request, slug, kind)
    text = request.POST.get("text", "")[: TextForm.base_fields["text"].max_length]
    edition = edition_of(report)
    context = {
        "html": shown(text, section, edition),
        "findings": found_in(text, section, edition),
    }
    return render(request, "evaluations/_report_preview.html", context)
