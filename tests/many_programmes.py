"""As many programmes as are asked for, each with a few rows of everything, in few statements."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from django.db.models import Max, Model

from evaluations.models import Invitation, Question, Questionnaire
from evaluations.scales import Kind
from participants.models import (
    Application,
    Participant,
    PersonalLink,
    PersonalNeeds,
    Plan,
    Seat,
    Team,
    VisitChoice,
    VisitPreference,
)
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    ChallengePaper,
    Contribution,
    Membership,
    Objective,
    Organisation,
    Person,
    Programme,
    Sector,
    Session,
    SiteVisit,
    User,
)

FEW = range(1, 4)
SECTORS = Sector.values
NOON, ONE = time(12), time(13)


def make(number: int, lead: User) -> None:
    """So many more programmes, all led by one member of staff, each coordinated by another."""
    after = Programme.objects.aggregate(last=Max("pk"))["last"] or 0
    numbers = range(after + 1, after + number + 1)
    organisations = _organisations(numbers)
    people = _people(organisations)
    programmes = _programmes(numbers, organisations)
    _staff(programmes, lead)
    visits = _visits(programmes, organisations, people)
    tables = _agenda(programmes)
    _contributions(programmes, people, visits, tables)
    participants = _participants(programmes, people, visits)
    _places(participants, visits, tables)
    _forms(programmes, participants)


def _all(rows: Iterable[Model]) -> list:
    rows = list(rows)
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=1_000)


def _shares(rows: list, number: int) -> list[list]:
    """Rows that were made programme by programme, as equal parts."""
    size = len(rows) // number
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def _organisations(numbers: range) -> list[Organisation]:
    return _all(
        Organisation(name=f"Organisation {n}.{few}", sector=SECTORS[(n + few) % len(SECTORS)])
        for n, few in product(numbers, FEW)
    )


def _people(organisations: list[Organisation]) -> list[Person]:
    return _all(
        Person(name=f"Person {few} of {o.name}", email=f"{few}.{o.pk}@example.org", organisation=o)
        for o, few in product(organisations, FEW)
    )


def _programmes(numbers: range, organisations: list[Organisation]) -> list[Programme]:
    """One a fortnight, the latest next year: most are over, some are to come."""
    days = {n: date(2027, 6, 1) - timedelta(weeks=2 * (n % 1_000)) for n in numbers}
    return _all(
        Programme(
            title=f"Programme {n}",
            slug=f"programme-{n}",
            commissioner=organisations[3 * at],
            starts_on=days[n],
            ends_on=days[n] + timedelta(days=1),
        )
        for at, n in enumerate(numbers)
    )


def _staff(programmes: list[Programme], lead: User) -> None:
    others = _all(User(name=f"Staff of {p}", email=f"{p.slug}@example.org") for p in programmes)
    for role, users in (("lead", [lead] * len(programmes)), ("coordinator", others)):
        pairs = zip(programmes, users, strict=True)
        _all(Membership(programme=programme, user=user, role=role) for programme, user in pairs)


def _visits(
    programmes: list[Programme], organisations: list[Organisation], people: list[Person]
) -> list[SiteVisit]:
    return _all(
        SiteVisit(
            programme=programmes[at // 3],
            title=f"Visit to {host.name}",
            host=host,
            contact=people[3 * at],
            day=programmes[at // 3].starts_on,
            starts=NOON,
            ends=ONE,
        )
        for at, host in enumerate(organisations)
    )


def _agenda(programmes: list[Programme]) -> list[CafeTable]:
    """Also the challenge, its papers and the objectives; given back are the tables of the cafés."""
    _all(Objective(programme=p, number=few, title=f"Skill {few}") for p, few in _each(programmes))
    challenges = _all(Challenge(programme=p, question=f"Who waits in {p}?") for p in programmes)
    _all(ChallengePaper(challenge=c, title=f"Paper {few}") for c, few in _each(challenges))
    _all(
        Session(programme=p, title=f"Session {few}", day=p.starts_on, starts=NOON, ends=ONE)
        for p, few in _each(programmes)
    )
    cafes = _all(
        CafeConversation(programme=p, title=f"Café {few}", day=p.ends_on, starts=NOON)
        for p, few in _each(programmes)
    )
    return _all(CafeTable(cafe=cafe, number=few) for cafe, few in _each(cafes))


def _each(rows: list) -> Iterable[tuple]:
    return product(rows, FEW)


def _contributions(
    programmes: list[Programme],
    people: list[Person],
    visits: list[SiteVisit],
    tables: list[CafeTable],
) -> None:
    """The same people host, lead a table, speak and set the challenge."""
    made = []
    shares = (_shares(rows, len(programmes)) for rows in (people, visits, tables))
    for programme, own, hosted, led in zip(programmes, *shares, strict=True):
        made += [
            Contribution(programme=programme, person=own[0], kind="setter", status="yes"),
            Contribution(programme=programme, person=own[1], kind="speaker", status="asked"),
            Contribution(programme=programme, person=own[2], kind="host", visit=hosted[0]),
            Contribution(programme=programme, person=own[3], kind="leader", table=led[0]),
        ]
    _all(made)


def _participants(
    programmes: list[Programme], people: list[Person], visits: list[SiteVisit]
) -> list[Participant]:
    teams = _all(Team(programme=p, name=f"Team {few}") for p, few in _each(programmes))
    _all(Plan(programme=p, what="visits") for p in programmes)
    _all(VisitChoice(programme=p) for p in programmes)
    _all(_application(p, few) for p, few in _each(programmes))
    participants = _all(
        Participant(
            programme=visits[at // 3].programme,
            person=person,
            organisation=person.organisation,
            status="invited" if at % 9 == 8 else "accepted",
            visit=visits[at // 3],
            team=teams[at // 3],
        )
        for at, person in enumerate(people)
    )
    _all(PersonalNeeds(participant=p, step_free=p.pk % 5 == 0) for p in participants)
    _all(PersonalLink(participant=p, token_sha256=f"{p.pk:064}") for p in participants)
    return participants


def _application(programme: Programme, few: int) -> Application:
    address = f"applicant{few}@{programme.slug}.example.org"
    named = {"name": f"Applicant {few}", "organisation": "Trust", "sector": SECTORS[few]}
    return Application(programme=programme, email=address, **named)


def _places(
    participants: list[Participant], visits: list[SiteVisit], tables: list[CafeTable]
) -> None:
    """Everybody ranks one visit and sits at one table."""
    _all(
        VisitPreference(participant=p, visit=visits[at // 3], rank=1)
        for at, p in enumerate(participants)
    )
    _all(
        Seat(participant=p, cafe=table.cafe, table=table, round=1)
        for p, table in zip(participants, tables, strict=True)
    )


def _forms(programmes: list[Programme], participants: list[Participant]) -> None:
    forms = _all(
        Questionnaire(
            programme=p,
            title=f"Feedback on {p}",
            opens_at=_noon(p.ends_on),
            closes_at=_noon(p.ends_on + timedelta(days=9)),
            counted_on=p.ends_on + timedelta(days=9) if p.ends_on.year < 2026 else None,
        )
        for p in programmes
    )
    _all(
        Question(questionnaire=f, code=f"Q{few}", wording=f"Line {few}.", kind=Kind.AGREE6)
        for f, few in _each(forms)
    )
    asked = zip(forms, _shares(participants, len(programmes)), strict=True)
    _all(Invitation(questionnaire=f, participant=p) for f, own in asked for p in own)


def _noon(day: date) -> datetime:
    return datetime.combine(day, NOON, ZoneInfo("Europe/London"))
