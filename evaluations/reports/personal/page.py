"""What a participant sees of their programme: where to go, whom to meet, what is asked of them.

A further part of the page has a module of its own here, one field of MyPage, and one template
`_my_….html` that the page includes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from participants.models import Participant
from programmes.models import Programme
from programmes.reports import span

from ..choosing import Choosing, choosing, has_wishes
from ..consents import MyConsents, my_consents
from ..my_notes import NotesBlock, notes_block
from ..own_words import own_quotes
from ..public import shown_page
from .agenda import my_items, my_own
from .coming import MyComing, my_coming
from .days import MyDays, my_days
from .forms import MyForm, asks_colleagues, my_forms, own_forms
from .papers import MyPaper, my_papers
from .pledges import MyPledges, my_pledges
from .reach import Place, place_of
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
    dates: str
    choice: MyChoice | None
    visit: MyVisit | None
    without_visit: str
    team: str
    mates: tuple[str, ...]
    days: MyDays
    place: Place
    forms: tuple[MyForm, ...]
    challenge: str
    papers: tuple[MyPaper, ...]
    pledges: MyPledges
    consents: MyConsents
    notes: NotesBlock | None = None
    quotes: int = 0
    names_colleagues: bool = False
    came: bool = True
    report: str = ""
    coming: MyComing | None = None

    @property
    def has_answered(self) -> bool:
        return any(form.is_answered for form in self.forms)

    @property
    def open_forms(self) -> tuple[MyForm, ...]:
        return tuple(form for form in self.forms if form.is_open and not form.is_answered)

    @property
    def shows_way(self) -> bool:
        """How to get there stands on the first card until the days have begun."""
        if self.coming and self.coming.is_out:
            return False
        days = self.days
        on_card = days.is_before and any(not card.item.visit for card in days.cards)
        return self.place.is_known and not days.is_over and not on_card

    @property
    def visit_first(self) -> bool:
        """Before the days it is what one wants to know; later the rest of the day comes first."""
        return self._visit_apart and self.days.is_before

    @property
    def visit_later(self) -> bool:
        return self._visit_apart and not self.days.is_before

    @property
    def _visit_apart(self) -> bool:
        return self.visit is not None and not self.days.shows_visit


def my_page_of(participant: Participant, coming: MyComing | None = None) -> MyPage:
    """Everything on the page, in as many queries whatever the programme's size.

    `coming` holds a form that was refused, to be shown again.
    """
    programme = participant.programme
    why = why_this_visit(participant)
    rows = own_forms(participant)
    forms = my_forms(participant, rows)
    mine = my_own(participant, my_visit(participant.visit, why), forms)
    question, papers = my_papers(programme)
    days = my_days(programme, my_items(participant, mine))
    consents = my_consents(participant)
    return MyPage(
        name=participant.person.name,
        programme=programme,
        dates=span(programme.starts_on, programme.ends_on),
        choice=_choice(participant),
        visit=mine.visit,
        without_visit="" if participant.visit_id else why,
        team=mine.team,
        mates=mine.mates,
        days=days,
        place=place_of(programme),
        forms=forms,
        challenge=question,
        papers=papers,
        pledges=my_pledges(participant),
        consents=consents,
        notes=notes_block(participant),
        quotes=_quotes(participant) if consents.asks_about_quotes else 0,
        names_colleagues=any(asks_colleagues(form) for form in rows),
        came=participant.status == Participant.Status.ACCEPTED and not participant.absent,
        report=_report(programme) if days.is_over else "",
        coming=coming or my_coming(participant),
    )


def _report(programme: Programme) -> str:
    """Where anybody may read what came of it, once the organisers show that."""
    shown = shown_page(programme.slug)
    return reverse("public_page", args=[programme.slug]) if shown else ""


def _quotes(participant: Participant) -> int:
    return len([q for q in own_quotes(participant) if q.needs_yes and q.confirmed is None])


def _choice(participant: Participant) -> MyChoice | None:
    if choosing(participant) is not Choosing.OPEN:
        return None
    choice = participant.programme.visit_choice
    has_chosen = bool(participant.visit) if choice.first_come else has_wishes(participant)
    return MyChoice(choice.closes_at, choice.first_come, has_chosen)
