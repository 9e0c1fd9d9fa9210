"""What can be said of those who take part in a programme, in counts and a few names."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from programmes.models import Programme, Sector

from ..models import Message, Participant, PersonalLink, Step, VisitPreference

Status = Participant.Status
UNREAD = {"step": Step.PLACES, "state": Message.State.WAITING}


@dataclass(frozen=True, slots=True)
class SectorLine:
    label: str
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class People:
    """Of one programme. `asked` are all who were ever invited, not those who wait; `coming` are
    those who said yes.

    `placed` counts the coming by the key of their visit; `untold` have a message about
    their place that nobody has approved or passed on. Names are in the order of the alphabet.
    """

    asked: int
    coming: int
    undecided: int
    absent: int
    sectors: tuple[SectorLine, ...]
    placed: dict[int, int]
    unplaced: tuple[str, ...]
    unranked: tuple[str, ...]
    teamless: tuple[str, ...]
    ranked: int
    untold: tuple[str, ...]
    without_address: tuple[str, ...]
    without_link: int
    step_free: int
    step_free_at: dict[int, tuple[str, ...]]
    diets: int
    other_access: int
    teams: int
    seated: int


def people_of(programme: Programme) -> People:
    """Two queries, however many take part."""
    rows = list(_rows(programme))
    coming = [row for row in rows if row["status"] == Status.ACCEPTED]
    return People(
        asked=sum(row["status"] != Status.WAITING for row in rows),
        coming=len(coming),
        undecided=sum(row["status"] == Status.INVITED for row in rows),
        absent=sum(row["absent"] for row in coming),
        sectors=_sectors(coming),
        placed=dict(Counter(row["visit_id"] for row in coming if row["visit_id"])),
        unplaced=_names(row for row in coming if not row["visit_id"]),
        teamless=_names(row for row in coming if not row["team_id"]),
        unranked=_names(row for row in coming if not row["has_ranked"]),
        ranked=sum(row["has_ranked"] for row in coming),
        untold=_names(row for row in coming if row["has_news"]),
        without_address=_names(row for row in coming if not row["person__email"]),
        without_link=sum(not row["has_link"] for row in coming),
        step_free=sum(bool(row["needs__step_free"]) for row in coming),
        step_free_at=_step_free_at(coming),
        diets=sum(bool(row["needs__diet"]) for row in coming),
        other_access=sum(bool(row["needs__access"]) for row in coming),
        teams=programme.teams.count(),
        seated=sum(bool(row["seats_given"]) for row in coming),
    )


def _rows(programme: Programme):
    own = {"participant": OuterRef("pk")}
    return (
        programme.participants.annotate(
            has_ranked=Exists(VisitPreference.objects.filter(**own)),
            has_link=Exists(PersonalLink.objects.filter(**own, revoked=False)),
            has_news=Exists(Message.objects.filter(**own, **UNREAD)),
            seats_given=Count("seats"),
        )
        .order_by("person__name")
        .values(
            "status",
            "absent",
            "visit_id",
            "team_id",
            "person__name",
            "person__email",
            "organisation__sector",
            "needs__step_free",
            "needs__diet",
            "needs__access",
            "has_ranked",
            "has_link",
            "has_news",
            "seats_given",
        )
    )


def _names(rows) -> tuple[str, ...]:
    return tuple(row["person__name"] for row in rows)


def _sectors(rows: list[dict]) -> tuple[SectorLine, ...]:
    """The largest first; widths are per cent of the largest."""
    counts = Counter(row["organisation__sector"] for row in rows).most_common()
    return tuple(
        SectorLine(Sector(sector).label, count, round(100 * count / counts[0][1]))
        for sector, count in counts
    )


def _step_free_at(rows: list[dict]) -> dict[int, tuple[str, ...]]:
    """Who of those with a visit needs it step-free, by the visit's key."""
    placed: dict[int, list[str]] = {}
    for row in rows:
        if row["needs__step_free"] and row["visit_id"]:
            placed.setdefault(row["visit_id"], []).append(row["person__name"])
    return {visit: tuple(names) for visit, names in placed.items()}
