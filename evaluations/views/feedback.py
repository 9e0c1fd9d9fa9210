"""What the organiser does about feedback: hand out links, show the slide, open the answers."""

import io
from zoneinfo import ZoneInfo

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from openpyxl import Workbook

from participants.actions import IssuedLink, Owner, issue_links
from participants.models import Observer, Participant, PersonalLink
from programmes import access
from programmes.trail import note

from .. import actions
from ..audience import OF_OTHERS, givers, observers
from ..forms.links import LinksForm
from ..models import Questionnaire
from ..reports.feedback import feedback_of, form_standing, has_closed
from ..reports.promise import promise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def managed_form(request: HttpRequest, slug: str, questionnaire: str) -> Questionnaire:
    """A form of a programme that the reader leads or coordinates; times are that venue's."""
    programme = access.managed_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    return get_object_or_404(programme.questionnaires, slug=questionnaire)


@require_GET
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    programme = access.managed_or_404(request.user, slug)
    timezone.activate(ZoneInfo(programme.time_zone))
    context = {"programme": programme, "forms": feedback_of(programme)}
    return render(request, "evaluations/feedback.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def personal_links(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    """New links for everybody who is asked, as a sheet for a mail merge or for badges."""
    form = managed_form(request, slug, questionnaire)
    people = _whom_to_link(form)
    asked = LinksForm(request.POST if request.method == "POST" else None)
    [(kind, owners)] = people.items()
    if request.method == "POST" and asked.is_valid() and owners:
        issued = issue_links(**people, revoke_earlier=asked.cleaned_data["revoke"])
        actions.fix_plan(programme=form.programme)
        note(actor=request.user, deed="linked", record=form.programme)
        return _sheet(request, form, issued)
    owner = kind.removesuffix("s")
    working = PersonalLink.objects.filter(**{f"{owner}__in": owners}, revoked=False)
    context = {
        "programme": form.programme,
        "questionnaire": form,
        "form": asked,
        "people": len(owners),
        "linked": working.values(owner).distinct().count(),
        "of_others": owner != "participant",
        "are_observers": owner == "observer",
    }
    return render(request, "evaluations/personal_links.html", context)


def _whom_to_link(form: Questionnaire) -> dict[str, list[Owner]]:
    """Those whom the form is for, under the name by which `issue_links` takes them."""
    if form.moment == Questionnaire.Moment.OBSERVERS:
        people = observers(form.programme).select_related("participant__person")
        return {"observers": list(people)}
    if form.moment in OF_OTHERS:
        people = givers(form.programme, form.moment).select_related("person__organisation")
        return {"contributions": list(people.order_by("person__name"))}
    people = Participant.objects.eligible().filter(programme=form.programme)
    return {"participants": list(people.select_related("person", "organisation"))}


def _sheet(request: HttpRequest, form: Questionnaire, issued: list[IssuedLink]) -> HttpResponse:
    """Every cell is written as text, so that no name can become a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Links"
    whose = _("Named by") if isinstance(issued[0].owner, Observer) else _("Organisation")
    rows = [(_("Name"), whose, _("E-mail"), _("Link"), _("Personal code"))]
    rows += [_row(request, link) for link in issued]
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value, cell.data_type = text, "s"
    for column, width in zip("ABCDE", (28, 32, 32, 70, 20), strict=True):
        sheet.column_dimensions[column].width = width
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{form.programme.slug}-links.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _row(request: HttpRequest, link: IssuedLink) -> tuple[str, ...]:
    address = request.build_absolute_uri(reverse("my_page", args=[link.token]))
    owner = link.owner
    if isinstance(owner, Observer):
        return owner.name, str(owner.participant), owner.email, address, link.code
    person = owner.person
    place = owner.organisation if isinstance(owner, Participant) else person.organisation
    return person.name, str(place or ""), person.email or "", address, link.code


@require_GET
def slide_qr(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    address = request.build_absolute_uri(reverse("slide", args=[form.short_code]))
    code = segno.make(address, error="m", boost_error=False)
    svg = code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, title=address)
    context = {
        "programme": form.programme,
        "questionnaire": form,
        "host": request.get_host(),
        "path": reverse("slide", args=[form.short_code]).rstrip("/"),
        "qr": mark_safe(svg),
        "is_closed": has_closed(form),
        "promise": promise(form),
    }
    return render(request, "evaluations/slide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def count_ballots(request: HttpRequest, slug: str, questionnaire: str) -> HttpResponse:
    form = managed_form(request, slug, questionnaire)
    if request.method == "POST":
        try:
            total = actions.count_ballots(questionnaire=form)
            note(actor=request.user, deed="opened", record=form)
        except actions.CannotOpen as reason:
            return _count_page(request, form, refusal=reason.args[0], status=409)
        text = _("The form is closed, and %(total)d answers are open. They no longer have names.")
        messages.success(request, text % {"total": total})
        return redirect("feedback", slug=slug)
    return _count_page(request, form)


def _count_page(
    request: HttpRequest, form: Questionnaire, refusal: str = "", status: int = 200
) -> HttpResponse:
    standing = form_standing(form)
    context = {
        "programme": form.programme,
        "form": standing,
        "refusal": actions.too_few(standing.waiting) if standing.is_too_few else refusal,
    }
    return render(request, "evaluations/count.html", context, status=status)
