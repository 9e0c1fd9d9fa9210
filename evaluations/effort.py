"""How long a form takes on a phone, so that its length is seen before anybody has to fill it in."""

from collections.abc import Iterable
from math import ceil

from .scales import Kind

SECONDS = {
    Kind.TEXT: 30,
    Kind.QUOTE: 30,
    Kind.COMMIT: 60,
    Kind.NUMBER: 20,
    Kind.COUNT: 20,
    Kind.DATE: 15,
    Kind.OPTIONS: 15,
}
A_TAP, ONCE_MORE = 10, 6
"""One row of buttons, and its pair for before."""


def minutes(kinds: Iterable[Kind], pairs: int = 0) -> int:
    """Rounded up: people forgive a shorter form than was promised. `kinds` are those of the rows;
    `pairs` of them ask twice."""
    seconds = sum(SECONDS.get(kind, A_TAP) for kind in kinds) + pairs * ONCE_MORE
    return max(1, ceil(seconds / 60))
