"""What one person would like to visit and what they cannot do, as an organiser writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from participants.allocation import Rule
from participants.models import Participant
from participants.placing.visits import obstacles
from programmes.models import Programme, SiteVisit

from ..forms.visits import choices_among, name_of, said_before
from .visits import FIXED, Option, options, refusals

WHY_NOT = {
    Rule.CALLED_OFF: _("This visit is called off."),
    Rule.OWN_ORGANISATION: _("This is their own organisation."),
    Rule.STEP_FREE: _("There are steps, and they need step-free access."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One visit; `why_not` is empty where it can be chosen."""

    name: str
    title: str
    about: str
    why_not: str
    ranks: tuple[Option, ...]
    reasons: tuple[Option, ...]
    error: str


@dataclass(frozen=True, slots=True)
class WishesPage:
    programme: Programme
    person: str
    visit: str
    lines: tuple[Line, ...]

    @property
    def errors(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.error)


def wishes_page_of(
    participant: Participant,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[int, str] | None = None,
) -> WishesPage:
    """`fields` and `errors` come from what was just sent; without them, what is stored."""
    programme = participant.programme
    visits = list(programme.site_visits.select_related("host"))
    rules = obstacles(participant, visits)
    against = {key: str(WHY_NOT[rule]) for key, rule in rules.items() if rule in FIXED}
    fields = said_before(participant, against) if fields is None else fields
    number = len(visits) - len(against)
    return WishesPage(
        programme=programme,
        person=str(participant),
        visit=str(participant.visit or ""),
        lines=tuple(
            _line(visit, against.get(visit.pk, ""), number, fields, errors or {})
            for visit in visits
        ),
    )


def _line(
    visit: SiteVisit,
    why_not: str,
    number: int,
    fields: Mapping[str, str],
    errors: Mapping[int, str],
) -> Line:
    name = name_of(visit.pk)
    about = (visit.theme, f"{date_format(visit.day, 'D j M')}, {visit.starts:%H:%M}")
    return Line(
        name=name,
        title=visit.title,
        about=" · ".join(filter(None, about)),
        why_not=why_not,
        ranks=options(choices_among(number), fields.get(name)),
        reasons=options(refusals(), fields.get(name)),
        error=errors.get(visit.pk, ""),
    )
