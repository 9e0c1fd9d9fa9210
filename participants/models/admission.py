from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.models import Sector

from .participant import Participant


class Application(models.Model):
    """Somebody who would like to come, or whom somebody else would like to see there."""

    class State(models.TextChoices):
        RECEIVED = "received", _("to be decided")
        ACCEPTED = "accepted", _("offered a place")
        WAITING = "waiting", _("on the waiting list")
        DECLINED = "declined", _("declined")

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="applications"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    role = models.CharField(_("role"), max_length=160, blank=True)
    motivation = models.TextField(_("why"), blank=True)
    nominated_by = models.CharField(_("nominated by"), max_length=200, blank=True)
    nominator_email = models.EmailField(_("their e-mail"), blank=True)
    state = models.CharField(
        _("where it stands"), max_length=20, choices=State, default=State.RECEIVED
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    participant = models.OneToOneField(
        Participant, models.SET_NULL, null=True, blank=True, related_name="application"
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["programme", "received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("email"),
                name="one_application_an_address",
                violation_error_message=_("Somebody of this address has applied already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
