from .link import PersonalLink
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice

__all__ = [
    "Draft",
    "Participant",
    "PersonalLink",
    "PersonalNeeds",
    "Plan",
    "Seat",
    "Team",
    "TeamWish",
    "VisitChoice",
    "VisitPreference",
    "VisitRefusal",
]
