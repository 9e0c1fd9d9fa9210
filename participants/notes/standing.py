"""Who has written to whom, in numbers: never what."""

from collections import defaultdict
from dataclasses import dataclass

from programmes.models import Programme

from ..models import Participant, PeerNote


@dataclass(frozen=True, slots=True)
class Mate:
    """`is_former`: they have been written to and are in another team by now, or do not take part
    any more."""

    pk: int
    name: str
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the `mates` have written to somebody, and to how many of them they have.
    `receives` also counts those who have left the team since: their notes arrive all the same."""

    pk: int
    name: str
    team: str
    mates: int
    written_by: int
    written_to: int
    receives: int

    @property
    def has_written_to_all(self) -> bool:
        return self.written_to == self.mates

    @property
    def receives_nothing(self) -> bool:
        return self.receives == 0


def standings_of(programme: Programme) -> list[Standing]:
    """Of everybody who takes part, also of those without a team. Two queries."""
    rows = list(programme.participants.eligible().select_related("person", "team"))
    teams: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.team_id:
            teams[row.team_id].add(row.pk)
    pairs = PeerNote.objects.filter(author__programme=programme).values_list("author", "receiver")
    given, got = defaultdict(set), defaultdict(set)
    for author, receiver in pairs:
        given[author].add(receiver)
        got[receiver].add(author)
    standings = (_standing(row, teams[row.team_id or 0] - {row.pk}, given, got) for row in rows)
    return sorted(standings, key=lambda one: (not one.team, one.team, one.name, one.pk))


def _standing(row: Participant, mates: set[int], given: dict, got: dict) -> Standing:
    return Standing(
        pk=row.pk,
        name=row.person.name,
        team=row.team.name if row.team else "",
        mates=len(mates),
        written_by=len(mates & got[row.pk]),
        written_to=len(mates & given[row.pk]),
        receives=len(got[row.pk]),
    )


def mates_of(participant: Participant) -> list[Mate]:
    """To whom somebody may write: the team of today, and whoever they have written to before."""
    takes_part = participant.status == Participant.Status.ACCEPTED and not participant.absent
    own = participant.programme.participants.exclude(pk=participant.pk)
    team = own.eligible().filter(team=participant.team_id) if takes_part else own.none()
    today = list(team.select_related("person")) if participant.team_id else []
    before = own.filter(notes_received__author=participant).exclude(pk__in=[m.pk for m in today])
    former = before.select_related("person").order_by("person__name", "pk")
    return [Mate(row.pk, row.person.name) for row in today] + [
        Mate(row.pk, row.person.name, is_former=True) for row in former
    ]
