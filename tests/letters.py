"""A programme with something to say at every step, and somebody to whom each step goes."""

from datetime import date, time, timedelta

from django.utils import timezone

from evaluations.correspondence.house import HOUSE
from participants.models import Application, Observer, Participant, Pledge, Step, Team
from programmes.models import Challenge, Contribution, Programme
from tests import factories as make


def programme(**fields) -> Programme:
    made = {
        "title": "Leading Across Aldermouth",
        "contact_name": "Nora Quill",
        "contact_email": "nora@example.org",
        **fields,
    }
    programme = make.programme(**made)
    Challenge.objects.create(programme=programme, question="Who decides?")
    make.session(
        programme, title="The challenge is set", kind="challenge", starts=time(13), ends=time(14)
    )
    make.visit(programme, title="Open Data Mill", meeting_point="North door")
    make.cafe(programme, title="Café conversations")
    make.visit_choice(programme, closes_at=timezone.now() + timedelta(days=9))
    Team.objects.create(programme=programme, name="Kestrel")
    make.question(make.questionnaire(programme))
    return programme


def participant(programme: Programme, **fields) -> Participant:
    """Placed everywhere."""
    visit, team = programme.site_visits.first(), programme.teams.first()
    one = make.participant(programme, **{"visit": visit, "team": team, **fields})
    for turn in (1, 2, 3):
        make.seat(one, programme.cafe_conversations.first(), turn)
    return one


def giver(programme: Programme, kind: str, **fields) -> Contribution:
    places = {
        "host": {"visit": programme.site_visits.first()},
        "leader": {"table": programme.cafe_conversations.first().tables.first()},
        "speaker": {"session": programme.sessions.first()},
    }
    made = {"person": make.person(), "status": "yes", **places.get(kind, {}), **fields}
    return Contribution.objects.create(programme=programme, kind=kind, **made)


def owners(programme: Programme, step: Step, number: int) -> list:
    """So many to whom the step goes, of the first kind that it is for."""
    house = HOUSE[step]
    if house.owners[0] == "contribution":
        return [giver(programme, (house.kinds or ("host",))[0]) for _one in range(number)]
    if house.owners[0] == "application":
        return [application(programme) for _one in range(number)]
    return [participant(programme) for _one in range(number)]


def application(programme: Programme, **fields) -> Application:
    someone = make.person()
    made = {"name": someone.name, "email": someone.email, "organisation": "A", "sector": "health"}
    return Application.objects.create(programme=programme, **{**made, **fields})


def observer(participant: Participant, **fields) -> Observer:
    made = {"name": "Hester Crane", "email": "hester@example.org", **fields}
    return Observer.objects.create(participant=participant, **made)


def about(programme: Programme, step: Step, owner) -> object | None:
    """What a letter of the step is about."""
    subject = HOUSE[step].about
    if subject == "form":
        return programme.questionnaires.first()
    if subject == "day":
        return programme.starts_on
    if subject == "pledge":
        pledge = {"text": "Ring the coxswain.", "due": date(2027, 1, 29)}
        return Pledge.objects.create(participant=owner, **pledge)
    return None
