"""Where organisers say how many come, of which kind, by which rule, and who may apply."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.access import managed_or_404
from programmes.models import Admission, Programme

from ..coming.admitting import set_admission
from ..coming.entering import door
from ..coming.places import admission_of, places_of
from ..coming.settings_forms import AdmissionForm, MixForm


@require_http_methods(["GET", "HEAD", "POST"])
def coming_settings(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    with timezone.override(ZoneInfo(programme.time_zone)):
        return _settings(request, programme)


def _settings(request: HttpRequest, programme: Programme) -> HttpResponse:
    admission = admission_of(programme)
    row = admission or Admission(programme=programme)
    data = request.POST if request.method == "POST" else None
    form, mix = AdmissionForm(data, instance=row), MixForm(data, programme=programme)
    if data is not None and form.is_valid() & mix.is_valid():
        change = set_admission(
            programme=programme, facts=form.cleaned_data, wanted=mix.wanted(), user=request.user
        )
        messages.success(request, _said([name for name, _why in change.invited]))
        return redirect("coming", slug=programme.slug)
    context = {
        "programme": programme,
        "form": form,
        "mix": mix,
        "admission": admission,
        "places": places_of(programme),
        "door": door(admission).value if admission and door(admission) else "",
    }
    status = 200 if data is None else 422
    return render(request, "participants/coming_settings.html", context, status=status)


def _said(invited: list[str]) -> str:
    if not invited:
        return _("Saved.")
    return _("Saved. By your rule these people are invited now: %(names)s.") % {
        "names": ", ".join(invited)
    }
