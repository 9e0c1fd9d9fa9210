from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """A challenge team."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    size = models.PositiveSmallIntegerField(
        _("how many people"),
        null=True,
        blank=True,
        help_text=_("Empty: as many as in the other teams. 0: nobody is put into it."),
    )
    response = models.TextField(
        _("response to the challenge"), blank=True, help_text=_("As the report may print it.")
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="teams_have_their_own_names",
                violation_error_message=_("Two teams have the same name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ParticipantQuerySet(models.QuerySet):
    def eligible(self) -> "ParticipantQuerySet":
        """Those whose answers are asked for: they said yes and they came."""
        return self.filter(status=Participant.Status.ACCEPTED, absent=False)


class Participant(models.Model):
    """One person's part in one programme: who they were then, and where they go."""

    class Status(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        WAITING = "waiting", _("on the waiting list")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(
        "programmes.Person",
        models.PROTECT,
        related_name="participations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "programmes.Organisation",
        models.PROTECT,
        related_name="participants",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=160, blank=True)
    status = models.CharField(
        _("where it stands"), max_length=20, choices=Status, default=Status.INVITED
    )
    absent = models.BooleanField(
        _("did not come"),
        default=False,
        help_text=_("They are not asked for feedback."),
    )
    team = models.ForeignKey(
        Team,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("team"),
    )
    visit = models.ForeignKey(
        "programmes.SiteVisit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("site visit"),
    )

    answered_on = models.DateField(_("said so on"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    stands_in_for = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="substitute",
        verbose_name=_("stands in for"),
    )
    no_reminders = models.BooleanField(_("asks for no reminders"), default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                name="one_place_per_person",
                violation_error_message=_("This person is already a participant."),
            ),
            models.CheckConstraint(
                condition=Q(absent=False) | Q(status__in=["accepted", "withdrawn"]),
                name="only_those_expected_can_be_absent",
                violation_error_message=_("Only somebody who accepted can fail to come."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def clean(self) -> None:
        if not self.programme_id:
            return
        elsewhere = [
            name
            for name in ("team", "visit")
            if (place := getattr(self, name)) and place.programme_id != self.programme_id
        ]
        if elsewhere:
            raise ValidationError(
                {name: _("This belongs to another programme.") for name in elsewhere}
            )


class PersonalNeeds(models.Model):
    """What somebody needs to take part. Only lead and coordinator may read it."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="needs")
    step_free = models.BooleanField(_("needs step-free access"), default=False)
    access = models.CharField(_("other access needs"), max_length=300, blank=True)
    diet = models.CharField(_("diet"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("personal needs")
        verbose_name_plural = _("personal needs")

    def __str__(self) -> str:
        return str(self.participant)
