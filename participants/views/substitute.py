"""Somebody comes instead of somebody else."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from programmes.access import managed_or_404

from ..coming.changes import Refused
from ..coming.substitute_form import SubstituteForm
from ..coming.substituting import (
    can_be_taken_back,
    can_have_substitute,
    substitute,
    take_back_substitute,
)
from ..models import Participant
from ..reports.substitute import what_passes_on


def _participant_or_404(request: HttpRequest, slug: str, participant: int) -> Participant:
    programme = managed_or_404(request.user, slug)
    rows = Participant.objects.select_related(
        "person", "organisation", "programme", "visit", "team", "stands_in_for__person"
    )
    return get_object_or_404(rows, programme=programme, pk=participant)


@require_http_methods(["GET", "HEAD", "POST"])
def coming_substitute(request: HttpRequest, slug: str, participant: int) -> HttpResponse:
    row = _participant_or_404(request, slug, participant)
    posted = request.method == "POST"
    form = SubstituteForm(request.POST if posted else None, participant=row)
    refusal = ""
    if posted and form.is_valid():
        try:
            new = _replaced(request, row, form)
        except Refused as refused:
            refusal = str(refused)
        else:
            words = _("%(new)s comes instead of %(old)s and goes where they would have gone.")
            messages.success(request, words % {"new": new, "old": row})
            return redirect("coming", slug=slug)
    context = {
        "programme": row.programme,
        "participant": row,
        "form": form,
        "passes_on": what_passes_on(row),
        "is_possible": can_have_substitute(row),
        "can_be_taken_back": can_be_taken_back(row),
        "refusal": refusal,
    }
    status = 422 if posted else 200
    return render(request, "participants/coming_substitute.html", context, status=status)


@transaction.atomic
def _replaced(request: HttpRequest, row: Participant, form: SubstituteForm) -> Participant:
    """Nobody is made where the place cannot pass on."""
    person, organisation, role = form.newcomer()
    return substitute(
        participant=row,
        person=person,
        organisation=organisation,
        role=role,
        accepted=form.cleaned_data["accepted"],
        user=request.user,
    )


@require_POST
def undo_substitute(request: HttpRequest, slug: str, participant: int) -> HttpResponse:
    row = _participant_or_404(request, slug, participant)
    try:
        old = take_back_substitute(participant=row, user=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Undone: %(name)s comes after all.") % {"name": old})
    return redirect("coming", slug=slug)
