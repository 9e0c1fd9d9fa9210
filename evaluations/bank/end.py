"""Asked of participants before, on the days and at the end.

O and T belong to each objective and take their words from it, so they are not listed here.
"""

from django.utils.translation import gettext_lazy as _

from ..scales import Kind
from .standard import (
    ACCEPTABLE,
    BEFORE,
    CAFE,
    PLANS,
    PROGRAMME,
    SESSION,
    SUPERIOR,
    TAKEN,
    VISIT,
    WORDS,
    Domain,
    Level,
    Standard,
)

HOPED = Standard(
    "B1",
    BEFORE,
    Kind.TEXT,
    _("What do you most want to take from the programme?"),
    level=None,
    domain=None,
)
REACH = Standard(
    "B2",
    BEFORE,
    Kind.COUNT,
    _("How many people outside your own sector could you call for advice this week?"),
    objective=5,
    level=Level.BEHAVIOUR,
)

OF_A_SESSION = (
    Standard("S1", SESSION, Kind.AGREE6, _("This was relevant to the work I do.")),
    Standard("S2", SESSION, Kind.AGREE6, _("I took an active part.")),
)
TAKEN_AWAY = (
    Standard(
        "S3",
        TAKEN,
        Kind.OPTION,
        _("What will you do with it?"),
        (
            _("Nothing yet"),
            _("Keep thinking"),
            _("Talk to a colleague"),
            _("Try one thing, and I know when"),
            _("I am already changing something"),
        ),
    ),
    Standard("S4", TAKEN, Kind.QUOTE, _("One thing I take away.")),
)
OF_VISITS = (
    Standard(
        "V1",
        VISIT,
        Kind.AGREE6,
        _("The visit showed me leadership I do not see in my own organisation."),
        asked_of="visitors",
        objective=1,
        level=Level.LEARNING,
    ),
    Standard(
        "V2",
        VISIT,
        Kind.AGREE6,
        _("The visit helped us with the challenge."),
        asked_of="visitors",
        objective=6,
    ),
)
OF_A_CAFE = (
    Standard(
        "C1",
        CAFE,
        Kind.AGREE6,
        _("The conversations changed how I think about leading."),
        asked_of="guests",
        objective=1,
        level=Level.LEARNING,
    ),
    Standard("C2", CAFE, Kind.AGREE6, _("I could ask what I wanted to ask."), asked_of="guests"),
)

RECOMMEND = Standard(
    "R6",
    PROGRAMME,
    Kind.RECOMMEND,
    _("How likely are you to recommend the programme to a colleague?"),
)
OBSTACLES = Standard(
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
    level=Level.BEHAVIOUR,
    domain=Domain.ORGANISATION,
)
OF_THE_PROGRAMME = (
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
    RECOMMEND,
    Standard(
        "R7",
        PROGRAMME,
        Kind.OPTION,
        _("Length and pace:"),
        (_("Too long"), _("Too rushed"), _("Right, but some parts wrong"), _("Right")),
        marks=("", "", "", ACCEPTABLE),
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
        level=Level.LEARNING,
        marks=("", "", ACCEPTABLE, ACCEPTABLE, SUPERIOR),
    ),
)
OF_PLANS_AND_WORDS = (
    Standard(
        "K1",
        PLANS,
        Kind.COMMIT,
        _("What will you do differently in the next three months, by when, with whom?"),
        level=Level.LEARNING,
    ),
    Standard(
        "K2",
        PLANS,
        Kind.AGREE6,
        _("I am confident I will do it."),
        objective=4,
        level=Level.LEARNING,
    ),
    OBSTACLES,
    Standard("Q1", WORDS, Kind.QUOTE, _("What would you tell a colleague about the programme?")),
    Standard("Q2", WORDS, Kind.TEXT, _("What should we change?")),
)

END = (*OF_VISITS, *OF_A_CAFE, *OF_THE_PROGRAMME, *OF_PLANS_AND_WORDS)
