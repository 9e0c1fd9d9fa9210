"""What somebody may do with what they said: take it back, and agree again to be quoted."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.models import PersonalLink

from .. import actions
from ..keys import KeyMissing
from ..reports.my_answers import my_answers
from ..reports.own_words import own_quotes
from .private import of_a_participant


@of_a_participant
@require_http_methods(["GET", "HEAD", "POST"])
def my_answers_back(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Says what would be deleted; deletes it on POST; says then what cannot be undone."""
    someone, problem, gone = link.participant, "", None
    if request.method == "POST":
        try:
            gone = actions.take_back(participant=someone)
        except KeyMissing:
            problem = _(
                "We could not take your answers back just now: what finds them is missing on our "
                "side. Nothing has been deleted. Please tell the organisers."
            )
    context = {
        "page": my_answers(someone),
        "programme": someone.programme,
        "token": token,
        "problem": problem,
        "gone": gone,
    }
    template = "evaluations/taken_back.html" if gone else "evaluations/take_back.html"
    return render(request, template, context, status=409 if problem else 200)


@of_a_participant
@require_http_methods(["GET", "HEAD", "POST"])
def my_words(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Their own words that may be quoted, for them alone."""
    someone = link.participant
    if request.method == "POST":
        quote, agrees = _answer(request)
        if quote and actions.confirm_quote(participant=someone, quote=quote, agrees=agrees):
            return redirect("my_words", token=token)
    context = {"quotes": own_quotes(someone), "programme": someone.programme, "token": token}
    is_refused = request.method == "POST"
    context["is_refused"] = is_refused
    return render(request, "evaluations/my_words.html", context, status=409 if is_refused else 200)


def _answer(request: HttpRequest) -> tuple[uuid.UUID | None, bool]:
    try:
        return uuid.UUID(request.POST.get("quote", "")), request.POST.get("may") == "yes"
    except ValueError:
        return None, False
