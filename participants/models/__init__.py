from .link import PersonalLink
from .messages import Message
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer
from .seatings import Seating

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
    "Seating",
    "Team",
    "TeamWish",
    "VisitChoice",
    "VisitPreference",
    "VisitRefusal",
]
