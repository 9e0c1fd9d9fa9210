from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A host on which `work` sends, when it was last seen there, by the clock of the database, and
    what keeps it from sending."""

    host = models.CharField(_("host"), max_length=200, unique=True)
    seen_at = models.DateTimeField(_("last seen"))
    obstacle = models.CharField(_("why it does not send"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.host
