"""One message: read it, write it anew, decide about it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.models import Programme

from ..forms import WordsForm
from ..models import Message
from ..outbox.deeds import edit, messages_of
from ..reports.message import letter_of
from .outbox import DEEDS, blocked_words, done_words, last_decision, of_programme, remember


@require_http_methods(["GET", "HEAD", "POST"])
@of_programme
def edit_message(request: HttpRequest, programme: Programme, message: int) -> HttpResponse:
    """What was typed stays on the screen, whatever became of the message meanwhile."""
    row = messages_of(programme).select_related("corrects").filter(pk=message).first()
    if row is None:
        return _gone(request, programme)
    page = letter_of(row)
    form = WordsForm(request.POST or None, initial=_words(row), missing=page.line.missing)
    if not form.is_valid():
        return _page(request, programme, row, form, status=422 if request.POST else 200)
    if _is_same(row, form.cleaned_data):
        return _saved(request, programme, row, row.version, None)
    before = edit(message=row, actor=request.user, **form.cleaned_data)
    if before:
        return _saved(request, programme, row, form.cleaned_data["seen"] + 1, before)
    row.refresh_from_db()
    form.data = {**form.data.dict(), "seen": row.version}
    return _page(request, programme, row, form, overtaken=True, status=409)


def _words(row: Message) -> dict[str, object]:
    return {"seen": row.version, "subject": row.subject, "text": row.text}


def _is_same(row: Message, words: Mapping) -> bool:
    text = words["text"].replace("\r\n", "\n")
    now = (row.version, row.subject, row.text.strip())
    return row.state in Message.PENDING and now == (words["seen"], words["subject"], text)


def _saved(
    request: HttpRequest, programme: Programme, row: Message, version: int, before: dict | None
) -> HttpResponse:
    """With the buttons that say so, it is approved as well, or goes now. Without `before` nothing
    was changed in its words."""
    words = _("Saved: the message waits with your words.") if before else ""
    deed = next((deed for deed in ("approve", "now") if deed in request.POST), "")
    if deed:
        found = DEEDS[deed](programme=programme, pairs=[(row.pk, version)], actor=request.user)
        for blocked in found.blocked:
            messages.error(request, blocked_words(blocked))
        if found.done:
            words = done_words(deed, 1)
            [approved] = found.before
            before = {**before, "now": approved["now"]} if before else approved
    if before:
        remember(request, programme, words, [before])
    return redirect("messages", slug=programme.slug)


def _page(
    request: HttpRequest,
    programme: Programme,
    row: Message,
    form: WordsForm,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "programme": programme,
        "letter": letter_of(row),
        "form": form,
        "overtaken": overtaken,
        "undo": last_decision(request, programme),
    }
    return render(request, "participants/message.html", context, status=status)


def _gone(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Whoever it was for is gone, and somebody wrote meanwhile."""
    if not request.POST:
        raise Http404
    context = {"programme": programme, "form": WordsForm(initial=request.POST.dict())}
    return render(request, "participants/message_gone.html", context, status=404)
