"""Where somebody says what they agree to, and sees who else is coming."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from participants.consents import say
from participants.models import PersonalLink

from ..arrival import programme_of
from ..forms.consents import read_answers
from ..reports.consents import asked_of, consents_of, people_for
from .private import of_a_participant, personal, unknown


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def my_consents(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """What was answered is kept at once, also where a text changed meanwhile: that one is asked
    again."""
    asked = asked_of(link)
    if asked is None:
        return unknown(request)
    person, purposes = asked
    programme = programme_of(link)
    answers = read_answers(request.POST.dict())
    who = {"programme": programme, "person": person, "purposes": purposes}
    overtaken = say(**who, answers=answers) if answers else set()
    if answers and not overtaken:
        return redirect(reverse("my_consents", args=[token]) + "?saved")
    context = {
        "page": consents_of(**who, overtaken=overtaken),
        "programme": programme,
        "token": token,
        "is_participant": link.participant is not None,
        "is_saved": "saved" in request.GET and request.method != "POST",
        "is_empty": request.method == "POST" and not answers,
        "is_overtaken": bool(overtaken),
    }
    status = 409 if overtaken else 422 if context["is_empty"] else 200
    return render(request, "evaluations/my_consents.html", context, status=status)


@of_a_participant
@require_GET
def my_people(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    page = people_for(link.participant)
    context = {"page": page, "programme": page.programme, "token": token}
    return render(request, "evaluations/my_people.html", context)
