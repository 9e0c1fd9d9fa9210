"""Everything one person's form starts from: their questions and what they have written so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations import actions
from evaluations.models import Question, Questionnaire
from evaluations.sheet import Said
from participants.models import Participant, PersonalLink

from .asking import Respondent, asked
from .reading import Fields, fields_of


@dataclass(frozen=True, slots=True)
class Filling:
    """`is_answered`: an envelope is there already. `fields` are a draft's, or else that one's."""

    questions: list[Question]
    respondent: Respondent
    is_answered: bool
    fields: Fields


def respondent_of(participant: Participant) -> Respondent:
    seats = participant.seats.order_by("round").values_list("table__number", flat=True)
    tables = tuple(dict.fromkeys(seats))
    return Respondent(
        visit=participant.visit.title if participant.visit else "",
        tables=tables,
        has_seat=bool(tables),
    )


def started(
    *, link: PersonalLink, token: str, questionnaire: Questionnaire, sent: Fields | None = None
) -> Filling:
    """The form as its owner left it, or with what they `sent` just now."""
    said = actions.submitted(participant=link.participant, questionnaire=questionnaire)
    respondent = respondent_of(link.participant)
    questions = asked(questions_of(questionnaire), respondent, _versions_read(said, sent))
    if sent is None:
        sent = actions.draft_of(link=link, token=token, questionnaire=questionnaire)
    fields = sent if sent is not None else fields_of(said or (), questions)
    return Filling(questions, respondent, said is not None, fields)


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    """All versions, the current ones first."""
    rows = questionnaire.questions.select_related("looks_back_on")
    return list(rows.order_by("-current", "position", "code", "-version"))


def _versions_read(said: tuple[Said, ...] | None, sent: Fields | None) -> set[int]:
    """Questions that were answered, before or just now, in whatever version."""
    read = {one.question for one in said or ()}
    return read | _named_in(sent or {})


def _named_in(fields: Mapping) -> set[int]:
    names = (name[1:].partition("-")[0] for name in fields if name.startswith("q"))
    return {int(name) for name in names if name.isascii() and name.isdigit()}
