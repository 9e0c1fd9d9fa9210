from .answers import Answer, AnswerImport, Comment, Response
from .ballots import Ballot, Draft, Invitation
from .questionnaire import Question, Questionnaire

__all__ = [
    "Answer",
    "AnswerImport",
    "Ballot",
    "Comment",
    "Draft",
    "Invitation",
    "Question",
    "Questionnaire",
    "Response",
]
