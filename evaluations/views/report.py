"""The report as a page, a PDF and data: published versions for readers, the draft for managers."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes import access
from programmes.models import Programme

from ..actions.writing import report_for
from ..models import Report, ReportVersion
from ..reports.edition import Edition, edition_of
from ..reports.evaluation.contents import edition_name
from ..reports.evaluation.document import drawn, file_name
from ..reports.evaluation.results import counted_questionnaire
from ..reports.evaluation.waiting import waiting_for
from ..reports.published import current_version, published_versions, reading_of
from ..reports.version import figures_of
from ..reports.version import file_name as version_file_name

DATA = {"figures.json": "application/json", "figures.csv": "text/csv; charset=utf-8"}


@require_safe
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Managers see the draft and what is published beside it; readers what is published."""
    programme = access.visible_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    if access.can_manage(request.user, programme):
        return _draft_page(request, programme)
    version = current_version(programme, request.GET.get("edition", ""))
    if version is None:
        return _waiting(request, programme)
    return version_page(request, version)


def _draft_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    edition = _draft(request, programme)
    if edition is None:
        return _waiting(request, programme, manages=True)
    kind = edition.value.kind
    context = {
        "programme": programme,
        "manages": True,
        "report": edition.value,
        "kind": kind,
        "published": published_versions(programme),
        "other_kinds": [(k, edition_name(k)) for k in Report.Kind.values if k != kind],
    }
    return render(request, "evaluations/report/page.html", context)


def _draft(request: HttpRequest, programme: Programme) -> Edition | None:
    kind = request.GET.get("edition", Report.Kind.PROGRAMME)
    if kind not in Report.Kind.values:
        raise Http404
    return edition_of(report_for(programme=programme, kind=kind))


def _waiting(request: HttpRequest, programme: Programme, manages: bool = False) -> HttpResponse:
    context = {
        "programme": programme,
        "manages": manages,
        "counted": counted_questionnaire(programme) is not None and not manages,
        "waiting": waiting_for(programme),
    }
    return render(request, "evaluations/report/waiting.html", context)


@require_safe
def report_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF; before there is one, the page that says when there will be."""
    programme = access.visible_or_404(request.user, slug)
    if not access.can_manage(request.user, programme):
        version = current_version(programme, request.GET.get("edition", ""))
        return pdf_of_version(version) if version else redirect("report_page", slug=slug)
    edition = _draft(request, programme)
    if edition is None:
        return redirect("report_page", slug=slug)
    return _pdf(drawn(edition.value, {}), file_name(edition.value))


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=disposition)


# Versions


def version_of(request: HttpRequest, slug: str, kind: str, number: int) -> ReportVersion:
    programme = access.visible_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    versions = ReportVersion.objects.filter(report__programme=programme, report__kind=kind)
    return get_object_or_404(versions.select_related("report__programme"), number=number)


@require_safe
def version(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    return version_page(request, version_of(request, slug, kind, number))


def version_page(request: HttpRequest, version: ReportVersion, **more) -> HttpResponse:
    """A withdrawn version says so at its address, and that it will not be back."""
    programme, reading = version.report.programme, reading_of(version)
    context = {
        "programme": programme,
        "manages": access.can_manage(request.user, programme),
        "reading": reading,
        "report": reading.value,
        "kind": version.report.kind,
        **more,
    }
    if reading.is_withdrawn:
        return render(request, "evaluations/report/withdrawn.html", context, status=410)
    if reading.value is None:
        return render(request, "evaluations/report/file_only.html", context)
    return render(request, "evaluations/report/page.html", context)


@require_safe
def version_file(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    return pdf_of_version(version_of(request, slug, kind, number))


def pdf_of_version(version: ReportVersion) -> HttpResponse:
    """The very bytes that were published."""
    _refuse_withdrawn(version)
    return _pdf(bytes(version.pdf), version_file_name(version))


@require_safe
def version_data(
    request: HttpRequest, slug: str, kind: str, number: int, name: str
) -> HttpResponse:
    version = version_of(request, slug, kind, number)
    _refuse_withdrawn(version)
    stem = version_file_name(version).removesuffix(".pdf")
    disposition = {"Content-Disposition": f'attachment; filename="{stem}-{name}"'}
    return HttpResponse(figures_of(version)[name], content_type=DATA[name], headers=disposition)


def _refuse_withdrawn(version: ReportVersion) -> None:
    if version.state == ReportVersion.State.WITHDRAWN:
        raise Http404
