from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .participant import Participant


class Attendance(models.Model):
    """That a participant was there at a session. Where nobody was noted, all count as present."""

    session = models.ForeignKey("programmes.Session", models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="noted_once_a_session")
        ]


class Observer(models.Model):
    """A manager or colleague whom a participant names, to be asked what they have seen since."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="observers")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("observer")
        verbose_name_plural = _("observers")
        ordering = ["participant", "name"]
        constraints = [
            models.UniqueConstraint(
                "participant",
                Lower("email"),
                name="an_observer_is_named_once",
                violation_error_message=_("You have named this person already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
