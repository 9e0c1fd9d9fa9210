"""Where a participant says which visits they want, or takes a place on one."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from participants.models import Participant, PersonalLink
from participants.placing.visits import NoPlace, give_up_place, take_place

from .. import actions
from ..forms.visits import read_wishes
from ..reports.choosing import Choosing, choosing
from ..reports.visits import choice_page_of, open_to
from .private import personal, unknown


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def my_visits(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    participant = link.participant
    if participant is None:
        return unknown(request)
    if request.method != "POST":
        return _page(request, participant, token)
    fields = request.POST.dict()
    if choosing(participant) is not Choosing.OPEN:
        return _page(request, participant, token, fields, status=403)
    if participant.programme.visit_choice.first_come:
        return _take(request, participant, token, fields)
    return _rank(request, participant, token, fields)


def _rank(
    request: HttpRequest, participant: Participant, token: str, fields: Mapping[str, str]
) -> HttpResponse:
    choosable = open_to(participant)
    wishes = read_wishes(choosable, fields)
    if wishes.errors:
        return _page(request, participant, token, fields, wishes.errors, status=422)
    actions.note_wishes(participant=participant, choosable=choosable, wishes=wishes)
    return _saved(token)


def _take(
    request: HttpRequest, participant: Participant, token: str, fields: Mapping[str, str]
) -> HttpResponse:
    if "give_up" in fields:
        give_up_place(participant=participant)
        return redirect(reverse("my_visits", args=[token]) + "?given-up")
    key = fields.get("visit", "")
    visits = participant.programme.site_visits.all()
    visit = next((visit for visit in visits if str(visit.pk) == key), None)
    if visit is None:
        return _page(request, participant, token, status=422)
    try:
        take_place(participant=participant, visit=visit)
    except NoPlace as refusal:
        return _page(request, participant, token, errors={visit.pk: str(refusal)}, status=409)
    return _saved(token)


def _saved(token: str) -> HttpResponse:
    return redirect(reverse("my_visits", args=[token]) + "?saved")


def _page(
    request: HttpRequest,
    participant: Participant,
    token: str,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = choice_page_of(participant, fields, errors)
    context = {
        "page": page,
        "programme": page.programme,
        "token": token,
        "is_saved": "saved" in request.GET and request.method != "POST",
        "is_given_up": "given-up" in request.GET and request.method != "POST",
        "is_late": status == 403,
    }
    return render(request, "evaluations/my_visits.html", context, status=status)
