"""Yes, no, and what one needs: said on one's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participants.coming.answering import say_no, say_yes
from participants.coming.forms import NeedsForm
from participants.coming.needs import tell_needs
from participants.models import PersonalLink

from ..reports.personal.coming import my_coming, needs_form, tells_needs
from ..reports.personal.page import my_page_of
from .private import of_a_participant


@of_a_participant
@require_POST
def my_coming_said(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Whatever cannot be said any more changes nothing: the page says how it stands."""
    answers = {"yes": say_yes, "no": say_no}
    if answer := answers.get(request.POST.get("answer", "")):
        answer(person=link.participant)
    return redirect("my_page", token=token)


@of_a_participant
@require_POST
def my_needs(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    participant = link.participant
    form = needs_form(participant, request.POST)
    if not tells_needs(participant):
        form.add_error(None, _("Nothing was saved: it is too late here. Tell the organisers."))
        return _again(request, link, token, form, status=403)
    if not form.is_valid():
        return _again(request, link, token, form, status=422)
    tell_needs(participant=participant, needs=form.cleaned_data)
    return redirect("my_page", token=token)


def _again(
    request: HttpRequest, link: PersonalLink, token: str, form: NeedsForm, status: int
) -> HttpResponse:
    """With what was typed still there."""
    page = my_page_of(link.participant, coming=my_coming(link.participant, form))
    context = {"page": page, "programme": page.programme, "token": token}
    return render(request, "evaluations/my_page.html", context, status=status)
