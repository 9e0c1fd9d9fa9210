"""The doors of personal pages: the link is the only key, and nothing about it is left behind."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from participants.models import PersonalLink
from programmes.models import Programme

from ..arrival import arrival, programme_of, working_link
from ..forms.door import DoorForm


def personal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that a personal link opens: the view receives the link, the clear token beside it.

    Exempt from the CSRF check because no cookie gives any right here: who knows the address may
    write, who does not cannot forge it, and an expired or blocked cookie loses nobody's words.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str, **parts: object) -> HttpResponse:
        link = working_link(token)
        if link is None:
            return unknown(request)
        with clock_of(programme_of(link)):
            return kept_private(view(request, link, token, **parts))

    return login_not_required(csrf_exempt(opened))


def of_a_participant(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a page that only participants have."""

    @wraps(view)
    def opened(request: HttpRequest, link: PersonalLink, token: str, **parts) -> HttpResponse:
        return view(request, link, token, **parts) if link.participant else unknown(request)

    return personal(opened)


def before_a_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a page about one form: the view receives the arrival there."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, questionnaire: str) -> HttpResponse:
        here = arrival(token, questionnaire)
        if here is None:
            return unknown(request)
        with clock_of(here.form.programme):
            return kept_private(view(request, here))

    return login_not_required(csrf_exempt(opened))


def clock_of(programme: Programme) -> AbstractContextManager:
    """Times are told as the clock at the venue shows them."""
    return timezone.override(ZoneInfo(programme.time_zone))


def unknown(request: HttpRequest) -> HttpResponse:
    """One and the same page for a link that was mistyped, revoked or never there."""
    page = render(request, "evaluations/unknown_link.html", {"form": DoorForm()}, status=404)
    return kept_private(page)


def kept_private(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "private, no-store")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
