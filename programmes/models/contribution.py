from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Contribution(models.Model):
    """Who gives what to a programme, unpaid, and where that stands."""

    class Kind(models.TextChoices):
        SETTER = "setter", _("challenge setter")
        HOST = "host", _("visit host")
        LEADER = "leader", _("café leader")
        SPEAKER = "speaker", _("speaker")

    class Status(models.TextChoices):
        CONSIDERED = "considered", _("on the long list")
        ASKED = "asked", _("asked")
        MAYBE = "maybe", _("maybe")
        YES = "yes", _("yes")
        NO = "no", _("no")
        BRIEFED = "briefed", _("briefed")
        TOOK_PART = "took part", _("took part")
        THANKED = "thanked", _("thanked")

    SAID_YES = (Status.YES, Status.BRIEFED, Status.TOOK_PART, Status.THANKED)

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="contributions"
    )
    person = models.ForeignKey(
        "programmes.Person",
        models.PROTECT,
        related_name="contributions",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("gives"), max_length=20, choices=Kind)
    status = models.CharField(
        _("where it stands"), max_length=20, choices=Status, default=Status.CONSIDERED
    )
    responsibility = models.CharField(
        _("responsibility"),
        max_length=200,
        blank=True,
        help_text=_("For a challenge setter, the portfolio: “Health and Wellbeing”."),
    )
    visit = models.ForeignKey(
        "programmes.SiteVisit",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="hosts",
        verbose_name=_("site visit"),
    )
    table = models.ForeignKey(
        "programmes.CafeTable",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="leaders",
        verbose_name=_("café table"),
    )
    session = models.ForeignKey(
        "programmes.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="speakers",
        verbose_name=_("session"),
    )

    brief = models.TextField(
        _("what we ask of them"), blank=True, help_text=_("They keep it on their own page.")
    )
    needs = models.TextField(_("what they need"), blank=True)
    wants_call = models.BooleanField(_("would like to be called"), default=False)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    asked_by = models.ForeignKey(
        "programmes.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    no_reminders = models.BooleanField(_("asks for no reminders"), default=False)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["kind", "person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "kind"],
                condition=Q(kind="setter"),
                name="a_setter_is_listed_once",
                violation_error_message=_("This person already sets the challenge."),
            ),
            models.UniqueConstraint(
                fields=["person", "visit"],
                condition=Q(visit__isnull=False),
                name="a_host_is_listed_once_a_visit",
                violation_error_message=_("This person already hosts the visit."),
            ),
            models.UniqueConstraint(
                fields=["person", "table"],
                condition=Q(table__isnull=False),
                name="a_leader_is_listed_once_a_table",
                violation_error_message=_("This person already leads the table."),
            ),
            models.CheckConstraint(
                condition=Q(kind="host", visit__isnull=False)
                | (~Q(kind="host") & Q(visit__isnull=True)),
                name="hosts_and_only_hosts_have_a_visit",
                violation_error_message=_("Name the visit of a host, and of nobody else."),
            ),
            models.CheckConstraint(
                condition=Q(kind="leader") | Q(table__isnull=True),
                name="only_leaders_have_a_table",
                violation_error_message=_("Only a café leader has a table."),
            ),
            models.CheckConstraint(
                condition=Q(kind="speaker") | Q(session__isnull=True),
                name="only_speakers_have_a_session",
                violation_error_message=_("Only a speaker has a session."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()}"

    def clean(self) -> None:
        if not self.programme_id:
            return
        elsewhere = [
            name
            for name, owner in (
                ("visit", self.visit and self.visit.programme_id),
                ("table", self.table and self.table.cafe.programme_id),
                ("session", self.session and self.session.programme_id),
            )
            if owner not in (None, self.programme_id)
        ]
        if elsewhere:
            raise ValidationError(
                {name: _("This belongs to another programme.") for name in elsewhere}
            )
