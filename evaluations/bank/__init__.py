"""The standard questions, as data, and which of them each form asks."""

from .end import (
    END,
    HOPED,
    OF_A_CAFE,
    OF_A_SESSION,
    OF_PLANS_AND_WORDS,
    OF_THE_PROGRAMME,
    OF_VISITS,
    REACH,
    TAKEN_AWAY,
)
from .later import CONTRIBUTORS, FOLLOW_UP, OBSERVERS, SETTERS, SETTERS_LATER
from .standard import (
    ACCEPTABLE,
    DOMAINS,
    LEVELS,
    OBJECTIVES,
    SUPERIOR,
    Domain,
    Level,
    Standard,
)

MAX_ROWS = 26
"""A pair of before and now is drawn as one row. Nobody finishes a longer form."""

WAS_IT_DONE = "F1"
"""Above it stands what its reader meant to do."""

FORMS = {
    "before": (REACH, HOPED),
    "session": (*OF_A_SESSION, *TAKEN_AWAY),
    "visits": (*OF_VISITS, *TAKEN_AWAY),
    "café": (*OF_A_CAFE, *TAKEN_AWAY),
    "end": END,
    "follow-up": FOLLOW_UP,
    "contributors": CONTRIBUTORS,
    "setters": SETTERS,
    "setters-later": SETTERS_LATER,
    "observers": OBSERVERS,
}
"""By moment, the later of the setters' two by its short name: what is asked beside O and T."""

EVERY = tuple(
    {standard.code: standard for standards in FORMS.values() for standard in standards}.values()
)
"""Each question of the bank once."""

__all__ = [
    "ACCEPTABLE",
    "CONTRIBUTORS",
    "DOMAINS",
    "END",
    "EVERY",
    "FOLLOW_UP",
    "FORMS",
    "LEVELS",
    "MAX_ROWS",
    "OBJECTIVES",
    "OBSERVERS",
    "OF_A_CAFE",
    "OF_PLANS_AND_WORDS",
    "OF_THE_PROGRAMME",
    "OF_VISITS",
    "SETTERS",
    "SETTERS_LATER",
    "SUPERIOR",
    "Domain",
    "Level",
    "Standard",
]
