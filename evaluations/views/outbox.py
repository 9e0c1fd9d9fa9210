"""The outbox of a programme: what waits, what goes, what went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from participants.forms import FiltersForm
from participants.models import Step
from participants.reports.message_log import log_of
from participants.reports.outbox import outbox_of
from participants.sending.watch import sending_stops
from participants.views.outbox import last_decision, of_programme
from programmes.models import Programme

from ..correspondence.coming import coming_messages

NEXT = 8
"""So many of what comes next are told."""


@require_GET
@of_programme
def outbox(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Narrowed by anything, it is the log alone."""
    filters = FiltersForm(request.GET).filters()
    context = {
        "programme": programme,
        "log": log_of(programme, filters, request.GET.get("page")),
        "stopped": sending_stops(),
        "undo": last_decision(request, programme),
        "steps": Step.choices,
        "states": FiltersForm.base_fields["state"].choices,
    }
    if not filters.any:
        now = timezone.now()
        context |= {
            "page": outbox_of(programme, now),
            "coming": coming_messages(programme, now)[:NEXT],
        }
    return render(request, "participants/outbox.html", context)
