"""The board of visits and that of teams: look, plan, move, pin, undo, publish."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from programmes.models import Programme

from ..forms import MoveForm, PinForm, SeenForm
from ..placing.board import Moved, Question
from ..placing.kinds import Kind
from ..placing.plans import Overtaken, draft, drafted, pin, upcoming
from ..placing.visits import mark_called_off
from .deeds import ask, back, deed, last_change, not_understood, remember, show


@require_GET
@deed
def board(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    return show(request, programme, kind)


@require_POST
@deed
def plan(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    return let_hold(request, programme, kind, kind.propose(programme), form.cleaned_data["seen"])


def let_hold(
    request: HttpRequest,
    programme: Programme,
    kind: Kind,
    places: dict[int, int | None] | None,
    seen: int,
) -> HttpResponse:
    """Make what was planned the draft; None if nothing keeps every rule."""
    if places is None:
        messages.error(request, _("Nothing was changed: see below what would help."))
        return back(programme, kind)
    before = drafted(kind.what, programme)
    version = draft(what=kind.what, programme=programme, places=places, seen=seen).version
    moved = {key: before.get(key) for key, place in places.items() if before.get(key) != place}
    if moved:
        remember(request, programme, kind, version, moved, _("Undo: as it was before"))
    messages.success(request, _planned(len(moved)))
    return back(programme, kind)


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
def move(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    offered = kind.offered(programme)
    form = MoveForm(request.POST, offered.people, offered.places)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    wish = form.cleaned_data
    moved = kind.moved(programme, wish["person"], wish["place"])
    if moved.origin == moved.target:
        return back(programme, kind)
    if moved.costly and not wish["sure"]:
        return ask(request, programme, kind, _question(programme, kind, moved, wish["seen"]))
    places = {moved.person: moved.target}
    version = draft(what=kind.what, programme=programme, places=places, seen=wish["seen"]).version
    words = _("Undo: %(name)s back") % {"name": moved.name}
    remember(request, programme, kind, version, {moved.person: moved.origin}, words)
    messages.success(request, " ".join((moved.done, *moved.costs)))
    return back(programme, kind)


def _question(programme: Programme, kind: Kind, moved: Moved, seen: int) -> Question:
    fields = {"seen": seen, "person": moved.person, "place": moved.target or "", "sure": "on"}
    return Question(
        title=moved.question,
        costs=moved.costs,
        allowed=moved.allowed,
        yes=_("Move all the same"),
        url=kind.url("move", programme),
        fields=tuple(fields.items()),
    )


@require_POST
@deed
def undo(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    """What was changed last goes back, if nobody has changed anything since."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    seen = form.cleaned_data["seen"]
    last = last_change(request, kind, programme, seen)
    if last is None:
        raise Overtaken
    standing = kind.every_place(programme)
    places = {key: place if place in standing else None for key, place in last["places"]}
    with transaction.atomic():
        draft(what=kind.what, programme=programme, places=places, seen=seen)
        for visit in programme.site_visits.filter(pk=last.get("called_off")):
            mark_called_off(visit, False)
    messages.success(request, _("Undone: it is as it was before."))
    return back(programme, kind)


@require_POST
@deed
def pin_or_free(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    form = PinForm(request.POST, kind.offered(programme).people)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    wish = form.cleaned_data
    participant = programme.participants.select_related("person").get(pk=wish["person"])
    pin(what=kind.what, participant=participant, pinned=wish["pinned"], seen=wish["seen"])
    words = _("%(person)s stays there when you plan again.")
    if not wish["pinned"]:
        words = _("%(person)s may be moved when you plan again.")
    messages.success(request, words % {"person": participant})
    return back(programme, kind)


@require_http_methods(["GET", "HEAD", "POST"])
@deed
def publish(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    if request.method != "POST":
        changes = upcoming(kind.field, programme)
        context = {"board": kind.board_of(programme), "changes": changes}
        return render(request, "participants/board_publish.html", context)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    told = kind.publish(programme=programme, user=request.user, seen=form.cleaned_data["seen"])
    words = ngettext(
        "Published. %(n)s person sees a new place on their page; a message waits to be sent.",
        "Published. %(n)s people see a new place on their page; messages wait to be sent.",
        len(told),
    )
    messages.success(request, words % {"n": len(told)})
    return redirect("messages", slug=programme.slug) if told else back(programme, kind)
