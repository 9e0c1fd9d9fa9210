from .link import PersonalLink
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference

__all__ = [
    "Participant",
    "PersonalLink",
    "PersonalNeeds",
    "Seat",
    "Team",
    "VisitPreference",
]
