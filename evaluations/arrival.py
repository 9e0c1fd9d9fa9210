"""Who stands at the door of a form, in one question to the database.

Opening and sending a form is what everybody does in the same ten minutes, and most of its cost was
composing the same four queries anew (`./run bench visits` measures it), so this one is written out.
"""

from dataclasses import dataclass

from evaluations.models import Questionnaire
from participants import links
from participants.models import Participant, PersonalLink
from programmes.models import Programme

QUESTION = """
SELECT form.*,
       link.id AS link, participant.id AS participant, participant.status AS status,
       participant.absent AS absent, participant.visit_id AS visit,
       programme.title AS programme_title, programme.time_zone AS time_zone,
       (SELECT ballot.sealed
          FROM evaluations_ballot ballot
          JOIN evaluations_invitation invitation ON invitation.id = ballot.invitation_id
         WHERE invitation.questionnaire_id = form.id
           AND invitation.participant_id = participant.id) AS ballot,
       (SELECT draft.sealed
          FROM evaluations_draft draft
         WHERE draft.questionnaire_id = form.id AND draft.link_id = link.id) AS draft
  FROM participants_personallink link
  JOIN participants_participant participant ON participant.id = link.participant_id
  JOIN programmes_programme programme ON programme.id = participant.programme_id
  JOIN evaluations_questionnaire form ON form.programme_id = programme.id AND form.slug = %s
 WHERE link.token_sha256 = %s AND NOT link.revoked
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A working link before a form of its programme, with what its owner left there, sealed."""

    link: PersonalLink
    token: str
    form: Questionnaire
    ballot: bytes | None
    draft: bytes | None

    @property
    def participant(self) -> Participant:
        return self.link.participant


def arrival(token: str, form: str) -> Arrival | None:
    """None for an unknown or revoked link, and for a form that the programme does not have."""
    found = list(Questionnaire.objects.raw(QUESTION, [form, links.digest(token)]))
    return _arrived(found[0], token) if found else None


def _arrived(row: Questionnaire, token: str) -> Arrival:
    programme = _known(
        Programme, row, id=row.programme_id, title=row.programme_title, time_zone=row.time_zone
    )
    participant = _known(
        Participant,
        row,
        id=row.participant,
        programme_id=row.programme_id,
        status=row.status,
        absent=bool(row.absent),
        visit_id=row.visit,
    )
    link = _known(PersonalLink, row, id=row.link, participant_id=row.participant)
    row.programme = participant.programme = programme
    link.participant = participant
    return Arrival(link, token, row, row.ballot, row.draft)


def _known(model: type, row: Questionnaire, **values):
    """A record of which these values are known; Django fetches any other that is asked for."""
    return model.from_db(row._state.db, list(values), list(values.values()))
