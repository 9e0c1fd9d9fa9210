"""Writes one invented programme, described in a TOML file, into the database."""

import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from participants import rota
from participants.models import Participant, PersonalNeeds, Seat, Team, VisitPreference
from participants.placing.cafe import cafe_case
from programmes.models import (
    CafeConversation,
    CafeTable,
    Challenge,
    ChallengePaper,
    Contribution,
    Objective,
    Organisation,
    Person,
    Programme,
    Session,
    SiteVisit,
)

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load_programme(name: str, starts_on: date) -> Programme:
    """The programme described in `name`.toml, on days counted from `starts_on`."""
    data = read(name)
    organisations = _organisations(data["organisations"])
    programme = _programme(data["programme"], organisations, starts_on)
    _objectives(programme)
    _challenge(programme, data, organisations)
    _agenda(programme, data, organisations)
    visits = _visits(programme, data["visits"], organisations)
    cafe = _cafe(programme, data["cafe"], organisations)
    _participants(programme, data, organisations, visits)
    if data["participants"]["visits"]:
        _seats(cafe)
    return programme


def _organisations(sectors: dict[str, str]) -> dict[str, Organisation]:
    return {
        name: Organisation.objects.get_or_create(name=name, defaults={"sector": sector})[0]
        for name, sector in sectors.items()
    }


def _programme(row: dict[str, Any], organisations: dict, starts_on: date) -> Programme:
    kept = {key: value for key, value in row.items() if key not in ("commissioner", "days")}
    return Programme.objects.create(
        commissioner=organisations[row["commissioner"]],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=row["days"] - 1),
        **kept,
    )


def _objectives(programme: Programme) -> None:
    Objective.objects.bulk_create(
        Objective(
            programme=programme,
            number=int(number),
            title=title,
            statement=statement,
            statement_before=before,
        )
        for number, (title, statement, before) in read("objectives")["objectives"].items()
    )


def person_of(name: str, job_title: str, organisation: Organisation) -> Person:
    email = name.lower().replace("’", "").replace(" ", ".") + "@example.org"
    return Person.objects.get_or_create(
        email=email,
        defaults={"name": name, "job_title": job_title, "organisation": organisation},
    )[0]


def _challenge(programme: Programme, data: dict, organisations: dict) -> None:
    challenge = Challenge.objects.create(programme=programme, **data["challenge"])
    for paper in data.get("papers", []):
        ChallengePaper.objects.create(challenge=challenge, **paper)
    for setter in data["setters"]:
        name, job_title, organisation = setter["person"]
        programme.contributions.create(
            person=person_of(name, job_title, organisations[organisation]),
            kind=Contribution.Kind.SETTER,
            status=Contribution.Status.YES,
            responsibility=setter["responsibility"],
        )


def _agenda(programme: Programme, data: dict, organisations: dict) -> None:
    for row in data["sessions"]:
        day, starts, ends = row["at"]
        programme.sessions.create(
            day=_day(programme, day),
            starts=_clock(starts),
            ends=_clock(ends),
            **{key: value for key, value in row.items() if key != "at"},
        )
    for speaker in data.get("speakers", []):
        name, job_title, organisation = speaker["person"]
        programme.contributions.create(
            person=person_of(name, job_title, organisations[organisation]),
            kind=Contribution.Kind.SPEAKER,
            status=Contribution.Status.TOOK_PART,
            session=Session.objects.get(programme=programme, title=speaker["session"]),
        )


def _visits(programme: Programme, rows: list[dict], organisations: dict) -> list[SiteVisit]:
    return [_visit(programme, row, organisations) for row in rows]


def _visit(programme: Programme, row: dict, organisations: dict) -> SiteVisit:
    minimum, capacity = row["places"]
    name, job_title, status = row["host"]
    organisation = organisations[row["title"]]
    host = person_of(name, job_title, organisation)
    visit = programme.site_visits.create(
        host=organisation,
        minimum=minimum,
        capacity=capacity,
        day=_day(programme, 1),
        starts=time(9, 30),
        ends=time(11, 30),
        contact=host,
        **{key: value for key, value in row.items() if key not in ("places", "host")},
    )
    programme.contributions.create(
        person=host, kind=Contribution.Kind.HOST, status=status, visit=visit
    )
    return visit


def _cafe(programme: Programme, row: dict, organisations: dict) -> CafeConversation:
    day, starts = row["at"]
    cafe = programme.cafe_conversations.create(
        title=row["title"],
        day=_day(programme, day),
        starts=_clock(starts),
        rounds=row["rounds"],
        minutes=row["minutes"],
        room=row["room"],
    )
    for number, table in enumerate(row["tables"], start=1):
        seat = CafeTable.objects.create(cafe=cafe, number=number, topic=table["topic"])
        if "leader" in table:
            name, job_title, organisation = table["leader"]
            programme.contributions.create(
                person=person_of(name, job_title, organisations[organisation]),
                kind=Contribution.Kind.LEADER,
                status=Contribution.Status.YES,
                table=seat,
            )
    return cafe


def _participants(
    programme: Programme, data: dict, organisations: dict, visits: list[SiteVisit]
) -> list[Participant]:
    teams = [Team.objects.create(programme=programme, name=n) for n in data["teams"]["names"]]
    went = data["participants"]["visits"]
    return [
        _participant(
            programme,
            row,
            organisations,
            visits,
            team=teams[index % len(teams)] if teams else None,
            visit=visits[went[index] - 1] if went else None,
        )
        for index, row in enumerate(data["participants"]["rows"])
    ]


def _participant(
    programme: Programme, row: list, organisations: dict, visits: list[SiteVisit], **places
) -> Participant:
    name, role, organisation, ranking, *needs = row
    participant = programme.participants.create(
        person=person_of(name, role, organisations[organisation]),
        organisation=organisations[organisation],
        role=role,
        status=Participant.Status.ACCEPTED,
        **places,
    )
    VisitPreference.objects.bulk_create(
        VisitPreference(participant=participant, visit=visits[choice - 1], rank=rank)
        for rank, choice in enumerate(ranking, start=1)
    )
    if needs:
        step_free, access, diet = needs
        PersonalNeeds.objects.create(
            participant=participant, step_free=step_free, access=access, diet=diet
        )
    return participant


def _seats(cafe: CafeConversation) -> None:
    """As it was: everybody knew their seats, and nobody met the same person twice."""
    seats = rota.seat(cafe_case(cafe), mix=False).seats or {}
    Seat.objects.bulk_create(
        Seat(cafe=cafe, participant_id=participant, round=turn, table_id=table)
        for (participant, turn), table in seats.items()
    )


def _day(programme: Programme, offset: int) -> date:
    return programme.starts_on + timedelta(days=offset)


def _clock(text: str) -> time:
    return time.fromisoformat(text)
