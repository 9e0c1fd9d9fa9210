"""What the house says of one step: its words, who gets them, and by which date they go."""

from dataclasses import dataclass
from datetime import time
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Step


class Anchor(Enum):
    """The date that a step is counted from: in words after “3 days before”, and for that very day
    or moment."""

    ASKED = _("the day they are asked"), _("as soon as they are to be asked")
    THEIR_PART = _("the day of their part"), _("on the day of their part")
    APPLIED = _("the application"), _("as soon as an application arrives")
    DECIDED = _("the decision"), _("as soon as it is decided")
    INVITED = _("the invitation"), _("as soon as they are to be invited")
    WAITING = _("they are put on the waiting list"), _("as soon as they are on the waiting list")
    FIRST_DAY = _("the first day"), _("on the first day")
    EACH_DAY = _("each day of the programme"), _("on each day of the programme")
    LAST_DAY = _("the last day"), _("on the last day")
    CHOICE_OPENS = _("the choice of visits opens"), _("as soon as the choice of visits opens")
    CHOICE_CLOSES = _("the choice of visits closes"), _("on the day the choice of visits closes")
    PLACED = _("places are published"), _("as soon as places are published")
    FORM_OPENS = _("the form opens"), _("as soon as the form opens")
    FORM_CLOSES = _("the form closes"), _("on the day the form closes")
    PLEDGE_DUE = _("the day they named"), _("on the day they named")
    NOTES_RELEASED = _("the notes are released"), _("as soon as the notes are released")
    BY_HAND = _("it is written"), _("when somebody writes it")

    @property
    def happens(self) -> bool:
        """It is an instant, told at once where no days lie between, and not a day or an end that
        everybody knows beforehand."""
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
    contributions, where not all. `again`: so many days later once more, about the form at the end.
    `about` names what else it needs to know: a form, a pledge, a day. Not `is_dated`: it goes at
    once or never. `names`: placeholders that may stand in it, where not all that fit."""

    step: Step
    subject: str | Promise
    text: str | Promise
    owners: tuple[str, ...]
    anchor: Anchor
    days: int = 0
    clock: time = time(9)
    by_itself: bool = False
    in_use: bool = True
    again: tuple[int, ...] = ()
    about: str = ""
    kinds: tuple[str, ...] = ()
    is_dated: bool = True
    names: tuple[str, ...] = ()
