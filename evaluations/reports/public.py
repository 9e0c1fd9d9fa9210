"""What anybody may see of a finished programme, once the organiser says so."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from evaluations.models import PublicPage, ReportVersion
from programmes.models import Contribution, Programme
from programmes.reports import span

from .evaluation.contents import edition_name
from .published import published_versions
from .quotes import Quote
from .version import approved_texts, printed_quotes

QUOTES = 6
LONGEST = 260
"""Characters of a quote that can be taken in while passing by."""


@dataclass(frozen=True, slots=True)
class Setter:
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    version: ReportVersion
    url: str


@dataclass(frozen=True, slots=True)
class PublicProgramme:
    title: str
    when: str
    where: str
    commissioner: str
    introduction: str
    challenge: str
    background: str
    setters: tuple[Setter, ...]
    objectives: tuple[str, ...]
    quotes: tuple[Quote, ...]
    reports: tuple[Download, ...]


def shown_page(slug: str) -> PublicPage | None:
    """Only of a programme that is over."""
    pages = PublicPage.objects.filter(shown=True, programme__ends_on__lt=timezone.localdate())
    return pages.select_related("programme__commissioner").filter(programme__slug=slug).first()


def public_programme(page: PublicPage) -> PublicProgramme:
    programme = page.programme
    challenge = getattr(programme, "challenge", None)
    versions = _in_order(published_versions(programme))
    return PublicProgramme(
        title=programme.title,
        when=span(programme.starts_on, programme.ends_on),
        where=", ".join(filter(None, [programme.venue, programme.place])),
        commissioner=programme.commissioner.name if programme.commissioner else "",
        introduction=page.introduction or programme.description,
        challenge=challenge.question if challenge else "",
        background=challenge.background if challenge else "",
        setters=_setters(programme),
        objectives=tuple(programme.objectives.values_list("title", flat=True)),
        quotes=_quotes(programme, versions),
        reports=tuple(_download(programme, version) for version in versions),
    )


def _setters(programme: Programme) -> tuple[Setter, ...]:
    """Those who said yes."""
    rows = programme.contributions.filter(
        kind=Contribution.Kind.SETTER, status__in=Contribution.SAID_YES
    ).select_related("person__organisation")
    return tuple(
        Setter(
            row.person.name,
            ", ".join(filter(None, [row.responsibility, row.person.organisation.name])),
        )
        for row in rows
    )


def _quotes(programme: Programme, versions: tuple[ReportVersion, ...]) -> tuple[Quote, ...]:
    """Out of what is published, less what somebody has taken back since."""
    allowed = approved_texts(programme)
    found: dict[str, Quote] = {}
    for place, version in enumerate(versions, 1):
        fitting = [
            quote
            for quote in printed_quotes(version)
            if quote.text in allowed and len(quote.text) <= LONGEST and quote.text not in found
        ]
        room = QUOTES * place // len(versions) - len(found)
        found |= {quote.text: quote for quote in fitting[: max(0, room)]}
    return tuple(found.values())


def _in_order(versions: tuple[ReportVersion, ...]) -> tuple[ReportVersion, ...]:
    """As they came: the later edition after the first."""
    return tuple(sorted(versions, key=lambda version: version.report.is_follow_up))


def _download(programme: Programme, version: ReportVersion) -> Download:
    kind = version.report.kind
    return Download(edition_name(kind), version, reverse("public_pdf", args=[programme.slug, kind]))
