"""What staff make of the words that people wrote: themes, and which comment speaks of which."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .answers import Comment


class Theme(models.Model):
    """One entry of a programme's codebook."""

    class Valence(models.TextChoices):
        POSITIVE = "positive", _("praise")
        CRITICAL = "critical", _("criticism")
        NEUTRAL = "neutral", _("neither")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=80)
    definition = models.CharField(
        _("what belongs to it"), max_length=300, blank=True, help_text=_("For the second reader.")
    )
    valence = models.CharField(
        _("praise or criticism"), max_length=20, choices=Valence, default=Valence.NEUTRAL
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="themes_have_their_own_names",
                violation_error_message=_("Two themes have the same name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """That a theme is found in a comment; without a theme, that none of the codebook fits.

    Where two members of staff read apart, each has codings of their own, and those without a coder
    are what both settled on. Everywhere else there are only those without a coder.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, related_name="codings")
    coder = models.ForeignKey("programmes.User", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "theme", "coder"], name="a_theme_is_found_once_by_each"
            ),
            models.UniqueConstraint(
                fields=["comment", "theme"],
                condition=Q(coder=None),
                name="a_theme_is_settled_once",
            ),
            models.UniqueConstraint(
                fields=["comment", "coder"],
                condition=Q(theme=None),
                name="none_fits_is_said_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["comment"],
                condition=Q(theme=None, coder=None),
                name="none_fits_is_settled_once",
            ),
        ]
