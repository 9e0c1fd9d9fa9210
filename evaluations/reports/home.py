"""All programmes of one member of staff, and what the search finds among their records."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from participants.models import Message, Participant
from programmes import access
from programmes.models import Contribution, Organisation, Person, Programme, SiteVisit, User
from programmes.reports import span

from ..models import Comment, Questionnaire, ReportVersion
from .deeds import link
from .forms import with_counts
from .needs_feedback import unread_words
from .needs_messages import SOON, waiting_words
from .phases import Stage, Standing, stage

NOTES = {
    Stage.PLANNING: _("Nobody is invited yet"),
    Stage.PLACING: _("Everybody has said yes or no"),
    Stage.DAYS: _("These are its days"),
    Stage.FEEDBACK: _("There is no feedback form yet"),
}
PAST_SHOWN = 20
FOUND_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    title: str
    url: str
    when: str
    place: str
    phase: Promise
    stage: int
    needs: tuple[str, ...]
    note: str | Promise

    @property
    def is_over(self) -> bool:
        """With nothing left that needs somebody."""
        return self.stage >= Stage.REPORT and not self.needs


@dataclass(frozen=True, slots=True)
class ReportLine:
    title: str
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class Home:
    """`hidden` are earlier programmes beyond those listed."""

    current: tuple[ProgrammeLine, ...]
    earlier: tuple[ProgrammeLine, ...]
    hidden: int
    reports: tuple[ReportLine, ...]
    may_start: bool
    has_role: bool


def home(user: User, now: datetime) -> Home:
    """Six queries at most, however many programmes there are."""
    managed = [_line(row, now) for row in _with_standing(access.managed_programmes(user), now)]
    earlier = [line for line in managed if line.is_over]
    current = [line for line in managed if not line.is_over]
    return Home(
        current=tuple(reversed(current)),
        earlier=tuple(earlier[:PAST_SHOWN]),
        hidden=len(earlier[PAST_SHOWN:]),
        reports=_reports(user),
        may_start=user.is_superuser or bool(managed),
        has_role=bool(managed) or access.visible_programmes(user).exists(),
    )


def _with_standing(programmes: QuerySet[Programme], now: datetime) -> QuerySet[Programme]:
    """Each programme with the counts that decide its stage, by subqueries of one query."""
    people = Participant.objects.filter(programme=OuterRef("pk"))
    coming = people.filter(status=Participant.Status.ACCEPTED)
    hosts = Contribution.objects.filter(visit=OuterRef("pk"), status__in=Contribution.SAID_YES)
    visits = SiteVisit.objects.filter(programme=OuterRef("pk"))
    final = with_counts(
        Questionnaire.objects.filter(programme=OuterRef("pk"), moment=Questionnaire.Moment.END)
    )
    return programmes.annotate(
        asked=_count(people, "programme"),
        coming=_count(coming, "programme"),
        undecided=_count(people.filter(status=Participant.Status.INVITED), "programme"),
        placed=_count(coming.filter(visit__isnull=False), "programme"),
        visits=_count(visits, "programme"),
        hostless=_count(visits.filter(~Exists(hosts)), "programme"),
        opens_at=Subquery(final.values("opens_at")[:1]),
        closes_at=Subquery(final.values("closes_at")[:1]),
        counted_on=Subquery(final.values("counted_on")[:1]),
        sealed=Coalesce(Subquery(final.values("sealed_answers")[:1]), 0),
        unread=_count(_unread(), "question__questionnaire__programme"),
        messages_due=_count(_due(now), "programme"),
    )


def _due(now: datetime) -> QuerySet[Message]:
    """Messages that somebody has to approve, or to decide about, by tomorrow."""
    soon = Q(due_at=None) | Q(due_at__lte=now + SOON)
    undecided = Q(state__in=[Message.State.UNSURE, Message.State.FAILED])
    rows = Message.objects.filter(programme=OuterRef("pk"))
    return rows.filter(undecided | Q(state=Message.State.WAITING) & soon)


def _unread() -> QuerySet[Comment]:
    return Comment.objects.filter(
        question__questionnaire__programme=OuterRef("pk"),
        question__questionnaire__counted_on__isnull=False,
        state=Comment.State.SUBMITTED,
    )


def _count(rows: QuerySet, field: str) -> Coalesce:
    counted = rows.order_by().values(field).annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _line(row: Programme, now: datetime) -> ProgrammeLine:
    standing = Standing(
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        asked=row.asked,
        coming=row.coming,
        undecided=row.undecided,
        counted=row.counted_on is not None,
    )
    here = stage(standing, now.astimezone(ZoneInfo(row.time_zone)).date())
    return ProgrammeLine(
        title=row.title,
        url=link("desk", slug=row.slug),
        when=span(row.starts_on, row.ends_on),
        place=row.place,
        phase=here.label,
        stage=here,
        needs=tuple(_needs(row, here, now)),
        note=_note(row, here),
    )


def _note(row: Programme, here: Stage) -> str | Promise:
    """How far it has come, where nothing presses."""
    if here is Stage.INVITING:
        counts = {"yes": row.coming, "asked": row.asked}
        return gettext("%(yes)s of %(asked)s said yes") % counts
    if here is Stage.FEEDBACK and row.opens_at:
        counts = {"answered": row.sealed, "asked": row.coming}
        return gettext("%(answered)s of %(asked)s have answered") % counts
    return NOTES.get(here, "")


def _needs(row: Programme, here: Stage, now: datetime) -> list[str]:
    found = []
    if here <= Stage.DAYS and row.hostless:
        found.append(
            ngettext(
                "%(n)s visit without a host who has said yes",
                "%(n)s visits without a host who has said yes",
                row.hostless,
            )
            % {"n": row.hostless}
        )
    if here in (Stage.PLACING, Stage.DAYS) and row.visits and row.placed < row.coming:
        missing = row.coming - row.placed
        words = ngettext("%(n)s person without a visit", "%(n)s people without a visit", missing)
        found.append(words % {"n": missing})
    if row.closes_at and row.closes_at <= now and row.counted_on is None:
        words = ngettext(
            "%(n)s answer waits to be opened", "%(n)s answers wait to be opened", row.sealed
        )
        found.append(words % {"n": row.sealed})
    if row.unread:
        found.append(unread_words(row.unread))
    if row.messages_due:
        found.append(waiting_words(row.messages_due))
    return found


def _reports(user: User) -> tuple[ReportLine, ...]:
    """What is published of programmes whose reports the user may read and does not manage."""
    only_read = access.visible_programmes(user).exclude(
        pk__in=access.managed_programmes(user).values("pk")
    )
    published = ReportVersion.objects.filter(
        report__programme__in=only_read, state=ReportVersion.State.PUBLISHED
    )
    rows = published.defer("snapshot", "pdf").select_related("report__programme")
    return tuple(_report_line(row) for row in rows.order_by("-published_at"))


def _report_line(row: ReportVersion) -> ReportLine:
    report, programme = row.report, row.report.programme
    where = {"slug": programme.slug, "kind": report.kind, "number": row.number}
    return ReportLine(
        programme.title,
        link("report_version", **where),
        gettext("%(report)s, %(days)s")
        % {"report": report, "days": span(programme.starts_on, programme.ends_on)},
    )


@dataclass(frozen=True, slots=True)
class Found:
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Search:
    """`text` is what was asked; each list holds at most a dozen."""

    text: str
    programmes: tuple[Found, ...] = ()
    people: tuple[Found, ...] = ()
    organisations: tuple[Found, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.programmes or self.people or self.organisations)


def search(user: User, text: str) -> Search:
    if len(text) < 2:
        return Search(text)
    return Search(text, _programmes(user, text), _people(user, text), _organisations(user, text))


def _programmes(user: User, text: str) -> tuple[Found, ...]:
    rows = access.managed_programmes(user).filter(
        Q(title__icontains=text) | Q(place__icontains=text) | Q(slug__icontains=text)
    )
    return tuple(
        Found(row.title, span(row.starts_on, row.ends_on), link("desk", slug=row.slug))
        for row in rows[:FOUND_SHOWN]
    )


def _people(user: User, text: str) -> tuple[Found, ...]:
    rows: QuerySet[Person] = access.visible_people(user).filter(
        Q(name__icontains=text)
        | Q(email__icontains=text)
        | Q(expertise__icontains=text)
        | Q(organisation__name__icontains=text)
    )
    return tuple(
        Found(
            row.name,
            ", ".join(filter(None, [row.job_title, row.organisation.name])),
            link("admin:programmes_person_change", row.pk),
        )
        for row in rows.select_related("organisation")[:FOUND_SHOWN]
    )


def _organisations(user: User, text: str) -> tuple[Found, ...]:
    rows: QuerySet[Organisation] = access.visible_organisations(user).filter(name__icontains=text)
    return tuple(
        Found(
            row.name,
            row.get_sector_display(),
            link("admin:programmes_organisation_change", row.pk),
        )
        for row in rows[:FOUND_SHOWN]
    )
