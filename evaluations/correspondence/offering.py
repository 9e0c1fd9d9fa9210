"""Whom staff can write to in a programme: every slice that there is, under headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programmes.models import CafeTable, Contribution, Programme


@dataclass(frozen=True, slots=True)
class Group:
    """`slices` are names with what they are called."""

    title: str
    slices: tuple[tuple[str, str], ...]


def offered_in(programme: Programme) -> tuple[Group, ...]:
    """A constant number of queries; headings without anybody below them are left out."""
    groups = (
        Group(_("Participants"), tuple(_participants(programme))),
        Group(_("Site visits"), tuple(_visits(programme))),
        Group(_("Café"), tuple(_cafes(programme))),
        Group(_("Teams"), tuple(_teams(programme))),
        Group(_("Contributors"), tuple(_contributors(programme))),
        Group(_("Who has not answered"), tuple(_silent(programme))),
    )
    return tuple(group for group in groups if group.slices)


def _participants(programme: Programme) -> Iterator[tuple[str, str]]:
    yield "participants", _("All who said yes")
    yield "invited", _("Invited, not answered yet")
    yield "waiting", _("On the waiting list")


def _visits(programme: Programme) -> Iterator[tuple[str, str]]:
    for visit in programme.site_visits.all():
        yield f"visit-{visit.pk}", visit.title
    if programme.site_visits.exists():
        yield "choice-missing", _("Whoever has not ranked the visits")


def _cafes(programme: Programme) -> Iterator[tuple[str, str]]:
    tables: dict[int, list[CafeTable]] = {}
    for table in CafeTable.objects.filter(cafe__programme=programme):
        tables.setdefault(table.cafe_id, []).append(table)
    for cafe in programme.cafe_conversations.all():
        yield f"cafe-{cafe.pk}", cafe.title
        for table in tables.get(cafe.pk, ()):
            yield f"cafe-{cafe.pk}-table-{table.pk}", f"{cafe.title}: {table}"


def _teams(programme: Programme) -> Iterator[tuple[str, str]]:
    for team in programme.teams.all():
        yield f"team-{team.pk}", team.name


def _contributors(programme: Programme) -> Iterator[tuple[str, str]]:
    titles = {
        Contribution.Kind.SETTER: ("setters", _("Challenge setters")),
        Contribution.Kind.HOST: ("hosts", _("Visit hosts")),
        Contribution.Kind.LEADER: ("leaders", _("Café leaders")),
        Contribution.Kind.SPEAKER: ("speakers", _("Speakers")),
    }
    said_yes = programme.contributions.filter(status__in=Contribution.SAID_YES).order_by()
    kinds = set(said_yes.values_list("kind", flat=True))
    if kinds:
        yield "contributors", _("All who said yes")
    yield from (titles[kind] for kind in titles if kind in kinds)


def _silent(programme: Programme) -> Iterator[tuple[str, str]]:
    """Of forms that are open."""
    for form in programme.questionnaires.all():
        if form.is_open():
            yield f"form-{form.pk}-unanswered", form.title
