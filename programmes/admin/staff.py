from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Membership, User
from .scoped import ScopedAdmin, ScopedInline, Shelf


class RoleInline(ScopedInline):
    model = Membership
    autocomplete_fields = ["programme"]
    fields = [("programme", "role")]
    verbose_name = _("programme this person works on")
    verbose_name_plural = _("programmes this person works on")


@admin.register(User)
class StaffAdmin(ScopedAdmin):
    """Only superusers let people in. A new account has no password: its owner asks for one with
    “Forgotten your password?”, so that nobody else ever knows it."""

    shelf = Shelf.HOUSE
    list_display = ["name", "email", "is_active", "is_superuser", "last_login"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "is_superuser"]
    inlines = [RoleInline]

    def get_queryset(self, request: HttpRequest):
        return User.objects.all() if request.user.is_superuser else User.objects.none()

    def _may(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.is_superuser

    has_module_permission = has_view_permission = has_add_permission = _may
    has_change_permission = has_delete_permission = _may

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        if not change:
            obj.is_staff = True
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
