"""What the house says of one step: its words, who gets them, and by which date they go."""

from dataclasses import dataclass
from datetime import time
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Step


class Anchor(Enum):
    """The date that a step is counted from, in words that follow “3 days before”.

    What `happens` is told at once where no days lie between.
    """

    ASKED = _("the day they are asked")
    THEIR_PART = _("the day of their part")
    APPLIED = _("the application")
    DECIDED = _("the decision")
    INVITED = _("the invitation")
    WAITING = _("the day they come onto the waiting list")
    FIRST_DAY = _("the first day")
    EACH_DAY = _("each day of the programme")
    LAST_DAY = _("the last day")
    CHOICE_OPENS = _("the opening of the choice of visits")
    CHOICE_CLOSES = _("the end of the choice of visits")
    PLACED = _("the publishing of places")
    FORM_OPENS = _("the opening of the form")
    FORM_CLOSES = _("the end of the form")
    PLEDGE_DUE = _("the day the pledge is meant for")
    NOTES_RELEASED = _("the release of the notes")
    BY_HAND = _("the day it is written")

    @property
    def happens(self) -> bool:
        """It is an instant, and not a day or an end that everybody knows beforehand."""
        return self in HAPPENS


HAPPENS = {
    Anchor.ASKED,
    Anchor.APPLIED,
    Anchor.DECIDED,
    Anchor.INVITED,
    Anchor.WAITING,
    Anchor.CHOICE_OPENS,
    Anchor.PLACED,
    Anchor.FORM_OPENS,
    Anchor.NOTES_RELEASED,
    Anchor.BY_HAND,
}


@dataclass(frozen=True, slots=True)
class House:
    """`owners` are kinds of recipients, as fields of a message name them; `kinds` those of
    contributions, where not all. `every`: so many days later again, until its date has come.
    `about` names what else it needs to know: a form, a pledge, a day."""

    step: Step
    subject: str | Promise
    text: str | Promise
    owners: tuple[str, ...]
    anchor: Anchor
    days: int = 0
    clock: time = time(9)
    by_itself: bool = False
    in_use: bool = True
    every: int = 0
    about: str = ""
    kinds: tuple[str, ...] = ()
