from .link import PersonalLink
from .messages import Message
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer

__all__ = [
    "Attendance",
    "Draft",
    "Message",
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
