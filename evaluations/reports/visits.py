"""The page on which somebody chooses a visit: what there is, what they said, what they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.allocation import Rule
from participants.models import Participant, VisitChoice, VisitRefusal
from participants.placing.visits import obstacles
from programmes.models import Contribution, Programme, SiteVisit

from ..forms.visits import choices_among, name_of, ordinal, said_before
from .choosing import COMING, Choosing, choosing
from .personal.visit import MyVisit, my_visit, why_this_visit

# What nobody's wish can change; over a refusal or a pin people and organisers decide.
FIXED = {
    Rule.CALLED_OFF: _("This visit has been called off."),
    Rule.OWN_ORGANISATION: _("This is your own organisation, so you go and see another."),
    Rule.STEP_FREE: _("There are steps, and you asked for step-free access."),
}
WHY_NOT = {
    **FIXED,
    Rule.REFUSED: _("You cannot do this one. Tell the organisers if that has changed."),
    Rule.PINNED: _("The organisers have fixed your place elsewhere. Ask them to change it."),
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One visit. `why_not` is empty when the reader may choose it; `left` counts free places."""

    key: int
    name: str
    title: str
    theme: str
    description: str
    host: str
    hosts: tuple[str, ...]
    day: date
    starts: time
    ends: time
    places: int
    left: int
    step_free: bool
    dress: str
    identification: str
    why_not: str
    is_mine: bool
    ranks: tuple[Option, ...]
    reasons: tuple[Option, ...]
    error: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """`said` is what was chosen, visit by visit in words, the first choice first."""

    programme: Programme
    standing: Choosing
    opens_at: datetime | None
    closes_at: datetime | None
    is_first_come: bool
    offers: tuple[Offer, ...]
    said: tuple[tuple[str, str], ...]
    visit: MyVisit | None
    rank: str

    @property
    def is_open(self) -> bool:
        return self.standing is Choosing.OPEN

    @property
    def errors(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.error)


def open_to(participant: Participant) -> list[SiteVisit]:
    """The visits that this person may rank."""
    visits = list(participant.programme.site_visits.all())
    against = obstacles(participant, visits)
    return [visit for visit in visits if against.get(visit.pk) not in FIXED]


def choice_page_of(
    participant: Participant,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[int, str] | None = None,
) -> ChoicePage:
    """`fields` and `errors` come from what was just sent; without them, what is stored."""
    programme = participant.programme
    choice = getattr(programme, "visit_choice", None)
    visits = _visits(programme)
    against = _reasons(participant, visits, FIXED if _is_ranked(choice) else WHY_NOT)
    fields = said_before(participant, against) if fields is None else fields
    number = len(visits) - len(against)
    offers = tuple(
        _offer(visit, participant, against.get(visit.pk, ""), number, fields, errors or {})
        for visit in visits
    )
    return ChoicePage(
        programme=programme,
        standing=choosing(participant),
        opens_at=choice.opens_at if choice else None,
        closes_at=choice.closes_at if choice else None,
        is_first_come=not _is_ranked(choice),
        offers=offers,
        said=_in_words(offers),
        visit=my_visit(participant.visit, why_this_visit(participant)),
        rank=_rank(participant),
    )


def _is_ranked(choice: VisitChoice | None) -> bool:
    return choice is None or not choice.first_come


def _rank(participant: Participant) -> str:
    """What the place somebody has was among their wishes."""
    if participant.visit_id is None:
        return ""
    value = said_before(participant).get(name_of(participant.visit_id), "")
    return ordinal(int(value)) if value.isdigit() else ""


def _visits(programme: Programme) -> list[SiteVisit]:
    taken = Q(participants__status=Participant.Status.ACCEPTED, participants__absent=False)
    hosts = Contribution.objects.filter(status__in=COMING).select_related("person")
    rows = programme.site_visits.select_related("host")
    rows = rows.annotate(taken=Count("participants", filter=taken))
    return list(rows.prefetch_related(Prefetch("hosts", hosts)))


def _reasons(
    participant: Participant, visits: list[SiteVisit], words: Mapping[Rule, object]
) -> dict[int, str]:
    rules = obstacles(participant, visits)
    return {key: str(words[rule]) for key, rule in rules.items() if rule in words}


def _offer(
    visit: SiteVisit,
    participant: Participant,
    why_not: str,
    number: int,
    fields: Mapping[str, str],
    errors: Mapping[int, str],
) -> Offer:
    name = name_of(visit.pk)
    return Offer(
        key=visit.pk,
        name=name,
        title=visit.title,
        theme=visit.theme,
        description=visit.description,
        host=visit.host.name,
        hosts=tuple(host.person.name for host in visit.hosts.all()),
        day=visit.day,
        starts=visit.starts,
        ends=visit.ends,
        places=visit.capacity,
        left=max(0, visit.capacity - visit.taken),
        step_free=visit.step_free,
        dress=visit.dress,
        identification=visit.identification,
        why_not=why_not,
        is_mine=visit.pk == participant.visit_id,
        ranks=options(choices_among(number), fields.get(name)),
        reasons=options(refusals(), fields.get(name)),
        error=errors.get(visit.pk, ""),
    )


def refusals() -> tuple[tuple[str, str], ...]:
    """In words that say by themselves, in a closed list, that the visit cannot be."""
    words = gettext("Not for me: %(reason)s")
    reasons = VisitRefusal.Reason.choices
    return tuple((value, words % {"reason": reason}) for value, reason in reasons)


def options(choices: tuple[tuple[str, str], ...], chosen: str | None) -> tuple[Option, ...]:
    return tuple(Option(value, str(label), value == chosen) for value, label in choices)


def _in_words(offers: tuple[Offer, ...]) -> tuple[tuple[str, str], ...]:
    """Ranks in their order, then what cannot be."""
    chosen = [
        (not option.value.isdigit(), option.value.zfill(3), offer.title, option.label)
        for offer in offers
        for option in (*offer.ranks, *offer.reasons)
        if option.selected and not offer.why_not
    ]
    return tuple((title, label) for *_order, title, label in sorted(chosen))
