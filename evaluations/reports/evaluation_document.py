"""The report as a document: HTML for the renderer, the PDF, and its name."""

import hashlib

from django.template.loader import render_to_string

from immersion import pdf

from .evaluation import EvaluationReport
from .evaluation_data import as_csv, as_json
from .evaluation_results import Evaluation


def report_html(report: EvaluationReport) -> str:
    return render_to_string("report.html", {"report": report})


def report_pdf(report: EvaluationReport, found: Evaluation) -> bytes:
    """The same rows give the same bytes; the figures travel inside."""
    figures = as_json(report.setting, found).encode()
    attached = [
        pdf.Attached("figures.json", "Every figure of the report", figures),
        pdf.Attached("figures.csv", "Every figure, as a sheet", as_csv(found).encode()),
    ]
    html = report_html(report)
    identifier = hashlib.sha256(figures + html.encode()).digest()[:16]
    return pdf.write(html, report.counted_on, identifier, attached)


def file_name(report: EvaluationReport) -> str:
    return f"{report.setting.slug}-evaluation-report.pdf"
