from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Session(models.Model):
    """An agenda item. Times are what the clock at the venue shows."""

    class Kind(models.TextChoices):
        SESSION = "session", _("session")
        CHALLENGE = "challenge", _("challenge")
        VISITS = "visits", _("site visits")
        CAFE = "café", _("café conversations")
        TEAMWORK = "teamwork", _("teamwork")
        FEEDBACK = "feedback", _("feedback")
        BREAK = "break", _("break")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SESSION)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    strand = models.CharField(
        _("strand"),
        max_length=60,
        blank=True,
        help_text=_("For sessions that run side by side."),
    )
    room = models.CharField(_("room"), max_length=120, blank=True)
    description = models.TextField(_("what happens"), blank=True)
    chatham_house = models.BooleanField(
        _("under the Chatham House Rule"),
        default=False,
        help_text=_("What was said may be used, never who said it: quotes name nobody."),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("agenda")
        ordering = ["day", "starts", "strand", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["programme", "day", "starts", "title", "strand"],
                name="sessions_are_listed_once",
                violation_error_message=_("This session is already on the agenda."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
