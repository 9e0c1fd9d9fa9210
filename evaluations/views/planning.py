"""A programme gets the standard form for its end."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404

from .. import actions
from ..forms.planning import PlanForm


@require_http_methods(["GET", "HEAD", "POST"])
def plan_form(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    with timezone.override(ZoneInfo(programme.time_zone)):
        posted = request.POST if request.method == "POST" else None
        form = PlanForm(posted, programme=programme)
        if form.is_valid() and _planned(form, programme):
            messages.success(request, _("The form is ready. Read its questions once more."))
            return redirect("feedback", slug=slug)
        context = {
            "programme": programme,
            "form": form,
            "objectives": programme.objectives.all(),
        }
        return render(request, "evaluations/plan_form.html", context)


def _planned(form: PlanForm, programme) -> bool:
    try:
        actions.add_end_questionnaire(programme=programme, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
