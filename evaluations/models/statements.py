from django.db import models
from django.utils.translation import gettext_lazy as _

from .answers import Comment
from .questionnaire import Question


class Statement(models.Model):
    """What a challenge setter says in their own name. Two people cannot be anonymous, so their
    form says that it is not, and only what they allow is printed."""

    contribution = models.ForeignKey(
        "programmes.Contribution", models.CASCADE, related_name="statements"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="statements")
    value = models.IntegerField(null=True)
    cant_say = models.BooleanField(default=False)
    text = models.TextField(_("text"), blank=True)
    consent = models.CharField(
        _("may be quoted"),
        max_length=20,
        choices=Comment.Consent,
        default=Comment.Consent.NONE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "question"], name="one_statement_a_question"
            )
        ]
