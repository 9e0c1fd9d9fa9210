from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from participants.sending.posted import provider_addresses


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Says that the app answers; the container's health check asks."""
    return HttpResponse("ok", content_type="text/plain")


# Accounts and their addresses are in the hands of superusers: these pages of allauth stay shut.
CLOSED = ("signup/", "email/", "confirm-email/", "confirm-email/<str:key>/", "password/set/")


def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    *(path(f"accounts/{address}", login_not_required(closed)) for address in CLOSED),
    path("accounts/", include("allauth.urls")),
    path("mail/", include(provider_addresses())),
    # Fixed addresses come before those that begin with the short name of a programme.
    path("", include("programmes.urls")),
    path("", include("participants.urls")),
    path("", include("evaluations.urls")),
]
