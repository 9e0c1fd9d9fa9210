"""Who stands at the door of a form, in one question to the database.

Opening and sending a form is what everybody does in the same ten minutes, and most of its cost was
composing the same four queries anew (`./run bench visits` measures it), so this one is written out.
Whoever gives something to a programme, or has seen something of it, comes alone and may wait for a
few queries more.
"""

from dataclasses import dataclass
from datetime import date

from evaluations.models import Ballot, Draft, EvaluationPlan, Questionnaire
from participants import links
from participants.models import Observer, Participant, PersonalLink
from programmes.models import Contribution, Programme

from .audience import Moment, givers
from .sheet import Said

QUESTION = """
SELECT form.*,
       link.id AS link, participant.id AS participant, participant.status AS status,
       participant.absent AS absent, participant.visit_id AS visit,
       programme.title AS programme_title, programme.time_zone AS time_zone,
       programme.ends_on AS ends_on,
       plan.id AS plan, plan.pairs AS pairs, plan.key_destroyed_on AS key_destroyed_on,
       CASE form.moment
       WHEN 'session' THEN
            EXISTS (SELECT 1 FROM participants_attendance mine
                     WHERE mine.session_id = form.session_id
                       AND mine.participant_id = participant.id)
            OR NOT EXISTS (SELECT 1 FROM participants_attendance noted
                            WHERE noted.session_id = form.session_id)
       WHEN 'visits' THEN
            EXISTS (SELECT 1 FROM programmes_sitevisit place
                     WHERE place.id = participant.visit_id AND NOT place.called_off)
       WHEN 'café' THEN
            EXISTS (SELECT 1 FROM participants_seat seat
                     WHERE seat.cafe_id = form.cafe_id AND seat.participant_id = participant.id)
       ELSE form.moment NOT IN ('contributors', 'setters', 'observers') END AS concerns,
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
  LEFT JOIN evaluations_evaluationplan plan ON plan.programme_id = programme.id
  JOIN evaluations_questionnaire form ON form.programme_id = programme.id AND form.slug = %s
 WHERE link.token_sha256 = %s AND NOT link.revoked
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A working link before a form of its programme, with what its owner left there: sealed, or
    for a setter, who speaks in their own name, `stated`."""

    link: PersonalLink
    token: str
    form: Questionnaire
    is_asked: bool
    ballot: bytes | None
    draft: bytes | None
    stated: tuple[Said, ...] = ()

    @property
    def participant(self) -> Participant | None:
        return self.link.participant

    @property
    def author(self) -> dict[str, Participant | Contribution | Observer]:
        """Who answers, under the name that the actions know them by."""
        link = self.link
        owners = {
            "participant": link.participant,
            "contribution": link.contribution if link.contribution_id else None,
            "observer": link.observer if link.observer_id else None,
        }
        return {name: owner for name, owner in owners.items() if owner}

    @property
    def is_signed(self) -> bool:
        """Setters are too few to be anonymous: they speak in their own name."""
        return self.form.moment == Moment.SETTERS

    @property
    def is_answered(self) -> bool:
        return self.ballot is not None or bool(self.stated)


def arrival(token: str, form: str) -> Arrival | None:
    """None for an unknown or revoked link, and for a form that the programme does not have."""
    found = list(Questionnaire.objects.raw(QUESTION, [form, links.digest(token)]))
    return _arrived(found[0], token) if found else _arrived_otherwise(token, form)


def _arrived(row: Questionnaire, token: str) -> Arrival:
    programme = _programme(row)
    participant = _known(
        Participant,
        row,
        id=row.participant,
        programme_id=row.programme_id,
        status=row.status,
        absent=bool(row.absent),
        visit_id=row.visit,
    )
    owner = {"participant_id": row.participant, "contribution_id": None, "observer_id": None}
    link = _known(PersonalLink, row, id=row.link, **owner)
    row.programme = participant.programme = programme
    link.participant = participant
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    is_asked = takes_part and bool(row.concerns)
    return Arrival(link, token, row, is_asked, row.ballot, row.draft)


def _programme(row: Questionnaire) -> Programme:
    """With its plan, which says what is promised, or with none."""
    programme = _known(
        Programme,
        row,
        id=row.programme_id,
        title=row.programme_title,
        time_zone=row.time_zone,
        ends_on=_day(row.ends_on),
    )
    plan = row.plan and _known(
        EvaluationPlan,
        row,
        id=row.plan,
        programme_id=row.programme_id,
        pairs=bool(row.pairs),
        key_destroyed_on=_day(row.key_destroyed_on),
    )
    EvaluationPlan.programme.field.remote_field.set_cached_value(programme, plan)
    if plan:
        plan.programme = programme
    return programme


def _day(value: date | str | None) -> date | None:
    """SQLite has no dates of its own."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _known(model: type, row: Questionnaire, **values):
    """A record of which these values are known; Django fetches any other that is asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(row._state.db, names, [values[name] for name in names])


def _arrived_otherwise(token: str, slug: str) -> Arrival | None:
    """A contributor or an observer."""
    link = working_link(token)
    if link is None or link.participant_id:
        return None
    form = programme_of(link).questionnaires.filter(slug=slug).first()
    if form is None:
        return None
    form.programme = programme_of(link)
    mine = {"contribution": link.contribution_id, "observer": link.observer_id}
    ballots = Ballot.objects.filter(
        invitation__questionnaire=form, **{f"invitation__{name}": pk for name, pk in mine.items()}
    )
    drafts = Draft.objects.filter(questionnaire=form, link=link)
    return Arrival(
        link,
        token,
        form,
        is_asked(link, form),
        ballots.values_list("sealed", flat=True).first(),
        drafts.values_list("sealed", flat=True).first(),
        _stated(link, form),
    )


def working_link(token: str) -> PersonalLink | None:
    """The working link of this key, with its owner. Unknown and revoked look the same."""
    known = PersonalLink.objects.select_related(
        "participant__person",
        "participant__team",
        "participant__visit__contact",
        "participant__programme__visit_choice",
        "participant__programme__evaluation_plan",
        "participant__programme__peer_round",
        "contribution__programme",
        "contribution__person",
        "observer__participant__programme",
        "observer__participant__person",
    )
    mine = known.filter(token_sha256=links.digest(token), revoked=False)
    return next(iter(mine.order_by()), None)  # there is one at most: no order to be worked out


def programme_of(link: PersonalLink) -> Programme:
    if link.observer_id:
        return link.observer.participant.programme
    return (link.participant or link.contribution).programme


def is_asked(link: PersonalLink, form: Questionnaire) -> bool:
    """Whether a contributor or an observer is among those whom the form asks."""
    if link.observer_id:
        named_by = link.observer.participant
        takes_part = named_by.status == Participant.Status.ACCEPTED and not named_by.absent
        return form.moment == Moment.OBSERVERS and takes_part
    if form.moment not in (Moment.CONTRIBUTORS, Moment.SETTERS):
        return False
    return givers(form.programme, form.moment).filter(pk=link.contribution_id).exists()


def _stated(link: PersonalLink, form: Questionnaire) -> tuple[Said, ...]:
    if form.moment != Moment.SETTERS:
        return ()
    rows = link.contribution.statements.filter(question__questionnaire=form)
    return tuple(
        Said(row.question_id, row.value, None, row.cant_say, row.text, row.consent) for row in rows
    )
