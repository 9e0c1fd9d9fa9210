"""Where somebody writes what they will do, and later what became of it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from participants.models import Participant, PersonalLink
from participants.pledging import TooMany, delete_pledge, keep_pledge

from ..forms.pledges import PledgeForm
from ..reports.personal.pledges import MyPledge, my_pledges
from .private import of_a_participant

METHODS = ["GET", "HEAD", "POST"]


@of_a_participant
@require_http_methods(METHODS)
def pledges(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """All of them, and room for one more. What is sent twice stands once."""
    someone, form = link.participant, PledgeForm()
    if request.method == "POST":
        form = PledgeForm(request.POST, known=_day(request.POST.get("known", "")))
        if my_pledges(someone).may_write and _kept(someone, form):
            return redirect("my_pledges", token=token)
    return _page(request, link, token, form)


@of_a_participant
@require_http_methods(METHODS)
def pledge(request: HttpRequest, link: PersonalLink, token: str, pledge: int) -> HttpResponse:
    """One of them, to be changed, or deleted and brought back. One that is gone is written anew."""
    someone = link.participant
    known = my_pledges(someone).of(pledge)
    if request.method != "POST":
        if known is None:
            return redirect("my_pledges", token=token)
        return _one(request, link, token, PledgeForm(initial=known.said, has_state=True))
    form = PledgeForm(request.POST, known=known and known.due, has_state=True)
    if "delete" in request.POST:
        return _deleted(request, link, token, known)
    if my_pledges(someone).may_write and _kept(someone, form, pledge):
        return redirect("my_pledges", token=token)
    return _one(request, link, token, form)


def _day(text: str) -> date | None:
    """The day of one that is brought back: it may have passed."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _kept(someone: Participant, form: PledgeForm, pledge: int | None = None) -> bool:
    if not form.is_valid():
        return False
    try:
        keep_pledge(participant=someone, said=form.cleaned_data, pledge=pledge)
    except TooMany as refusal:
        form.add_error(None, refusal.args[0])
        return False
    return True


def _deleted(
    request: HttpRequest, link: PersonalLink, token: str, known: MyPledge | None
) -> HttpResponse:
    """Its words go back with the answer, so that a second thought can bring them back."""
    if known is None:
        return redirect("my_pledges", token=token)
    delete_pledge(participant=link.participant, pledge=known.key)
    return _page(request, link, token, PledgeForm(), gone=known)


def _page(
    request: HttpRequest,
    link: PersonalLink,
    token: str,
    form: PledgeForm,
    gone: MyPledge | None = None,
) -> HttpResponse:
    """`gone` is the one that was deleted just now."""
    is_refused = request.method == "POST" and gone is None
    someone = link.participant
    context = {
        "page": my_pledges(someone),
        "programme": someone.programme,
        "token": token,
        "form": form,
        "gone": gone,
    }
    return render(
        request, "evaluations/my_pledges.html", context, status=422 if is_refused else 200
    )


def _one(request: HttpRequest, link: PersonalLink, token: str, form: PledgeForm) -> HttpResponse:
    context = {"programme": link.participant.programme, "token": token, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/my_pledge.html", context, status=status)
