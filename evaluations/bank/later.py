"""Asked months later, and of those who gave something or have seen something."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ..scales import Kind
from .end import OBSTACLES, REACH, RECOMMEND
from .standard import (
    ACCEPTABLE,
    AROUND,
    BECAUSE,
    PART,
    RESPONSE,
    SEEN,
    SINCE,
    Domain,
    Level,
    Standard,
)

OFTEN = (
    _("Never"),
    _("Once"),
    _("Every few months"),
    _("Monthly"),
    _("Weekly"),
    _("Daily or almost"),
)

FOLLOW_UP = (
    Standard(
        "F1",
        SINCE,
        Kind.OPTION,
        _("At the end you wrote what you would do differently. Did you do it?"),
        (
            _("No"),
            _("Planned"),
            _("Started"),
            _("Partly"),
            _("Done"),
            _("I did something else"),
        ),
        level=Level.BEHAVIOUR,
        marks=("", "", "", "", ACCEPTABLE, ACCEPTABLE),
    ),
    Standard(
        "F2",
        SINCE,
        Kind.STEPS,
        _("I have taken the lead on something outside my formal authority."),
        OFTEN,
        objective=2,
        level=Level.BEHAVIOUR,
    ),
    Standard(
        "F3",
        SINCE,
        Kind.STEPS,
        _("I have worked with someone I met on the programme."),
        OFTEN,
        objective=5,
        level=Level.BEHAVIOUR,
    ),
    replace(REACH, section=SINCE),
    replace(OBSTACLES, section=SINCE),
    Standard(
        "F4",
        AROUND,
        Kind.AGREE6,
        _("People around me now see me as a leader."),
        objective=3,
        level=Level.BEHAVIOUR,
    ),
    Standard(
        "F5",
        AROUND,
        Kind.AGREE6,
        _("My manager has helped me use what I learned."),
        level=Level.BEHAVIOUR,
        domain=Domain.ORGANISATION,
    ),
    Standard(
        "F6",
        AROUND,
        Kind.AGREE6,
        _("My organisation or team has made use of what I learned."),
        level=Level.RESULTS,
        domain=Domain.ORGANISATION,
    ),
    Standard(
        "F7",
        AROUND,
        Kind.OPTIONS,
        _("What has changed there, at least partly because of the programme?"),
        (
            _("How we involve the public"),
            _("How we work with partners"),
            _("A decision"),
            _("A service"),
            _("Nothing yet"),
        ),
        level=Level.RESULTS,
        domain=Domain.ORGANISATION,
    ),
    Standard(
        "F7a",
        AROUND,
        Kind.TEXT,
        _("Give one example."),
        level=Level.RESULTS,
        domain=Domain.ORGANISATION,
    ),
    Standard(
        "F8",
        BECAUSE,
        Kind.AGREE6,
        _("Organisations here work together on this challenge better than before."),
        objective=5,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
    Standard(
        "F9",
        BECAUSE,
        Kind.YES_NO,
        _("Has anything from the group’s response to the challenge been taken forward?"),
        objective=6,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
    Standard(
        "F9a",
        BECAUSE,
        Kind.TEXT,
        _("If so, what, and by whom?"),
        objective=6,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
    Standard(
        "F10",
        BECAUSE,
        Kind.OPTION,
        _("How much of this would have happened anyway?"),
        (_("All"), _("Most"), _("About half"), _("A little"), _("None")),
        level=Level.RESULTS,
        domain=None,
    ),
    Standard("F10a", BECAUSE, Kind.TEXT, _("What else helped?"), level=Level.RESULTS, domain=None),
    Standard(
        "F11",
        BECAUSE,
        Kind.QUOTE,
        _("Tell us about one thing that happened because of the programme, or that did not."),
        level=Level.BEHAVIOUR,
        domain=None,
    ),
    RECOMMEND,
)

CONTRIBUTORS = (
    Standard(
        "H1",
        PART,
        Kind.AGREE6,
        _("Taking part was worth our time."),
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
    Standard(
        "H2",
        PART,
        Kind.QUOTE,
        _("What did you or your organisation take from it?"),
        objective=5,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
)
SETTERS = (
    Standard(
        "G1",
        RESPONSE,
        Kind.AGREE6,
        _("The group’s response told us something we did not know."),
        objective=6,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
)
SETTERS_LATER = (
    Standard(
        "G2",
        RESPONSE,
        Kind.OPTION,
        _("What happened to the group’s response?"),
        (_("Nothing"), _("Considered"), _("Used in part"), _("Adopted"), _("Too early to say")),
        objective=6,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
    Standard(
        "G2a",
        RESPONSE,
        Kind.QUOTE,
        _("What was it, and what happens next?"),
        objective=6,
        level=Level.RESULTS,
        domain=Domain.SYSTEM,
    ),
)
OBSERVERS = (
    Standard(
        "X1",
        SEEN,
        Kind.AGREE6,
        _("I have seen this person lead beyond their formal role in the last three months."),
        objective=2,
        level=Level.BEHAVIOUR,
    ),
    Standard("X1a", SEEN, Kind.TEXT, _("Give one example."), objective=2, level=Level.BEHAVIOUR),
)
