"""What exists of an answer while its form is open: known people, sealed answers."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .questionnaire import Questionnaire


class Invitation(models.Model):
    """That somebody was asked, and whether an answer came. Never what it says.

    Whoever is asked is a participant, a contributor or an observer.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        SUBMITTED = "submitted", _("answered")
        DECLINED = "declined", _("would rather not")
        WITHDRAWN = "withdrawn", _("withdrawn")

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(
        "participants.Participant", models.CASCADE, null=True, related_name="invitations"
    )
    contribution = models.ForeignKey(
        "programmes.Contribution", models.CASCADE, null=True, related_name="invitations"
    )
    observer = models.ForeignKey(
        "participants.Observer", models.CASCADE, null=True, related_name="invitations"
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ASKED)
    may_talk = models.BooleanField(
        _("would talk to us for 20 minutes"),
        default=False,
        help_text=_("Said apart from the answers, which carry no name."),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["participant__person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "participant"], name="everybody_is_asked_once"
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "contribution"], name="contributors_are_asked_once"
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "observer"], name="observers_are_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=False, contribution=None, observer=None)
                | Q(participant=None, contribution__isnull=False, observer=None)
                | Q(participant=None, contribution=None, observer__isnull=False),
                name="an_invitation_asks_one_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant or self.contribution or self.observer)


class Draft(models.Model):
    """Answers being typed, sealed with a key that only the personal link carries."""

    link = models.ForeignKey("participants.PersonalLink", models.CASCADE, related_name="drafts")
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="drafts")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "questionnaire"], name="one_draft_a_link")
        ]


class Ballot(models.Model):
    """A submitted answer in its sealed envelope. It is the envelope that carries a name.

    All envelopes of a form are opened in one transaction when it closes, the contents are
    shuffled and written as responses, and the envelopes are destroyed. Until then the author may
    change or withdraw the answer; afterwards no row, key, order or transaction number is left
    that leads from an answer to a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="ballots")
    invitation = models.OneToOneField(
        Invitation, models.CASCADE, null=True, blank=True, related_name="ballot"
    )
    paper = models.BooleanField(default=False)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paper=True, invitation__isnull=True)
                | Q(paper=False, invitation__isnull=False),
                name="only_paper_comes_without_an_invitation",
            )
        ]
