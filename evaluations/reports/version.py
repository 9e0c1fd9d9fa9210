"""A published version: made of an edition, drawn from its snapshot, checked against it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from evaluations.models import Comment, Report, ReportVersion
from programmes.models import Programme

from .edition import writing_of
from .evaluation.challenge import read_challenge
from .evaluation.document import drawn
from .inside import changed, inside
from .quotes import Quote
from .snapshot import Snapshot, sha256, thawed
from .writing import Issue


def pdf_of(text: str) -> bytes:
    """The file of a snapshot, always the same with the same tools."""
    snapshot = thawed(text)
    figures = {"figures.json": snapshot.figures_json, "figures.csv": snapshot.figures_csv}
    return drawn(snapshot.report, figures, bytes.fromhex(sha256(text))[:16])


def with_figures_kept(last: ReportVersion, report: Report, issue: Issue) -> Snapshot:
    """The figures of the last version; what is written, and which words may be quoted, as today."""
    before = thawed(last.snapshot)
    names = dict(before.names)
    value = replace(before.report, writing=writing_of(report, names, issue))
    return replace(before, report=without_withdrawn(value, report.programme))


def without_withdrawn(value, programme: Programme):
    """Without the quotes that may no longer be printed, because somebody took them back."""
    allowed = quotable(programme)
    return changed(value, Quote, lambda quote: quote if quote.text in allowed else None)


def withdrawn_in(value, programme: Programme) -> tuple[Quote, ...]:
    allowed = quotable(programme)
    return tuple(quote for quote in inside(value, Quote) if quote.text not in allowed)


def quotable(programme: Programme) -> frozenset[str]:
    """All words that may be printed as quotes today: people's, and the challenge setters' own."""
    setters = inside(read_challenge(programme, Report.Kind.FOLLOW_UP), Quote)
    return approved_texts(programme) | {quote.text for quote in setters}


def approved_texts(programme: Programme) -> frozenset[str]:
    """What people wrote without their names, as quotes are printed."""
    approved = Comment.objects.filter(
        question__questionnaire__programme=programme, state=Comment.State.APPROVED
    )
    texts = approved.exclude(consent=Comment.Consent.NONE).exclude(confirmed=False)
    return frozenset(" ".join(text.split()) for text in texts.values_list("text", flat=True))


def printed_quotes(version: ReportVersion) -> tuple[Quote, ...]:
    """Read from the JSON itself, so that any version can be read, whatever made it."""
    return tuple(_quotes_in(json.loads(version.snapshot)["report"]))


def _quotes_in(part: Any) -> Iterator[Quote]:
    if isinstance(part, list):
        for each in part:
            yield from _quotes_in(each)
    elif isinstance(part, dict) and {"text", "attribution"} <= part.keys():
        yield Quote(part["text"], part["attribution"])
    elif isinstance(part, dict):
        for each in part.values():
            yield from _quotes_in(each)


def figures_of(version: ReportVersion) -> dict[str, str]:
    """The data files by name, without making the whole value again."""
    plain = json.loads(version.snapshot)
    return {"figures.json": plain["figures_json"], "figures.csv": plain["figures_csv"]}


def file_name(version: ReportVersion) -> str:
    report = version.report
    edition = _("learning-and-impact-report") if report.is_follow_up else _("evaluation-report")
    return f"{report.programme.slug}-{edition}-v{version.number}.pdf"
