"""What is to be done for a programme, and by when."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from programmes.access import managed_or_404

from ..reports.checklist import checklist as checklist_of
from ..reports.checklist_items import BY_HAND


@require_safe
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    today = timezone.localdate(timezone=ZoneInfo(programme.time_zone))
    context = {"list": checklist_of(programme, today)}
    return render(request, "evaluations/checklist.html", context)


@require_POST
def tick_item(request: HttpRequest, slug: str, item: str) -> HttpResponse:
    """Done, or not done after all; saying either twice changes nothing."""
    programme = managed_or_404(request.user, slug)
    if item not in BY_HAND:
        raise Http404
    if "undo" in request.POST:
        programme.ticks.filter(item=item).delete()
    else:
        programme.ticks.get_or_create(item=item, defaults={"done_by": request.user})
    return redirect("checklist", slug=slug)
