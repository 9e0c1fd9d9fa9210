from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    HEALTH = "health", _("Health")
    SOCIAL_CARE = "social care", _("Social care")
    COUNCIL = "council", _("Council")
    GOVERNMENT = "government", _("Central government")
    VOLUNTARY = "voluntary", _("Voluntary and community")
    PUBLIC = "public", _("Public members")
    EDUCATION = "education", _("Education and research")
    EMERGENCY = "emergency", _("Police, fire and rescue")
    FORCES = "forces", _("Armed forces")
    ARTS = "arts", _("Arts and culture")
    FAITH = "faith", _("Faith")
    MEDIA = "media", _("Media")
    BUSINESS = "business", _("Business")
    OTHER = "other", _("Other")


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_organisation_per_name",
                violation_error_message=_("There is already an organisation of this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(sector__in=Sector.values),
                name="organisation_has_a_sector",
                violation_error_message=_("Choose the sector of this organisation."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """One human being, whatever the programmes and roles: participant, host, setter, speaker."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(
        _("e-mail"),
        null=True,
        blank=True,
        help_text=_("Leave empty for people without e-mail."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="people",
        verbose_name=_("organisation"),
    )
    job_title = models.CharField(_("job title"), max_length=160, blank=True)
    expertise = models.CharField(
        _("expertise"),
        max_length=240,
        blank=True,
        help_text=_("What they could contribute."),
    )
    biography = models.TextField(_("short biography"), blank=True)
    assistant = models.CharField(
        _("assistant"), max_length=120, blank=True, help_text=_("Whoever keeps their diary.")
    )
    assistant_email = models.EmailField(
        _("assistant’s e-mail"),
        blank=True,
        help_text=_(
            "In copy of messages, but for those about feedback, notes and pledges; the only "
            "recipient where they have no e-mail."
        ),
    )
    postal_address = models.TextField(
        _("postal address"), blank=True, help_text=_("For letters to people without e-mail.")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_address",
                violation_error_message=_(
                    "Somebody already has this e-mail address. Where two people share one, leave "
                    "it out here and give it as their assistant’s."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(email=""),
                name="no_empty_address",
                violation_error_message=_("Leave the e-mail address out if there is none."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email or None
