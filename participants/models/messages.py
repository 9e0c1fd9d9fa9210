"""The outbox: what people are to be told, and what became of it."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models import Contribution, Programme

from .admission import Application
from .participant import Participant
from .plans import Plan
from .presence import Observer


class Step(models.TextChoices):
    """What a message is for. Each step has one wording and one rule per programme."""

    ASK = "ask", _("asking a contributor")
    ASK_AGAIN = "ask again", _("asking a contributor again")
    BRIEF_SETTER = "brief setter", _("brief for challenge setters")
    BRIEF_HOST = "brief host", _("brief for visit hosts")
    BRIEF_LEADER = "brief leader", _("brief for café leaders")
    BRIEF_SPEAKER = "brief speaker", _("brief for speakers")
    RECEIVED = "received", _("application received")
    NOT_CHOSEN = "not chosen", _("no place this time")
    INVITATION = "invitation", _("invitation")
    INVITATION_REMINDER = "invitation reminder", _("reminder of the invitation")
    WAITING = "waiting", _("on the waiting list")
    JOINING = "joining", _("joining instructions")
    CHOICE = "choice", _("choice of visits")
    CHOICE_REMINDER = "choice reminder", _("reminder of the choice of visits")
    PLACES = "places", _("a new place")
    EVE = "eve", _("the evening before")
    FEEDBACK = "feedback", _("feedback")
    FEEDBACK_REMINDER = "feedback reminder", _("reminder of the feedback")
    FOLLOW_UP = "follow-up", _("follow-up")
    THANKS = "thanks", _("thanks to participants")
    THANKS_CONTRIBUTOR = "thanks contributor", _("thanks to contributors, with quotes")
    PLEDGE = "pledge", _("reminder of a pledge")
    PEER_NOTES = "peer notes", _("notes from team-mates")
    BY_HAND = "by hand", _("written by hand")


class Template(models.Model):
    """How a programme words one step and when it is sent, where that differs from the house's."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="message_templates")
    step = models.CharField(_("step"), max_length=24, choices=Step)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    in_use = models.BooleanField(_("sent in this programme"), default=True)
    days = models.SmallIntegerField(
        _("days"), default=0, help_text=_("After its date; before it, if negative.")
    )
    clock = models.TimeField(_("at"), help_text=_("By the clock at the venue."))
    by_itself = models.BooleanField(
        _("goes by itself"),
        default=False,
        help_text=_("Otherwise it waits until somebody has approved it."),
    )
    edits = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("wording of a message")
        verbose_name_plural = _("wordings of messages")
        ordering = ["programme", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "step"],
                name="a_step_is_worded_once",
                violation_error_message=_("This step has its wording already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_step_display()


OWNERS = ("participant", "contribution", "observer", "application")


def _only(owner: str) -> Q:
    """That the recipient is this one and nobody else."""
    return Q(**{f"{name}__isnull": name != owner for name in OWNERS})


class Message(models.Model):
    """What one recipient is told on one occasion, from its preparation to its delivery.

    `occasion` says what it is about in a stable word: “programme”, “plan 3”, “form 12”,
    “day 2026-12-10”, “pledge 5”, “by hand 17”. The text never holds a personal link: `{link}`
    stands for it and is filled in at the moment of sending. `facts` are what the text rests on, by
    placeholder; when they have changed after it was sent, a new message `corrects` it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for approval")
        APPROVED = "approved", _("may go")
        SENDING = "sending", _("is being sent")
        SENT = "sent", _("sent")
        UNSURE = "unsure", _("may have been sent")
        FAILED = "failed", _("not sent")
        TOLD = "told", _("told otherwise")
        CANCELLED = "cancelled", _("not needed any more")
        DROPPED = "dropped", _("not to be sent")

    class Delivery(models.TextChoices):
        UNKNOWN = "", _("not known")
        DELIVERED = "delivered", _("delivered")
        DELAYED = "delayed", _("delayed")
        BOUNCED = "bounced", _("came back")
        COMPLAINED = "complained", _("taken for spam")

    PENDING = (State.WAITING, State.APPROVED)
    KNOWN = (State.SENT, State.TOLD)

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="messages")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="messages")
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, related_name="messages"
    )
    observer = models.ForeignKey(Observer, models.CASCADE, null=True, related_name="messages")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="messages")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="messages")
    step = models.CharField(_("step"), max_length=24, choices=Step)
    occasion = models.CharField(max_length=60)
    reason = models.CharField(_("why"), max_length=240, blank=True)
    corrects = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="corrections", verbose_name=_("corrects")
    )

    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    facts = models.JSONField(default=dict, editable=False)
    missing = models.JSONField(
        default=list, editable=False, help_text=_("Placeholders without a value; they block it.")
    )
    edits = models.PositiveIntegerField(_("times edited"), default=0, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("Grows with every change of its words.")
    )
    earlier = models.TextField(_("words written for an earlier place"), blank=True, editable=False)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    by_itself = models.BooleanField(_("goes by itself"), default=False)
    due_at = models.DateTimeField(_("not before"), null=True, blank=True)
    until = models.DateTimeField(
        _("not after"), null=True, blank=True, help_text=_("When what it is about is over.")
    )
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    message_id = models.CharField(max_length=120, blank=True, editable=False)
    address = models.EmailField(_("sent to"), blank=True, editable=False)
    copied_to = models.EmailField(_("in copy"), blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    error = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    delivery = models.CharField(
        _("delivery"), max_length=12, choices=Delivery, blank=True, default=Delivery.UNKNOWN
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["programme", "due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (_only(owner) for owner in OWNERS)),
                name="a_message_has_one_recipient",
            ),
            *(
                models.UniqueConstraint(
                    fields=[owner, "step", "occasion"],
                    condition=Q(state__in=["waiting", "approved"]),
                    name=f"one_message_waits_for_each_{owner}",
                    violation_error_message=_("Such a message waits already."),
                )
                for owner in OWNERS
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "told"], told_at__isnull=False)
                | ~Q(state__in=["sent", "told"]) & Q(told_at=None),
                name="what_was_told_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_by_state"),
            models.Index(fields=["taken_at"], name="outbox_by_taking"),
            models.Index(fields=["message_id"], name="outbox_by_message_id"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def about(self) -> str:
        """One of Plan.What, of a message about a place."""
        return self.plan.what if self.plan else ""

    @property
    def recipient(self) -> Participant | Contribution | Observer | Application:
        return self.participant or self.contribution or self.observer or self.application


class DeliveryEvent(models.Model):
    """One line of the log of a message: what a mail server or provider said of it, and when."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"))
    what = models.CharField(_("what"), max_length=40)
    detail = models.CharField(_("in its words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery event")
        verbose_name_plural = _("delivery events")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.what
