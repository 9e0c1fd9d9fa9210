"""Whom a participant names, to be asked what they have seen."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from participants.actions import TooLate, name_observer, take_back_observer
from participants.forms import ObserverForm
from participants.models import PersonalLink

from ..reports.colleagues import colleagues_of
from .private import of_a_participant


@of_a_participant
@require_http_methods(["GET", "HEAD", "POST"])
def my_colleagues(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    someone, refusal = link.participant, ""
    page = colleagues_of(someone)
    asked = ObserverForm()
    if request.method == "POST" and "back" in request.POST:
        key = request.POST["back"]
        try:
            take_back_observer(participant=someone, observer=int(key) if key.isdecimal() else 0)
        except TooLate as late:
            refusal = late.args[0]
        else:
            return redirect("my_colleagues", token=token)
    elif request.method == "POST" and page.may_name:
        asked = ObserverForm(request.POST)
        if asked.is_valid() and _named(someone, asked):
            return redirect("my_colleagues", token=token)
    context = {
        "page": page,
        "programme": someone.programme,
        "token": token,
        "form": asked,
        "refusal": refusal,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluations/my_colleagues.html", context, status=status)


def _named(someone, asked: ObserverForm) -> bool:
    try:
        name_observer(participant=someone, **asked.cleaned_data)
    except ValidationError as refusal:
        asked.add_error(None, refusal.messages)
        return False
    return True
