"""The evaluation report: what staff write in it, its published versions, who may read them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """One edition, always a draft: what was published are its versions.

    `revision` grows with every change, so that two members of staff cannot overwrite each other.
    """

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("evaluation report")
        FOLLOW_UP = "follow-up", _("report on learning and impact")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in review", _("in review")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="reports")
    kind = models.CharField(_("edition"), max_length=20, choices=Kind, default=Kind.PROGRAMME)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    what_we_change = models.TextField(
        _("what we will change"),
        blank=True,
        help_text=_("The organisers’ answer to the findings. Required before publishing."),
    )
    contact = models.CharField(_("contact for questions"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["programme", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind"], name="one_report_an_edition")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_follow_up(self) -> bool:
        return self.kind == self.Kind.FOLLOW_UP


class Narrative(models.Model):
    """What staff write into one section of a report, in Markdown with figure tokens."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives")
    section = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["report", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"], name="a_section_has_one_narrative"
            )
        ]


class Claim(models.Model):
    """Something that happened since, at one level, with the evidence there is for it."""

    class Level(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        ORGANISATION = "organisation", _("organisation")
        SYSTEM = "system", _("system")

    class Kind(models.TextChoices):
        CHANGE = "change", _("what changed")
        SUCCESS = "success", _("success case")
        NON_SUCCESS = "non-success", _("where it did not work")

    class Evidence(models.TextChoices):
        OWN_WORD = "own word", _("own word")
        SECOND_PERSON = "second person", _("confirmed by a second person")
        DOCUMENT = "document", _("document seen")

    report = models.ForeignKey(Report, models.CASCADE, related_name="claims")
    level = models.CharField(_("level"), max_length=20, choices=Level)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CHANGE)
    title = models.CharField(_("in one line"), max_length=160)
    text = models.TextField(_("what happened"), blank=True)
    evidence = models.CharField(_("evidence"), max_length=20, choices=Evidence)
    source = models.CharField(
        _("where the evidence is"), max_length=300, blank=True, help_text=_("Not printed.")
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["report", "level", "kind", "pk"]

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """A published version. Snapshot and file never change; later ones only supersede it."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    report = models.ForeignKey(Report, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PUBLISHED)
    changes = models.CharField(_("what changed"), max_length=300, blank=True)
    snapshot = models.TextField(help_text=_("Canonical JSON: the very bytes that were hashed."))
    snapshot_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    toolchain = models.JSONField(default=dict)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        "programmes.User", models.SET_NULL, null=True, related_name="+"
    )
    reissue = models.BooleanField(
        _("to be reissued"),
        default=False,
        help_text=_("Somebody has withdrawn words that this version prints."),
    )
    reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("version of a report")
        verbose_name_plural = _("versions of reports")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="report_versions_are_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state="published"),
                name="one_published_version_a_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.number}"


class ShareLink(models.Model):
    """Lets somebody without an account read the published report. Only the hash is kept."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="share_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    password = models.CharField(max_length=128, blank=True, editable=False)
    expires_on = models.DateField(_("works until"))
    revoked = models.BooleanField(_("revoked"), default=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    shut_until = models.DateTimeField(
        null=True, editable=False, help_text=_("After too many wrong passwords.")
    )
    made_by = models.ForeignKey(
        "programmes.User", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["report", "-pk"]


class PublicPage(models.Model):
    """What the public may see of a finished programme, once the organiser says so."""

    programme = models.OneToOneField(
        "programmes.Programme", models.CASCADE, related_name="public_page"
    )
    shown = models.BooleanField(_("anybody may see it"), default=False)
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")

    def __str__(self) -> str:
        return str(self.programme)
