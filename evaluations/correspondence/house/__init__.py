"""The house's own words for every step. A programme may word any of them differently."""

from participants.models import Step

from . import answers, contributors, participants
from .values import Anchor, House

__all__ = ["HOUSE", "Anchor", "House"]

# In the order of a programme's life.
HOUSE: dict[Step, House] = {
    house.step: house
    for house in (
        contributors.ASK,
        contributors.ASK_AGAIN,
        participants.RECEIVED,
        participants.NOT_CHOSEN,
        participants.INVITATION,
        participants.INVITATION_REMINDER,
        participants.WAITING,
        participants.CHOICE,
        participants.CHOICE_REMINDER,
        participants.PLACES,
        contributors.BRIEF_SETTER,
        contributors.BRIEF_HOST,
        contributors.BRIEF_LEADER,
        contributors.BRIEF_SPEAKER,
        participants.JOINING,
        participants.EVE,
        answers.FEEDBACK,
        answers.FEEDBACK_REMINDER,
        answers.THANKS,
        contributors.THANKS_CONTRIBUTOR,
        answers.PEER_NOTES,
        answers.PLEDGE,
        answers.FOLLOW_UP,
        answers.BY_HAND,
    )
}
