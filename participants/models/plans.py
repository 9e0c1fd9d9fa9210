from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .participant import Participant, Team


class VisitChoice(models.Model):
    """How and when participants say which visits they want."""

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="visit_choice"
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    first_come = models.BooleanField(
        _("first come, first served"),
        default=False,
        help_text=_("Whoever takes a place has it; nobody ranks visits."),
    )

    class Meta:
        verbose_name = _("choice of visits")
        verbose_name_plural = _("choices of visits")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="choice_closes_after_it_opens",
                violation_error_message=_("The choice closes before it opens."),
            )
        ]

    def __str__(self) -> str:
        return str(self.programme)

    def is_open(self, now: datetime) -> bool:
        """Not before somebody has said when it opens."""
        return bool(self.opens_at and self.opens_at <= now) and not (
            self.closes_at and self.closes_at <= now
        )


class Plan(models.Model):
    """Who goes where, for the visits, the teams or one café: a draft until it is published.

    `version` grows with every change of the draft, so that two organisers cannot overwrite each
    other unseen; `published_version` is the one people were told.
    """

    class What(models.TextChoices):
        VISITS = "visits", _("site visits")
        TEAMS = "teams", _("teams")
        CAFE = "café", _("café conversation")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="plans")
    what = models.CharField(_("what it places"), max_length=20, choices=What)
    cafe = models.OneToOneField(
        "programmes.CafeConversation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="plan",
        verbose_name=_("café conversation"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    published_version = models.PositiveIntegerField(null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(
        "programmes.User",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("plan of places")
        verbose_name_plural = _("plans of places")
        ordering = ["programme", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "what"],
                condition=Q(cafe__isnull=True),
                name="one_plan_of_visits_and_one_of_teams",
                violation_error_message=_("There is already such a plan."),
            ),
            models.CheckConstraint(
                condition=Q(what="café", cafe__isnull=False)
                | (~Q(what="café") & Q(cafe__isnull=True)),
                name="cafe_plans_and_only_they_have_a_cafe",
                violation_error_message=_("Name the café of a café plan."),
            ),
            models.CheckConstraint(
                condition=Q(published_version__isnull=True, published_at__isnull=True)
                | Q(published_version__isnull=False, published_at__isnull=False),
                name="a_published_plan_has_its_date",
                violation_error_message=_("A published plan needs its date."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.cafe or self.get_what_display())

    @property
    def is_draft(self) -> bool:
        """The draft says something that people have not been told."""
        return self.published_version != self.version


class Draft(models.Model):
    """Where the organisers mean to put a participant; `Participant` says what was published."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="draft")
    visit = models.ForeignKey(
        "programmes.SiteVisit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("site visit"),
    )
    visit_pinned = models.BooleanField(_("pinned to the visit"), default=False)
    team = models.ForeignKey(
        Team,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("team"),
    )
    team_pinned = models.BooleanField(_("pinned to the team"), default=False)

    class Meta:
        verbose_name = _("intended place")
        verbose_name_plural = _("intended places")

    def __str__(self) -> str:
        return str(self.participant)

    def clean(self) -> None:
        if not self.participant_id:
            return
        elsewhere = [
            name
            for name in ("team", "visit")
            if (place := getattr(self, name))
            and place.programme_id != self.participant.programme_id
        ]
        if elsewhere:
            raise ValidationError(
                {name: _("This belongs to another programme.") for name in elsewhere}
            )


class TeamWish(models.Model):
    """People who should be in one team, or in different ones."""

    class Kind(models.TextChoices):
        TOGETHER = "together", _("keep together")
        APART = "apart", _("keep apart")

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="team_wishes"
    )
    kind = models.CharField(_("wish"), max_length=20, choices=Kind)
    participants = models.ManyToManyField(
        Participant, related_name="team_wishes", verbose_name=_("participants")
    )

    class Meta:
        verbose_name = _("wish for teams")
        verbose_name_plural = _("wishes for teams")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
