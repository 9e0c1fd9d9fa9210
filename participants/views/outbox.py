"""What an organiser decides about messages: done once, told in words, undone by one click."""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from programmes.access import managed_or_404
from programmes.models import Programme

from ..forms import DecisionForm
from ..models import Message
from ..outbox import deeds
from ..outbox.recipients import recipient

DEEDS: dict[str, Callable[..., deeds.Outcome]] = {
    "approve": deeds.approve,
    "now": partial(deeds.approve, at_once=True),
    "hold": deeds.take_back,
    "drop": deeds.drop,
    "told": deeds.note_told,
    "arrived": partial(deeds.decide_unsure, sent=True),
    "not arrived": partial(deeds.decide_unsure, sent=False),
    "again": deeds.try_again,
}
UNDO = "decision_to_undo"
MEMORY = 15 * 60
"""Seconds for which the last decision is offered to be undone."""


def of_programme(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of whoever manages the programme; times are told by the clock at its venue."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, **parts: object) -> HttpResponse:
        programme = managed_or_404(request.user, slug)
        with timezone.override(ZoneInfo(programme.time_zone)):
            return view(request, programme, **parts)

    return opened


@require_POST
@of_programme
def decide(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = DecisionForm(request.POST, DEEDS)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: choose a message from this page."))
        return redirect("messages", slug=programme.slug)
    deed = form.cleaned_data["deed"]
    found = DEEDS[deed](programme=programme, pairs=form.cleaned_data["seen"], actor=request.user)
    if found.done:
        remember(request, programme, done_words(deed, len(found.done)), found.before)
    elif found.already:
        messages.success(request, _("That was done already."))
    if found.overtaken:
        messages.warning(request, _overtaken(len(found.overtaken)))
    for row in found.blocked:
        messages.error(request, blocked_words(row))
    return _back(programme, form.cleaned_data)


@require_POST
@of_programme
def undo_decision(request: HttpRequest, programme: Programme) -> HttpResponse:
    last = last_decision(request, programme)
    request.session.pop(UNDO, None)
    if last is None:
        messages.warning(request, _("There is nothing to undo any more."))
        return redirect("messages", slug=programme.slug)
    undone = deeds.put_back(programme=programme, before=last["before"], actor=request.user)
    if undone:
        messages.success(request, _undone(undone))
    if undone < len(last["before"]):
        messages.warning(request, _too_late(len(last["before"]) - undone))
    return redirect("messages", slug=programme.slug)


def remember(request: HttpRequest, programme: Programme, words: str, before: object) -> None:
    request.session[UNDO] = {
        "programme": programme.pk,
        "words": words,
        "before": list(before),
        "at": timezone.now().timestamp(),
    }


def last_decision(request: HttpRequest, programme: Programme) -> Mapping | None:
    """The last one in this programme, while it is fresh and something of it can be undone."""
    last = request.session.get(UNDO)
    if not last or last["programme"] != programme.pk:
        return None
    is_fresh = timezone.now().timestamp() - last["at"] < MEMORY
    return last if is_fresh and deeds.can_put_back(programme, last["before"]) else None


def _back(programme: Programme, sent: Mapping) -> HttpResponseRedirect:
    """To the page it was decided on, narrowed as it was."""
    if sent["back"]:
        return redirect("edit_message", slug=programme.slug, message=sent["back"])
    address = reverse("messages", args=[programme.slug])
    query = QueryDict(sent["query"]).urlencode()
    return redirect(f"{address}?{query}" if query else address)


def done_words(deed: str, count: int) -> str:
    words = {
        "approve": ngettext(
            "Approved: %(n)s message goes when it is due.",
            "Approved: %(n)s messages go when they are due.",
            count,
        ),
        "now": ngettext(
            "Approved: %(n)s message goes with the next round.",
            "Approved: %(n)s messages go with the next round.",
            count,
        ),
        "hold": ngettext("%(n)s message waits again.", "%(n)s messages wait again.", count),
        "drop": ngettext(
            "%(n)s message will not be sent.", "%(n)s messages will not be sent.", count
        ),
        "told": ngettext("Noted: %(n)s person knows.", "Noted: %(n)s people know.", count),
        "arrived": ngettext(
            "Noted: %(n)s message arrived.", "Noted: %(n)s messages arrived.", count
        ),
        "not arrived": ngettext(
            "%(n)s message did not arrive and waits again.",
            "%(n)s messages did not arrive and wait again.",
            count,
        ),
        "again": ngettext(
            "%(n)s message goes again with the next round.",
            "%(n)s messages go again with the next round.",
            count,
        ),
    }
    return words[deed] % {"n": count}


def blocked_words(row: Message) -> str:
    words = _(
        "“%(subject)s” to %(name)s was not approved: %(missing)s is not known yet. Fill it in, or "
        "write it into the message."
    )
    named = [f"{{{name.strip('{}')}}}" for name in row.missing]
    values = {"subject": row.subject, "missing": ", ".join(named)}
    return words % {**values, "name": recipient(row).name}


def _overtaken(count: int) -> str:
    words = ngettext(
        "%(n)s message has changed meanwhile, so nothing was done with it: look at it again.",
        "%(n)s messages have changed meanwhile, so nothing was done with them: look at them again.",
        count,
    )
    return words % {"n": count}


def _undone(count: int) -> str:
    words = ngettext(
        "Undone: %(n)s message stands as before.",
        "Undone: %(n)s messages stand as before.",
        count,
    )
    return words % {"n": count}


def _too_late(count: int) -> str:
    words = ngettext(
        "%(n)s message had gone or changed meanwhile and could not be taken back.",
        "%(n)s messages had gone or changed meanwhile and could not be taken back.",
        count,
    )
    return words % {"n": count}
