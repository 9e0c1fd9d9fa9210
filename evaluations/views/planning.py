"""The plan of a programme's evaluation: what is asked, of whom, and how it is compared."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404

from .. import actions
from ..forms.planning import PlanForm
from ..reports.planning import PlanPage, plan_page


@require_http_methods(["GET", "HEAD", "POST"])
def plan_form(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    page = plan_page(programme, actions.fix_plan(programme=programme))
    if request.method != "POST":
        return _page(request, page, _asked(page, None))
    asked = _asked(page, request.POST)
    if not asked.is_valid():
        return _page(request, page, asked, status=422)
    chosen = dict(asked.cleaned_data)
    sure, moments = chosen.pop("sure"), set(chosen.pop("moments"))
    moments |= {line.slug for part in page.groups for line in part.lines if line.stays}
    going = actions.removable(programme, moments)
    if going and not sure:
        return _page(request, page, asked, going=[form.title for form in going])
    try:
        planned = actions.plan_evaluation(programme=programme, moments=moments, **chosen)
    except ValidationError as refusal:
        asked.add_error(None, refusal.messages)
        return _page(request, page, asked, status=422)
    messages.success(request, _what_happened(planned))
    return redirect("feedback", slug=slug)


def _asked(page: PlanPage, sent: Mapping | None) -> PlanForm:
    slugs = [line.slug for part in page.groups for line in part.lines]
    plan = page.plan
    initial = {
        "moments": page.planned or page.suggested,
        "baseline": plan.baseline,
        "baseline_reason": plan.baseline_reason,
        "pairs": "yes" if plan.pairs or plan._state.adding else "no",
        "follow_up_day": plan.follow_up_day,
        "compares": plan.compares,
    }
    return PlanForm(sent, moments=slugs, is_fixed=page.is_fixed, initial=initial)


def _page(
    request: HttpRequest,
    page: PlanPage,
    asked: PlanForm,
    going: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "programme": page.programme,
        "page": page,
        "form": asked,
        "ticked": asked["moments"].value() or [],
        "going": going or [],
    }
    return render(request, "evaluations/plan_form.html", context, status=status)


def _what_happened(planned: actions.Planned) -> str:
    if not planned.made and not planned.removed:
        return _("The plan is saved. Its forms are as they were.")
    made = ngettext("%(n)d form made", "%(n)d forms made", len(planned.made))
    removed = ngettext("%(n)d taken away", "%(n)d taken away", len(planned.removed))
    parts = [made % {"n": len(planned.made)}] if planned.made else []
    parts += [removed % {"n": len(planned.removed)}] if planned.removed else []
    return _("The plan is saved: %(changes)s. Nobody has been told anything.") % {
        "changes": ", ".join(parts)
    }
