"""The standard questions at the end of a programme, as data.

O and T belong to each objective and take their words from it, so they are not listed here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .scales import Kind

MAX_ROWS = 26

OBJECTIVES = _("What you came for")
VISIT = _("Your visit")
CAFE = _("The café conversations")
PROGRAMME = _("The programme as a whole")
PLANS = _("What you will do")
WORDS = _("In your own words")


@dataclass(frozen=True, slots=True)
class Standard:
    """One question of the bank. `objective` is the number of the objective it speaks of."""

    code: str
    section: str | Promise
    kind: Kind
    wording: str | Promise
    options: tuple[str | Promise, ...] = ()
    asked_of: str = "everyone"
    objective: int | None = None


END = (
    Standard(
        "V1",
        VISIT,
        Kind.AGREE6,
        _("The visit showed me leadership I do not see in my own organisation."),
        asked_of="visitors",
        objective=1,
    ),
    Standard(
        "V2",
        VISIT,
        Kind.AGREE6,
        _("The visit helped us with the challenge."),
        asked_of="visitors",
        objective=6,
    ),
    Standard(
        "C1",
        CAFE,
        Kind.AGREE6,
        _("The conversations changed how I think about leading."),
        asked_of="guests",
        objective=1,
    ),
    Standard("C2", CAFE, Kind.AGREE6, _("I could ask what I wanted to ask."), asked_of="guests"),
    Standard("R1", PROGRAMME, Kind.AGREE6, _("The programme was a good use of my time.")),
    Standard(
        "R2", PROGRAMME, Kind.AGREE6, _("The mix of people added to what I learned."), objective=5
    ),
    Standard("R3", PROGRAMME, Kind.AGREE6, _("I could speak openly.")),
    Standard(
        "R4",
        PROGRAMME,
        Kind.AGREE6,
        _("The challenge was real and our response was taken seriously."),
        objective=6,
    ),
    Standard("R5", PROGRAMME, Kind.AGREE6, _("I could take a full part (access, pace, space).")),
    Standard(
        "R6",
        PROGRAMME,
        Kind.RECOMMEND,
        _("How likely are you to recommend the programme to a colleague?"),
    ),
    Standard(
        "R7",
        PROGRAMME,
        Kind.OPTION,
        _("Length and pace:"),
        (_("Too long"), _("Too rushed"), _("Right, but some parts wrong"), _("Right")),
    ),
    Standard(
        "R8",
        PROGRAMME,
        Kind.OPTION,
        _("Leading without authority, I am now:"),
        (
            _("Not able to do it"),
            _("Familiar with the ideas, but in need of help"),
            _("Able to do it with some support"),
            _("Able to do it on my own"),
            _("Able to show others"),
        ),
        objective=2,
    ),
    Standard(
        "K1",
        PLANS,
        Kind.TEXT,
        _("What will you do differently in the next three months, by when, with whom?"),
    ),
    Standard("K2", PLANS, Kind.AGREE6, _("I am confident I will do it."), objective=4),
    Standard(
        "K3",
        PLANS,
        Kind.OPTIONS,
        _("What could get in the way?"),
        (
            _("Time"),
            _("No support from my manager"),
            _("No mandate"),
            _("Partners not ready"),
            _("Money"),
            _("Nothing"),
            _("Something else"),
        ),
    ),
    Standard("Q1", WORDS, Kind.QUOTE, _("What would you tell a colleague about the programme?")),
    Standard("Q2", WORDS, Kind.TEXT, _("What should we change?")),
)
