"""The admin's log is our history: sentences without names, where Django's own keeps them."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..models import Trail
from ..trail import note, trail_of


class Historied:
    """A kind of record whose changes in the admin are noted, and told on a page of their own."""

    def log_addition(self, request: HttpRequest, obj: models.Model, message: object) -> Trail:
        return note(actor=request.user, deed="added", record=obj)

    def log_change(self, request: HttpRequest, obj: models.Model, message: object) -> Trail:
        return note(actor=request.user, deed="changed", record=obj, fields=fields_in(message))

    def log_deletions(self, request: HttpRequest, queryset) -> list[Trail]:
        with transaction.atomic():
            return [note(actor=request.user, deed="deleted", record=row) for row in queryset]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context=None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who changed what"),
            "object": record,
            "opts": self.opts,
            "trail": trail_of(record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def fields_in(message: object) -> list[str]:
    """Fields that were changed, and kinds of lines that were added, changed or removed."""
    found: list[str] = []
    for part in message if isinstance(message, list) else ():
        for change in part.values():
            found += change.get("fields", ()) or [change.get("name", "")]
    return [str(name) for name in found if name]
