"""What a participant's personal link opens: their page, their forms."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from participants.models import PersonalLink

from .. import actions
from ..forms import filling as filled
from ..forms.filling import Filling
from ..forms.layout import laid_out
from ..forms.reading import Fields, read
from ..models import Questionnaire
from ..reports.personal import Standing, my_page_of, standing, what_was_typed
from .private import personal, unknown

LARGEST_DRAFT = 200_000


@personal
@require_GET
def my_page(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    page = my_page_of(link.participant)
    return render(
        request,
        "evaluations/my_page.html",
        {"page": page, "programme": page.programme, "token": token},
    )


def about_a_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view receives one of the forms of the participant's programme."""

    @wraps(view)
    def found(
        request: HttpRequest, link: PersonalLink, token: str, questionnaire: str
    ) -> HttpResponse:
        try:
            form = Questionnaire.objects.get(
                programme=link.participant.programme_id, slug=questionnaire
            )
        except Questionnaire.DoesNotExist:
            return unknown(request)
        return view(request, link, token, form)

    return found


@personal
@require_http_methods(["GET", "HEAD", "POST"])
@about_a_form
def my_form(
    request: HttpRequest, link: PersonalLink, token: str, form: Questionnaire
) -> HttpResponse:
    fields = dict(request.POST.lists()) if request.method == "POST" else None
    if standing(link.participant, form) is not Standing.OPEN:
        return _closed(request, link, token, form, fields)
    if fields is None:
        filling = filled.started(link=link, token=token, questionnaire=form)
        return _form(request, link, token, form, filling)
    return _sent(request, link, token, form, fields)


def _sent(
    request: HttpRequest, link: PersonalLink, token: str, form: Questionnaire, fields: Fields
) -> HttpResponse:
    filling = filled.sent(participant=link.participant, questionnaire=form, fields=fields)
    reading = read(filling.questions, fields)
    if reading.errors or not reading.said:
        return _form(request, link, token, form, filling, reading.errors, is_refused=True)
    try:
        actions.submit(participant=link.participant, questionnaire=form, said=reading.said)
    except actions.FormClosed:
        return _closed(request, link, token, form, fields)
    return redirect("my_thanks", token=token, questionnaire=form.slug)


def _form(
    request: HttpRequest,
    link: PersonalLink,
    token: str,
    form: Questionnaire,
    filling: Filling,
    errors: dict[int, str] | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    sheet = laid_out(filling.questions, filling.fields, filling.respondent, errors)
    context = {
        "form": form,
        "programme": link.participant.programme,
        "sheet": sheet,
        "token": token,
        "is_answered": filling.is_answered,
        "is_refused": is_refused,
        "is_empty": is_refused and not errors,
        "minimum": settings.MINIMUM_CELL,
    }
    return render(request, "evaluations/my_form.html", context, status=422 if is_refused else 200)


def _closed(
    request: HttpRequest,
    link: PersonalLink,
    token: str,
    form: Questionnaire,
    sent: Fields | None,
) -> HttpResponse:
    """Says when, and gives back the words that came too late, so that they are not lost."""
    if sent is None:
        sent = actions.draft_of(link=link, token=token, questionnaire=form)
    context = {
        "form": form,
        "programme": link.participant.programme,
        "token": token,
        "standing": standing(link.participant, form).value,
        "typed": what_was_typed(form, sent or {}),
        "is_late": request.method == "POST",
    }
    status = 403 if request.method == "POST" else 200
    return render(request, "evaluations/form_closed.html", context, status=status)


@personal
@require_POST
@about_a_form
def my_draft(
    request: HttpRequest, link: PersonalLink, token: str, form: Questionnaire
) -> HttpResponse:
    """What is typed so far. Nobody's answer until it is sent."""
    if len(request.body) > LARGEST_DRAFT:
        return HttpResponse(status=413)
    if standing(link.participant, form) is not Standing.OPEN:
        return HttpResponse(status=403)
    fields = {name: values for name, values in request.POST.lists() if name.startswith("q")}
    actions.save_draft(link=link, token=token, questionnaire=form, fields=fields)
    return HttpResponse(status=204)


@personal
@require_GET
@about_a_form
def my_thanks(
    request: HttpRequest, link: PersonalLink, token: str, form: Questionnaire
) -> HttpResponse:
    context = {
        "form": form,
        "programme": link.participant.programme,
        "token": token,
        "is_open": form.is_open(),
    }
    return render(request, "evaluations/thanks.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
@about_a_form
def my_withdrawal(
    request: HttpRequest, link: PersonalLink, token: str, form: Questionnaire
) -> HttpResponse:
    """Take the answers back: asked on GET, done on POST."""
    context = {"form": form, "programme": link.participant.programme, "token": token}
    if standing(link.participant, form) is not Standing.OPEN:
        return _closed(request, link, token, form, {})
    if request.method == "POST":
        actions.withdraw(participant=link.participant, questionnaire=form)
        return render(request, "evaluations/withdrawn.html", context)
    return render(request, "evaluations/withdraw.html", context)
