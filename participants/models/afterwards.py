"""What participants take away from each other, under their own names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .participant import Participant


class Pledge(models.Model):
    """What a participant means to do, by when and with whom: named, and their own."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        STARTED = "started", _("started")
        PARTLY = "partly", _("partly done")
        DONE = "done", _("done")
        DROPPED = "dropped", _("not any more")

    OPEN = (State.PLANNED, State.STARTED, State.PARTLY)

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="pledges")
    text = models.CharField(_("what I will do"), max_length=500)
    due = models.DateField(_("by when"), null=True, blank=True)
    partner = models.CharField(_("with whom"), max_length=200, blank=True)
    state = models.CharField(
        _("where it stands"), max_length=20, choices=State, default=State.PLANNED
    )

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["participant", "due", "pk"]

    def __str__(self) -> str:
        return self.text


class PeerRound(models.Model):
    """When team-mates of a programme write to each other, and when they read it: all at once."""

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="peer_round"
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    follows_dates = models.BooleanField(
        _("moves with the teamwork"),
        default=True,
        help_text=_("Until it has opened. Times that somebody chose stay as they are."),
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("notes to team-mates")
        verbose_name_plural = _("notes to team-mates")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="peer_round_closes_after_it_opens",
                violation_error_message=_("The notes close before they open."),
            )
        ]

    def __str__(self) -> str:
        return str(self.programme)


class PeerNote(models.Model):
    """What one team-mate valued in another and what they might try. Nobody but the receiver
    reads it, and only once all notes of the programme are released together; the organisers
    read what its receiver reports to them."""

    author = models.ForeignKey(Participant, models.CASCADE, related_name="notes_given")
    receiver = models.ForeignKey(Participant, models.CASCADE, related_name="notes_received")
    valued = models.TextField(_("what I valued"), blank=True)
    suggestion = models.TextField(_("what you might try"), blank=True)
    reported_at = models.DateTimeField(
        _("reported as hurtful"), null=True, blank=True, editable=False
    )
    withheld_at = models.DateTimeField(
        _("taken off the receiver’s page"), null=True, blank=True, editable=False
    )
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("note to a team-mate")
        verbose_name_plural = _("notes to team-mates")
        constraints = [
            models.UniqueConstraint(fields=["author", "receiver"], name="one_note_to_each"),
            models.CheckConstraint(
                condition=~Q(author=F("receiver")), name="nobody_writes_to_themselves"
            ),
            models.CheckConstraint(
                condition=~(Q(valued="") & Q(suggestion="")), name="a_note_says_something"
            ),
            models.CheckConstraint(
                condition=Q(withheld_at=None) | Q(reported_at__isnull=False),
                name="only_what_was_reported_is_withheld",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(reported_at__isnull=False),
                name="only_what_was_reported_is_dealt_with",
            ),
        ]

    def __str__(self) -> str:
        return str(self.receiver)
