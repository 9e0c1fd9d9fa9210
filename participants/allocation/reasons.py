"""Why each person has the place they have."""

from dataclasses import dataclass
from enum import StrEnum

from .values import Case, Person, Places, Rule, Visit, rank_of


class Kind(StrEnum):
    FIRST = "first choice"
    LOWER = "lower choice"
    UNNAMED = "not named"
    NO_PREFERENCES = "no preferences"
    PINNED = "pinned"
    UNPLACED = "no place"


class Cause(StrEnum):
    """Why somebody is not on a visit they would rather have been on."""

    FULL = "full"
    CANCELLED = "cancelled"
    CALLED_OFF = "called off"
    OWN_ORGANISATION = "own organisation"
    STEP_FREE = "step-free access"
    REFUSED = "refused"
    PINNED = "pinned elsewhere"
    NEEDED = "needed for the fewest people of their own visit"
    TOLD = "told already"
    FREE = "a place is free"


CAUSES = {
    Rule.CALLED_OFF: Cause.CALLED_OFF,
    Rule.OWN_ORGANISATION: Cause.OWN_ORGANISATION,
    Rule.STEP_FREE: Cause.STEP_FREE,
    Rule.REFUSED: Cause.REFUSED,
    Rule.PINNED: Cause.PINNED,
}


@dataclass(frozen=True, slots=True)
class Missed:
    """`wanted` counts those who are there by their own wish and those who would rather be there."""

    visit: int
    rank: int
    cause: Cause
    wanted: int
    places: int


@dataclass(frozen=True, slots=True)
class Reason:
    """`missed` are the visits this person put higher, best first; `rank` as in `rank_of`."""

    person: int
    visit: int | None
    kind: Kind
    rank: int | None
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    case: Case
    places: Places
    going: dict[int, int]
    wanted: dict[int, int]


def reasons(case: Case, places: Places) -> tuple[Reason, ...]:
    """One for each person, in the order of the case."""
    going = {visit.key: 0 for visit in case.visits}
    wanted = dict(going)
    for person in case.people:
        place = places.get(person.key)
        if place is not None:
            going[place] += 1
            wanted[place] += place in person.ranking
        for visit in better(person, place):
            if visit in wanted:
                wanted[visit] += 1
    scene = _Scene(case, places, going, wanted)
    return tuple(_reason(scene, person) for person in case.people)


def better(person: Person, place: int | None) -> tuple[int, ...]:
    """The visits they named before the one they have."""
    if place in person.ranking:
        return person.ranking[: person.ranking.index(place)]
    return person.ranking


def _reason(scene: _Scene, person: Person) -> Reason:
    place = scene.places.get(person.key)
    missed = tuple(
        _missed(scene, person, scene.case.visit[visit], rank)
        for rank, visit in enumerate(better(person, place), start=1)
        if visit in scene.case.visit
    )
    return Reason(
        person=person.key,
        visit=place,
        kind=_kind(scene.case, person, place),
        rank=rank_of(person, place),
        missed=missed,
    )


def _kind(case: Case, person: Person, place: int | None) -> Kind:
    if place is None:
        return Kind.UNPLACED
    if case.pin(person) == place:
        return Kind.PINNED
    if not person.ranking:
        return Kind.NO_PREFERENCES
    if place not in person.ranking:
        return Kind.UNNAMED
    return Kind.FIRST if person.ranking[0] == place else Kind.LOWER


def _missed(scene: _Scene, person: Person, visit: Visit, rank: int) -> Missed:
    return Missed(
        visit=visit.key,
        rank=rank,
        cause=_cause(scene, person, visit),
        wanted=scene.wanted[visit.key],
        places=visit.capacity,
    )


def _cause(scene: _Scene, person: Person, visit: Visit) -> Cause:
    rule = scene.case.why_not(person, visit)
    if rule:
        return CAUSES[rule]
    if not scene.going[visit.key] and visit.minimum > 0:
        return Cause.CANCELLED
    if scene.going[visit.key] >= visit.capacity:
        return Cause.FULL
    return _why_stay(scene, person)


def _why_stay(scene: _Scene, person: Person) -> Cause:
    """There is a free place where they would rather be; only hand-made places leave it at FREE."""
    place = scene.case.visit.get(scene.places.get(person.key))
    if place and scene.going[place.key] <= place.minimum:
        return Cause.NEEDED
    if place and person.told == place.key:
        return Cause.TOLD
    return Cause.FREE
