from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """One version of what people are asked to agree to. A new text is a new version, asked anew."""

    class Purpose(models.TextChoices):
        PRIVACY = "privacy", _("how we keep your details")
        PHOTO = "photo", _("photographs")
        QUOTES = "quotes", _("being quoted")
        LIST = "list", _("the list of who is here")
        AFTERWARDS = "afterwards", _("hearing from us afterwards")

    purpose = models.CharField(_("about"), max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    text = models.TextField(_("text"))
    since = models.DateField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"], name="consent_versions_are_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.version}"


class Consent(models.Model):
    """What one person said to one version of a text, for one programme."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="consents")
    person = models.ForeignKey("programmes.Person", models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    given = models.BooleanField(_("agreed"))
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "text"], name="one_word_on_each_text"
            )
        ]
