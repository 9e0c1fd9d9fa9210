from .answers import Answer, AnswerImport, Comment, Response
from .ballots import Ballot, Draft, Invitation
from .plan import EvaluationPlan
from .questionnaire import Question, Questionnaire
from .report import Claim, Narrative, PublicPage, Report, ReportVersion, ShareLink
from .statements import Statement
from .words import Coding, Theme

__all__ = [
    "Answer",
    "AnswerImport",
    "Ballot",
    "Claim",
    "Coding",
    "Comment",
    "Draft",
    "EvaluationPlan",
    "Invitation",
    "Narrative",
    "PublicPage",
    "Question",
    "Questionnaire",
    "Report",
    "ReportVersion",
    "Response",
    "ShareLink",
    "Statement",
    "Theme",
]
