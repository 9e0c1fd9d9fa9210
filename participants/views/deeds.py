"""What every change of a plan has in common: it says which version it saw, and can be undone."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from programmes.access import managed_or_404
from programmes.models import Programme

from ..placing.board import Question
from ..placing.kinds import KINDS, Kind
from ..placing.plans import Overtaken

UNDO = "change_of_plan_to_undo"


def deed(view: Callable) -> Callable:
    """A change of the plan; whoever saw an older one is shown how it stands now."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, what: str) -> HttpResponse:
        programme, kind = managed_or_404(request.user, slug), KINDS[what]
        try:
            return view(request, programme, kind)
        except Overtaken:
            words = _(
                "Nothing was changed: somebody else changed this plan meanwhile. "
                "Here it is as it stands now."
            )
            messages.error(request, words)
            return back(programme, kind)

    return wrapped


def back(programme: Programme, kind: Kind) -> HttpResponseRedirect:
    return redirect(f"{kind.what}_board", slug=programme.slug)


def not_understood(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponseRedirect:
    messages.error(request, _("Nothing was changed: choose a person and a place from this page."))
    return back(programme, kind)


def show(
    request: HttpRequest, programme: Programme, kind: Kind, status: int = 200, **more: object
) -> HttpResponse:
    """The board; `more` may hold a question to be answered first, or a form with its errors."""
    board = kind.board_of(programme)
    undo = last_change(request, kind, programme, board.version)
    context = {"board": board, "undo": undo, **kind.tools(programme, board), **more}
    return render(request, "participants/board.html", context, status=status)


def ask(request: HttpRequest, programme: Programme, kind: Kind, question: Question) -> HttpResponse:
    return show(request, programme, kind, question=question)


def remember(
    request: HttpRequest,
    programme: Programme,
    kind: Kind,
    version: int,
    places: Mapping[int, int | None],
    words: str,
    **more: object,
) -> None:
    """Where people were before the change that led to this version, and what undoing is called."""
    request.session[UNDO] = {
        "programme": programme.pk,
        "what": str(kind.what),
        "seen": version,
        "places": list(places.items()),
        "words": words,
        **more,
    }


def last_change(
    request: HttpRequest, kind: Kind, programme: Programme, version: int
) -> dict[str, Any] | None:
    """The last change, as long as nobody has changed the plan since."""
    last = request.session.get(UNDO)
    now = {"programme": programme.pk, "what": str(kind.what), "seen": version}
    return last if last and now.items() <= last.items() else None
