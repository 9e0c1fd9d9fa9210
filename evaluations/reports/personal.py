"""What a participant sees of their programme: where to go, whom to meet, what is asked of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from django.utils import timezone

from evaluations.audience import places_of
from evaluations.models import Invitation, Questionnaire
from evaluations.scales import Kind
from participants.models import Participant
from participants.placing.visits import published_reasons
from programmes.models import (
    Challenge,
    ChallengePaper,
    Programme,
    SiteVisit,
)

from .agenda import MyDay, my_days
from .choosing import COMING, Choosing, choosing, has_wishes, is_published
from .own_words import own_quotes
from .promise import promise


class Standing(Enum):
    """How a form stands towards one participant."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class MyForm:
    title: str
    slug: str
    standing: Standing
    opens_at: datetime
    closes_at: datetime
    is_answered: bool
    promise: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN


@dataclass(frozen=True, slots=True)
class MyVisit:
    """`why` says why it is this one, once places are published."""

    title: str
    theme: str
    day: date
    starts: time
    ends: time
    meeting_point: str
    dress: str
    identification: str
    step_free: bool
    hosts: tuple[str, ...]
    contact: str
    phone: str
    called_off: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class MyChoice:
    """The choice of visits, while it is open."""

    closes_at: datetime | None
    is_first_come: bool
    has_chosen: bool


@dataclass(frozen=True, slots=True)
class MyPage:
    """`without_visit` says why there is none, where others have been given theirs. `quotes`: how
    many of the reader's own are printed only once they agree again."""

    name: str
    programme: Programme
    choice: MyChoice | None
    visit: MyVisit | None
    without_visit: str
    team: str
    mates: tuple[str, ...]
    days: tuple[MyDay, ...]
    forms: tuple[MyForm, ...]
    challenge: str
    papers: tuple[ChallengePaper, ...]
    quotes: int = 0
    names_colleagues: bool = False

    @property
    def has_answered(self) -> bool:
        return any(form.is_answered for form in self.forms)

    @property
    def open_forms(self) -> tuple[MyForm, ...]:
        return tuple(form for form in self.forms if form.is_open and not form.is_answered)


def standing(form: Questionnaire, is_asked: bool) -> Standing:
    """Whether somebody may answer now, and why not."""
    if not is_asked:
        return Standing.NOT_ASKED
    if form.is_open():
        return Standing.OPEN
    not_yet = form.counted_on is None and timezone.now() < form.opens_at
    return Standing.NOT_YET if not_yet else Standing.CLOSED


def what_was_typed(
    form: Questionnaire, fields: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Question and words, of what somebody wrote and could not send."""
    words = form.questions.filter(kind__in=[kind.value for kind in Kind if kind.is_words])
    typed = [(one.wording, (fields.get(f"q{one.pk}") or [""])[0]) for one in words]
    return tuple((wording, text) for wording, text in typed if text.strip())


def my_page_of(participant: Participant) -> MyPage:
    """Everything on the page, in as many queries whatever the programme's size."""
    programme = participant.programme
    challenge = Challenge.objects.filter(programme=programme).first()
    mates = ()
    if participant.team_id:
        others = participant.team.participants.eligible().exclude(pk=participant.pk)
        mates = tuple(others.values_list("person__name", flat=True))
    why = why_this_visit(participant)
    forms = _own_forms(participant)
    return MyPage(
        name=participant.person.name,
        programme=programme,
        choice=_choice(participant),
        visit=my_visit(participant.visit, why),
        without_visit="" if participant.visit_id else why,
        team=participant.team.name if participant.team else "",
        mates=mates,
        days=my_days(participant),
        forms=_forms(participant, forms),
        challenge=challenge.question if challenge else "",
        papers=tuple(challenge.papers.all()) if challenge else (),
        quotes=len([q for q in own_quotes(participant) if q.needs_yes and q.confirmed is None]),
        names_colleagues=any(asks_colleagues(form) for form in forms),
    )


def _choice(participant: Participant) -> MyChoice | None:
    if choosing(participant) is not Choosing.OPEN:
        return None
    choice = participant.programme.visit_choice
    has_chosen = bool(participant.visit) if choice.first_come else has_wishes(participant)
    return MyChoice(choice.closes_at, choice.first_come, has_chosen)


def my_visit(visit: SiteVisit | None, why: str = "") -> MyVisit | None:
    if visit is None:
        return None
    hosts = visit.hosts.filter(status__in=COMING)
    return MyVisit(
        title=visit.title,
        theme=visit.theme,
        day=visit.day,
        starts=visit.starts,
        ends=visit.ends,
        meeting_point=visit.meeting_point,
        dress=visit.dress,
        identification=visit.identification,
        step_free=visit.step_free,
        hosts=tuple(hosts.values_list("person__name", flat=True)),
        contact=visit.contact.name if visit.contact else "",
        phone=visit.contact.phone if visit.contact else "",
        called_off=visit.called_off,
        why=why,
    )


def why_this_visit(participant: Participant) -> str:
    """Empty while nothing is published, and where everybody took their place themselves."""
    choice = getattr(participant.programme, "visit_choice", None)
    if (choice and choice.first_come) or not is_published(participant):
        return ""
    return published_reasons(participant.programme).get(participant.pk, "")


def my_form(form: Questionnaire, is_answered: bool) -> MyForm:
    stands = standing(form, is_asked=True)
    said = promise(form).short if stands is Standing.OPEN else ""
    return MyForm(form.title, form.slug, stands, form.opens_at, form.closes_at, is_answered, said)


def asks_colleagues(form: Questionnaire) -> bool:
    """A form for observers that still takes answers, so that one may be named for it."""
    ahead = form.counted_on is None and timezone.now() < form.closes_at
    return ahead and form.moment == Questionnaire.Moment.OBSERVERS


def _own_forms(participant: Participant) -> list[Questionnaire]:
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    return list(participant.programme.questionnaires.all()) if takes_part else []


def _forms(participant: Participant, forms: list[Questionnaire]) -> tuple[MyForm, ...]:
    places = places_of(participant.programme, forms)
    mine = Invitation.objects.filter(
        participant=participant, state=Invitation.State.SUBMITTED
    ).values_list("questionnaire_id", flat=True)
    answered = set(mine)
    return tuple(
        my_form(form, form.pk in answered)
        for form in forms
        if places.concern(form, participant.pk, participant.visit_id)
    )
