"""What people have to be told: read it, pass it on, and say that it was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from programmes.access import managed_or_404

from ..forms import ToldForm
from ..placing.telling import note_told, take_back_told
from ..reports.messages import messages_page_of


@require_GET
def messages_to_send(request: HttpRequest, slug: str) -> HttpResponse:
    page = messages_page_of(managed_or_404(request.user, slug))
    return render(request, "participants/messages.html", {"page": page})


@require_POST
def note_messages(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    form = ToldForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was noted: choose a message from this page."))
        return redirect("messages", slug=slug)
    keys, back = form.cleaned_data["message"], form.cleaned_data["back"]
    noted = (take_back_told if back else note_told)(programme=programme, keys=keys)
    if noted:
        messages.success(request, _taken_back(noted) if back else _noted(noted))
    if noted < len(keys):
        messages.warning(request, _overtaken(len(keys) - noted))
    return redirect("messages", slug=slug)


def _noted(count: int) -> str:
    words = ngettext(
        "Noted: %(n)s person knows their new place.",
        "Noted: %(n)s people know their new place.",
        count,
    )
    return words % {"n": count}


def _taken_back(count: int) -> str:
    words = ngettext(
        "%(n)s message waits again.",
        "%(n)s messages wait again.",
        count,
    )
    return words % {"n": count}


def _overtaken(count: int) -> str:
    words = ngettext(
        "%(n)s message has changed meanwhile or was noted already: look at it again.",
        "%(n)s messages have changed meanwhile or were noted already: look at them again.",
        count,
    )
    return words % {"n": count}
