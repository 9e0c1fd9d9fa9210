"""An edition as it stands today: its figures, and what staff wrote with the figures put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from evaluations.models import Claim, Questionnaire, Report, ReportVersion
from evaluations.narrative import told

from .evaluation.data import as_csv, as_json
from .evaluation.report import EvaluationReport, composed
from .evaluation.results import Evaluation, counted_questionnaire, evaluate
from .evaluation.setting import read_setting
from .snapshot import Snapshot
from .tokens import tokens_of
from .writing import Claimed, Issue, Told, Writing

NESTED = "each-"
"""Sections one level deeper than the others."""


@dataclass(frozen=True, slots=True)
class Edition:
    """`names`: every figure that may be named, with the words that take its place."""

    value: EvaluationReport
    found: Evaluation
    names: Mapping[str, str]

    def snapshot(self) -> Snapshot:
        return Snapshot(
            report=self.value,
            figures_json=as_json(self.value.setting, self.found),
            figures_csv=as_csv(self.found),
            names=tuple(sorted(self.names.items())),
        )


def edition_of(report: Report, issue: Issue | None = None) -> Edition | None:
    """None until the form it rests on has been counted; `issue`: as that version."""
    form = foundation(report)
    if form is None:
        return None
    found = evaluate(report.programme, form, report.kind)
    names = tokens_of(found)
    writing = writing_of(report, names, issue)
    return Edition(composed(read_setting(report.programme), found, writing), found, names)


def foundation(report: Report) -> Questionnaire | None:
    """The form at the end; the later edition needs the follow-up to be counted as well."""
    if report.kind == Report.Kind.FOLLOW_UP:
        later = report.programme.questionnaires.filter(moment=Questionnaire.Moment.FOLLOW_UP)
        if not later.exclude(counted_on=None).exists():
            return None
    return counted_questionnaire(report.programme)


def writing_of(report: Report, names: Mapping[str, str], issue: Issue | None = None) -> Writing:
    """Nothing where nobody has opened the report desk yet."""
    if report.pk is None:
        return Writing()
    narratives = report.narratives.exclude(text="").order_by("section")
    return Writing(
        narratives=tuple(
            Told(row.section, told(row.text, names, 4 if row.section.startswith(NESTED) else 3))
            for row in narratives
        ),
        what_we_change=told(report.what_we_change, names),
        contact=report.contact,
        claims=tuple(_claimed(claim, names) for claim in report.claims.all()),
        number=issue.number if issue else 0,
        published_on=issue.published_on if issue else None,
        history=(*([issue] if issue else []), *history(report)),
    )


def _claimed(claim: Claim, names: Mapping[str, str]) -> Claimed:
    return Claimed(claim.level, claim.kind, claim.title, told(claim.text, names, 4), claim.evidence)


def history(report: Report) -> tuple[Issue, ...]:
    """All versions there have been, the newest first."""
    rows = report.versions.order_by("-number").only("number", "state", "changes", "published_at")
    return tuple(
        Issue(
            row.number,
            day_of(report, row),
            row.changes,
            row.state == ReportVersion.State.WITHDRAWN,
        )
        for row in rows
    )


def day_of(report: Report, version: ReportVersion) -> date:
    """The day of publication as the calendar at the venue shows it."""
    return version.published_at.astimezone(ZoneInfo(report.programme.time_zone)).date()
