"""The contributors of a programme: where each stands, and what is done about it."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programmes.access import managed_or_404
from programmes.contributing import deeds
from programmes.contributing.briefs import HOUSE_BRIEFS
from programmes.contributing.deeds import NotNow, Overtaken, Status, today_of
from programmes.models import Contribution, Programme
from programmes.trail import trail_of

from ..forms.contributors import AskForm, BriefForm, MoveForm
from ..reports.contributors.asked import asked_elsewhere
from ..reports.contributors.pipeline import card_of, contributions_of, long_list, pipeline
from ..reports.desk import STYLES


@require_safe
def contributors(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, managed_or_404(request.user, slug))


def _page(request: HttpRequest, programme: Programme, **more: object) -> HttpResponse:
    context = {"page": pipeline(programme, request.user), **more}
    return render(request, "evaluations/contributors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_contributors(request: HttpRequest, slug: str) -> HttpResponse:
    """Several of the long list at once; whoever was asked lately is not ticked beforehand."""
    programme = managed_or_404(request.user, slug)
    cards = long_list(programme, request.user)
    form = AskForm(request.POST, [card.pk for card in cards])
    if request.method == "POST" and form.is_valid():
        messages.success(request, _asked(request, programme, form.cleaned_data["contribution"]))
        return redirect("contributors", slug=slug)
    refused = request.method == "POST"
    context = {"programme": programme, "cards": cards, "form": form if refused else None}
    status = 422 if refused else 200
    return render(request, "evaluations/ask_contributors.html", context, status=status)


def _asked(request: HttpRequest, programme: Programme, keys: list[int]) -> str:
    asked = 0
    for row in programme.contributions.filter(pk__in=keys):
        with suppress(Overtaken, NotNow):
            deeds.ask(contribution=row, seen=Status.CONSIDERED, actor=request.user)
            asked += 1
    words = ngettext(
        "%(n)s person counts as asked. The message to them waits to be sent.",
        "%(n)s people count as asked. The messages to them wait to be sent.",
        asked,
    )
    return words % {"n": asked}


@require_POST
def move_contributor(request: HttpRequest, slug: str, contribution: int) -> HttpResponse:
    """Asking somebody who was asked lately is done only once that has been read."""
    programme = managed_or_404(request.user, slug)
    row = contributions_of(programme).filter(pk=contribution).first()
    form = MoveForm(request.POST)
    if row is None or not form.is_valid():
        messages.error(request, _("Nothing was changed: choose somebody from this page."))
        return redirect("contributors", slug=slug)
    said = form.cleaned_data
    asks = said["deed"] == "ask" and not said["sure"]
    if asks and (asked := asked_elsewhere(row, request.user, today_of(programme))):
        question = {"contribution": row, "seen": said["seen"], "asked": asked}
        return _page(request, programme, question=question)
    try:
        messages.success(request, _do(row, said, request.user))
    except (Overtaken, NotNow):
        messages.error(request, _overtaken())
    return _back(request, row)


def _do(row: Contribution, said: dict, user) -> str:
    """The deed, and what is said of it."""
    who = {"contribution": row, "actor": user}
    name, deed, seen = {"name": row.person.name}, said["deed"], said["seen"]
    if deed in deeds.ANSWERS:
        deeds.note_answer(**who, seen=seen, said=deed, needs=said["needs"])
        return _("Noted what %(name)s said.") % name
    if deed == "called":
        deeds.note_called(**who)
        return _("%(name)s does not wait for a call any more.") % name
    do, words = {
        "ask": (deeds.ask, _("%(name)s counts as asked. The message to them waits to be sent.")),
        "on": (deeds.move_on, _("Noted. %(name)s is one step further.")),
        "back": (deeds.move_back, _("%(name)s is one step back.")),
        "off": (deeds.take_off, _("%(name)s is off the list.")),
    }[deed]
    do(**who, seen=seen)
    return words % name


def _overtaken() -> str:
    return _("Nothing was changed: somebody else was quicker. Here is how it stands now.")


def _back(request: HttpRequest, row: Contribution) -> HttpResponseRedirect:
    """To the card, so that one does not have to look for it again."""
    address = reverse("contributors", kwargs={"slug": row.programme.slug})
    return redirect(f"{address}#contributor-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def contributor(request: HttpRequest, slug: str, contribution: int) -> HttpResponse:
    """One of them: the brief and what they need. What was typed stays, whoever else wrote."""
    programme = managed_or_404(request.user, slug)
    row = get_object_or_404(contributions_of(programme), pk=contribution)
    stands = {"brief": row.brief, "needs": row.needs}
    seen = {"seen_brief": row.brief, "seen_needs": row.needs}
    form, overtaken = BriefForm(request.POST or None, initial={**stands, **seen}), False
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in stands}
        try:
            deeds.write_brief(contribution=row, actor=request.user, seen=form.seen, **words)
        except Overtaken:
            form, overtaken = BriefForm({**words, **seen}), True
        else:
            messages.success(request, _("Saved. They see it on their page."))
            return redirect("contributor", slug=slug, contribution=row.pk)
    context = {
        "programme": programme,
        "contribution": row,
        "card": card_of(row, request.user),
        "tag": STYLES.get(row.status, ""),
        "form": form,
        "overtaken": stands if overtaken else None,
        "house_brief": HOUSE_BRIEFS[Contribution.Kind(row.kind)],
        "trail": trail_of(row),
    }
    status = 422 if form.is_bound else 200
    with timezone.override(ZoneInfo(programme.time_zone)):
        return render(request, "evaluations/contributor.html", context, status=status)
