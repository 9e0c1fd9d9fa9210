"""What a question of the standard bank says of itself, as data."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..scales import Kind


class Level(IntEnum):
    """Kirkpatrick's four; a question that speaks of two belongs to the lower."""

    REACTION = 1
    LEARNING = 2
    BEHAVIOUR = 3
    RESULTS = 4


class Domain(StrEnum):
    """Where something changed, after EvaluLEAD."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    SYSTEM = "system"


LEVELS = {
    Level.REACTION: _("1 · how it was"),
    Level.LEARNING: _("2 · what people learned"),
    Level.BEHAVIOUR: _("3 · what people do"),
    Level.RESULTS: _("4 · what came of it"),
}
DOMAINS = {
    Domain.INDIVIDUAL: _("the person"),
    Domain.ORGANISATION: _("their organisation"),
    Domain.SYSTEM: _("the wider system"),
}
ACCEPTABLE, SUPERIOR = "acceptable", "superior"

OBJECTIVES = _("What you came for")
BEFORE = _("Before you come")
SESSION = _("This session")
VISIT = _("Your visit")
CAFE = _("The café conversations")
TAKEN = _("What you take away")
PROGRAMME = _("The programme as a whole")
PLANS = _("What you will do")
WORDS = _("In your own words")
SINCE = _("What you have done since")
AROUND = _("Around you")
BECAUSE = _("Because of the programme")
RESPONSE = _("The group’s response")
PART = _("Your part in it")
SEEN = _("What you have seen")


@dataclass(frozen=True, slots=True)
class Standard:
    """One question of the bank. `objective` is the number of the objective it speaks of; `marks`
    say for each option whether it is acceptable, superior or neither."""

    code: str
    section: str | Promise
    kind: Kind
    wording: str | Promise
    options: tuple[str | Promise, ...] = ()
    asked_of: str = "everyone"
    objective: int | None = None
    level: Level | None = Level.REACTION
    domain: Domain | None = Domain.INDIVIDUAL
    marks: tuple[str, ...] = ()
