from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Admission(models.Model):
    """How people come into a programme: a public page to apply or nominate, and who follows when
    somebody drops out."""

    class Rule(models.TextChoices):
        BY_HAND = "by hand", _("the organisers decide each time")
        IN_ORDER = "in order", _("whoever has waited longest")
        BY_MIX = "by mix", _("whoever fills the largest gap in the mix")

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="admission"
    )
    places = models.PositiveSmallIntegerField(
        _("places"), default=24, validators=[MinValueValidator(1)]
    )
    introduction = models.TextField(_("what applicants read"), blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    rule = models.CharField(
        _("when a place becomes free"), max_length=20, choices=Rule, default=Rule.BY_HAND
    )

    class Meta:
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="admission_closes_after_it_opens",
                violation_error_message=_("Applications close before they open."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="admission_has_places",
                violation_error_message=_("A programme needs at least one place."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.programme)


class MixTarget(models.Model):
    """How many people of one sector, role or organisation the cohort should have."""

    class By(models.TextChoices):
        SECTOR = "sector", _("sector")
        ROLE = "role", _("role")
        ORGANISATION = "organisation", _("organisation")

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="mix_targets"
    )
    by = models.CharField(_("by"), max_length=20, choices=By, default=By.SECTOR)
    value = models.CharField(
        _("which"), max_length=200, help_text=_("The sector, role or organisation by name.")
    )
    wanted = models.PositiveSmallIntegerField(_("wanted"))

    class Meta:
        verbose_name = _("wanted mix")
        verbose_name_plural = _("wanted mix")
        ordering = ["programme", "by", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "by", "value"],
                name="a_target_is_set_once",
                violation_error_message=_("There is already a number for this."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.wanted}"
