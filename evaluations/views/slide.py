"""The short link on the slide: somebody without their link says who they are."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participants import links

from ..arrival import programme_of, working_link
from ..forms.door import DoorForm
from ..models import Questionnaire
from ..reports.feedback import has_closed
from ..reports.promise import promise
from .lost_link import AnswerThenSend, send_links
from .private import kept_private
from .tries import is_hasty, note_try


@login_not_required
@csrf_exempt  # nothing here rests on a cookie: what is typed is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, short_code: str | None = None) -> HttpResponse:
    """Takes a personal code, or sends the link again. `short_code` names the form to go on to."""
    form = Questionnaire.objects.select_related("programme").filter(short_code=short_code).first()
    if request.method != "POST":
        return _page(request, form, DoorForm(), status=404 if short_code and not form else 200)
    asked = DoorForm(request.POST)
    if is_hasty(request):
        asked.add_error(None, _("Too many tries. Wait a minute, then try again."))
        return _page(request, form, asked, status=429)
    if not asked.is_valid():
        return _page(request, form, asked, status=422)
    if asked.is_address:
        return _sent_again(request, form, asked.cleaned_data["who"])
    return _let_in(request, form, asked)


def _let_in(request: HttpRequest, form: Questionnaire | None, asked: DoorForm) -> HttpResponse:
    token = links.token_of(asked.cleaned_data["who"])
    link = working_link(token) if token else None
    if link is None:
        note_try(request)
        asked.add_error("who", _("We do not know this code. Look at your badge once more."))
        return _page(request, form, asked, status=422)
    if form and form.programme_id == programme_of(link).pk:
        return kept_private(redirect("my_form", token=token, questionnaire=form.slug))
    return kept_private(redirect("my_page", token=token))


def _sent_again(request: HttpRequest, form: Questionnaire | None, address: str) -> HttpResponse:
    """The same answer whether the address is known or not."""
    note_try(request)
    page = render_to_string("evaluations/link_sent.html", {"address": address}, request)
    answer = AnswerThenSend(page)
    if _is_first_this_minute(address):
        answer.afterwards = partial(send_links, request, address, form)
    return kept_private(answer)


def _is_first_this_minute(address: str) -> bool:
    """Nobody's mailbox is filled by somebody else's impatience."""
    return cache.add(f"letter-{links.digest(address.lower())}", 1, timeout=60)


def _page(
    request: HttpRequest, form: Questionnaire | None, asked: DoorForm, status: int
) -> HttpResponse:
    is_closed = form is not None and has_closed(form)
    context = {
        "form": asked,
        "questionnaire": form,
        "is_closed": is_closed,
        "promise": form and promise(form),
    }
    return kept_private(render(request, "evaluations/door.html", context, status=status))
