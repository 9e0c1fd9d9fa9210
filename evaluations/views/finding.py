"""Finding somebody to ask, and taking down somebody new in the same place."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.alumni import alumni, people_to_ask
from programmes.access import managed_or_404, visible_organisations
from programmes.contributing.deeds import put_on_list, today_of
from programmes.contributing.parts import Part, parts_of
from programmes.contributing.people import WhoIsThis, known_or_new
from programmes.models import Contribution, Person, Programme

from ..forms.contributors import FindForm, NewPersonForm, PartForm
from ..reports.contributors.asked import asked_elsewhere
from ..reports.contributors.finding import Wish, finding


@require_safe
def find_contributors(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, managed_or_404(request.user, slug))


def _page(
    request: HttpRequest, programme: Programme, new: NewPersonForm | None = None, status: int = 200
) -> HttpResponse:
    """`part` in the address: the one that somebody is looked for."""
    parts, wanted = parts_of(programme), request.GET.get("part", "")
    form = FindForm(request.GET, auto_id="find_%s")
    wish = Wish(**form.cleaned_data) if form.is_valid() else Wish()
    context = {
        "page": finding(programme, request.user, wish),
        "form": form,
        "new": new or NewPersonForm(None, parts, initial={"part": wanted}),
        "parts": parts,
        "wanted": wanted,
        "kept": _kept(request),
        "organisations": visible_organisations(request.user).values_list("name", flat=True),
    }
    return render(request, "evaluations/find_contributors.html", context, status=status)


@require_POST
def list_contributor(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody who was found; nobody else's people can be put there by their key."""
    programme = managed_or_404(request.user, slug)
    parts = parts_of(programme)
    form, key = PartForm(request.POST, parts), request.POST.get("person", "")
    person = _findable(request, key)
    if person is None or not form.is_valid():
        messages.error(request, _("Nobody was put on the list: choose a person and a part."))
    else:
        _list(request, programme, person, parts[form.cleaned_data["part"]])
    return _back(request, slug)


def _findable(request: HttpRequest, key: str) -> Person | None:
    if not key.isdecimal():
        return None
    agreeing = alumni()
    own = people_to_ask(request.user, agreeing).filter(pk=int(key)).first()
    return own or agreeing.filter(pk=int(key)).first()


@require_POST
def add_contributor(request: HttpRequest, slug: str) -> HttpResponse:
    programme = managed_or_404(request.user, slug)
    parts = parts_of(programme)
    form = NewPersonForm(request.POST, parts)
    if form.is_valid():
        try:
            person, is_new = known_or_new(user=request.user, **form.person)
        except WhoIsThis as doubt:
            form.add_error(*doubt.args)
        else:
            if not is_new:
                messages.info(request, _("%(name)s was known already.") % {"name": person})
            _list(request, programme, person, parts[form.cleaned_data["part"]])
            return _back(request, slug)
    return _page(request, programme, new=form, status=422)


def _list(request: HttpRequest, programme: Programme, person: Person, part: Part) -> None:
    row, is_new = put_on_list(programme=programme, person=person, part=part, actor=request.user)
    values = {"name": person.name, "part": part.label, "status": row.get_status_display()}
    if not is_new:
        words = _("%(name)s is there already, as %(part)s: %(status)s.")
        messages.info(request, words % values)
        return
    messages.success(request, _("%(name)s is on the long list: %(part)s.") % values)
    _warn(request, row)


def _warn(request: HttpRequest, row: Contribution) -> None:
    for asked in asked_elsewhere(row, request.user, today_of(row.programme)):
        words = _("Before you ask %(name)s: %(asked)s.")
        messages.warning(request, words % {"name": row.person, "asked": asked})


def _kept(request: HttpRequest) -> str:
    """The search, to come back to."""
    fields = (*FindForm.base_fields, "part")
    return urlencode({name: request.GET[name] for name in fields if request.GET.get(name)})


def _back(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    query = _kept(request)
    address = reverse("find_contributors", kwargs={"slug": slug})
    return redirect(f"{address}?{query}" if query else address)
