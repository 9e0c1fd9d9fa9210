"""Letters on paper to people whom no e-mail reaches, one a page."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programmes.models import Contribution, Programme
from programmes.trail import note

from ..actions import issue_links
from ..models import Message, Observer, Participant
from ..outbox.deeds import LINK
from ..outbox.recipients import key_of
from ..reports.letters import letters_of, to_print
from .outbox import of_programme


@require_http_methods(["GET", "HEAD", "POST"])
@of_programme
def letters(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Looking at them makes no link; putting the links in is a click of its own."""
    rows, links = to_print(programme), {}
    if not rows:
        messages.info(request, _("Nobody has to be written a letter now."))
        return redirect("messages", slug=programme.slug)
    if request.method == "POST":
        links = _links(row for row in rows if LINK in row.text)
        note(actor=request.user, deed="linked", record=programme)
    context = {"page": letters_of(programme, rows, links)}
    response = render(request, "participants/letters.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _links(rows: Iterable[Message]) -> dict[tuple[str, int], str]:
    """New ones, by owner; earlier ones go on working."""
    owners = {key_of(row.recipient): row.recipient for row in rows}.values()
    issued = issue_links(
        participants=[each for each in owners if isinstance(each, Participant)],
        contributions=[each for each in owners if isinstance(each, Contribution)],
        observers=[each for each in owners if isinstance(each, Observer)],
    )
    return {
        key_of(link.owner): settings.SITE_URL.rstrip("/") + reverse("my_page", args=[link.token])
        for link in issued
    }
