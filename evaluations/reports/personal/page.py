"""What a participant sees of their programme: where to go, whom to meet, what is asked of them.

A further part of the page has a module of its own here, one field of MyPage, and one template
`_my_….html` that the page includes.
"""

from dataclasses import dataclass
from datetime import datetime

from participants.models import Participant
from programmes.models import Challenge, ChallengePaper, Programme

from ..choosing import Choosing, choosing, has_wishes
from ..consents import MyConsents, my_consents
from ..own_words import own_quotes
from .agenda import MyDay, my_days
from .forms import MyForm, asks_colleagues, my_forms, own_forms
from .visit import MyVisit, my_visit, why_this_visit


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
    consents: MyConsents
    quotes: int = 0
    names_colleagues: bool = False

    @property
    def has_answered(self) -> bool:
        return any(form.is_answered for form in self.forms)

    @property
    def open_forms(self) -> tuple[MyForm, ...]:
        return tuple(form for form in self.forms if form.is_open and not form.is_answered)


def my_page_of(participant: Participant) -> MyPage:
    """Everything on the page, in as many queries whatever the programme's size."""
    programme = participant.programme
    challenge = Challenge.objects.filter(programme=programme).first()
    mates = ()
    if participant.team_id:
        others = participant.team.participants.eligible().exclude(pk=participant.pk)
        mates = tuple(others.values_list("person__name", flat=True))
    why = why_this_visit(participant)
    forms = own_forms(participant)
    consents = my_consents(participant)
    return MyPage(
        name=participant.person.name,
        programme=programme,
        choice=_choice(participant),
        visit=my_visit(participant.visit, why),
        without_visit="" if participant.visit_id else why,
        team=participant.team.name if participant.team else "",
        mates=mates,
        days=my_days(participant),
        forms=my_forms(participant, forms),
        challenge=challenge.question if challenge else "",
        papers=tuple(challenge.papers.all()) if challenge else (),
        consents=consents,
        quotes=_quotes(participant) if consents.asks_about_quotes else 0,
        names_colleagues=any(asks_colleagues(form) for form in forms),
    )


def _quotes(participant: Participant) -> int:
    return len([q for q in own_quotes(participant) if q.needs_yes and q.confirmed is None])


def _choice(participant: Participant) -> MyChoice | None:
    if choosing(participant) is not Choosing.OPEN:
        return None
    choice = participant.programme.visit_choice
    has_chosen = bool(participant.visit) if choice.first_come else has_wishes(participant)
    return MyChoice(choice.closes_at, choice.first_come, has_chosen)
