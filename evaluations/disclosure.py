"""What may be shown of figures, so that nobody's answer can be worked out from them.

Nothing here shows an answer: each function says `Shown`, `NotShown` with its reason, or `NoData`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from .statistics import Distribution

MIN_CELL = 5
PERCENT_FROM = 10
PERCENT_FIRST_FROM = 30
VERBATIM_FROM = 10

Figure = TypeVar("Figure")


class Reason(Enum):
    """Why a figure stays hidden."""

    TOO_FEW = "too few"
    PROTECTED = "protected"
    NO_CONSENT = "no consent"


class Display(Enum):
    """How figures from n answers are put."""

    NOTHING = "suppress"
    COUNTS = "counts"
    COUNTS_FIRST = "counts_percent"
    PERCENT_FIRST = "percent_counts"

    @property
    def has_percent(self) -> bool:
        """Percentages, means, intervals and charts: all or none of them."""
        return self in (Display.COUNTS_FIRST, Display.PERCENT_FIRST)


@dataclass(frozen=True, slots=True)
class Shown(Generic[Figure]):
    """A figure that may be seen."""

    value: Figure


@dataclass(frozen=True, slots=True)
class NotShown:
    """There is a figure, and it is withheld."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class NoData:
    """There is nothing to show or to hide."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a breakdown."""

    key: str
    result: Shown[Distribution] | NotShown | NoData


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`groups` in the order given; `other` joins the hidden ones where that is safe."""

    groups: tuple[Group, ...]
    other: Shown[Distribution] | NotShown | NoData
    hidden: tuple[str, ...]

    @property
    def is_total_only(self) -> bool:
        return not any(isinstance(group.result, Shown) for group in self.groups)


def checked_cell(m: int) -> int:
    """m itself; ValueError below five, which no setting may undercut."""
    if m < MIN_CELL:
        raise ValueError(f"the smallest group shown may not be below {MIN_CELL}, and is {m}")
    return m


def display(n: int, m: int = MIN_CELL) -> Display:
    """How a figure from n answers to that question is put."""
    if n < checked_cell(m):
        return Display.NOTHING
    if n < PERCENT_FROM:
        return Display.COUNTS
    return Display.COUNTS_FIRST if n < PERCENT_FIRST_FROM else Display.PERCENT_FIRST


def disclose(figure: Figure, n: int, m: int = MIN_CELL) -> Shown[Figure] | NotShown | NoData:
    """A figure over the whole cohort, resting on n answers."""
    if n == 0:
        return NoData()
    hidden = display(n, m) is Display.NOTHING
    return NotShown(Reason.TOO_FEW) if hidden else Shown(figure)


def suppressed(
    sizes: Mapping[str, int],
    m: int = MIN_CELL,
    unsafe: Callable[[Collection[str]], bool] = lambda keys: False,
) -> tuple[str, ...]:
    """Keys of the groups to hide, sorted.

    First every group below m. Then, while one alone is hidden, the hidden have fewer than m
    together, or `unsafe` says that these keys, alone or together, may not be shown, the next
    smallest joins them (ties by key). Empty groups hide nothing and are never hidden.
    """
    checked_cell(m)
    filled = {key: n for key, n in sizes.items() if n}
    hidden = {key for key, n in filled.items() if n < m or unsafe([key])}
    rest = sorted(filled.keys() - hidden, key=lambda key: (filled[key], key))
    for key in rest:
        if not hidden or (_is_covered(hidden, filled, m) and not unsafe(hidden)):
            break
        hidden.add(key)
    return tuple(sorted(hidden))


def _is_covered(hidden: Collection[str], sizes: Mapping[str, int], m: int) -> bool:
    return len(hidden) > 1 and sum(sizes[key] for key in hidden) >= m


def breakdown(groups: Mapping[str, Distribution], m: int = MIN_CELL) -> Breakdown:
    """One question by visit, table or sector, safe beside its total.

    A group that disagrees with one voice is hidden too: its distribution would tell on each of
    its members. When every group is hidden, only the total may be printed. All hidden groups give
    the same reason, for the reason itself could tell what they answered.
    """

    def unsafe(keys: Collection[str]) -> bool:
        return _together(groups, keys).is_unanimous_disagreement

    sizes = {key: group.n for key, group in groups.items()}
    hidden = suppressed(sizes, m, unsafe)
    rows = tuple(Group(key, _row(group, key in hidden)) for key, group in groups.items())
    if not hidden:
        return Breakdown(rows, NoData(), hidden)
    everything = len(hidden) == sum(1 for n in sizes.values() if n)
    other = NotShown(Reason.PROTECTED) if everything else Shown(_together(groups, hidden))
    return Breakdown(rows, other, hidden)


def _row(group: Distribution, hidden: bool) -> Shown[Distribution] | NotShown | NoData:
    if group.n == 0:
        return NoData()
    return NotShown(Reason.PROTECTED) if hidden else Shown(group)


def _together(groups: Mapping[str, Distribution], keys: Iterable[str]) -> Distribution:
    first, *rest = (groups[key] for key in keys)
    return sum(rest, first)


def tells_by_difference(n: int, other_n: int, m: int = MIN_CELL) -> bool:
    """Whether two published figures, one from more answers than the other, would give away the
    few in between: "all" and "all but one sector", or two versions of a report."""
    checked_cell(m)
    return min(n, other_n) >= m and 0 < abs(n - other_n) < m


def blocking(
    published: Mapping[str, int],
    proposed: Mapping[str, int],
    m: int = MIN_CELL,
    withdrawn: Collection[str] = (),
) -> tuple[str, ...]:
    """Questions whose n moved by 1 to m - 1 since the last published version.

    Any of them refuses the new version, unless that question is withdrawn from it.
    """
    both = sorted(published.keys() & proposed.keys() - set(withdrawn))
    return tuple(key for key in both if tells_by_difference(published[key], proposed[key], m))


def blocking_any(
    versions: Iterable[Mapping[str, int]],
    proposed: Mapping[str, int],
    m: int = MIN_CELL,
    withdrawn: Collection[str] = (),
) -> tuple[str, ...]:
    """The same against every version that was ever read, for whoever kept them can subtract."""
    found = {key for each in versions for key in blocking(each, proposed, m, withdrawn)}
    return tuple(sorted(found))


def may_quote(answers: int, reapproved: bool = False) -> bool:
    """Whether one of `answers` texts to a question may be quoted word for word.

    Below ten its author must have agreed again.
    """
    return reapproved or answers >= VERBATIM_FROM


class Consent(Enum):
    """What the author of a quote agreed to."""

    NONE = "none"
    ANONYMOUS = "anonymous"
    SECTOR = "sector"
    ROLE = "role"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a quote, as far as its consent reaches."""

    sector: str = ""
    role: str = ""
    name: str = ""


def attribution(
    consent: Consent,
    author: Author,
    participants: Collection[tuple[str, str]],
    m: int = MIN_CELL,
    chatham_house: bool = False,
    _: Callable[[str], str] = str,
) -> Shown[str] | NotShown:
    """The line under a quote, never more than the author allowed.

    `participants` are the (sector, role) of everyone who took part, not of those who answered:
    a sector, or a role in a sector, is named when at least m of them share it. ValueError for
    a quote to be named without a name.
    """
    checked_cell(m)
    if consent is Consent.NONE:
        return NotShown(Reason.NO_CONSENT)
    if consent is Consent.ANONYMOUS or chatham_house:
        return Shown(_("Participant"))
    if consent is Consent.NAMED:
        return Shown(_named(author))
    alike = [role for sector, role in participants if sector == author.sector]
    if consent is Consent.ROLE and author.role and alike.count(author.role) >= m:
        line = _("{role}, {sector}").format(role=author.role, sector=author.sector)
    elif author.sector and len(alike) >= m:
        line = _("Participant, {sector}").format(sector=author.sector)
    else:
        line = _("Participant")
    return Shown(line)


def _named(author: Author) -> str:
    if not author.name:
        raise ValueError("a quote to be named has no name")
    return author.name
