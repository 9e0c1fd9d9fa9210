"""A report is published, once, whatever happens meanwhile; and taken back."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.models import PublicPage, Report, ReportVersion
from evaluations.reports.edition import Edition, edition_of
from evaluations.reports.readiness import Check, last_published, moved_too_little, readiness
from evaluations.reports.snapshot import frozen, sha256, thawed
from evaluations.reports.version import pdf_of, with_figures_kept, withdrawn_in
from evaluations.reports.writing import Issue
from immersion.toolchain import toolchain
from programmes.models import Programme, User

from .withdrawing import taken_back_words
from .words import purge_originals
from .writing import written

State = ReportVersion.State


class CannotPublish(Exception):
    """Nothing has been published. `args[0]` says why."""


class NotReady(CannotPublish):
    """Something is still missing: `checks` says what."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        super().__init__(
            _("Something is missing: %(what)s.") % {"what": "; ".join(c.title for c in checks)}
        )
        self.checks = checks


class PublishedMeanwhile(CannotPublish):
    """This number is taken: somebody was quicker, or the same button was pressed twice."""

    def __init__(self, version: ReportVersion) -> None:
        super().__init__(_("Version %(n)s is published already.") % {"n": version.number})
        self.version = version


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version ready to be kept: drawn before anything is locked, because that takes seconds."""

    number: int
    revision: int
    changes: str
    snapshot: str
    pdf: bytes
    published_at: datetime


def publish(
    *, report: Report, by: User | None, number: int, changes: str = "", keep_figures: bool = False
) -> ReportVersion:
    """Publish version `number`: the same number is given once, to whoever comes first.

    `keep_figures` prints the last version's figures beside today's words. PublishedMeanwhile,
    NotReady or CannotPublish, and then nothing has happened.
    """
    _refuse_taken(report, number)
    prepared = prepare(report=report, number=number, changes=changes, keep_figures=keep_figures)
    return _keep(report, prepared, by)


def prepare(
    *, report: Report, number: int, changes: str = "", keep_figures: bool = False
) -> Prepared:
    now = timezone.now().replace(microsecond=0)
    day = now.astimezone(ZoneInfo(report.programme.time_zone)).date()
    report.refresh_from_db()
    issue = Issue(number, day, changes)
    edition = edition_of(report, issue)
    _refuse_unready(report, edition)
    text = frozen(_snapshot(report, edition, issue, keep_figures))
    return Prepared(number, report.revision, changes, text, pdf_of(text), now)


def _snapshot(report: Report, edition: Edition, issue: Issue, keep_figures: bool):
    last = last_published(report)
    if keep_figures and last:
        return _with_figures_kept(last, report, issue)
    if items := moved_too_little(report, edition):
        words = _(
            "Beside the last version, today’s figures would give a few people away: %(items)s. "
            "Keep the figures of the last version, or wait for more answers."
        )
        raise CannotPublish(words % {"items": ", ".join(items)})
    return edition.snapshot()


def _with_figures_kept(last: ReportVersion, report: Report, issue: Issue):
    try:
        return with_figures_kept(last, report, issue)
    except ValueError as unknown:
        words = _("The last version was made by an earlier release, so its figures stay there.")
        raise CannotPublish(words) from unknown


def _refuse_unready(report: Report, edition: Edition | None) -> None:
    checks = readiness(report, written(report), {}, edition)
    if missing := tuple(check for check in checks if check.stops and not check.holds):
        raise NotReady(missing)


def _refuse_taken(report: Report, number: int) -> None:
    last = last_published(report)
    if last and last.number >= number:
        raise PublishedMeanwhile(last)


@transaction.atomic
def _keep(report: Report, prepared: Prepared, by: User | None) -> ReportVersion:
    row = Report.objects.select_for_update().select_related("programme").get(pk=report.pk)
    _refuse_taken(row, prepared.number)
    if row.revision != prepared.revision:
        raise CannotPublish(_("Somebody changed the text just now. Read it again, then publish."))
    if withdrawn_in(thawed(prepared.snapshot).report, row.programme):
        raise CannotPublish(_("Somebody has just taken their words back. Publish once more."))
    _supersede(row)
    version = ReportVersion.objects.create(
        report=row,
        number=prepared.number,
        changes=prepared.changes,
        snapshot=prepared.snapshot,
        snapshot_sha256=sha256(prepared.snapshot),
        pdf=prepared.pdf,
        pdf_sha256=sha256(prepared.pdf),
        toolchain=toolchain(),
        published_at=prepared.published_at,
        published_by=by,
    )
    row.state = Report.State.DRAFT
    row.save(update_fields=["state"])
    purge_originals(programme=row.programme)
    return version


def _supersede(report: Report) -> None:
    """A version that prints words somebody took back is not kept at its address."""
    published = report.versions.filter(state=State.PUBLISHED)
    published.filter(reissue=True).update(state=State.WITHDRAWN, reason=taken_back_words())
    published.filter(reissue=False).update(state=State.SUPERSEDED)


@transaction.atomic
def withdraw_version(*, version: ReportVersion, reason: str) -> ReportVersion:
    """It is no longer read anywhere; its address says why. Its files stay for the record."""
    row = ReportVersion.objects.select_for_update().get(pk=version.pk)
    row.state, row.reason, row.reissue = State.WITHDRAWN, reason, False
    row.save(update_fields=["state", "reason", "reissue"])
    return row


def show_public_page(*, programme: Programme, introduction: str, shown: bool) -> PublicPage:
    return PublicPage.objects.update_or_create(
        programme=programme, defaults={"introduction": introduction, "shown": shown}
    )[0]
