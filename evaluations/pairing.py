"""Which answers are the same unknown person's, by a secret that is kept apart from them. Pure.

A key is HMAC-SHA256 (RFC 2104), cut to 128 bits, of what it is for and of the participant's number.
Ratings and words have keys for different purposes, so that only the secret can join them.

That a key returns from form to form would itself tell whose it is wherever few people answered
just these forms, for it is known who answered. So answers are linked only where at least `m`
people share a trail, and the others are kept apart, among at least as many.
"""

import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from .disclosure import suppressed

SECRET_BYTES, KEY_BYTES = 32, 16
OTHER = "other"

Form = int  # forms are numbered in the order in which they were counted
Trail = tuple[frozenset[Form], ...]  # one person's forms; those linked with each other together
Person = TypeVar("Person", bound=Hashable)


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def ratings_key(secret: bytes, person: int) -> str:
    """One and the same in every form that is linked."""
    return _key(secret, "ratings", person)


def lone_key(secret: bytes, person: int, form: int) -> str:
    """For ratings that are not linked with those in other forms, and look no different."""
    return _key(secret, "lone ratings", person, form)


def words_key(secret: bytes, person: int, form: int) -> str:
    """Words are never linked from form to form: nobody needs it."""
    return _key(secret, "words", person, form)


def _key(secret: bytes, purpose: str, *numbers: int) -> str:
    message = "|".join([purpose, *map(str, numbers)]).encode()
    return hmac.new(secret, message, sha256).digest()[:KEY_BYTES].hex()


def crowded(
    trails: Mapping[Person, Trail], m: int, draw: Callable[[Sequence[Person], int], list[Person]]
) -> dict[Person, Trail]:
    """The same forms of the same people, with as many links as may be: any set of forms that
    are linked, or that stand alone, does so for at least `m` people or for none.

    The latest form gives way first, so that links between earlier ones stay as they were read.
    `draw` picks that many at random. A form that fewer than `m` answered in all stays as it is.
    """
    found, beyond_help = dict(trails), set()
    newest = max((max(part) for trail in trails.values() for part in trail), default=0)
    while small := _smallest(found, m, beyond_help):
        missing = m - sum(small in trail for trail in found.values())
        donor = _donor(found, small, newest)
        if donor:
            givers = sorted((one for one, trail in found.items() if donor in trail), key=repr)
            for one in draw(givers, min(missing, len(givers))):
                found[one] = _parted(found[one], donor, small)
        elif len(small) > 1:
            latest = frozenset({max(small)})
            for one in [one for one, trail in found.items() if small in trail]:
                found[one] = _parted(found[one], small, latest)
        else:
            beyond_help.add(small)
    return found


def _sizes(trails: Mapping[Person, Trail]) -> Counter[frozenset[Form]]:
    return Counter(linked for trail in trails.values() for linked in trail)


def _smallest(
    trails: Mapping[Person, Trail], m: int, beyond_help: set[frozenset[Form]]
) -> frozenset[Form] | None:
    """A set of forms that too few people share, the longest first."""
    small = [one for one, n in _sizes(trails).items() if n < m and one not in beyond_help]
    return min(small, key=lambda one: (-len(one), sorted(one)), default=None)


def _donor(
    trails: Mapping[Person, Trail], small: frozenset[Form], newest: Form
) -> frozenset[Form] | None:
    """The set most people share that holds these forms and the newest; a form that stands alone
    may take from any other, if need be."""
    larger = [(n, sorted(one), one) for one, n in _sizes(trails).items() if small < one]
    gentle = [each for each in larger if small == {newest} or each[2] - small == {newest}]
    if len(small) == 1:
        gentle = gentle or larger
    return max(gentle)[2] if gentle else None


def _parted(trail: Trail, linked: frozenset[Form], part: frozenset[Form]) -> Trail:
    """At most one set of a trail has several forms, for there is one key that links."""
    rest = linked - part
    pieces = [rest] if len(part) == 1 else [frozenset({form}) for form in sorted(rest)]
    return (*(one for one in trail if one != linked), part, *pieces)


def keys_of(secret: bytes, person: int, trail: Trail, pks: Mapping[Form, int]) -> dict[int, str]:
    """By the database's number of each form: the key under which this person's ratings stand.

    The key that links goes to the longest set, of equals to the latest, which may grow on.
    """
    main = max(trail, key=lambda linked: (len(linked), max(linked)))
    return {
        pks[form]: ratings_key(secret, person)
        if linked is main
        else lone_key(secret, person, pks[form])
        for linked in trail
        for form in linked
    }


def coarsened(groups: Sequence[str], m: int) -> list[str]:
    """The same groups, with those too small to be told, and what protects them, as OTHER."""
    hidden = suppressed(Counter(groups), m)
    return [OTHER if group in hidden else group for group in groups]


def coarsened_within(classes: Iterable[Hashable], groups: Sequence[str], m: int) -> list[str]:
    """The same, so that no group is small within any of the classes it stands in."""
    places: dict[Hashable, list[int]] = {}
    for at, one in enumerate(classes):
        places.setdefault(one, []).append(at)
    found = list(groups)
    for here in places.values():
        for at, group in zip(here, coarsened([groups[at] for at in here], m), strict=True):
            found[at] = group
    return found
