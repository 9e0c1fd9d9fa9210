"""What happens to forms and answers."""

from .ballots import (
    FormClosed,
    may_talk,
    offer_to_talk,
    opened_ballot,
    opened_draft,
    save_draft,
    submit,
    submit_paper,
    withdraw,
)
from .cloning import clone_programme
from .confirming import confirm_quote
from .counting import CannotOpen, TooFewToOpen, count_ballots, too_few
from .dates import fix_due_plans, fix_plan, follow_all_dates, follow_dates
from .forgetting import Forgotten, forget, naming
from .importing import CannotImport, Import, import_answers
from .moving import CannotMove, move_programme
from .planning import Planned, plan_evaluation, removable
from .questionnaires import add_end_questionnaire, add_questionnaires, revise_question
from .stating import state, unstate
from .unlinking import destroy_due_keys, destroy_key
from .wishes import note_wishes
from .withdrawing import TakenBack, take_back
from .words import approve, purge_originals

__all__ = [
    "CannotImport",
    "CannotMove",
    "CannotOpen",
    "Forgotten",
    "FormClosed",
    "Import",
    "Planned",
    "TakenBack",
    "TooFewToOpen",
    "add_end_questionnaire",
    "add_questionnaires",
    "approve",
    "clone_programme",
    "confirm_quote",
    "count_ballots",
    "destroy_due_keys",
    "destroy_key",
    "fix_due_plans",
    "fix_plan",
    "follow_all_dates",
    "follow_dates",
    "forget",
    "import_answers",
    "may_talk",
    "move_programme",
    "naming",
    "note_wishes",
    "offer_to_talk",
    "opened_ballot",
    "opened_draft",
    "plan_evaluation",
    "purge_originals",
    "removable",
    "revise_question",
    "save_draft",
    "state",
    "submit",
    "submit_paper",
    "take_back",
    "too_few",
    "unstate",
    "withdraw",
]
