"""The codebook of a programme, and what its two readers found apart, side by side."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from evaluations import coding
from evaluations.models import Coding, Comment, Theme
from programmes.access import managed_programmes
from programmes.models import Programme, User

from .queue import ORDER, readable_comments


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reader found in a comment."""

    reader: str
    themes: tuple[str, ...]
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    comment: UUID
    question: str
    text: str
    findings: tuple[Finding, ...]
    themes: tuple[tuple[int, str, bool], ...]
    """Every theme any of them found: its key, its name, and whether all found it."""


@dataclass(frozen=True, slots=True)
class Disputes:
    agreement: coding.Agreement
    rows: tuple[Dispute, ...]


def codebook(programme: Programme) -> QuerySet[Theme]:
    counted = programme.themes.annotate(comments=Count("codings__comment", distinct=True))
    return counted.order_by("name")


def sources_for(programme: Programme, reader: User) -> QuerySet[Programme]:
    """Other programmes of one's own that have a codebook."""
    mine = managed_programmes(reader).exclude(pk=programme.pk)
    return mine.filter(themes__isnull=False).distinct().order_by("-starts_on", "title")


def findings_of(programme: Programme) -> dict[UUID, coding.Found]:
    rows = Coding.objects.filter(comment__in=readable_comments(programme))
    return coding.by_comment(rows.values_list("comment_id", "coder_id", "theme_id"))


def disputed(programme: Programme) -> int:
    return coding.agreement(findings_of(programme).values()).open


def disputes_of(programme: Programme) -> Disputes:
    """Five queries, however much there is to settle."""
    found = findings_of(programme)
    waiting = {comment: each for comment, each in found.items() if coding.is_disputed(each)}
    names = dict(programme.themes.values_list("pk", "name"))
    readers = {reader for each in waiting.values() for reader in each}
    called = {user.pk: str(user) for user in User.objects.filter(pk__in=readers)}
    comments = Comment.objects.filter(pk__in=waiting).order_by(*ORDER)
    rows = tuple(
        _dispute(comment, waiting[comment.pk], names, called)
        for comment in comments.select_related("question")
    )
    return Disputes(coding.agreement(found.values()), rows)


def _dispute(comment: Comment, found: coding.Found, names, called) -> Dispute:
    every = sorted(frozenset.union(*found.values()), key=names.get)
    return Dispute(
        comment=comment.pk,
        question=comment.question.wording,
        text=comment.text,
        findings=tuple(
            Finding(
                called[reader],
                tuple(names[theme] for theme in sorted(themes, key=names.get)),
                tuple(sorted(themes)),
            )
            for reader, themes in sorted(found.items(), key=lambda each: called[each[0]])
        ),
        themes=tuple(
            (theme, names[theme], theme in frozenset.intersection(*found.values()))
            for theme in every
        ),
    )
