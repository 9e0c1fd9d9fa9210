"""The report desk: an edition's sections, what is written there, and what it still needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from evaluations.lint import Finding
from evaluations.models import Questionnaire, Report, ReportVersion, ShareLink
from evaluations.narrative import told

from .edition import NESTED, Edition, edition_of
from .evaluation.contents import edition_name, entries
from .evaluation.figures import Figure
from .evaluation.parts import ObjectivePart
from .evaluation.report import EvaluationReport
from .evaluation.results import Evaluation
from .inside import inside
from .quotes import Quote
from .readiness import Check, findings_in, moved_too_little, readiness, section_page

UNWRITTEN = ("glance", "reading", "each", "questions", "tables", "data")
"""Sections that are made of figures alone."""
LAST = ("change", "contact")
HELD = {"objectives": "results", "programme": "setting"}
"""Where the value of a report holds what belongs to a section, unless under its own name."""


@dataclass(frozen=True, slots=True)
class Section:
    """`anchor`: where the report prints it."""

    key: str
    title: str
    about: str
    text: str
    url: str
    required: bool = False

    @property
    def anchor(self) -> str:
        return "each" if self.key.startswith(NESTED) else self.key

    @property
    def nested(self) -> bool:
        return self.key.startswith(NESTED)


@dataclass(frozen=True, slots=True)
class Named:
    """A figure that may be named, and what takes its place."""

    name: str
    words: str

    @property
    def token(self) -> str:
        return "{{" + self.name + "}}"


@dataclass(frozen=True, slots=True)
class Names:
    """The figures of one question. `belongs`: they stand in the section that is being written."""

    about: str
    names: tuple[Named, ...]
    belongs: bool


@dataclass(frozen=True, slots=True)
class ReportDesk:
    report: Report
    name: str
    others: tuple[Report, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    moved_too_little: bool
    versions: tuple[ReportVersion, ...]
    links: tuple[ShareLink, ...]

    @property
    def has_figures(self) -> bool:
        return bool(self.summary)

    @property
    def next_number(self) -> int:
        return self.versions[0].number + 1 if self.versions else 1

    @property
    def may_publish(self) -> bool:
        return not any(check.stops and not check.holds for check in self.checks)

    @property
    def published(self) -> ReportVersion | None:
        states = ReportVersion.State
        return next((each for each in self.versions if each.state == states.PUBLISHED), None)


def report_desk(report: Report, texts: Mapping[str, str]) -> ReportDesk:
    edition = edition_of(report)
    sections = sections_of(report, texts, edition)
    titles = {section.key: section.title for section in sections}
    versions = report.versions.defer("snapshot", "pdf").select_related("published_by")
    return ReportDesk(
        report=report,
        name=edition_name(report.kind),
        others=tuple(report.programme.reports.exclude(pk=report.pk)),
        summary=edition.value.glance.sentences if edition else (),
        sections=sections,
        checks=readiness(report, texts, titles, edition),
        moved_too_little=bool(edition and moved_too_little(report, edition)),
        versions=tuple(versions.order_by("-number")),
        links=tuple(report.share_links.select_related("made_by")),
    )


# Sections


def sections_of(
    report: Report, texts: Mapping[str, str], edition: Edition | None
) -> tuple[Section, ...]:
    """In the report's order, the answer to it and the contact last."""
    listed = [*_middle(report.kind, edition), *_closing()]
    return tuple(
        Section(key, title, about, texts.get(key, ""), section_page(report, key), key == "change")
        for key, title, about in listed
    )


def _middle(kind: str, edition: Edition | None) -> Iterator[tuple[str, str, str]]:
    for entry in entries(kind):
        if entry.anchor == "each" and edition:
            for part in edition.value.objectives:
                yield (
                    f"{NESTED}{part.number}",
                    part.title,
                    _("Objective %(n)s") % {"n": part.number},
                )
        elif entry.anchor not in (*UNWRITTEN, *LAST):
            yield entry.anchor, entry.title, entry.about


def _closing() -> Iterator[tuple[str, str, str]]:
    yield "change", _("What we will change"), _("Your answer to the findings; required")
    yield "contact", _("Whom to ask"), _("A name and an address, on page 2")


# One section


@dataclass(frozen=True, slots=True)
class SectionPage:
    """`part`: the objective that the section is about."""

    report: Report
    section: Section
    sections: tuple[Section, ...]
    before: Section | None
    after: Section | None
    names: tuple[Names, ...]
    part: ObjectivePart | None
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    html: str
    findings: tuple[Finding, ...]

    @property
    def own_names(self) -> tuple[Names, ...]:
        return tuple(each for each in self.names if each.belongs)


def section_of(
    report: Report, texts: Mapping[str, str], key: str, text: str | None = None
) -> SectionPage | None:
    """None where the edition has no such section; `text`: as it is being typed."""
    edition = edition_of(report)
    sections = sections_of(report, texts, edition)
    at = next((at for at, section in enumerate(sections) if section.key == key), None)
    if at is None:
        return None
    typed = sections[at].text if text is None else text
    held = _held(edition.value, key) if edition else ()
    return SectionPage(
        report=report,
        section=sections[at],
        sections=sections,
        before=sections[at - 1] if at else None,
        after=sections[at + 1] if at + 1 < len(sections) else None,
        names=tuple(_names(edition, key)) if edition else (),
        part=next(inside(held, ObjectivePart), None),
        figures=tuple(inside(held, Figure)),
        quotes=tuple(inside(held, Quote)),
        html=shown(typed, key, edition),
        findings=found_in(typed, key, edition),
    )


def shown(text: str, key: str, edition: Edition | None) -> str:
    if key == "contact":
        return format_html("<p>{}</p>", text) if text else ""
    names = edition.names if edition else {}
    return told(text, names, 4 if key.startswith(NESTED) else 3)


def found_in(text: str, key: str, edition: Edition | None) -> tuple[Finding, ...]:
    return findings_in(text, key, edition) if edition else ()


def _held(value: EvaluationReport, key: str) -> object:
    if key.startswith(NESTED):
        number = key.removeprefix(NESTED)
        return tuple(part for part in value.objectives if str(part.number) == number)
    return getattr(value, HELD.get(key, key), ())


def _names(edition: Edition, key: str) -> Iterator[Names]:
    asked = _wordings(edition.found)
    own = _codes(edition, key)
    by_question: dict[str, list[Named]] = {}
    for name, words in edition.names.items():
        by_question.setdefault(name.rpartition(".")[0], []).append(Named(name, words))
    for question, named in by_question.items():
        about = asked.get(question) or _("How many answered, of those who were asked")
        yield Names(about, tuple(named), question.split(".")[-1] in own)


def _wordings(found: Evaluation) -> dict[str, str]:
    """What was asked, by the name of the question within a figure's name."""
    wordings: dict[str, str] = {}
    for form in reversed(found.moments.forms):
        prefix = "" if form.moment == Questionnaire.Moment.END else f"{form.moment}."
        for question in form.answers.questions:
            wordings[f"{prefix}{question.code}"] = question.wording
    return wordings


def _codes(edition: Edition, key: str) -> frozenset[str]:
    """Of the questions whose figures stand in this section."""
    if key == "people":
        return frozenset({"response"})
    numbers = {each.pk: f"{NESTED}{each.number}" for each in edition.found.objectives}
    asked = (q for form in edition.found.moments.forms for q in form.answers.questions)
    return frozenset(q.code for q in asked if numbers.get(q.objective) == key)
