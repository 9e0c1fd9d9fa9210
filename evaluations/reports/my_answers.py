"""What somebody can still take back, form by form. That an answer exists, never what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from evaluations import keys
from evaluations.models import Ballot, Invitation, Questionnaire
from participants.models import Participant


class Reach(Enum):
    """Whether an answer can still be found, and why not."""

    SEALED = "sealed"
    LINKED = "linked"
    OPENED = "opened"
    KEY_GONE = "key gone"


@dataclass(frozen=True, slots=True)
class MyAnswer:
    title: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class MyAnswers:
    """`is_lost`: the key should be there and is not, so that nothing opened can be found now."""

    answers: tuple[MyAnswer, ...]
    key_ends_on: date | None
    key_destroyed_on: date | None
    is_lost: bool

    @property
    def within_reach(self) -> tuple[MyAnswer, ...]:
        return self._in(Reach.SEALED) + self._in(Reach.LINKED)

    @property
    def sealed(self) -> tuple[MyAnswer, ...]:
        return self._in(Reach.SEALED)

    @property
    def linked(self) -> tuple[MyAnswer, ...]:
        return self._in(Reach.LINKED)

    @property
    def opened(self) -> tuple[MyAnswer, ...]:
        return self._in(Reach.OPENED)

    @property
    def key_gone(self) -> tuple[MyAnswer, ...]:
        return self._in(Reach.KEY_GONE)

    def _in(self, reach: Reach) -> tuple[MyAnswer, ...]:
        return tuple(answer for answer in self.answers if answer.reach is reach)


def my_answers(participant: Participant) -> MyAnswers:
    programme = participant.programme
    plan = getattr(programme, "evaluation_plan", None)
    submitted = Invitation.objects.filter(
        participant=participant, state=Invitation.State.SUBMITTED
    ).values_list("questionnaire", flat=True)
    forms = list(programme.questionnaires.filter(pk__in=submitted).order_by("opens_at", "pk"))
    sealed = set(
        Ballot.objects.filter(invitation__participant=participant).values_list(
            "questionnaire", flat=True
        )
    )
    answers = tuple(MyAnswer(form.title, _reach(form, sealed)) for form in forms)
    is_linked = any(answer.reach is Reach.LINKED for answer in answers)
    return MyAnswers(
        answers=answers,
        key_ends_on=plan.key_ends_on if plan and plan.has_key else None,
        key_destroyed_on=plan.key_destroyed_on if plan else None,
        is_lost=is_linked and not keys.exists(programme.pk),
    )


def _reach(form: Questionnaire, sealed: Iterable[int]) -> Reach:
    if form.pk in sealed:
        return Reach.SEALED
    if form.is_linked():
        return Reach.LINKED
    plan = getattr(form.programme, "evaluation_plan", None)
    was_linked = plan and plan.pairs and form.moment in Questionnaire.SAME_PEOPLE
    return Reach.KEY_GONE if was_linked else Reach.OPENED
