from django.apps import AppConfig
from django.contrib.admin import apps as admin


class ImmersionConfig(AppConfig):
    name = "immersion"
    default = True


class AdminConfig(admin.AdminConfig):
    default = False
    default_site = "immersion.site.ImmersionAdminSite"
