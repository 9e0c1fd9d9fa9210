"""The texts that hold now. A row of a text never changes: whoever words it anew adds a version."""

from django.db import transaction

from ..models import ConsentText
from .house import HOUSE


class Overtaken(Exception):
    """Somebody else has worded the text anew meanwhile."""


def texts_today() -> dict[str, ConsentText]:
    """The latest version of each text, by purpose; the house's own where there is none yet."""
    latest = _latest()
    missing = [purpose for purpose in HOUSE if purpose not in latest]
    if not missing:
        return latest
    first = [ConsentText(purpose=each, text=str(HOUSE[each].text)) for each in missing]
    ConsentText.objects.bulk_create(first, ignore_conflicts=True)
    return _latest()


def _latest() -> dict[str, ConsentText]:
    rows = {row.purpose: row for row in ConsentText.objects.order_by("version")}
    return {purpose: rows[purpose] for purpose in HOUSE if purpose in rows}


@transaction.atomic
def word_anew(*, text: ConsentText, words: str) -> ConsentText:
    """The version that holds from now on: the same where nothing was changed. Overtaken when the
    text is not the latest."""
    versions = ConsentText.objects.filter(purpose=text.purpose)
    list(versions.select_for_update())
    latest = versions.latest("version")
    if latest.pk != text.pk:
        raise Overtaken
    words = "\n".join(line.rstrip() for line in words.strip().splitlines())
    if words == latest.text:
        return latest
    return ConsentText.objects.create(purpose=text.purpose, version=latest.version + 1, text=words)
