"""What people agree to: the texts by version, what they said, and what follows from it."""

from .answers import Answers, Said, agreed, answers_in, answers_of, refused, say
from .house import HOUSE, OF_CONTRIBUTORS, OF_PARTICIPANTS, Purpose
from .texts import Overtaken, texts_today, word_anew

__all__ = [
    "HOUSE",
    "OF_CONTRIBUTORS",
    "OF_PARTICIPANTS",
    "Answers",
    "Overtaken",
    "Purpose",
    "Said",
    "agreed",
    "answers_in",
    "answers_of",
    "refused",
    "say",
    "texts_today",
    "word_anew",
]
