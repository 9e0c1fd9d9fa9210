"""A published report for somebody without an account, who has a link."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from ..actions import sharing
from ..forms.publishing import PasswordForm
from ..models import ReportVersion, ShareLink
from ..reports.published import published_versions
from .private import kept_private
from .report import pdf_of_version, version_page

COOKIE = "shared-report"
OPEN_FOR = timedelta(hours=12)


def with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view receives the link and the version that it opens, or None where none is published.

    Exempt from the CSRF check: nothing here is written, and a password must be known to be sent.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        link = sharing.working_link(token)
        if link is None:
            return kept_private(render(request, "evaluations/shared_unknown.html", status=404))
        with timezone.override(ZoneInfo(link.report.programme.time_zone)):
            return kept_private(view(request, link, token))

    return login_not_required(csrf_exempt(opened))


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def shared_report(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    if not _is_open(request, link):
        return _door(request, link, token)
    version = _version(link)
    if version is None:
        return render(request, "evaluations/shared_unknown.html", {"none": True}, status=404)
    pdf = reverse("shared_report_pdf", args=[token])
    return version_page(
        request, version, layout="evaluations/outside.html", pdf_url=pdf, manages=False, shared=True
    )


@with_link
@require_safe
def shared_file(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    version = _version(link)
    if version is None or not _is_open(request, link):
        return redirect("shared_report", token=token)
    return pdf_of_version(version)


def _version(link: ShareLink) -> ReportVersion | None:
    published = published_versions(link.report.programme)
    return next((each for each in published if each.report_id == link.report_id), None)


def _door(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, PasswordForm())
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, 422)
    try:
        sharing.let_in(link=link, password=form.cleaned_data["password"])
    except sharing.WrongPassword:
        form.add_error("password", _("This is not the password. Ask whoever sent you the link."))
        return _ask(request, form, 422)
    except sharing.ShutForNow:
        form.add_error(None, _("Too many wrong passwords. Wait a quarter of an hour."))
        return _ask(request, form, 429)
    return _let_in(redirect("shared_report", token=token), link, token)


def _ask(request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    return render(request, "evaluations/shared_door.html", {"form": form}, status=status)


def _let_in(answer: HttpResponse, link: ShareLink, token: str) -> HttpResponse:
    answer.set_signed_cookie(
        COOKIE,
        link.pk,
        salt=link.password,
        max_age=OPEN_FOR,
        path=reverse("shared_report", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _is_open(request: HttpRequest, link: ShareLink) -> bool:
    if not link.password:
        return True
    try:
        opened = request.get_signed_cookie(COOKIE, salt=link.password, max_age=OPEN_FOR)
    except (KeyError, signing.BadSignature):
        return False
    return opened == str(link.pk)
