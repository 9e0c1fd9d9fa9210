"""The organiser's place of work: Django's admin in our words and colours."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class ImmersionAdminSite(AdminSite):
    """Keeps records for whoever may see at least one kind of them; logging in is allauth's."""

    site_title = _("Immersion")
    site_header = _("Immersion")
    index_title = _("All records")
    enable_nav_sidebar = False
    closed = {"view_on_site", "password_change", "password_change_done", "logout"}

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """Only what we have put on a shelf: other packages' tables are no work of an organiser."""
        if hasattr(admin_class, "shelf"):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if getattr(url, "name", "") not in self.closed]

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and any(
            records.has_module_permission(request) for records in self._registry.values()
        )

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        # Django's own admin site imports it late too: it loads the user model.
        from django.contrib.auth.views import redirect_to_login

        after = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(after, reverse("account_login"))

    def admin_view(self, view, cacheable=False):
        """Whoever is logged in but keeps no records is told so, not asked to log in again."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        guarded.admin_site = self
        return guarded

    def app_index(self, request: HttpRequest, app_label: str, extra_context=None) -> HttpResponse:
        if app_label not in {model._meta.app_label for model in self._registry}:
            raise Http404
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Shelves in the order of work instead of Django's apps in the order of the alphabet."""
        shelves: dict[IntegerChoices, list[dict]] = {}
        for app in super().get_app_list(request, app_label):
            for entry in app["models"]:
                records = self._registry[entry["model"]]
                shelves.setdefault(records.shelf, []).append(entry)
        return [
            {"name": shelf.label, "app_label": str(shelf), "models": self._in_order(shelves[shelf])}
            for shelf in sorted(shelves)
        ]

    def _in_order(self, entries: list[dict]) -> list[dict]:
        return sorted(entries, key=lambda entry: self._registry[entry["model"]].place)
