"""What staff wrote in a report, as it is printed: safe HTML, figures already in their places."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """The narrative of one section, by the section's key."""

    section: str
    html: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A change since, with its evidence; level, kind and evidence by their names in `Claim`."""

    level: str
    kind: str
    title: str
    html: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One version in the history of a report."""

    number: int
    published_on: date
    changes: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """All that is in a report beside its figures. `number` 0: a draft, not for circulation.

    `history` begins with this version, where it is one, and goes back to the first.
    """

    narratives: tuple[Told, ...] = ()
    what_we_change: str = ""
    contact: str = ""
    claims: tuple[Claimed, ...] = ()
    number: int = 0
    published_on: date | None = None
    history: tuple[Issue, ...] = ()

    @property
    def is_draft(self) -> bool:
        return self.number == 0

    @property
    def told(self) -> dict[str, str]:
        """HTML by section; sections without a narrative are not in it."""
        return {each.section: each.html for each in self.narratives}
