from datetime import date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone such as Europe/London."))


class Programme(models.Model):
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("short name"), unique=True, help_text=_("Used in file names and commands.")
    )
    commissioner = models.ForeignKey(
        "programmes.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissioned",
        verbose_name=_("commissioner"),
        help_text=_("The organisation that asks for the programme and pays for it."),
    )
    description = models.TextField(_("what it is"), blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    place = models.CharField(_("town or city"), max_length=120, blank=True)
    directions = models.TextField(_("how to get there"), blank=True)
    map_address = models.URLField(_("map"), blank=True)
    contact_name = models.CharField(
        _("whom to ask"), max_length=120, blank=True, help_text=_("Signs the messages.")
    )
    contact_email = models.EmailField(
        _("their e-mail"), blank=True, help_text=_("Replies to messages go there.")
    )
    contact_phone = models.CharField(_("their phone"), max_length=40, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="Europe/London",
        validators=[validate_time_zone],
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def at(self, day: date, clock: time) -> datetime:
        """The instant at which the clock on the venue's wall shows this day and time."""
        return datetime.combine(day, clock, ZoneInfo(self.time_zone))


class Objective(models.Model):
    """What the programme promises; questions and figures refer to it by its number."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    statement = models.CharField(
        _("statement to agree with"),
        max_length=240,
        help_text=_("In the first person, now: “I can lead where I have no formal authority.”"),
    )
    statement_before = models.CharField(
        _("the same, looking back"),
        max_length=240,
        help_text=_("“Before the programme, I could lead where I had no formal authority.”"),
    )

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="objectives_are_numbered_once",
                violation_error_message=_("Two objectives have the same number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Tick(models.Model):
    """That somebody has done what no record could tell of; `item` is its key in the checklist."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="ticks")
    item = models.CharField(max_length=40)
    done_on = models.DateField(auto_now_add=True)
    done_by = models.ForeignKey("programmes.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("ticked item")
        verbose_name_plural = _("ticked items")
        constraints = [
            models.UniqueConstraint(fields=["programme", "item"], name="an_item_is_ticked_once")
        ]
