from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_KEPT = timedelta(days=210)


class EvaluationPlan(models.Model):
    """What the evaluation of a programme set out to do, fixed before the first answer."""

    class Baseline(models.TextChoices):
        BEFORE = "before", _("what people said before the programme")
        THEN = "then", _("what people said of before, looking back at the end")

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="evaluation_plan"
    )
    baseline = models.CharField(
        _("compared with"), max_length=20, choices=Baseline, default=Baseline.BEFORE
    )
    baseline_reason = models.CharField(
        _("why"),
        max_length=300,
        blank=True,
        help_text=_("Printed in the report when people are compared by looking back."),
    )
    pairs = models.BooleanField(
        _("the same person’s answers are linked from moment to moment"),
        default=False,
        help_text=_("By a key that is destroyed when the follow-up closes."),
    )
    follow_up_day = models.PositiveSmallIntegerField(
        _("days until the follow-up"),
        default=120,
        validators=[MinValueValidator(90), MaxValueValidator(180)],
    )
    compares = models.BooleanField(
        _("may stand, without its name, beside other programmes"), default=True
    )
    locked_at = models.DateTimeField(_("fixed"), null=True, editable=False)
    key_destroyed_on = models.DateField(_("key destroyed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("evaluation plan")
        verbose_name_plural = _("evaluation plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(follow_up_day__range=(90, 180)),
                name="follow_up_after_three_to_six_months",
                violation_error_message=_("The follow-up comes after 90 to 180 days."),
            )
        ]

    def __str__(self) -> str:
        return str(self.programme)

    @property
    def has_key(self) -> bool:
        """Answers are linked, or will be, and can still be found."""
        return self.pairs and self.key_destroyed_on is None

    @property
    def key_ends_on(self) -> date:
        """The last day of the key, should no follow-up end it before."""
        return self.programme.ends_on + KEY_KEPT
