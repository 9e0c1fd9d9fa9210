"""What happens to forms and answers."""

from .ballots import FormClosed, draft_of, save_draft, submit, submit_paper, submitted, withdraw
from .counting import CannotOpen, TooFewToOpen, count_ballots, too_few
from .importing import CannotImport, Import, import_answers
from .questionnaires import add_end_questionnaire, revise_question

__all__ = [
    "CannotImport",
    "CannotOpen",
    "FormClosed",
    "Import",
    "TooFewToOpen",
    "add_end_questionnaire",
    "count_ballots",
    "draft_of",
    "import_answers",
    "revise_question",
    "save_draft",
    "submit",
    "submit_paper",
    "submitted",
    "too_few",
    "withdraw",
]
