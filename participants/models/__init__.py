from .link import PersonalLink
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer

__all__ = [
    "Attendance",
    "Draft",
    "Observer",
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
