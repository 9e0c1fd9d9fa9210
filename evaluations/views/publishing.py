"""A report is published, withdrawn, shared, and put before the public."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import publishing, sharing, writing
from ..forms.publishing import PublishForm, ShareForm, WithdrawForm
from ..models import Report, ReportVersion
from ..reports.report_desk import ReportDesk, report_desk
from .report_desk import desk_page, managed_report


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    report = managed_report(request, slug, kind)
    desk = report_desk(report, writing.written(report))
    posted = request.POST if request.method == "POST" else None
    if posted is not None and (taken := _taken(desk, posted.get("number", ""))):
        return _was_published(request, taken)
    initial = {"number": desk.next_number, "keep_figures": desk.moved_too_little}
    form = PublishForm(posted, initial=initial, is_first=desk.next_number == 1)
    context = {"desk": desk, "programme": report.programme, "form": form}
    answer = _published(request, report, form) if form.is_valid() else None
    if answer is not None:
        return answer
    status = 200 if posted is None else 409
    return render(request, "evaluations/report_publish.html", context, status=status)


def _taken(desk: ReportDesk, number: str) -> ReportVersion | None:
    """The version that already has the number on the button."""
    return next((each for each in desk.versions if str(each.number) == number), None)


def _published(request: HttpRequest, report: Report, form: PublishForm) -> HttpResponse | None:
    try:
        version = publishing.publish(report=report, by=request.user, **form.cleaned_data)
    except publishing.PublishedMeanwhile as found:
        return _was_published(request, found.version)
    except publishing.CannotPublish as refusal:
        form.add_error(None, str(refusal))
        return None
    words = _("Version %(n)s is published. Report readers see it now; nobody is told by this page.")
    messages.success(request, words % {"n": version.number})
    return redirect("report_desk", slug=report.programme.slug, kind=report.kind)


def _was_published(request: HttpRequest, version: ReportVersion) -> HttpResponse:
    words = _("Version %(n)s was published just now by %(who)s. Nothing was published twice.")
    who = str(version.published_by or _("somebody else"))
    messages.info(request, words % {"n": version.number, "who": who})
    report = version.report
    return redirect("report_desk", slug=report.programme.slug, kind=report.kind)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    report = managed_report(request, slug, kind)
    version = get_object_or_404(report.versions.defer("pdf", "snapshot"), number=number)
    if version.state == ReportVersion.State.WITHDRAWN:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        publishing.withdraw_version(version=version, reason=form.cleaned_data["reason"])
        messages.success(request, _("Version %(n)s is withdrawn.") % {"n": number})
        return redirect("report_desk", slug=slug, kind=kind)
    context = {"form": form, "version": version, "programme": report.programme}
    status = 422 if form.errors else 200
    return render(request, "evaluations/report_withdraw.html", context, status=status)


@require_POST
def share(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The link is shown in the answer, once."""
    report = managed_report(request, slug, kind)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return desk_page(request, report, share=form)
    shared = sharing.share(report=report, by=request.user, **form.cleaned_data)
    address = request.build_absolute_uri(reverse("shared_report", args=[shared.token]))
    answer = desk_page(request, report, shared=shared.link, address=address)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def stop_sharing(request: HttpRequest, slug: str, kind: str, link: int) -> HttpResponse:
    report = managed_report(request, slug, kind)
    sharing.stop_sharing(link=get_object_or_404(report.share_links, pk=link))
    messages.success(request, _("The link is stopped. Whoever follows it finds nothing."))
    return redirect("report_desk", slug=slug, kind=kind)
