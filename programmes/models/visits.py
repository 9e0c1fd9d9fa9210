from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SiteVisit(models.Model):
    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="site_visits"
    )
    title = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("How people call it, often the host's name."),
    )
    host = models.ForeignKey(
        "programmes.Organisation",
        models.PROTECT,
        related_name="hosted_visits",
        verbose_name=_("host organisation"),
    )
    theme = models.CharField(_("what it shows"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    minimum = models.PositiveSmallIntegerField(_("fewest people"), default=1)
    capacity = models.PositiveSmallIntegerField(
        _("places"), default=5, validators=[MinValueValidator(1)]
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    meeting_point = models.CharField(_("meeting point"), max_length=200, blank=True)
    map_address = models.URLField(_("map"), blank=True)
    dress = models.CharField(_("dress"), max_length=200, blank=True)
    identification = models.CharField(_("identification"), max_length=200, blank=True)
    step_free = models.BooleanField(_("step-free"), default=False)
    called_off = models.BooleanField(
        _("called off"), default=False, help_text=_("Nobody can be placed on it.")
    )
    contact = models.ForeignKey(
        "programmes.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_for_visits",
        verbose_name=_("contact on the day"),
    )

    class Meta:
        verbose_name = _("site visit")
        verbose_name_plural = _("site visits")
        ordering = ["day", "starts", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="visits_have_their_own_names",
                violation_error_message=_("Two visits have the same name."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("minimum")) & Q(capacity__gte=1),
                name="visit_has_room_for_its_minimum",
                violation_error_message=_("A visit needs at least as many places as its minimum."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="visit_ends_after_it_starts",
                violation_error_message=_("The visit ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
