"""Who sits where in a café: look, seat, move, pin, undo, publish. Each deed says what it saw."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from participants.rota import Rota, moves, quality, seat
from participants.rota.words import move_sentences, remedy_sentence
from programmes.access import managed_or_404
from programmes.models import CafeConversation

from ..forms import MoveSeatForm, PinSeatForm, SeenForm
from ..placing.cafe import Scene, scene_of
from ..placing.cafe_board import board_of_scene, broken_rules, cafe_board
from ..placing.cafe_guests import guest_page, sheets_of
from ..placing.plans import Overtaken
from ..placing.seats import draft_seats, move_seat, pin_seat, publish_seats, undo_seats


def cafe_or_404(request: HttpRequest, slug: str, cafe: int) -> CafeConversation:
    programme = managed_or_404(request.user, slug)
    rows = programme.cafe_conversations.select_related("programme")
    return get_object_or_404(rows, pk=cafe)


def deed(view: Callable) -> Callable:
    """A change of the plan; whoever saw an older one is shown how it stands now."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, cafe: int) -> HttpResponse:
        conversation = cafe_or_404(request, slug, cafe)
        try:
            return view(request, conversation)
        except Overtaken:
            words = _(
                "Nothing was changed: somebody else changed this plan meanwhile. "
                "Here it is as it stands now."
            )
            messages.error(request, words)
            return back(conversation)

    return wrapped


def back(cafe: CafeConversation, page: str = "cafe_rota") -> HttpResponseRedirect:
    return redirect(page, slug=cafe.programme.slug, cafe=cafe.pk)


def not_understood(request: HttpRequest, cafe: CafeConversation) -> HttpResponseRedirect:
    messages.error(request, _("Nothing was changed: choose a guest and a table from this page."))
    return back(cafe)


@require_GET
def cafe_rota(request: HttpRequest, slug: str, cafe: int) -> HttpResponse:
    board = cafe_board(cafe_or_404(request, slug, cafe))
    return render(request, "participants/cafe.html", {"board": board})


@require_POST
@deed
def seat_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    """Another search each time; seats that are at least as good and keep every rule stay."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, cafe)
    scene = scene_of(cafe)
    found = seat(scene.cafe, seed=form.cleaned_data["seen"])
    if found.seats is None:
        context = {"board": board_of_scene(scene), "remedies": _remedies(found)}
        return render(request, "participants/cafe.html", context)
    if _is_no_better(scene, found):
        messages.success(request, _("Nothing better was found: everybody stays where they are."))
        return back(cafe)
    draft_seats(cafe=cafe, seats=found.seats, seen=form.cleaned_data["seen"])
    words = _("Seated. Nobody is told until you publish.")
    messages.success(request, words)
    return back(cafe)


def _is_no_better(scene: Scene, found: Rota) -> bool:
    kept = scene.seats and not broken_rules(scene)
    return bool(kept) and quality(scene.cafe, scene.seats) <= found.quality


def _remedies(found: Rota) -> list[str]:
    return [remedy_sentence(found.cafe, remedy, _) for remedy in found.remedies]


@require_POST
@deed
def move_in_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    scene = scene_of(cafe)
    form = MoveSeatForm(request.POST, scene.cafe)
    if not form.is_valid():
        return not_understood(request, cafe)
    wish = form.cleaned_data
    every = moves(scene.cafe, scene.seats, wish["guest"], wish["turn"])
    planned = next((each for each in every if each.after == wish["table"]), None)
    if planned is None:
        return back(cafe)
    values = {
        "name": scene.cafe.by_key[planned.guest].name,
        "table": scene.cafe.table[planned.after].title,
        "round": planned.round,
    }
    costs = list(move_sentences(scene.cafe, planned, _))
    if not planned.is_free and not wish["sure"]:
        to = {"to": planned.after, "costs": costs, "allowed": not planned.broken}
        context = {"board": board_of_scene(scene), "cost": {**wish, **values, **to}}
        return render(request, "participants/cafe.html", context)
    wish.pop("sure")
    move_seat(cafe=cafe, **wish)
    done = _("Round %(round)s: %(name)s sits at %(table)s now.") % values
    messages.success(request, " ".join((done, *costs)))
    return _to_guest_or_board(request, cafe, planned.guest)


def _to_guest_or_board(
    request: HttpRequest, cafe: CafeConversation, guest: int
) -> HttpResponseRedirect:
    """Back to the page from which it was done."""
    if "from-guest" in request.POST:
        return redirect("cafe_guest", slug=cafe.programme.slug, cafe=cafe.pk, guest=guest)
    return back(cafe)


@require_POST
@deed
def pin_in_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    scene = scene_of(cafe)
    form = PinSeatForm(request.POST, scene.cafe)
    if not form.is_valid():
        return not_understood(request, cafe)
    wish = form.cleaned_data
    pin_seat(cafe=cafe, **wish)
    words = _("Round %(round)s: %(name)s keeps this seat when you seat again.")
    if not wish["pinned"]:
        words = _("Round %(round)s: %(name)s may be seated elsewhere when you seat again.")
    name = scene.cafe.by_key[wish["guest"]].name
    messages.success(request, words % {"round": wish["turn"], "name": name})
    return _to_guest_or_board(request, cafe, wish["guest"])


@require_POST
@deed
def undo_in_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid() or not cafe_board(cafe).undo:
        return not_understood(request, cafe)
    told = undo_seats(cafe=cafe, user=request.user, seen=form.cleaned_data["seen"])
    words = _("The last change is undone. Undo again to bring it back.")
    if told is not None:
        words = _("The mending is undone, and the seats are published as they were.")
        words += " " + told_words(len(told))
    messages.success(request, words)
    return back(cafe)


def told_words(number: int) -> str:
    words = ngettext(
        "A message for %(n)s person waits in the outbox.",
        "Messages for %(n)s people wait in the outbox.",
        number,
    )
    return words % {"n": number} if number else _("Nobody has to be told anything new.")


@require_http_methods(["GET", "HEAD", "POST"])
@deed
def publish_cafe(request: HttpRequest, cafe: CafeConversation) -> HttpResponse:
    if request.method != "POST":
        scene = scene_of(cafe)
        names = [scene.cafe.by_key[key].name for key in scene.changed]
        context = {"board": board_of_scene(scene), "names": names}
        return render(request, "participants/cafe_publish.html", context)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, cafe)
    told = publish_seats(cafe=cafe, user=request.user, seen=form.cleaned_data["seen"])
    words = _("Published: everybody sees their seats on their own page. Nothing is sent.")
    messages.success(request, f"{words} {told_words(len(told))}")
    return back(cafe)


@require_GET
def cafe_guest(request: HttpRequest, slug: str, cafe: int, guest: int) -> HttpResponse:
    page = guest_page(cafe_or_404(request, slug, cafe), guest)
    if page is None:
        raise Http404
    opened = int(asked) if (asked := request.GET.get("round", "")).isdecimal() else 0
    return render(request, "participants/cafe_guest.html", {"page": page, "opened": opened})


@require_GET
def cafe_guests(request: HttpRequest, slug: str, cafe: int) -> HttpResponse:
    context = {"sheets": sheets_of(cafe_or_404(request, slug, cafe))}
    return render(request, "participants/cafe_guests.html", context)


@require_GET
def cafe_tables(request: HttpRequest, slug: str, cafe: int) -> HttpResponse:
    context = {"sheets": sheets_of(cafe_or_404(request, slug, cafe))}
    return render(request, "participants/cafe_tables.html", context)
