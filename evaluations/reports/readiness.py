"""What an edition still needs before it is published, each with the page where to do it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations import disclosure
from evaluations.lint import Finding, findings
from evaluations.models import Comment, Report, ReportVersion
from evaluations.statistics import ResponseBand
from immersion.pdf import printable

from .deeds import link, some
from .edition import Edition
from .evaluation.figures import Figure, unshown
from .evaluation.glance import rate_of
from .inside import inside
from .quotes import Quote, line_of, names_nobody_in
from .tokens import too_few_for

PARTS = ("moment", "question", "version", "group", "compared_with")
RATED_SESSIONS = ("sessions", "places")


@dataclass(frozen=True, slots=True)
class Check:
    """`stops`: nothing is published until it is mended. A check that holds has no deed."""

    title: str
    detail: str = ""
    holds: bool = False
    stops: bool = False
    deed: str = ""
    url: str = ""

    @property
    def state(self) -> str:
        if self.holds:
            return "ok"
        return "no" if self.stops else "wait"


def readiness(
    report: Report, texts: Mapping[str, str], titles: Mapping[str, str], edition: Edition | None
) -> tuple[Check, ...]:
    """`texts` as they were typed and `titles` of their sections, by section."""
    if edition is None:
        return (_without_figures(report),)
    return (
        _answer(report),
        *_language(report, texts, titles, edition),
        *_signs(report, texts, titles),
        _comments(report, edition),
        _confirmed(report, edition),
        _difference(report, edition),
        *_beside_the_other(report, edition),
        *_late(report, edition),
        *_pictures(edition),
        *_response(edition),
        *_contact(report),
    )


def _without_figures(report: Report) -> Check:
    words = _("The form at the end is not opened yet, so there are no figures.")
    if report.kind == Report.Kind.FOLLOW_UP:
        words = _("The follow-up is not opened yet, so there is nothing new to tell.")
    page = link("feedback", slug=report.programme.slug)
    return Check(_("There are no figures yet"), words, False, True, _("See the forms"), page)


def section_page(report: Report, section: str) -> str:
    return link("report_section", slug=report.programme.slug, kind=report.kind, section=section)


def _answer(report: Report) -> Check:
    title = _("What we will change is answered")
    if report.what_we_change:
        return Check(title, holds=True)
    return Check(
        _("What will you change?"),
        _("A report that asks for honesty gives an answer. It is required."),
        stops=True,
        deed=_("Write it"),
        url=section_page(report, "change"),
    )


def _contact(report: Report) -> Iterator[Check]:
    if not report.contact:
        yield Check(
            _("Nobody is named for questions"),
            _("Page 2 says whom readers may write to."),
            deed=_("Name somebody"),
            url=section_page(report, "contact"),
        )


# What is written


def withheld(edition: Edition) -> frozenset[str]:
    """Names of figures that too few answers stand behind."""
    m = edition.found.m
    words = {unshown(0, m), unshown(1, m), too_few_for(m, m)}
    words.add(_("not shown, so that nobody can be picked out"))
    return frozenset(name for name, text in edition.names.items() if text in words)


def findings_in(text: str, section: str, edition: Edition) -> tuple[Finding, ...]:
    hidden = withheld(edition)
    return findings(text, edition.names, hidden, section in RATED_SESSIONS, _)


def _language(report, texts, titles, edition: Edition) -> Iterator[Check]:
    clear = True
    for section, text in texts.items():
        for finding in findings_in(text, section, edition):
            clear = False
            where = {"words": finding.words, "section": titles.get(section, section)}
            yield Check(
                _("“%(words)s” in “%(section)s”") % where,
                finding.instead,
                stops=finding.stops,
                deed=_("Change it"),
                url=section_page(report, section),
            )
    if clear:
        yield Check(_("No number is typed by hand, and nothing claims too much"), holds=True)


def _signs(report, texts, titles) -> Iterator[Check]:
    """What our typefaces cannot draw would be spelt out in brackets."""
    for section, text in texts.items():
        drawn = printable(text)
        if lost := [char for char in text if not char.isspace() and char not in drawn]:
            where = {
                "signs": " ".join(dict.fromkeys(lost)),
                "section": titles.get(section, section),
            }
            yield Check(
                _("“%(section)s” has signs that the typefaces do not: %(signs)s") % where,
                _("Put words in their place, or take them out."),
                stops=True,
                deed=_("Change it"),
                url=section_page(report, section),
            )


# What people wrote


def _comments(report: Report, edition: Edition) -> Check:
    unread = _of_edition(edition).filter(state=Comment.State.SUBMITTED).count()
    if not unread:
        return Check(_("Everything people wrote has been read"), holds=True)
    words = ngettext("%(n)s comment is not read yet", "%(n)s comments are not read yet", unread)
    return Check(
        words % {"n": unread},
        _("Somebody reads each before any is printed."),
        stops=True,
        deed=_("Read them"),
        url=link("words", slug=report.programme.slug)
        or link("feedback", slug=report.programme.slug),
    )


def _confirmed(report: Report, edition: Edition) -> Check:
    """A role or a name is printed only after its author has agreed to the very words."""
    approved = _of_edition(edition).filter(state=Comment.State.APPROVED, confirmed=None)
    asked = approved.exclude(consent=Comment.Consent.NONE)
    rows = asked.select_related("question__questionnaire__session")
    waiting = [comment for comment in rows if not names_nobody_in(comment)]
    texts = {(_in_one_line(comment.text), line_of(comment)) for comment in waiting}
    printed = inside(edition.value, Quote)
    used = [quote for quote in printed if (quote.text, quote.attribution) in texts]
    title = _("No quote waits for its author")
    if not texts:
        return Check(title, holds=True)
    if used:
        words = _("Their authors have not agreed to the words yet: %(quotes)s")
        quotes = some(tuple(f"“{quote.text[:60]}…”" for quote in used), 2)
        return Check(
            _("Quotes with a role or a name wait for their authors"),
            words % {"quotes": quotes},
            stops=True,
            deed=_("See the quotes"),
            url=link("words", slug=report.programme.slug),
        )
    words = ngettext(
        "%(n)s quote waits for its author and is left out",
        "%(n)s quotes wait for their authors and are left out",
        len(texts),
    )
    return Check(words % {"n": len(texts)}, _("Once they agree, the next version may print them."))


def _of_edition(edition: Edition):
    forms = [form.pk for form in edition.found.moments.forms]
    return Comment.objects.filter(question__questionnaire__in=forms)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


# Figures


def counts_in(figures_json: str) -> dict[str, int]:
    """How many answered each item, and both times, as far as it is shown."""
    data = json.loads(figures_json)
    rows = [row for name in ("questions", "changes") for row in data.get(name, ())]
    return {
        "/".join(str(row.get(part, "")) for part in PARTS): row["n"]
        for row in rows
        if row.get("n") is not None
    }


def item_names(keys: Iterable[str]) -> tuple[str, ...]:
    """The codes of the questions, each once."""
    return tuple(dict.fromkeys(key.split("/")[1] for key in keys))


def last_published(report: Report) -> ReportVersion | None:
    return report.versions.order_by("-number").first()


def moved_too_little(report: Report, edition: Edition) -> tuple[str, ...]:
    """Items whose difference to any earlier version would give a few people away."""
    return _moved_since(report.versions.all(), edition)


def _moved_since(versions: QuerySet[ReportVersion], edition: Edition) -> tuple[str, ...]:
    read = (json.loads(text) for text in versions.values_list("snapshot", flat=True))
    before = [counts_in(snapshot["figures_json"]) for snapshot in read]
    if not before:
        return ()
    now = counts_in(edition.snapshot().figures_json)
    return item_names(disclosure.blocking_any(before, now, settings.MINIMUM_CELL))


def _beside_the_other(report: Report, edition: Edition) -> Iterator[Check]:
    """Both editions hold figures of the same answers; few more or fewer, and one less the other
    is those few."""
    state = ReportVersion.State.PUBLISHED
    others = ReportVersion.objects.filter(report__programme=report.programme_id, state=state)
    if items := _moved_since(others.exclude(report=report), edition):
        yield Check(
            _("The other edition rests on a few answers more or fewer"),
            _(
                "Beside it, these figures would give a few people away: %(items)s. Withdraw that "
                "edition first, or wait until five more have answered."
            )
            % {"items": some(items, 6)},
            stops=True,
        )


def _difference(report: Report, edition: Edition) -> Check:
    items = moved_too_little(report, edition)
    if not items:
        return Check(_("Nobody can be found by comparing versions"), holds=True)
    return Check(
        _("The figures moved by fewer than %(m)s answers") % {"m": settings.MINIMUM_CELL},
        _(
            "Beside the last version they would give a few people away: %(items)s. This version "
            "can keep the figures of the last one."
        )
        % {"items": some(items, 6)},
    )


def _late(report: Report, edition: Edition) -> Iterator[Check]:
    waiting = edition.found.questionnaire.ballots.count()
    if waiting:
        words = ngettext(
            "%(n)s late answer waits sealed", "%(n)s late answers wait sealed", waiting
        )
        yield Check(
            words % {"n": waiting},
            _("Opened after publication, it would change the figures."),
            deed=_("See the forms"),
            url=link("feedback", slug=report.programme.slug),
        )


def _pictures(edition: Edition) -> Iterator[Check]:
    silent = [f for f in inside(edition.value, Figure) if f.chart and not says_something(f.chart)]
    if silent:
        yield Check(
            _("A chart says nothing to those who cannot see it"),
            some(tuple(figure.table.caption for figure in silent)),
            stops=True,
        )
    else:
        yield Check(_("Every chart says in words what it shows"), holds=True)


def says_something(chart: str) -> bool:
    _before, found, rest = chart.partition("<title>")
    return bool(found and rest.partition("</title>")[0].strip())


def _response(edition: Edition) -> Iterator[Check]:
    rate = rate_of(edition.found.people)
    if rate is not None and rate.band in (ResponseBand.CAUTION, ResponseBand.LOW):
        yield Check(
            _("Few answered"),
            _("The report says so above its figures, and speaks for those who answered alone."),
        )
