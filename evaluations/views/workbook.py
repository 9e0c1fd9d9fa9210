"""The workbook in the browser: a template to take, a programme to hand out, a file to bring in."""

import io
from collections.abc import Callable
from typing import BinaryIO
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programmes import access
from programmes.workbook.findings import Preview, Refused
from programmes.workbook.reading import Book

from .. import uploads, workbook
from ..forms.workbook import WorkbookForm
from ..reports.workbook import shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbook_template(request: HttpRequest) -> HttpResponse:
    _keepers_only(request)
    return _download("programme-template.xlsx", workbook.template)


@require_safe
@never_cache
def export_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Personal needs included, so lead and coordinator only."""
    programme = access.managed_or_404(request.user, slug)
    return _download(f"{programme.slug}.xlsx", lambda file: workbook.export(programme, file))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def import_programme(request: HttpRequest) -> HttpResponse:
    """Choose a file, look at what it would do, confirm. The file waits between the steps."""
    _keepers_only(request)
    if request.method != "POST":
        key = request.GET.get("file")
        return _look(request, key) if key else _choose(request, WorkbookForm())
    if "confirm" in request.POST:
        return _confirm(request, request.POST["confirm"])
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, form)
    return redirect(_address(uploads.keep(request.user, form.cleaned_data["file"])))


def _keepers_only(request: HttpRequest) -> None:
    if not access.can_manage_any(request.user):
        raise PermissionDenied


def _download(name: str, write: Callable[[BinaryIO], None]) -> HttpResponse:
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    content = io.BytesIO()
    write(content)
    response.write(content.getvalue())
    return response


def _address(key: str) -> str:
    return f"{reverse('import_programme')}?{urlencode({'file': key})}"


def _choose(request: HttpRequest, form: WorkbookForm) -> HttpResponse:
    return render(request, "evaluations/import.html", {"form": form})


def _look(request: HttpRequest, key: str) -> HttpResponse:
    book = _book(request, key)
    if book is None:
        return _gone(request, key)
    return _show(request, key, workbook.preview(book, user=request.user))


def _show(request: HttpRequest, key: str, preview: Preview) -> HttpResponse:
    context = {"preview": shown(preview), "key": key, "form": WorkbookForm()}
    return render(request, "evaluations/import_preview.html", context)


def _confirm(request: HttpRequest, key: str) -> HttpResponse:
    book = _book(request, key)
    if book is None:
        return _gone(request, key)
    outcome = workbook.bring_in(book, user=request.user, digest=request.POST.get("digest", ""))
    seen = outcome.preview
    if not outcome.saved and not (seen.changes_nothing and not seen.problems):
        messages.warning(request, _("Something has changed meanwhile. Look again, then confirm."))
        return _show(request, key, seen)
    uploads.done(request.user, key, seen.slug)
    messages.success(request, _said(seen))
    return redirect("desk", slug=seen.slug)


def _said(seen: Preview) -> str:
    if seen.changes_nothing:
        return _("Everything was as in the file already.")
    new = ngettext("%(count)d new record", "%(count)d new records", seen.new) % {"count": seen.new}
    return _("Brought in: %(new)s, %(changed)d changed.") % {"new": new, "changed": seen.changed}


def _book(request: HttpRequest, key: str) -> Book | None:
    """None when the file is gone, or turns out to be damaged further in."""
    content = uploads.kept(request.user, key)
    if content is None:
        return None
    try:
        return workbook.read(io.BytesIO(content))
    except Refused as error:
        messages.error(request, str(error))
        return None


def _gone(request: HttpRequest, key: str) -> HttpResponse:
    """A second click on the button finds the work done; an old page asks for the file again."""
    if slug := uploads.became(request.user, key):
        messages.info(request, _("This workbook has been brought in already."))
        return redirect("desk", slug=slug)
    if not messages.get_messages(request):
        messages.warning(request, _("The file is kept for an hour only. Choose it again."))
    return redirect("import_programme")
