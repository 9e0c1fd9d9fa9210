from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin

from .clock import move_clock
from .logs import keep_links_out


class ImmersionConfig(AppConfig):
    name = "immersion"
    default = True

    def ready(self) -> None:
        keep_links_out()
        move_clock(settings.CLOCK_AHEAD)
        import_module("immersion.pdf")  # registers its system check


class AdminConfig(admin.AdminConfig):
    default = False
    default_site = "immersion.site.ImmersionAdminSite"
