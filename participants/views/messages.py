"""What people have to be told: read it, pass it on, and say that it was done."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from programmes.access import managed_or_404
from programmes.models import Programme

from ..forms import ToldForm, WordsForm
from ..placing.telling import edit, messages_of, note_told, take_back_told
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


@require_http_methods(["GET", "HEAD", "POST"])
def edit_message(request: HttpRequest, slug: str, message: int) -> HttpResponse:
    """What was typed stays on the screen, whatever became of the message meanwhile."""
    programme = managed_or_404(request.user, slug)
    row = messages_of(programme).select_related("participant__person").filter(pk=message).first()
    if row is None:
        return _gone(request, programme)
    seen = {"seen": row.edits, "subject": row.subject, "text": row.text}
    form = WordsForm(request.POST or None, initial=seen)
    overtaken = False
    if form.is_valid():
        if edit(message=row, **form.cleaned_data):
            messages.success(request, _("Saved: the message waits with your words."))
            return redirect("messages", slug=slug)
        row.refresh_from_db(fields=["edits", "subject", "text", "told_at"])
        form.data = {**form.data.dict(), "seen": row.edits}
        overtaken = True
    context = {"programme": programme, "message": row, "form": form, "overtaken": overtaken}
    return render(request, "participants/message.html", context)


def _gone(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Publishing again replaced it while somebody wrote."""
    if not request.POST:
        raise Http404
    context = {"programme": programme, "form": WordsForm(initial=request.POST.dict())}
    return render(request, "participants/message.html", context, status=404)


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
