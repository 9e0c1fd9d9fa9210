"""“Message these people”: one text for everybody in a slice, worded for each."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from participants.views.outbox import blocked_words, of_programme, remember
from programmes.models import Programme

from ..correspondence.by_hand import Written, unwritten, write
from ..correspondence.offering import offered_in
from ..correspondence.slices import Slice, slice_of
from ..correspondence.wording import Wording
from ..forms.writing_to import WriteForm, worded
from ..reports.writing_to import write_page

LONGEST = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@of_programme
def write_message(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Without a name in `to`, whom one can write to."""
    name = request.GET.get("to", "")
    if not name:
        context = {"programme": programme, "groups": offered_in(programme)}
        return render(request, "evaluations/write_to.html", context)
    to = slice_of(programme, name)
    if request.method != "POST":
        return _page(request, to, WriteForm(None, to=to, token=secrets.token_hex(8)))
    form = WriteForm(request.POST, to=to)
    if "preview" in request.POST:
        return _page(request, to, form)
    if not form.is_valid():
        return _page(request, to, form, status=422)
    written = write(
        to=to,
        owners=form.chosen,
        wording=form.wording,
        token=form.cleaned_data["token"],
        at_once="now" in request.POST,
        actor=request.user,
    )
    _tell(request, to, written)
    return redirect("messages", slug=programme.slug)


@require_POST
@of_programme
def preview(request: HttpRequest, programme: Programme) -> HttpResponse:
    if not request.GET.get("to"):
        return redirect("write_message", slug=programme.slug)
    to = slice_of(programme, request.GET["to"])
    page = write_page(to, _typed(request), request.POST.get("reader", ""))
    context = {"programme": programme, "page": page}
    return render(request, "evaluations/_write_preview.html", context)


def _typed(request: HttpRequest) -> Wording:
    text = request.POST.get("text", "")[:LONGEST].replace("\r\n", "\n")
    return worded(request.POST.get("subject", "")[:200], text)


def _page(request: HttpRequest, to: Slice, form: WriteForm, status: int = 200) -> HttpResponse:
    ticked = request.POST.getlist("who") if form.is_bound else None
    shown = _typed(request) if form.is_bound else worded("", form.initial["text"])
    context = {
        "programme": to.programme,
        "page": write_page(to, shown, request.POST.get("reader", ""), ticked),
        "form": form,
    }
    return render(request, "evaluations/write_message.html", context, status=status)


def _tell(request: HttpRequest, to: Slice, written: Written) -> None:
    if not written.made:
        messages.success(request, _("This was put into the outbox already: once is enough."))
        return
    for row in written.approved.blocked:
        messages.error(request, blocked_words(row))
    at_once = bool(written.approved.done)
    count = len(written.approved.done) if at_once else len(written.made)
    words = ngettext(
        "%(n)s message waits in the outbox, to %(whom)s.",
        "%(n)s messages wait in the outbox, to %(whom)s.",
        count,
    )
    if at_once:
        words = ngettext(
            "%(n)s message goes with the next round, to %(whom)s.",
            "%(n)s messages go with the next round, to %(whom)s.",
            count,
        )
    words %= {"n": count, "whom": to.title}
    remember(request, to.programme, words, unwritten(written))
