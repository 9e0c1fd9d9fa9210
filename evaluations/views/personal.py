"""What a personal link opens: its owner's page and forms."""

from collections.abc import Iterable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participants.models import PersonalLink

from .. import actions
from ..arrival import Arrival, programme_of
from ..audience import Moment
from ..forms import filling as filled
from ..forms.filling import Filling
from ..forms.layout import laid_out
from ..forms.reading import Fields, read
from ..reports.personal.calendar import my_calendar as calendar_of
from ..reports.personal.forms import Standing, standing, what_was_typed
from ..reports.personal.page import my_page_of
from ..reports.promise import promise
from ..sheet import Said
from .parts import their_page
from .private import before_a_form, personal, unknown

LARGEST_DRAFT = 200_000


@personal
@require_safe
def my_page(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    if link.participant is None:
        return their_page(request, link, token)
    page = my_page_of(link.participant)
    return render(
        request,
        "evaluations/my_page.html",
        {"page": page, "programme": page.programme, "token": token},
    )


@personal
@require_safe
def my_calendar(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Kept once or followed: programs ask for it every hour, and mostly nothing is new."""
    if link.observer_id:
        return unknown(request)
    file = calendar_of(link)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    name = f"{programme_of(link).slug}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, max-age=900"
    response["ETag"] = f'"{sha256(file).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


@before_a_form
@require_http_methods(["GET", "HEAD", "POST"])
def my_form(request: HttpRequest, here: Arrival) -> HttpResponse:
    fields = dict(request.POST.lists()) if request.method == "POST" else None
    if standing(here.form, here.is_asked) is not Standing.OPEN:
        return _closed(request, here, fields)
    if fields is None:
        filling = filled.started(here)
        return _form(request, here, filling)
    return _sent(request, here, fields)


def _sent(request: HttpRequest, here: Arrival, fields: Fields) -> HttpResponse:
    filling = filled.sent(here, fields)
    reading = read(filling.questions, fields)
    if reading.errors or not reading.said:
        return _form(request, here, filling, reading.errors, is_refused=True)
    try:
        _take(here, reading.said)
    except actions.FormClosed:
        return _closed(request, here, fields)
    return redirect("my_thanks", token=here.token, questionnaire=here.form.slug)


def _take(here: Arrival, said: Iterable[Said]) -> None:
    keep = actions.state if here.is_signed else actions.submit
    keep(**here.author, questionnaire=here.form, said=said)


def _form(
    request: HttpRequest,
    here: Arrival,
    filling: Filling,
    errors: dict[int, str] | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    sheet = laid_out(filling.questions, filling.fields, filling.respondent, errors)
    context = {
        "form": here.form,
        "programme": here.form.programme,
        "sheet": sheet,
        "token": here.token,
        "is_answered": filling.is_answered,
        "is_signed": here.is_signed,
        "promise": promise(here.form),
        "is_refused": is_refused,
        "is_empty": is_refused and not errors,
    }
    return render(request, "evaluations/my_form.html", context, status=422 if is_refused else 200)


def _closed(
    request: HttpRequest,
    here: Arrival,
    sent: Fields | None,
) -> HttpResponse:
    """Says when, and gives back the words that came too late, so that they are not lost."""
    if sent is None:
        sent = actions.opened_draft(here.draft, token=here.token, questionnaire=here.form)
    context = {
        "form": here.form,
        "programme": here.form.programme,
        "token": here.token,
        "standing": standing(here.form, here.is_asked).value,
        "typed": what_was_typed(here.form, sent or {}),
        "is_signed": here.is_signed,
        "is_linked": here.form.is_linked(),
        "promise": promise(here.form),
        "is_late": request.method == "POST",
    }
    status = 403 if request.method == "POST" else 200
    return render(request, "evaluations/form_closed.html", context, status=status)


@before_a_form
@require_POST
def my_draft(request: HttpRequest, here: Arrival) -> HttpResponse:
    """What is typed so far. Nobody's answer until it is sent."""
    if len(request.body) > LARGEST_DRAFT:
        return HttpResponse(status=413)
    if standing(here.form, here.is_asked) is not Standing.OPEN:
        return HttpResponse(status=403)
    fields = {name: values for name, values in request.POST.lists() if name.startswith("q")}
    actions.save_draft(link=here.link, token=here.token, questionnaire=here.form, fields=fields)
    return HttpResponse(status=204)


@before_a_form
@require_http_methods(["GET", "HEAD", "POST"])
def my_thanks(request: HttpRequest, here: Arrival) -> HttpResponse:
    """On POST, whether somebody would talk to us, which is said apart from their answers."""
    if not here.is_answered:
        return redirect("my_form", token=here.token, questionnaire=here.form.slug)
    asks_to_talk = here.form.moment == Moment.FOLLOW_UP
    if request.method == "POST" and asks_to_talk:
        may_talk = "may_talk" in request.POST
        actions.offer_to_talk(**here.author, questionnaire=here.form, may_talk=may_talk)
        return redirect("my_thanks", token=here.token, questionnaire=here.form.slug)
    context = {
        "form": here.form,
        "programme": here.form.programme,
        "token": here.token,
        "is_open": here.form.is_open(),
        "is_signed": here.is_signed,
        "promise": promise(here.form),
        "asks_to_talk": asks_to_talk,
        "may_talk": asks_to_talk and actions.may_talk(**here.author, questionnaire=here.form),
    }
    return render(request, "evaluations/thanks.html", context)


@before_a_form
@require_http_methods(["GET", "HEAD", "POST"])
def my_withdrawal(request: HttpRequest, here: Arrival) -> HttpResponse:
    """Take the answers back: asked on GET, done on POST."""
    context = {
        "form": here.form,
        "programme": here.form.programme,
        "token": here.token,
        "is_signed": here.is_signed,
        "promise": promise(here.form),
    }
    if standing(here.form, here.is_asked) is not Standing.OPEN:
        return _closed(request, here, {})
    if request.method == "POST":
        take_back = actions.unstate if here.is_signed else actions.withdraw
        take_back(**here.author, questionnaire=here.form)
        return render(request, "evaluations/withdrawn.html", context)
    if not here.is_answered:
        return redirect("my_form", token=here.token, questionnaire=here.form.slug)
    return render(request, "evaluations/withdraw.html", context)
