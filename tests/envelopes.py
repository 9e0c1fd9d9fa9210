"""What lies sealed in the database, opened as its owner would see it."""

from evaluations import actions
from evaluations.models import Ballot, Draft, Questionnaire
from evaluations.sheet import Said
from participants.models import Participant, PersonalLink


def submitted(*, participant: Participant, questionnaire: Questionnaire) -> tuple[Said, ...] | None:
    mine = {"questionnaire": questionnaire, "invitation__participant": participant}
    sealed = Ballot.objects.filter(**mine).values_list("sealed", flat=True).first()
    return actions.opened_ballot(sealed, questionnaire=questionnaire)


def draft_of(
    *, link: PersonalLink, token: str, questionnaire: Questionnaire
) -> dict[str, list[str]] | None:
    drafts = Draft.objects.filter(link=link, questionnaire=questionnaire)
    sealed = drafts.values_list("sealed", flat=True).first()
    return actions.opened_draft(sealed, token=token, questionnaire=questionnaire)
