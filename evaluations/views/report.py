"""The evaluation report as a page and as a PDF: the same value, for anybody with a role."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programmes import access

from ..reports.evaluation import composed, evaluation_report
from ..reports.evaluation_document import file_name, report_pdf
from ..reports.evaluation_results import counted_questionnaire, evaluate
from ..reports.evaluation_setting import read_setting
from ..reports.evaluation_waiting import waiting_for


@require_safe
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    programme = access.visible_or_404(request.user, slug)
    questionnaire = counted_questionnaire(programme)
    context = {"programme": programme, "manages": access.can_manage(request.user, programme)}
    if questionnaire is None:
        timezone.activate(ZoneInfo(programme.time_zone))
        context["waiting"] = waiting_for(programme)
        return render(request, "evaluations/report/waiting.html", context)
    context["report"] = evaluation_report(programme, questionnaire)
    return render(request, "evaluations/report/page.html", context)


@require_safe
def report_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF; before there is one, the page that says when there will be."""
    programme = access.visible_or_404(request.user, slug)
    questionnaire = counted_questionnaire(programme)
    if questionnaire is None:
        return redirect("report_page", slug=slug)
    found = evaluate(programme, questionnaire)
    report = composed(read_setting(programme), found)
    return HttpResponse(
        report_pdf(report, found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name(report)}"'},
    )
