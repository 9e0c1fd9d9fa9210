"""How staff get in: nobody signs up by themselves, and a password alone is not enough."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# What somebody without a second factor needs on the way to one, and the way out.
ON_THE_WAY = {"mfa_activate_totp", "account_reauthenticate", "account_logout"}


class StaffAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Doors open to everybody stay open; behind every other one a second factor is asked."""
        is_open = not getattr(view, "login_required", True)
        if is_open or not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if request.resolver_match.url_name in ON_THE_WAY or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")
