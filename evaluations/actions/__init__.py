"""What happens to forms and answers."""

from .ballots import FormClosed, draft_of, save_draft, submit, submit_paper, submitted, withdraw
from .counting import TooFewToOpen, count_ballots
from .questionnaires import add_end_questionnaire, revise_question

__all__ = [
    "FormClosed",
    "TooFewToOpen",
    "add_end_questionnaire",
    "count_ballots",
    "draft_of",
    "revise_question",
    "save_draft",
    "submit",
    "submit_paper",
    "submitted",
    "withdraw",
]
