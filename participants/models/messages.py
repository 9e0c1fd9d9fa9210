from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .participant import Participant
from .plans import Plan


class Message(models.Model):
    """What one participant has to be told of a plan. It is prepared; whoever tells them says so."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="messages")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    edits = models.PositiveIntegerField(_("times edited"), default=0, editable=False)
    earlier = models.TextField(_("words written for an earlier place"), blank=True, editable=False)
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["plan", "participant", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "plan"],
                condition=Q(told_at__isnull=True),
                name="one_message_waits_for_each",
                violation_error_message=_("Such a message waits already."),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def about(self) -> str:
        """One of Plan.What."""
        return self.plan.what
