"""The organiser's place of work: Django's admin in our words and colours."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class ImmersionAdminSite(AdminSite):
    site_title = _("Immersion")
    site_header = _("Immersion")
    index_title = _("Home")
    enable_nav_sidebar = False
