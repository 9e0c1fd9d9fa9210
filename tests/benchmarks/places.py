"""Who goes where: against first come, first served, against schemes by hand, against the bound."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from participants import rota, teams
from participants.allocation import Case, Person, Places, Quality, Visit, allocate, quality
from tests.benchmarks.table import Measurement

VISITS = ((60, 6), (200, 12), (1000, 20))
CAFES = ((24, 6, 3), (36, 6, 3), (60, 10, 4), (120, 20, 5), (500, 60, 5))
ORDERS = 20


def measure() -> Iterator[Measurement]:
    for people, visits in VISITS:
        yield from visits_of(people, visits)
    for guests, tables, rounds in CAFES:
        yield from cafe_of(guests, tables, rounds)
    yield from repairs(500, 60, 5)
    yield teams_of(60, 10)


def visits_of(people: int, visits: int) -> Iterator[Measurement]:
    case = crowd(people, visits)
    found, seconds = timed(lambda: allocate(case))
    name = f"Visits {people} × {visits}"
    target = 3 if people == 1000 else 1
    yield Measurement(
        f"{name}: time to proven optimality",
        f"{seconds:.2f} s, gap {'0' if found.proved else 'left'}",
        target=f"at most {target} s",
        met=seconds <= target and found.proved,
    )
    first = quality(case, first_come(case, list(case.people)))
    yield Measurement(f"{name}: ranks got", told(found.quality), f"first come: {told(first)}")
    yield Measurement(f"{name}: the same, orders drawn", "", f"mean of {ORDERS}: {drawn(case)}")


def crowd(people: int, visits: int) -> Case:
    """Some visits are far more wanted than others; five are ranked, a few cannot be."""
    rng = random.Random(people)
    places = -(-people * 11 // 10) // visits + 1
    offered = tuple(
        Visit(key, f"Visit {key}", 10_000 + key, places, 3, rng.random() < 0.6)
        for key in range(visits)
    )
    return Case(tuple(_wishes(key, people, visits, rng) for key in range(people)), offered)


def _wishes(key: int, people: int, visits: int, rng: random.Random) -> Person:
    organisation = int(rng.random() ** 1.5 * max(2, people // 4))
    wanted = sorted(range(visits), key=lambda visit: rng.random() ** (visit + 1) ** 0.7)
    return Person(
        key=key,
        name=f"Person {key}",
        organisation=organisation,
        sector=str(organisation % 8),
        ranking=tuple(wanted[::-1][:5]),
        step_free=rng.random() < 0.05,
        refused=frozenset({rng.randrange(visits)} if rng.random() < 0.05 else ()),
    )


def first_come(case: Case, order: list[Person]) -> Places:
    """Everybody takes the best that is left, within the rules."""
    left = {visit.key: visit.capacity for visit in case.visits}
    places: dict[int, int | None] = {}
    for person in order:
        wanted = (*person.ranking, *sorted(left, key=lambda key: -left[key]))
        free = (v for v in wanted if left[v] and not case.why_not(person, case.visit[v]))
        places[person.key] = next(free, None)
        if places[person.key] is not None:
            left[places[person.key]] -= 1
    return places


def drawn(case: Case) -> str:
    totals, worst, pairs = [], [], []
    for seed in range(ORDERS):
        order = list(case.people)
        random.Random(seed).shuffle(order)
        found = quality(case, first_come(case, order))
        totals.append(found.total)
        worst.append(found.worst)
        pairs.append(found.organisation_pairs)
    means = [sum(figures) / ORDERS for figures in (totals, worst, pairs)]
    return f"total {means[0]:.0f}, worst {means[1]:.1f}, pairs {means[2]:.0f}"


def told(found: Quality) -> str:
    firsts = dict(found.ranks).get(1, 0)
    return (
        f"total {found.total}, worst {found.worst}, firsts {firsts}, "
        f"pairs {found.organisation_pairs}, without {found.unplaced}"
    )


def cafe_of(guests: int, tables: int, rounds: int) -> Iterator[Measurement]:
    cafe = invented_cafe(guests, tables, rounds)
    found, seconds = timed(lambda: rota.seat(cafe, mix=False))
    name = f"Café {guests} at {tables}, {rounds} rounds"
    clockwise = rota.quality(cafe, by_hand(cafe, own_pace=False)).repeats
    paces = rota.quality(cafe, by_hand(cafe, own_pace=True)).repeats
    reached = found.least_repeats
    yield Measurement(
        f"{name}: repeats",
        f"{found.quality.repeats} in {seconds:.2f} s",
        f"proved bound {found.bound.repeats}; clockwise {clockwise}, each seat its pace {paces}",
        target="the bound in 3 s",
        met=reached and seconds <= 3,
    )
    full, seconds = timed(lambda: rota.seat(cafe))
    yield Measurement(
        f"{name}: pairs of one organisation, sector",
        f"{full.quality.organisation_pairs}, {full.quality.sector_pairs} in {seconds:.1f} s",
        f"proved bound {full.bound.organisation_pairs}, {full.bound.sector_pairs}",
    )


def invented_cafe(guests: int, tables: int, rounds: int) -> rota.Cafe:
    rng = random.Random(guests)
    people = []
    for key in range(guests):
        organisation = rng.randrange(guests // 3)
        sector = str(organisation % 6)
        people.append(rota.Guest(key, f"Guest {key}", organisation, sector, rng.random() < 0.05))
    places = tuple(
        rota.Table(key, f"Table {key}", frozenset({1000 + key}), key % 3 > 0)
        for key in range(tables)
    )
    return rota.Cafe(tuple(people), places, rounds)


def by_hand(cafe: rota.Cafe, own_pace: bool) -> rota.Seats:
    """All move on to the next table after each round, or the k-th of a table k tables on."""
    tables = [table.key for table in cafe.tables]
    return {
        (guest.key, turn): tables[(at + (turn - 1) * pace) % len(tables)]
        for at, guest in enumerate(cafe.guests)
        for pace in (1 + at // len(tables) if own_pace else 1,)
        for turn in cafe.turns
    }


@dataclass(frozen=True, slots=True)
class Mishap:
    words: str
    missing: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()


MISHAPS = (
    Mishap("two missing, one late", (1, 2)),
    Mishap("a leader ill, one late", closed=(2,)),
    Mishap("all at once", (1, 2), (2, 3)),
)


def repairs(guests: int, tables: int, rounds: int) -> Iterator[Measurement]:
    for cafe in (invented_cafe(60, 10, 4), invented_cafe(guests, tables, rounds)):
        planned = rota.seat(cafe, mix=False)
        for mishap in MISHAPS:
            yield mended(cafe, planned, mishap)


def mended(cafe: rota.Cafe, planned: rota.Rota, mishap: Mishap) -> Measurement:
    found, seconds = timed(
        lambda: rota.repair(cafe, planned.seats, 1, mishap.missing, {5: 3}, mishap.closed)
    )
    proof = "fewest proved" if found.proved else f"at least {found.least}"
    return Measurement(
        f"Repair of {len(cafe.guests)} guests: {mishap.words}",
        f"{seconds:.2f} s, {len(found.changes)} seats change",
        proof,
        target="at most 2 s",
        met=seconds <= 2,
    )


def teams_of(people: int, number: int) -> Measurement:
    rng = random.Random(people)
    members = tuple(
        teams.Member(key, f"Member {key}", (o := rng.randrange(20)), str(o % 6), visit=key % 6)
        for key in range(people)
    )
    case = teams.Case(members, teams.even_sizes(people, range(number)))
    found, seconds = timed(lambda: teams.form(case))
    return Measurement(
        f"Teams {people} in {number}: visits unseen, pairs of organisation, sector",
        f"{_figures(found.quality)} in {seconds:.1f} s",
        f"proved bound {_figures(found.bound)}",
    )


def _figures(found: teams.Quality) -> str:
    return f"{found.unseen}, {found.organisation_pairs}, {found.sector_pairs}"


def timed(work):
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started
