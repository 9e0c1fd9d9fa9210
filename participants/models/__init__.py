from .admission import Application
from .afterwards import PeerNote, Pledge
from .consents import Consent, ConsentText
from .link import PersonalLink
from .messages import Message
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer

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
    "Team",
    "TeamWish",
    "VisitChoice",
    "VisitPreference",
    "VisitRefusal",
]
