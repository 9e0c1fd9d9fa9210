"""What staff write in a report is kept, and nobody's words are lost to somebody else's."""

import hashlib

from django.db import transaction
from django.forms import BaseInlineFormSet

from evaluations.models import Narrative, Report
from programmes.models import Programme

FIELDS = {"change": "what_we_change", "contact": "contact"}
"""Sections whose text the report itself holds; every other has a narrative."""


class ChangedMeanwhile(Exception):
    """The text was changed by somebody else meanwhile. `theirs` is what stands there now."""

    def __init__(self, theirs: str) -> None:
        super().__init__(theirs)
        self.theirs = theirs


def report_for(*, programme: Programme, kind: str) -> Report:
    """The draft of an edition, made when first needed."""
    return Report.objects.get_or_create(programme=programme, kind=kind)[0]


def written(report: Report) -> dict[str, str]:
    """All texts of a report by section; those without any are not in it."""
    texts = dict(report.narratives.values_list("section", "text"))
    texts |= {section: getattr(report, field) for section, field in FIELDS.items()}
    return {section: text for section, text in texts.items() if text}


def mark(text: str) -> str:
    """By which a text is recognised later: an editor says which one it has before it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def write(*, report: Report, section: str, text: str, before: str) -> Report:
    """Put `text` in the place of the one that `before` marks; sent twice it is written once.

    ChangedMeanwhile when another text stands there, and then nothing has happened.
    """
    row = Report.objects.select_for_update().get(pk=report.pk)
    text = tidied(text)
    stands = written(row).get(section, "")
    if stands == text:
        return row
    if mark(stands) != before:
        raise ChangedMeanwhile(stands)
    if section in FIELDS:
        setattr(row, FIELDS[section], text)
    else:
        Narrative.objects.update_or_create(report=row, section=section, defaults={"text": text})
    row.revision += 1
    row.save(update_fields=["revision", *FIELDS.values()])
    return row


def tidied(text: str) -> str:
    """As browsers send it and as we keep it: one kind of line end, nothing at either end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@transaction.atomic
def keep_claims(*, forms: BaseInlineFormSet) -> None:
    """What changed since, with its evidence; a report being published meanwhile is not."""
    row = Report.objects.select_for_update().get(pk=forms.instance.pk)
    forms.save()
    row.revision += 1
    row.save(update_fields=["revision"])


@transaction.atomic
def put_in_review(*, report: Report, back: bool = False) -> Report:
    """Tell the others that it waits to be read, or take it back to be written."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    row.state = Report.State.DRAFT if back else Report.State.IN_REVIEW
    row.save(update_fields=["state"])
    return row
