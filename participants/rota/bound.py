"""How good a rota could be at best: proved for the case at hand, not merely believed.

Two counting arguments bound the repeats, and the larger counts. First, who shares a table in one
round sits in another round at the other tables only (nobody meets a leader twice), so a group
larger than the number of those tables must bring somebody together again. Secondly, whoever has
more table-mates in all rounds than there are people must meet somebody again. Both spread people
as evenly as possible, since pairs grow convexly.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import comb

from .values import Cafe, Quality, groups


def bound(cafe: Cafe) -> Quality:
    """No rota that keeps the rules has less of anything, held rounds included."""
    return Quality(
        repeats=max(_by_rounds(cafe), _by_guests(cafe)),
        organisation_pairs=_mix(cafe, "organisation"),
        sector_pairs=_mix(cafe, "sector"),
    )


def spread(people: int, places: int) -> int:
    """The fewest pairs when `people` are spread over `places`."""
    if not places:
        return comb(people, 2)
    least, more = divmod(people, places)
    return more * comb(least + 1, 2) + (places - more) * comb(least, 2)


Groups = dict[int, dict[int, list[int]]]  # round to table to guests


def _held_groups(cafe: Cafe) -> Groups:
    seats = {(guest, turn): table for guest, turn, table in cafe.held}
    found: Groups = {}
    for (turn, table), group in groups(seats).items():
        found.setdefault(turn, {})[table] = [key for key in group if key in cafe.by_key]
    return found


def _by_rounds(cafe: Cafe) -> int:
    held = _held_groups(cafe)
    turns = [*sorted(held), *cafe.turns]
    return sum(_two_rounds(cafe, held, *pair) for pair in combinations(turns, 2))


def _two_rounds(cafe: Cafe, held: Groups, one: int, other: int) -> int:
    if other in held:
        return _met_in_both(held[one].values(), held[other].values())
    if one not in held:
        return _after_leaving(cafe, one, other)
    both = {guest.key for guest in cafe.guests if other not in guest.absent}
    return sum(
        spread(len(both.intersection(group)), _elsewhere(cafe, other, table))
        for table, group in held[one].items()
    )


def _elsewhere(cafe: Cafe, turn: int, table: int) -> int:
    """Tables at which those who sat at this one can sit in another round."""
    others = sum(open_table.key != table for open_table in cafe.open_tables(turn))
    return min(cafe.in_use(turn), others)


def _met_in_both(first: Iterable[list[int]], second: Iterable[list[int]]) -> int:
    return sum(comb(len(set(one) & set(other)), 2) for one in first for other in second)


def _after_leaving(cafe: Cafe, one: int, other: int) -> int:
    """Absent people are taken out where they help most."""
    people, used = len(cafe.present(one)), cafe.in_use(one)
    if not used:
        return 0
    least, more = divmod(people, used)
    sizes = [least + 1] * more + [least] * (used - more)
    elsewhere = min(_elsewhere(cafe, other, table.key) for table in cafe.open_tables(one))
    if any(not table.is_open(other) for table in cafe.open_tables(one)):
        elsewhere = cafe.in_use(other)
    for _gone in range(sum(other in guest.absent for guest in cafe.present(one))):
        largest = max(range(used), key=lambda at: sizes[at])
        sizes[largest] = max(0, sizes[largest] - 1)
    return sum(spread(size, elsewhere) for size in sizes)


def _by_guests(cafe: Cafe) -> int:
    """Half the sum over people of what their table-mates must repeat."""
    if cafe.held or len(cafe.guests) < 2 or any(guest.absent for guest in cafe.guests):
        return 0
    mates = sum(len(cafe.guests) // used - 1 for turn in cafe.turns if (used := cafe.in_use(turn)))
    return -(-len(cafe.guests) * spread(mates, len(cafe.guests) - 1) // 2)


def _mix(cafe: Cafe, attribute: str) -> int:
    held = 0
    for turn_groups in _held_groups(cafe).values():
        for group in turn_groups.values():
            counts = Counter(getattr(cafe.by_key[key], attribute) for key in group)
            held += sum(comb(count, 2) for count in counts.values())
    to_come = 0
    for turn in cafe.turns:
        counts = Counter(getattr(guest, attribute) for guest in cafe.present(turn))
        to_come += sum(spread(count, cafe.in_use(turn)) for count in counts.values())
    return held + to_come
