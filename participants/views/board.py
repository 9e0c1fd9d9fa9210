"""The board of site visits: look, plan, move, pin, publish. Each deed says which version it saw."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from participants.allocation import Case, allocate, move
from programmes.access import managed_or_404
from programmes.models import Programme

from ..forms import MoveForm, PinForm, SeenForm
from ..placing.board import board_of
from ..placing.costs import cost_sentences, needs_a_second_look, rules_broken_by
from ..placing.plans import Overtaken, upcoming
from ..placing.visits import (
    draft_visits,
    drafted_visits,
    pin_to_visit,
    publish_visits,
    visit_case,
)

UNDO = "move_of_visit_to_undo"


def deed(view: Callable) -> Callable:
    """A change of the plan; whoever saw an older one is shown how it stands now."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str) -> HttpResponse:
        programme = managed_or_404(request.user, slug)
        try:
            return view(request, programme)
        except Overtaken:
            words = _(
                "Nothing was changed: somebody else changed this plan meanwhile. "
                "Here it is as it stands now."
            )
            messages.error(request, words)
            return _back(programme)

    return wrapped


def _back(programme: Programme) -> HttpResponseRedirect:
    return redirect("visit_board", slug=programme.slug)


def _not_understood(request: HttpRequest, programme: Programme) -> HttpResponseRedirect:
    messages.error(request, _("Nothing was changed: choose a person and a place from this page."))
    return _back(programme)


@require_GET
def visit_board(request: HttpRequest, slug: str) -> HttpResponse:
    board = board_of(managed_or_404(request.user, slug))
    context = {"board": board, "undo": _undo(request, board)}
    return render(request, "participants/board.html", context)


def _undo(request: HttpRequest, board) -> dict | None:
    """The last move, as long as nobody has changed the plan since."""
    last = request.session.get(UNDO)
    now = {"programme": board.programme.pk, "seen": board.version}
    return last if last and now.items() <= last.items() else None


@require_POST
@deed
def plan_visits(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, programme)
    before = drafted_visits(programme)
    places = allocate(visit_case(programme)).places
    draft_visits(programme=programme, places=places, seen=form.cleaned_data["seen"])
    moved = sum(before.get(key) != place for key, place in places.items())
    messages.success(request, _planned(moved))
    return _back(programme)


def _planned(moved: int) -> str:
    if not moved:
        return _("Planned again: everybody stays where they were.")
    words = ngettext(
        "Planned. %(n)s person has another place than before; nobody is told until you publish.",
        "Planned. %(n)s people have another place than before; nobody is told until you publish.",
        moved,
    )
    return words % {"n": moved}


@require_POST
@deed
def move_visit(request: HttpRequest, programme: Programme) -> HttpResponse:
    case = visit_case(programme)
    form = MoveForm(request.POST, case)
    if not form.is_valid():
        return _not_understood(request, programme)
    wish = form.cleaned_data
    planned = move(case, drafted_visits(programme), wish["person"], wish["visit"])
    if planned.origin == planned.target:
        return _back(programme)
    said = _said(case, planned)
    if needs_a_second_look(planned) and not wish["sure"]:
        context = {"board": board_of(programme), "cost": {**said, **wish}}
        return render(request, "participants/board.html", context)
    places = {planned.person: planned.target}
    plan = draft_visits(programme=programme, places=places, seen=wish["seen"])
    request.session[UNDO] = _way_back(programme, planned, plan.version) | said
    messages.success(request, " ".join((said["done"], *said["costs"])))
    return _back(programme)


def _said(case: Case, planned) -> dict[str, object]:
    person, visit = case.person[planned.person], case.visit.get(planned.target)
    words = {"person": person.name, "visit": visit.title if visit else ""}
    done = _("%(person)s is on %(visit)s now.") if visit else _("%(person)s has no visit now.")
    return {
        "name": person.name,
        "target": words["visit"],
        "done": done % words,
        "costs": cost_sentences(case, planned),
        "allowed": not rules_broken_by(planned),
    }


def _way_back(programme: Programme, planned, version: int) -> dict[str, object]:
    return {
        "programme": programme.pk,
        "seen": version,
        "person": planned.person,
        "visit": planned.origin or "",
    }


@require_POST
@deed
def pin_visit(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = PinForm(request.POST, visit_case(programme))
    if not form.is_valid():
        return _not_understood(request, programme)
    wish = form.cleaned_data
    participant = programme.participants.select_related("person").get(pk=wish["person"])
    pin_to_visit(participant=participant, pinned=wish["pinned"], seen=wish["seen"])
    words = _("%(person)s stays there when you plan again.")
    if not wish["pinned"]:
        words = _("%(person)s may be moved when you plan again.")
    messages.success(request, words % {"person": participant})
    return _back(programme)


@require_http_methods(["GET", "HEAD", "POST"])
@deed
def publish_visit_plan(request: HttpRequest, programme: Programme) -> HttpResponse:
    if request.method != "POST":
        context = {"board": board_of(programme), "changes": upcoming("visit", programme)}
        return render(request, "participants/board_publish.html", context)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, programme)
    told = publish_visits(programme=programme, user=request.user, seen=form.cleaned_data["seen"])
    words = ngettext(
        "Published. %(n)s person sees a new place on their page; a message waits to be sent.",
        "Published. %(n)s people see a new place on their page; messages wait to be sent.",
        len(told),
    )
    messages.success(request, words % {"n": len(told)})
    return redirect("messages", slug=programme.slug) if told else _back(programme)
