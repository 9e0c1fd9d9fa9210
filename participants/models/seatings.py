from django.db import models
from django.utils.translation import gettext_lazy as _

from .plans import Plan


class Seating(models.Model):
    """The draft of a café as one of its versions has it; `Seat` says what was published.

    The newest is the draft, and the one before it is what undoing brings back. Everything is
    written by key: `seats` and `pins` as (participant, round, table), `late` as (participant, first
    round). A key whose record is gone means nothing any more.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="seatings")
    version = models.PositiveIntegerField(editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    seats = models.JSONField(default=list)
    pins = models.JSONField(default=list, blank=True)
    held = models.PositiveSmallIntegerField(_("rounds that are over"), default=0)
    missing = models.JSONField(default=list, blank=True)
    late = models.JSONField(default=list, blank=True)
    closed = models.JSONField(_("tables that are gone"), default=list, blank=True)
    mended = models.BooleanField(
        default=False, help_text=_("Published in the moment it was made, on the day.")
    )

    class Meta:
        verbose_name = _("draft of seats")
        verbose_name_plural = _("drafts of seats")
        ordering = ["plan", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"],
                name="one_seating_a_version",
                violation_error_message=_("There is already a draft of this version."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.version}"
