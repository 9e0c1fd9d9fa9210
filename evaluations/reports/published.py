"""A published report for those who may read it: one version, and where it stands among others."""

from dataclasses import dataclass

from evaluations.models import ReportVersion
from programmes.models import Programme

from .evaluation.contents import edition_name
from .evaluation.report import EvaluationReport
from .snapshot import thawed
from .version import without_withdrawn

State = ReportVersion.State


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` None: this version was withdrawn, or made by a release whose pages are no longer
    known; its file can be read all the same. `current`: the one that is published now."""

    version: ReportVersion
    value: EvaluationReport | None
    name: str
    current: ReportVersion | None
    others: tuple[ReportVersion, ...]

    @property
    def is_withdrawn(self) -> bool:
        return self.version.state == State.WITHDRAWN

    @property
    def is_current(self) -> bool:
        return self.version.state == State.PUBLISHED


def published_versions(programme: Programme) -> tuple[ReportVersion, ...]:
    """The current version of each edition, the newest first; without their files."""
    versions = ReportVersion.objects.filter(report__programme=programme, state=State.PUBLISHED)
    rows = versions.select_related("report__programme").defer("pdf", "snapshot")
    return tuple(rows.order_by("-published_at"))


def current_version(programme: Programme, kind: str = "") -> ReportVersion | None:
    """Of the edition asked for; of the newest where that has none."""
    versions = published_versions(programme)
    wanted = [version for version in versions if version.report.kind == kind]
    return next(iter(wanted or versions), None)


def _value(version: ReportVersion, programme: Programme) -> EvaluationReport | None:
    if version.state == State.WITHDRAWN:
        return None
    try:
        return without_withdrawn(thawed(version.snapshot).report, programme)
    except ValueError:
        return None


def reading_of(version: ReportVersion) -> Reading:
    """Words somebody has taken back are gone from the page at once, before any new version."""
    programme = version.report.programme
    published = published_versions(programme)
    same = [each for each in published if each.report_id == version.report_id]
    return Reading(
        version=version,
        value=_value(version, programme),
        name=edition_name(version.report.kind),
        current=next(iter(same), None),
        others=tuple(each for each in published if each.report_id != version.report_id),
    )
