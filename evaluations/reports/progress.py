"""How far the reports of a programme have come: written, in review, published, to be reissued."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from evaluations.models import Report, ReportVersion
from programmes.models import Programme

from .deeds import Need, Situation, link
from .phases import Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """One edition. `number` None: nothing of it is published."""

    kind: str
    in_review: bool = False
    number: int | None = None
    published_on: date | None = None
    reissue: bool = False


def progress_of(programme: Programme) -> dict[str, Progress]:
    """Every edition, begun or not, by one query."""
    current = ReportVersion.objects.filter(report=OuterRef("pk"), state="published")
    rows = Report.objects.filter(programme=programme).annotate(
        number=Subquery(current.values("number")[:1]),
        published_at=Subquery(current.values("published_at")[:1]),
        reissue=Subquery(current.values("reissue")[:1]),
    )
    zone = ZoneInfo(programme.time_zone)
    begun = {
        row.kind: Progress(
            row.kind,
            row.state == Report.State.IN_REVIEW,
            row.number,
            row.published_at.astimezone(zone).date() if row.published_at else None,
            bool(row.reissue),
        )
        for row in rows
    }
    return {kind: begun.get(kind, Progress(kind)) for kind in Report.Kind.values}


def report_needs(now: Situation) -> Iterator[Need]:
    counted = {form.moment for form in now.forms if form.counted}
    for moment, kind in (("end", Report.Kind.PROGRAMME), ("follow-up", Report.Kind.FOLLOW_UP)):
        progress = now.progress.get(kind, Progress(kind))
        if progress.reissue:
            yield _reissue(now, progress)
        elif now.stage >= Stage.REPORT and moment in counted and progress.number is None:
            yield _write(now, progress)


def _desk(now: Situation, kind: str) -> str:
    return link("report_desk", slug=now.programme.slug, kind=kind)


def _reissue(now: Situation, progress: Progress) -> Need:
    return Need(
        _("A report has to be issued anew"),
        _("Somebody has taken back words that version %(n)s quotes.") % {"n": progress.number},
        _("Publish it without them"),
        _desk(now, progress.kind),
    )


def _write(now: Situation, progress: Progress) -> Need:
    if progress.in_review:
        return Need(
            _("The report waits for a second reader"),
            _("Read it, then publish it."),
            _("Read it"),
            _desk(now, progress.kind),
        )
    if progress.kind == Report.Kind.FOLLOW_UP:
        title = _("The report on learning and impact is ready")
        detail = _("The follow-up is opened. Write what has changed since, then publish.")
    else:
        title = _("The report is ready")
        detail = _("Its figures are there. Write what they do not say, then publish.")
    return Need(title, detail, _("Write it"), _desk(now, progress.kind), pressing=False)
