"""Where a contributor answers in one tap, and says what they need and who they are."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from participants.models import PersonalLink
from programmes.contributing import deeds
from programmes.models import Contribution

from ..forms.contributors import AnswerForm, DescribeForm
from ..reports.contributors.their_part import parts_on
from ..reports.others import their_page_of
from .private import personal, unknown


def their_page(
    request: HttpRequest,
    link: PersonalLink,
    token: str,
    form: DescribeForm | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    page = their_page_of(link)
    if page.giving and page.giving.asks_details and form is None:
        form = DescribeForm(only_phone=not page.giving.has_agreed, initial=_known(link))
    context = {
        "page": page,
        "programme": page.programme,
        "token": token,
        "form": form,
        "saved": "saved" in request.GET,
        **more,
    }
    return render(request, "evaluations/their_page.html", context, status=status)


@personal
@require_POST
def answer_part(
    request: HttpRequest, link: PersonalLink, token: str, contribution: int
) -> HttpResponse:
    """A tap says so again and again without harm; opening the page never answers anything."""
    row = _part(link, contribution)
    if row is None:
        return unknown(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return their_page(request, link, token, status=422)
    said = form.cleaned_data["said"]
    try:
        if said == "call":
            deeds.ask_for_call(contribution=row)
        else:
            deeds.answer(contribution=row, said=said)
    except (deeds.NotNow, deeds.Overtaken):
        return their_page(request, link, token, status=403, is_late=True)
    return _back(token, f"part-{row.pk}")


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def describe_myself(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    if link.contribution is None:
        return unknown(request)
    giving = their_page_of(link).giving
    if request.method != "POST" or not giving.asks_details:
        return _back(token, "details")
    form = DescribeForm(request.POST, only_phone=not giving.has_agreed)
    if not form.is_valid():
        return their_page(request, link, token, form=form, status=422)
    words = {**_known(link), **form.cleaned_data}
    deeds.describe(contributions=parts_on(link), **words)
    return redirect(f"{reverse('my_page', args=[token])}?saved#details")


def _known(link: PersonalLink) -> dict[str, str]:
    giver = link.contribution
    return {
        "needs": giver.needs,
        "biography": giver.person.biography,
        "phone": giver.person.phone,
    }


def _part(link: PersonalLink, key: int) -> Contribution | None:
    """One of their own, in this programme."""
    if link.contribution is None:
        return None
    return next((row for row in parts_on(link) if row.pk == key), None)


def _back(token: str, where: str) -> HttpResponseRedirect:
    return redirect(f"{reverse('my_page', args=[token])}#{where}")
