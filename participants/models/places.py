from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .participant import Participant


class VisitPreference(models.Model):
    """One line of a participant's ranking of the site visits; 1 is the first choice."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="preferences")
    visit = models.ForeignKey(
        "programmes.SiteVisit",
        models.CASCADE,
        related_name="preferences",
        verbose_name=_("site visit"),
    )
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["participant", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "visit"],
                name="a_visit_is_ranked_once",
                violation_error_message=_("A visit is ranked twice."),
            ),
            models.UniqueConstraint(
                fields=["participant", "rank"],
                name="a_rank_is_given_once",
                violation_error_message=_("Two visits have the same rank."),
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1),
                name="ranks_start_at_one",
                violation_error_message=_("The first choice has rank 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.visit}"


class VisitRefusal(models.Model):
    """A visit somebody cannot do, and why; nobody but the organisers learns of it."""

    class Reason(models.TextChoices):
        ACCESS = "access", _("I could not get there or take part")
        EMPLOYER = "employer", _("it is my own employer")
        CONFLICT = "conflict", _("a conflict of interest")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="refusals")
    visit = models.ForeignKey(
        "programmes.SiteVisit",
        models.CASCADE,
        related_name="refusals",
        verbose_name=_("site visit"),
    )
    reason = models.CharField(_("why"), max_length=20, choices=Reason)

    class Meta:
        verbose_name = _("visit somebody cannot do")
        verbose_name_plural = _("visits somebody cannot do")
        ordering = ["participant", "visit"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "visit"],
                name="a_visit_is_refused_once",
                violation_error_message=_("This visit is named twice."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["access", "employer", "conflict"]),
                name="a_refusal_has_a_reason",
                violation_error_message=_("Say why this visit cannot be."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit}: {self.get_reason_display()}"


class Seat(models.Model):
    """Where a participant sits in one round of a café conversation, as it was published."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="seats")
    cafe = models.ForeignKey(
        "programmes.CafeConversation",
        models.CASCADE,
        related_name="seats",
        verbose_name=_("café conversation"),
    )
    table = models.ForeignKey(
        "programmes.CafeTable",
        models.CASCADE,
        related_name="seats",
        verbose_name=_("table"),
    )
    round = models.PositiveSmallIntegerField(_("round"))

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["participant", "cafe", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "cafe", "round"],
                name="one_seat_a_round",
                violation_error_message=_("This person already has a seat in this round."),
            ),
            models.CheckConstraint(
                condition=Q(round__gte=1),
                name="rounds_start_at_one",
                violation_error_message=_("The first round has number 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.table}"

    def clean(self) -> None:
        if self.table_id and self.cafe_id != self.table.cafe_id:
            raise ValidationError({"table": _("This table belongs to another café.")})
        if self.cafe_id and self.round and self.round > self.cafe.rounds:
            raise ValidationError({"round": _("The café has fewer rounds.")})
