import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.bank.standard import DOMAINS, LEVELS
from evaluations.scales import Kind

READ_BY_RESPONDENTS = (
    "questionnaire_id",
    "code",
    "wording",
    "kind",
    "options",
    "objective_id",
    "looks_back_on_id",
)
# Pages that stand beside the forms on somebody's personal page.
TAKEN_NAMES = {
    "visits",
    "answers",
    "words",
    "colleagues",
    "plan",
    "consents",
    "people",
    "notes",
    "quiet",
    "pledges",
}
SHORT_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_short_code() -> str:
    return "".join(secrets.choice(SHORT_CODE_LETTERS) for _unused in range(6))


class Questionnaire(models.Model):
    class Moment(models.TextChoices):
        BEFORE = "before", _("before the programme")
        SESSION = "session", _("after a session")
        VISITS = "visits", _("after the site visits")
        CAFE = "café", _("after a café conversation")
        END = "end", _("at the end")
        FOLLOW_UP = "follow-up", _("follow-up")
        CONTRIBUTORS = "contributors", _("visit hosts and café leaders")
        SETTERS = "setters", _("challenge setters")
        OBSERVERS = "observers", _("managers and colleagues")

    # The same people are asked at these moments, and their answers may be linked.
    SAME_PEOPLE = (Moment.BEFORE, Moment.END, Moment.FOLLOW_UP)

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="questionnaires"
    )
    moment = models.CharField(_("moment"), max_length=20, choices=Moment, default=Moment.END)
    slug = models.SlugField(_("short name"), default="end")
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    short_code = models.CharField(
        _("short link"),
        max_length=12,
        unique=True,
        editable=False,
        default=new_short_code,
    )
    session = models.ForeignKey(
        "programmes.Session",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="questionnaires",
        verbose_name=_("session"),
    )
    cafe = models.ForeignKey(
        "programmes.CafeConversation",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="questionnaires",
        verbose_name=_("café conversation"),
    )
    follows_dates = models.BooleanField(
        _("moves with the programme’s dates"),
        default=False,
        help_text=_("Until it has opened. Take this away to set its times by hand."),
    )
    eligible = models.PositiveIntegerField(
        _("people asked"),
        null=True,
        blank=True,
        help_text=_("Only when answers were collected elsewhere; otherwise participants count."),
    )
    counted_on = models.DateField(_("answers opened on"), null=True, editable=False)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["opens_at", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "slug"],
                name="questionnaires_have_their_own_names",
                violation_error_message=_("The programme has a questionnaire of this short name."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="questionnaire_closes_after_it_opens",
                violation_error_message=_("The questionnaire closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.slug in TAKEN_NAMES:
            raise ValidationError({"slug": _("This short name is taken by another page.")})

    def is_open(self) -> bool:
        """Answers are taken now: the clock says so and nothing has been counted yet."""
        return self.counted_on is None and self.opens_at <= timezone.now() < self.closes_at

    def is_linked(self) -> bool:
        """While the programme’s key exists, answers are found by it from moment to moment."""
        if self.moment not in self.SAME_PEOPLE:
            return False
        plan = getattr(self.programme, "evaluation_plan", None)
        return plan is not None and plan.has_key

    def has_answers(self) -> bool:
        """From the first answer on, a question is never edited, only given a new version."""
        return (
            self.responses.exists()
            or self.ballots.exists()
            or self.questions.filter(statements__isnull=False).exists()
        )


class Question(models.Model):
    """One version of one question. Answers refer to the version that was read."""

    class AskedOf(models.TextChoices):
        EVERYONE = "everyone", _("everyone")
        VISITORS = "visitors", _("those with a site visit")
        GUESTS = "guests", _("those with a café seat")

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    current = models.BooleanField(default=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    section = models.CharField(_("section"), max_length=80, blank=True)
    wording = models.CharField(_("wording"), max_length=300)
    kind = models.CharField(
        _("scale"), max_length=20, choices=[(kind.value, kind.label) for kind in Kind]
    )
    options = models.JSONField(
        _("choices"),
        default=list,
        blank=True,
        help_text=_("A list of texts, for steps and choices."),
    )
    marks = models.JSONField(
        _("which choices are acceptable"),
        default=list,
        blank=True,
        help_text=_("For each choice: acceptable, superior, or nothing. Set before opening."),
    )
    objective = models.ForeignKey(
        "programmes.Objective",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("objective"),
    )
    level = models.PositiveSmallIntegerField(
        _("what it speaks of"),
        null=True,
        blank=True,
        choices=[(level.value, label) for level, label in LEVELS.items()],
        help_text=_("Kirkpatrick’s four levels; the report keeps them apart."),
    )
    domain = models.CharField(
        _("where"),
        max_length=20,
        blank=True,
        choices=[(domain.value, label) for domain, label in DOMAINS.items()],
    )
    asked_of = models.CharField(
        _("asked of"), max_length=20, choices=AskedOf, default=AskedOf.EVERYONE
    )
    looks_back_on = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="looking_back",
        verbose_name=_("looks back on"),
        help_text=_("The question about now that this one asks about before."),
    )
    equivalent_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="equivalents",
        verbose_name=_("means the same as"),
        help_text=_("An earlier version that differs by a slip of the pen only."),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["questionnaire", "position", "code", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "code", "version"],
                name="versions_are_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "code"],
                condition=Q(current=True),
                name="one_current_version",
                violation_error_message=_("Two questions have the same code."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="question_has_a_known_scale",
                violation_error_message=_("Choose a scale."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    def save(self, *args, **kwargs) -> None:
        self.refuse_to_change_what_was_read()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        if self.questionnaire.has_answers():
            raise ValidationError(_("People have answered this form, so its questions stay."))
        return super().delete(*args, **kwargs)

    def refuse_to_change_what_was_read(self) -> None:
        """Answers keep the words they answered: a later wording is a new version."""
        if self._state.adding or not self.questionnaire.has_answers():
            return
        stored = Question.objects.filter(pk=self.pk).values(*READ_BY_RESPONDENTS).first()
        if stored and any(stored[name] != getattr(self, name) for name in stored):
            raise ValidationError(
                _(
                    "People have answered this question as it stands. Give it a new version "
                    "instead; their answers stay with the words they read."
                )
            )

    def clean(self) -> None:
        self.refuse_to_change_what_was_read()
        kind = Kind(self.kind) if self.kind in list(Kind) else None
        if kind and kind.takes_options and len(self.options) < 2:
            raise ValidationError({"options": _("Give at least two choices, one a line.")})
        if kind and not kind.takes_options and self.options:
            raise ValidationError({"options": _("This scale has its own answers.")})
        if self.objective and self.objective.programme_id != self.questionnaire.programme_id:
            raise ValidationError({"objective": _("This belongs to another programme.")})
