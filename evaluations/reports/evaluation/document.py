"""The report as a document: HTML for the renderer, the PDF, and its name."""

import hashlib
from collections.abc import Mapping

from django.template.loader import render_to_string

from immersion import pdf

from .data import as_csv, as_json
from .report import EvaluationReport
from .results import Evaluation

DESCRIBED = {
    "figures.json": "Every figure of the report",
    "figures.csv": "Every figure, as a sheet",
}


def report_html(report: EvaluationReport) -> str:
    return render_to_string("report.html", {"report": report, "paper": True})


def report_pdf(report: EvaluationReport, found: Evaluation) -> bytes:
    """The same rows give the same bytes; the figures travel inside."""
    sheet, words = as_csv(found), as_json(report.setting, found)
    return drawn(report, {"figures.json": words, "figures.csv": sheet})


def drawn(
    report: EvaluationReport, figures: Mapping[str, str], identifier: bytes | None = None
) -> bytes:
    """`figures` by file name: they travel inside, but not in a draft, which nobody should keep.

    `identifier`: 16 bytes that name the file; without it, they follow from all that is in it.
    """
    html = report_html(report)
    given = {} if report.writing.is_draft else figures
    attached = [
        pdf.Attached(name, DESCRIBED[name], content.encode()) for name, content in given.items()
    ]
    everything = "".join([*given.values(), html]).encode()
    return pdf.write(
        html, report.dated, identifier or hashlib.sha256(everything).digest()[:16], attached
    )


def file_name(report: EvaluationReport) -> str:
    edition = "learning-and-impact-report" if report.is_follow_up else "evaluation-report"
    draft = "-draft" if report.writing.is_draft else ""
    return f"{report.setting.slug}-{edition}{draft}.pdf"
