from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class CafeConversation(models.Model):
    """Rounds of talk at small tables, each with a leader; guests move from table to table."""

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="cafe_conversations"
    )
    title = models.CharField(_("title"), max_length=120)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    rounds = models.PositiveSmallIntegerField(
        _("rounds"), default=3, validators=[MinValueValidator(1)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes a round"), default=20, validators=[MinValueValidator(1)]
    )
    room = models.CharField(_("room"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("café conversation")
        verbose_name_plural = _("café conversations")
        ordering = ["day", "starts", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="cafes_have_their_own_titles",
                violation_error_message=_("Two café conversations have the same title."),
            ),
            models.CheckConstraint(
                condition=Q(rounds__gte=1, minutes__gte=1),
                name="cafe_has_rounds_and_minutes",
                violation_error_message=_("A café needs at least one round of one minute."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CafeTable(models.Model):
    """A table keeps its leader and its topic through all rounds; the leader is a contribution."""

    cafe = models.ForeignKey(CafeConversation, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("table"))
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    step_free = models.BooleanField(_("step-free"), default=True)

    class Meta:
        verbose_name = _("café table")
        verbose_name_plural = _("café tables")
        ordering = ["cafe", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cafe", "number"],
                name="tables_are_numbered_once",
                violation_error_message=_("Two tables of this café have the same number."),
            )
        ]

    def __str__(self) -> str:
        return gettext("Table %(number)s") % {"number": self.number}
