from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .participant import Participant
from .presence import Observer


class PersonalLink(models.Model):
    """A key to somebody's own page: a participant's, a contributor's or an observer's.

    The database knows its hash, never the key.
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="links"
    )
    contribution = models.ForeignKey(
        "programmes.Contribution", models.CASCADE, null=True, blank=True, related_name="links"
    )
    observer = models.ForeignKey(
        Observer, models.CASCADE, null=True, blank=True, related_name="links"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    issued_on = models.DateField(_("issued"), auto_now_add=True)
    revoked = models.BooleanField(_("revoked"), default=False)

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["participant", "-issued_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False, contribution=None, observer=None)
                | Q(participant=None, contribution__isnull=False, observer=None)
                | Q(participant=None, contribution=None, observer__isnull=False),
                name="a_link_opens_one_page",
            )
        ]

    def __str__(self) -> str:
        return str(self.participant or self.contribution or self.observer)
