from django.db import models
from django.utils.translation import gettext_lazy as _

from .participant import Participant


class PersonalLink(models.Model):
    """A key to one participant's own page. The database knows its hash, never the key."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    issued_on = models.DateField(_("issued"), auto_now_add=True)
    revoked = models.BooleanField(_("revoked"), default=False)

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["participant", "-issued_on"]

    def __str__(self) -> str:
        return str(self.participant)
