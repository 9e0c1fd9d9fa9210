"""Readers find themes in comments, alone or two of them apart, and settle what they differ on."""

from collections.abc import Collection

from django.db import transaction

from evaluations.models import Coding, Comment, Theme
from programmes.models import Programme, User


@transaction.atomic
def find_theme(
    *, comment: Comment, theme: Theme | None, reader: User | None, found: bool = True
) -> None:
    """One reader's finding, or with no reader the programme's; no theme means that none fits.

    Finding a theme takes back that none fits, and the other way round. Twice is once.
    """
    mine = Coding.objects.filter(comment=comment, coder=reader)
    if not found:
        mine.filter(theme=theme).delete()
        return
    mine.filter(theme__isnull=theme is not None).delete()
    Coding.objects.bulk_create(
        [Coding(comment=comment, theme=theme, coder=reader)], ignore_conflicts=True
    )


@transaction.atomic
def settle(*, comment: Comment, themes: Collection[Theme]) -> None:
    """What two readers agree to call it; what each of them found stays on record."""
    Comment.objects.select_for_update().get(pk=comment.pk)
    Coding.objects.filter(comment=comment, coder=None).delete()
    Coding.objects.bulk_create(
        Coding(comment=comment, theme=theme, coder=None) for theme in themes or [None]
    )


@transaction.atomic
def copy_codebook(*, source: Programme, programme: Programme) -> int:
    """Themes of an earlier programme that this one lacks; how many there were."""
    known = set(programme.themes.values_list("name", flat=True))
    new = [
        Theme(
            programme=programme, name=theme.name, definition=theme.definition, valence=theme.valence
        )
        for theme in source.themes.all()
        if theme.name not in known
    ]
    Theme.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
