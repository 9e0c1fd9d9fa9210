"""Everything one person's form starts from: their questions and what they have written so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations import actions
from evaluations.arrival import Arrival
from evaluations.audience import Moment
from evaluations.models import Question
from evaluations.reports.own_words import own_plan

from .asking import Asked, Respondent, asked, questions_of
from .reading import Fields, fields_of


@dataclass(frozen=True, slots=True)
class Filling:
    """`is_answered`: an envelope is there already. `fields` are a draft's, or else that one's."""

    questions: list[Asked]
    respondent: Respondent
    is_answered: bool
    fields: Fields


def respondent_of(here: Arrival, questions: list[Asked]) -> Respondent:
    """Visit and seats are looked up only for a form that asks about them."""
    participant = here.participant
    if participant is None:
        return Respondent()
    if here.form.moment == Moment.FOLLOW_UP:
        return Respondent(plan=own_plan(participant))
    asked_of = {question.asked_of for question in questions}
    visit, tables = "", ()
    if Question.AskedOf.VISITORS in asked_of and participant.visit:
        visit = participant.visit.title
    if Question.AskedOf.GUESTS in asked_of:
        seats = participant.seats.order_by("round").values_list("table__number", flat=True)
        if here.form.cafe_id:
            seats = seats.filter(cafe=here.form.cafe_id)
        tables = tuple(dict.fromkeys(seats))
    return Respondent(visit, tables)


def started(here: Arrival) -> Filling:
    """The form as its owner left it."""
    said = here.stated or actions.opened_ballot(here.ballot, questionnaire=here.form)
    everything = questions_of(here.form)
    respondent = respondent_of(here, everything)
    questions = asked(everything, respondent, {one.question for one in said or ()})
    draft = actions.opened_draft(here.draft, token=here.token, questionnaire=here.form)
    fields = draft if draft is not None else fields_of(said or (), questions)
    return Filling(questions, respondent, said is not None, fields)


def sent(here: Arrival, fields: Fields) -> Filling:
    """The form as it was just sent, in the versions that its sender read."""
    everything = questions_of(here.form)
    respondent = respondent_of(here, everything)
    questions = asked(everything, respondent, _named_in(fields))
    return Filling(questions, respondent, False, fields)


def _named_in(fields: Mapping) -> set[int]:
    names = (name[1:].partition("-")[0] for name in fields if name.startswith("q"))
    return {int(name) for name in names if name.isascii() and name.isdigit()}
