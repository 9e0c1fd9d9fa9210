from django.db import models
from django.utils.translation import gettext_lazy as _


class Challenge(models.Model):
    """The real question the programme works on; its setters are contributions."""

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="challenge"
    )
    question = models.CharField(_("the question"), max_length=300)
    background = models.TextField(_("background"), blank=True)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")

    def __str__(self) -> str:
        return self.question


class ChallengePaper(models.Model):
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    address = models.URLField(_("web address"), blank=True)
    note = models.CharField(_("what it tells"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "title"],
                name="papers_have_their_own_titles",
                violation_error_message=_("Two papers have the same title."),
            )
        ]

    def __str__(self) -> str:
        return self.title
