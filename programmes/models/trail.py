from django.db import models
from django.utils.translation import gettext_lazy as _


class Trail(models.Model):
    """Who did what to which record: appended, never changed. It holds no names of people: they are
    looked up when it is read, so that whoever is forgotten is forgotten here too."""

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, null=True, related_name="trail"
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    actor = models.ForeignKey(
        "programmes.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    deed = models.CharField(_("what"), max_length=60)
    record = models.CharField(
        max_length=60, help_text=_("Label and key of the record, “participants.participant 12”.")
    )
    detail = models.JSONField(default=dict, help_text=_("Fields and values that name nobody."))

    class Meta:
        verbose_name = _("history")
        verbose_name_plural = _("history")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["record", "at"], name="trail_of_a_record")]

    def __str__(self) -> str:
        return f"{self.deed} {self.record}"
