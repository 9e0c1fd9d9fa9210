"""The personal page through gunicorn, in the middle of the days, against the bare view of the form.

Everybody has a visit with a host and a contact, a table in each of three rounds, a team of six, a
pledge and papers; the bare view reads its questions and draws the form.
"""

from collections.abc import Iterator
from datetime import time, timedelta

from participants.models import Participant, Pledge, Seat, Team
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    Contribution,
    Programme,
    Session,
    SiteVisit,
)
from tests.benchmarks.table import Measurement
from tests.benchmarks.visits import (
    BARE,
    CLIENTS,
    OURS,
    Visit,
    compared,
    form_of_25_questions,
    gunicorn,
    in_turns,
    tokens,
)

TABLES, ROUNDS, TEAM = 6, 3, 6
PAGES_A_CLIENT = 30
AGENDA = (
    ("break", 8, "Arrive"),
    ("challenge", 9, "The challenge is set"),
    ("visits", 10, "Six site visits"),
    ("café", 12, "Café conversations"),
    ("teamwork", 14, "Teams at work"),
    ("challenge", 15, "Answers to the setters"),
    ("feedback", 16, "Feedback in the room"),
)


def measure() -> Iterator[Measurement]:
    form = form_of_25_questions("days")
    keys = tokens(form)
    _days_of(form.programme)
    keys = keys[: CLIENTS * PAGES_A_CLIENT]
    ours = [Visit(f"/me/{key}/") for key in keys]
    bare = [Visit("/form/") for _key in keys]
    with gunicorn("immersion.wsgi", OURS), gunicorn("tests.benchmarks.bare", BARE):
        pairs = list(in_turns(ours, bare))
    form.questions.all().delete()  # the bare view reads whatever questions there are
    # No target: the bare view asks one question of the database, this page thirteen.
    what = "The personal page in the middle of the days, gunicorn, PostgreSQL"
    yield compared(what, pairs, least=None)


def _days_of(programme: Programme) -> None:
    days = [programme.starts_on.date() + timedelta(days=ahead) for ahead in (1, 2)]
    Programme.objects.filter(pk=programme.pk).update(starts_on=days[0], ends_on=days[1])
    Session.objects.bulk_create(
        Session(
            programme=programme,
            day=day,
            kind=kind,
            starts=time(hour),
            ends=time(hour, 50),
            title=title,
            room="Great Hall",
        )
        for day in days
        for kind, hour, title in AGENDA
    )
    challenge = Challenge.objects.create(programme=programme, question="Who waits, and why?")
    for number in range(3):
        challenge.papers.create(title=f"Paper {number}", address="https://example.org/paper.pdf")
    people = list(programme.participants.select_related("person", "organisation"))
    visit = SiteVisit.objects.create(
        programme=programme,
        title="Open Data Mill",
        host=people[0].organisation,
        day=days[0],
        starts=time(10),
        ends=time(12),
        capacity=len(people),
        meeting_point="Guildhall door",
        contact=people[0].person,
    )
    Contribution.objects.create(
        programme=programme, person=people[1].person, kind="host", visit=visit, status="yes"
    )
    _places_of(programme, people, visit, days[0])


def _places_of(programme: Programme, people: list[Participant], visit: SiteVisit, day) -> None:
    cafe = CafeConversation.objects.create(
        programme=programme, title="Café", day=day, starts=time(12), rounds=ROUNDS
    )
    tables = CafeTable.objects.bulk_create(
        CafeTable(cafe=cafe, number=number, topic="Being wrong") for number in range(1, TABLES + 1)
    )
    teams = Team.objects.bulk_create(
        Team(programme=programme, name=f"Team {number}") for number in range(len(people) // TEAM)
    )
    for number, someone in enumerate(people):
        someone.visit, someone.team = visit, teams[number % len(teams)]
    Participant.objects.bulk_update(people, ["visit", "team"])
    Seat.objects.bulk_create(
        Seat(participant=someone, cafe=cafe, table=tables[(at + turn) % TABLES], round=turn)
        for at, someone in enumerate(people)
        for turn in range(1, ROUNDS + 1)
    )
    Pledge.objects.bulk_create(
        Pledge(participant=someone, text="Call Bea.", due=day + timedelta(days=60))
        for someone in people
    )
