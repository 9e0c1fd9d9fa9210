"""A programme whose forms before, at the end and afterwards are linked."""

from collections.abc import Collection, Iterable

from evaluations import actions
from evaluations.models import Questionnaire
from evaluations.sheet import Said
from participants.models import Participant
from programmes.models import Programme
from tests import factories

MOMENTS = ("before", "end", "follow-up")


def forms_of(programme: Programme, **fields) -> tuple[Questionnaire, ...]:
    """One a moment, each with a number, a sentence and a quote, all open now."""
    made = []
    for at, moment in enumerate(MOMENTS):
        form = factories.questionnaire(programme, moment=moment, slug=moment, **fields)
        form.opens_at = form.opens_at.replace(microsecond=at)
        form.save()
        factories.question(form, code="A1", kind="number")
        factories.question(form, code="W1", kind="text")
        factories.question(form, code="Q1", kind="quote")
        made.append(form)
    return tuple(made)


def answer(form: Questionnaire, numbered: Iterable[tuple[int, Participant]], **said) -> None:
    """Each person's number is their answer, in figures and in words."""
    keys = {question.code: question.pk for question in form.questions.all()}
    consent = said.get("consent", "anonymous")
    for number, someone in numbered:
        sheet = [
            Said(keys["A1"], value=number),
            Said(keys["W1"], text=f"{form.moment} {number}"),
            Said(keys["Q1"], text=f"Quote {form.moment} {number}", consent=consent),
        ]
        actions.submit(participant=someone, questionnaire=form, said=sheet)


def answer_and_count(
    form: Questionnaire, people: list[Participant], but: Collection[int] = (), **said
) -> None:
    answer(form, [(n, one) for n, one in enumerate(people) if n not in but], **said)
    actions.count_ballots(questionnaire=form)
    form.refresh_from_db()
