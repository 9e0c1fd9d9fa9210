"""Fewer repeats, by exchanging seats: simulated annealing that never leaves the rules.

S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated annealing", Science 220
(1983); for the social golfer problem, which this is with stations: T. Triska and N. Musliu,
"An effective greedy heuristic for the social golfer problem", Annals of OR 194 (2012). Two guests
exchange tables in a round; one guest moves from a larger to a smaller table; or the guests along a
cycle of tables exchange two of their rounds, which keeps whom they meet (needed where everybody
visits nearly every table). The number of steps decides when it ends, never the clock: the same
seed gives the same rota.
"""

import random
from collections.abc import Sequence
from math import exp

from .values import Cafe, Quality, Seats, quality

REPEAT, ORGANISATION, SECTOR = 60, 12, 1
HOT, COLD = 30.0, 0.3
CYCLES = 0.1


class Search:
    """Numbers instead of keys: guests, tables and rounds count from 0, and lists do the rest."""

    def __init__(
        self, cafe: Cafe, seats: Seats, seed: int, movable: set[tuple[int, int]] | None = None
    ) -> None:
        self.cafe, self.rng = cafe, random.Random(seed)
        self.turns = sorted({turn for _guest, turn in seats})
        self.guests = {guest.key: at for at, guest in enumerate(cafe.guests)}
        self.tables = {table.key: at for at, table in enumerate(cafe.tables)}
        self.at = [[-1] * len(self.guests) for _turn in self.turns]
        self.members: list[list[list[int]]] = [[[] for _t in self.tables] for _turn in self.turns]
        self.price = [[self._alike(one, other) for other in cafe.guests] for one in cafe.guests]
        self.free = [[cafe.may_sit(guest, table) for table in cafe.tables] for guest in cafe.guests]
        self.open = [[table.is_open(turn) for table in cafe.tables] for turn in self.turns]
        for (guest, turn), table in seats.items():
            if guest in self.guests:
                self._sit(self.turns.index(turn), self.guests[guest], self.tables[table])
        self.movable = self._movable(movable)
        self.energy = 0

    @staticmethod
    def _alike(one, other) -> int:
        return ORGANISATION * (one.organisation == other.organisation) + SECTOR * (
            one.sector == other.sector
        )

    def _movable(self, movable: set[tuple[int, int]] | None) -> list[list[int]]:
        pinned = {(guest, turn) for guest, turn, _table in self.cafe.pins}
        return [
            [
                at
                for key, at in self.guests.items()
                if turn >= self.cafe.first
                and self.at[index][at] >= 0
                and (key, turn) not in pinned
                and (movable is None or (key, turn) in movable)
            ]
            for index, turn in enumerate(self.turns)
        ]

    def _sit(self, turn: int, guest: int, table: int) -> int:
        """Seat a guest; returns what it adds to the energy."""
        row, cost = self.price[guest], 0
        for mate in self.members[turn][table]:
            cost += row[mate]
            row[mate] += REPEAT
            self.price[mate][guest] += REPEAT
        self.members[turn][table].append(guest)
        self.at[turn][guest] = table
        self.free[guest][table] = False
        return cost

    def _rise(self, turn: int, guest: int) -> int:
        """The guest gets up; returns what it adds to the energy, which is not positive."""
        table, row, cost = self.at[turn][guest], self.price[guest], 0
        members = self.members[turn][table]
        members.remove(guest)
        for mate in members:
            row[mate] -= REPEAT
            self.price[mate][guest] -= REPEAT
            cost -= row[mate]
        self.free[guest][table] = True
        return cost

    def run(self, steps: int, goal: Quality, mix: bool = True) -> Quality:
        """Anneal; stops early where `goal` is reached (without `mix`, its repeats)."""
        turns = [turn for turn, movable in enumerate(self.movable) if len(movable) > 1]
        best, best_at, best_energy = self._quality(), [row[:] for row in self.at], 0
        cooling, heat, self.energy = (COLD / HOT) ** (1 / max(steps, 1)), HOT, 0
        if not turns:
            return best
        pause = 1 + len(self.guests) // 20
        for step in range(steps):
            if self._reached(best, goal, mix):
                break
            heat *= cooling
            self._step(turns, heat)
            if step % pause == 0 and self.energy < best_energy:
                best_energy = self.energy
                if (now := self._quality()) < best:
                    best, best_at = now, [row[:] for row in self.at]
        self.at = best_at
        return best

    @staticmethod
    def _reached(best: Quality, goal: Quality, mix: bool) -> bool:
        return best <= goal if mix else best.repeats <= goal.repeats

    def _step(self, turns: Sequence[int], heat: float) -> None:
        turn = turns[int(self.rng.random() * len(turns))]
        guests = self.movable[turn]
        guest = guests[int(self.rng.random() * len(guests))]
        if len(turns) > 1 and self.rng.random() < CYCLES:
            self._try_cycle(turn, self.rng.choice([t for t in turns if t != turn]), guest, heat)
            return
        other = guests[int(self.rng.random() * len(guests))]
        here, there = self.at[turn][guest], self.at[turn][other]
        if here == there or not self.free[guest][there]:
            return
        if len(self.members[turn][here]) > len(self.members[turn][there]) > 0:
            self._try_move(turn, guest, there, heat)
        elif self.free[other][here]:
            self._try_exchange(turn, guest, other, heat)

    def _accepts(self, delta: float, heat: float) -> bool:
        return delta <= 0 or self.rng.random() < exp(-delta / heat)

    def _try_exchange(self, turn: int, guest: int, other: int, heat: float) -> None:
        here, there = self.at[turn][guest], self.at[turn][other]
        mine, theirs = self.price[guest], self.price[other]
        seated, opposite = self.members[turn][here], self.members[turn][there]
        delta = REPEAT * (len(seated) + len(opposite) - 2)
        for mate in seated:
            if mate != guest:
                delta += theirs[mate] - mine[mate]
        for mate in opposite:
            if mate != other:
                delta += mine[mate] - theirs[mate]
        if self._accepts(delta, heat):
            self._rise(turn, guest)
            self._rise(turn, other)
            self._sit(turn, guest, there)
            self._sit(turn, other, here)
            self.energy += delta

    def _try_move(self, turn: int, guest: int, there: int, heat: float) -> None:
        here = self.at[turn][guest]
        delta = self._rise(turn, guest) + self._sit(turn, guest, there)
        if self._accepts(delta, heat):
            self.energy += delta
        else:
            self._rise(turn, guest)
            self._sit(turn, guest, here)

    def _try_cycle(self, one: int, two: int, guest: int, heat: float) -> None:
        cycle = self._cycle(one, two, guest)
        if not cycle:
            return
        delta = self._turn_round(one, two, cycle)
        if self._accepts(delta, heat):
            self.energy += delta
        else:
            self._turn_round(one, two, cycle)

    def _cycle(self, one: int, two: int, guest: int) -> list[int]:
        """Guests each of whom sits, in round two, where the next one sits in round one."""
        able = set(self.movable[two]) & set(self.movable[one])
        path, seen = [], {}
        while guest in able:
            table = self.at[one][guest]
            if table in seen:
                return path[seen[table] :]
            if not (self.open[two][table] and self.open[one][self.at[two][guest]]):
                return []
            seen[table] = len(path)
            path.append(guest)
            nearby = self.members[one][self.at[two][guest]]
            if not nearby:
                return []
            guest = nearby[int(self.rng.random() * len(nearby))]
        return []

    def _turn_round(self, one: int, two: int, cycle: list[int]) -> int:
        """Each exchanges the tables of two rounds: as many leave every table as arrive."""
        places = [(self.at[one][guest], self.at[two][guest]) for guest in cycle]
        delta = sum(self._rise(turn, guest) for guest in cycle for turn in (one, two))
        for guest, (first, second) in zip(cycle, places, strict=True):
            delta += self._sit(one, guest, second) + self._sit(two, guest, first)
        return delta

    def seats(self) -> dict[tuple[int, int], int]:
        guests, tables = list(self.guests), list(self.tables)
        return {
            (guests[guest], self.turns[turn]): tables[table]
            for turn, row in enumerate(self.at)
            for guest, table in enumerate(row)
            if table >= 0
        }

    def _quality(self) -> Quality:
        return quality(self.cafe, self.seats())
