"""What places made by hand cost, and which rules they break."""

from collections import Counter
from dataclasses import dataclass, replace

from .solving import solve
from .values import Case, Person, Places, Quality, Rule, Visit, quality, rank_of


@dataclass(frozen=True, slots=True)
class Broken:
    """`person` is None where a visit has too many or too few: `people` says how many."""

    rule: Rule
    visit: int
    person: int | None = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What moving one person does. `broken` and `mended` compare the rules before and after."""

    person: int
    origin: int | None
    target: int | None
    rank_before: int | None
    rank_after: int | None
    colleagues: tuple[int, ...]
    broken: tuple[Broken, ...]
    mended: tuple[Broken, ...]
    before: Quality
    after: Quality


@dataclass(frozen=True, slots=True)
class Price:
    """What the whole would be at best if one wish were granted, or one pin were taken out."""

    before: Quality
    after: Quality

    @property
    def free(self) -> bool:
        return self.after.levels <= self.before.levels


def broken(case: Case, places: Places) -> tuple[Broken, ...]:
    """Every rule these places break; nothing for places that were solved."""
    counts = Counter(visit for visit in places.values() if visit is not None)
    numbers = [found for v in case.visits if (found := _broken_number(v, counts[v.key]))]
    personal = [
        Broken(rule, place, person.key)
        for person in case.people
        if (place := places.get(person.key)) is not None
        for rule in case.rules_against(person, case.visit[place])
    ]
    return (*numbers, *personal)


def _broken_number(visit: Visit, people: int) -> Broken | None:
    if people > visit.capacity:
        return Broken(Rule.CAPACITY, visit.key, people=people)
    if 0 < people < visit.minimum:
        return Broken(Rule.MINIMUM, visit.key, people=people)
    return None


def move(case: Case, places: Places, person: int, target: int | None) -> Move:
    """What it means to move a person; nobody else moves."""
    moved, who = {**places, person: target}, case.person[person]
    before, after = broken(case, places), broken(case, moved)
    return Move(
        person=person,
        origin=places.get(person),
        target=target,
        rank_before=rank_of(who, places.get(person)),
        rank_after=rank_of(who, target),
        colleagues=_colleagues(case, moved, who),
        broken=tuple(found for found in after if found not in before),
        mended=tuple(found for found in before if found not in after),
        before=quality(case, places),
        after=quality(case, moved),
    )


def _colleagues(case: Case, places: Places, person: Person) -> tuple[int, ...]:
    place = places[person.key]
    return tuple(
        other.key
        for other in case.people
        if place is not None
        and other.key != person.key
        and places.get(other.key) == place
        and other.organisation == person.organisation
    )


def price_of_wish(case: Case, person: int, visit: int) -> Price:
    """The best there is now, and with this person pinned to the visit they wish for."""
    return _price(case, replace(case.person[person], pinned=visit))


def price_of_pin(case: Case, person: int) -> Price:
    """The best there is now, and without this person's pin."""
    return _price(case, replace(case.person[person], pinned=None))


def without_visit(case: Case, visit: int) -> Price:
    """The best there is now, and if this visit were called off."""
    visits = tuple(replace(v, called_off=v.called_off or v.key == visit) for v in case.visits)
    return Price(_best(case), _best(replace(case, visits=visits)))


def _price(case: Case, changed: Person) -> Price:
    people = tuple(changed if p.key == changed.key else p for p in case.people)
    return Price(_best(case), _best(replace(case, people=people)))


def _best(case: Case) -> Quality:
    return quality(case, solve(case).places)
