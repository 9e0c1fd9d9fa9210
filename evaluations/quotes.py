"""Which of the approved words a report prints, and under which line. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from .disclosure import MIN_CELL, Author, Consent, Shown, attribution

POSITIVE_FOR_ONE_CRITICAL = 3
MOST_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Approved words. `owner` joins what one unknown person wrote, where that is known."""

    key: str
    question: int
    text: str
    line: str = ""
    owner: str | None = None
    themes: tuple[int, ...] = ()
    is_critical: bool = False


@dataclass(slots=True)
class _Taken:
    most: int
    said: set[str] = field(default_factory=set)
    owners: Counter = field(default_factory=Counter)
    questions: Counter = field(default_factory=Counter)
    themes: Counter = field(default_factory=Counter)
    quotes: list[Candidate] = field(default_factory=list)

    def admits(self, quote: Candidate) -> bool:
        of_one = self.owners[quote.owner] if quote.owner else 0
        is_new = plain(quote.text) not in self.said
        return is_new and of_one < MOST_OF_ONE and self.questions[quote.question] < self.most

    def add(self, quote: Candidate) -> None:
        self.said.add(plain(quote.text))
        self.owners[quote.owner] += 1
        self.questions[quote.question] += 1
        self.themes.update(quote.themes)
        self.quotes.append(quote)

    def heard(self, quote: Candidate) -> int:
        return min((self.themes[theme] for theme in quote.themes), default=0)


def plain(text: str) -> str:
    """Two texts that differ in nothing else say the same."""
    return " ".join(text.split()).casefold()


def choose(candidates: Iterable[Candidate], most: int) -> tuple[Candidate, ...]:
    """The quotes of a report, `most` of one question, in an order that nobody chose.

    Critical ones come first into the choice, and for each there are three others at the most; where
    nobody was critical, the others stand alone. No text twice, no more than two from one person;
    of those that are left, the one whose theme has been heard least.
    """
    pool = sorted(candidates, key=lambda quote: quote.key)
    taken = _Taken(most)
    _take([quote for quote in pool if quote.is_critical], taken, len(pool))
    critical = len(taken.quotes)
    room = POSITIVE_FOR_ONE_CRITICAL * critical if critical else len(pool)
    _take([quote for quote in pool if not quote.is_critical], taken, room)
    return tuple(sorted(taken.quotes, key=lambda quote: quote.key))


def _take(pool: list[Candidate], taken: _Taken, room: int) -> None:
    while room and (pool := [quote for quote in pool if taken.admits(quote)]):
        taken.add(min(pool, key=lambda quote: (taken.heard(quote), quote.key)))
        room -= 1


# The line beneath


def lines_today(
    people: Collection[tuple[str, str]], m: int = MIN_CELL, _: Callable[[str], str] = str
) -> dict[str, str]:
    """For every line that names a sector or role of these people: what of it may be said now."""
    lines = {}
    for sector, role in set(people):
        author = Author(sector, role)
        named = {
            Consent.SECTOR: _("Participant, {sector}").format(sector=sector),
            Consent.ROLE: _("{role}, {sector}").format(role=role, sector=sector),
        }
        for consent, line in named.items():
            allowed = attribution(consent, author, people, m, _=_)
            lines[line] = allowed.value if isinstance(allowed, Shown) else ""
    return lines


def names_nobody(line: str, plain: str, _: Callable[[str], str] = str) -> bool:
    """Whether a line says no more than `plain`, which holds for everybody who was asked, or from
    which sector somebody took part."""
    return line in ("", plain) or line.startswith(_("Participant") + ", ")
