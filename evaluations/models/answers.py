"""Answers as they are kept: ratings by response, words on their own, nothing with a name."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .questionnaire import Question, Questionnaire


class Response(models.Model):
    """The ratings one unknown person gave together. No author, no date, no order.

    `pair_key` links the same unknown person from moment to moment, where the plan says so; the
    secret that made it is destroyed when the follow-up closes. `sector` and `visit` are kept only
    where enough people share them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="responses")
    pair_key = models.CharField(max_length=32, null=True, editable=False)
    sector = models.CharField(max_length=20, blank=True)
    visit = models.ForeignKey(
        "programmes.SiteVisit", models.SET_NULL, null=True, related_name="responses"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "pair_key"], name="one_response_a_person"
            )
        ]


class Answer(models.Model):
    """One rating or choice. Its key is its response and its question: nothing counts upwards."""

    pk = models.CompositePrimaryKey("response_id", "question_id")
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.IntegerField(null=True)
    chosen = models.JSONField(null=True)
    cant_say = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cant_say=True, value__isnull=True, chosen__isnull=True)
                | Q(cant_say=False, value__isnull=False, chosen__isnull=True)
                | Q(cant_say=False, value__isnull=True, chosen__isnull=False),
                name="an_answer_says_one_thing",
            )
        ]


class Comment(models.Model):
    """Words somebody wrote, kept apart from their ratings, so that words which give their author
    away do not give the ratings away with them."""

    class Consent(models.TextChoices):
        NONE = "none", _("No")
        ANONYMOUS = "anonymous", _("Yes, without my name")
        SECTOR = "sector", _("Yes, with my sector")
        ROLE = "role", _("Yes, with my role and sector")
        NAMED = "named", _("Yes, with my name")

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("not read yet")
        SCREENED = "screened", _("read, not quoted")
        APPROVED = "approved", _("may be quoted")
        LEFT_OUT = "left out", _("left out")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="comments")
    text = models.TextField(_("text"))
    consent = models.CharField(
        _("may be quoted"), max_length=20, choices=Consent, default=Consent.NONE
    )
    attribution = models.CharField(
        _("quoted as"),
        max_length=240,
        blank=True,
        help_text=_("As far as the author allowed and at least five people share it."),
    )
    due = models.DateField(_("by when"), null=True)
    partner = models.CharField(_("with whom"), max_length=200, blank=True)
    state = models.CharField(
        _("where it stands"), max_length=20, choices=State, default=State.SUBMITTED
    )
    original = models.TextField(
        blank=True, help_text=_("Before parts were blanked out; purged at publication.")
    )
    cuts = models.JSONField(
        default=list,
        editable=False,
        help_text=_("Which stretches of the original are blanked out, and what stands there."),
    )
    is_critical = models.BooleanField(_("critical"), default=False)
    unnamed = models.BooleanField(
        _("quoted as a participant only"),
        default=False,
        help_text=_("Less than its author allowed, so that nobody has to be asked again."),
    )
    confirmed = models.BooleanField(
        _("confirmed by its author"),
        null=True,
        help_text=_("Asked again before a quote with a role or a name is printed."),
    )
    owner_key = models.CharField(
        max_length=32,
        null=True,
        editable=False,
        help_text=_(
            "Lets its author find these words while the programme’s key exists. Made with "
            "another purpose than a response’s key, so that the two cannot be joined."
        ),
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_has_words"),
            models.CheckConstraint(
                condition=~Q(consent="none") | Q(attribution=""),
                name="no_attribution_without_consent",
            ),
        ]


class AnswerImport(models.Model):
    """That a file of answers was brought in, so that the same file is not counted twice."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="imports")
    sha256 = models.CharField(max_length=64)
    imported_on = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "sha256"], name="a_file_is_imported_once"
            )
        ]
