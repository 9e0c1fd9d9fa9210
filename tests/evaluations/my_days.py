"""A programme of two days as one participant sees it, for pictures and walks through the page."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participants.models import Participant, Team
from programmes.models import Challenge, Contribution, Programme
from tests import factories

VENUE = ZoneInfo("Europe/London")
INSTANTS = {
    "weeks before": datetime(2026, 11, 2, 18, 0, tzinfo=VENUE),
    "the evening before": datetime(2026, 12, 8, 20, 0, tzinfo=VENUE),
    "in mid-morning": datetime(2026, 12, 10, 9, 5, tzinfo=VENUE),
    "after lunch": datetime(2026, 12, 10, 12, 25, tzinfo=VENUE),
    "after the days": datetime(2026, 12, 12, 10, 0, tzinfo=VENUE),
}


def programme() -> Programme:
    made = factories.programme(
        title="Leading Across Aldermouth",
        starts_on=INSTANTS["the evening before"].date() + timedelta(days=1),
        ends_on=INSTANTS["in mid-morning"].date(),
        venue="The Guildhall",
        directions="Seven minutes on foot from the station: along Quay Street, then left.",
        map_address="https://example.org/map/guildhall",
        contact_name="Asha Kumar",
        contact_email="asha@example.org",
        contact_phone="+44 (0)1632 960 100",
    )
    first, last = made.starts_on, made.ends_on
    for day, starts, ends, title, kind, room in (
        (first, "12:30", "13:15", "Arrive, lunch", "break", "Guildhall foyer"),
        (first, "13:15", "14:15", "The challenge is set", "challenge", "Great Hall"),
        (first, "14:30", "15:45", "Leading beyond authority", "session", "Great Hall"),
        (last, "09:30", "11:30", "Six site visits", "visits", ""),
        (last, "12:00", "13:00", "Café conversations", "café", "Long Room"),
        (last, "13:45", "15:00", "Teams at work", "teamwork", "Great Hall"),
        (last, "15:15", "16:00", "Answers to the setters", "challenge", "Great Hall"),
        (last, "16:00", "16:30", "Feedback in the room", "feedback", "Great Hall"),
    ):
        factories.session(
            made,
            day=day,
            starts=time.fromisoformat(starts),
            ends=time.fromisoformat(ends),
            title=title,
            kind=kind,
            room=room,
        )
    challenge = Challenge.objects.create(
        programme=made, question="What would it take for nobody in Aldermouth to wait alone?"
    )
    challenge.papers.create(
        title="Who waits, and why",
        address="https://example.org/who-waits.pdf",
        note="Four pages of figures, and six people’s own accounts.",
    )
    form = factories.questionnaire(made, title="How was it for you?")
    form.opens_at = made.at(last, time(16))
    form.closes_at = form.opens_at + timedelta(days=10)
    form.save()
    return made


def participant(programme: Programme) -> Participant:
    """With a visit, a team of six and a table in each of three rounds."""
    visit = factories.visit(
        programme,
        title="Open Data Mill",
        theme="Decisions from data",
        day=programme.ends_on,
        meeting_point="Guildhall door, taxi 3 at 09:10",
        identification="Photo ID at reception",
        step_free=True,
        map_address="https://example.org/map/mill",
        contact=factories.person(name="Ruth Vane", phone="01632 960 123"),
    )
    team = Team.objects.create(programme=programme, name="Kestrel")
    someone = factories.participant(
        programme, person=factories.person(name="Jo Okafor"), visit=visit, team=team
    )
    for name in ("Ade Bright", "Bea Finch", "Colm Daly", "Dev Anand", "Esi Mensah"):
        factories.participant(programme, person=factories.person(name=name), team=team)
    cafe = factories.cafe(programme, day=programme.ends_on)
    leaders = ("Dame Ines Calder", "Sub-Lt Harry Moss", "Prof. Wen Zhao")
    for number, (table, name) in enumerate(zip(cafe.tables.all(), leaders, strict=True), 1):
        Contribution.objects.create(
            programme=programme,
            person=factories.person(name=name),
            kind="leader",
            status="yes",
            table=table,
        )
        someone.seats.create(cafe=cafe, table=table, round=number)
    return someone
