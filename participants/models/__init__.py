from .admission import Application
from .afterwards import PeerNote, PeerRound, Pledge
from .consents import Consent, ConsentText
from .link import PersonalLink
from .messages import OWNERS, DeliveryEvent, Message, Step, Template
from .participant import Participant, PersonalNeeds, Team
from .places import Seat, VisitPreference, VisitRefusal
from .plans import Draft, Plan, TeamWish, VisitChoice
from .presence import Attendance, Observer
from .seatings import Seating
from .worker import Worker

__all__ = [
    "OWNERS",
    "Application",
    "Attendance",
    "Consent",
    "ConsentText",
    "DeliveryEvent",
    "Draft",
    "Message",
    "Observer",
    "Participant",
    "PeerNote",
    "PeerRound",
    "PersonalLink",
    "PersonalNeeds",
    "Plan",
    "Pledge",
    "Seat",
    "Seating",
    "Step",
    "Team",
    "TeamWish",
    "Template",
    "VisitChoice",
    "VisitPreference",
    "VisitRefusal",
    "Worker",
]
