from .admission import Admission, MixTarget
from .agenda import Session
from .cafe import CafeConversation, CafeTable
from .challenge import Challenge, ChallengePaper
from .contribution import Contribution
from .people import Organisation, Person, Sector
from .programme import Objective, Programme, Tick
from .staff import Membership, User
from .trail import Trail
from .visits import SiteVisit

__all__ = [
    "Admission",
    "CafeConversation",
    "CafeTable",
    "Challenge",
    "ChallengePaper",
    "Contribution",
    "Membership",
    "MixTarget",
    "Objective",
    "Organisation",
    "Person",
    "Programme",
    "Sector",
    "Session",
    "SiteVisit",
    "Tick",
    "Trail",
    "User",
]
