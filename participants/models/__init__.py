from .admission import Application
from .afterwards import PeerNote, Pledge
from .consents import Consent, ConsentText
from .link import PersonalLink
from .messages import Message
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer
from .seatings import Seating

__all__ = [
    "Application",
    "Attendance",
    "Consent",
    "ConsentText",
    "Draft",
    "Message",
    "Observer",
    "Participant",
    "PeerNote",
    "PersonalLink",
    "PersonalNeeds",
    "Plan",
    "Pledge",
    "Seat",
    "Seating",
    "Team",
    "TeamWish",
    "VisitChoice",
    "VisitPreference",
    "VisitRefusal",
]
